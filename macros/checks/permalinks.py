"""Every link that was ever published still leads to its content."""

from collections import defaultdict
from collections.abc import Iterator

from .. import register
from ..handbook import Handbook
from ..places import Link, addresses, links
from ..problems import Problem, did_you_mean, quantity


def check(handbook: Handbook) -> Iterator[Problem]:
    """The register is whole, leads somewhere, and knows all content. A handbook without one has published nothing."""
    book, problems = register.read(handbook.root)
    yield from problems
    yield from register.lost(handbook.root, book)
    found = links(handbook)
    yield from _twice(found)
    if book is None:
        return
    yield from register.tampered(book)
    if problems or handbook.problems:
        return  # what a broken file holds cannot be told from what was removed; the file's own problem says so
    places = addresses(handbook, found)
    current = {link.id for link in found} | set(places)
    yield from _dead(book, current)
    yield from _new(book, found, places)


def needed(handbook: Handbook) -> list[str]:
    """What the register should say of all content there is."""
    found = links(handbook)
    return [_body(link) for link in found] + [f"address {place}" for place in addresses(handbook, found)]


def _body(link: Link) -> str:
    return f"link {link.id} {link.kind} {link.key}"


def _twice(found: list[Link]) -> Iterator[Problem]:
    seen: dict[str, Link] = {}
    for link in found:
        if link.id in seen:
            other = seen[link.id]
            message = f"its link /l/{link.id}/ belongs to {other.file} already; rename one of the two"
            yield Problem(link.file, link.line, message)
        seen.setdefault(link.id, link)


def _dead(book: register.Register, current: set[str]) -> Iterator[Problem]:
    for line in book.lines:
        verb, name, *rest = line.words
        if verb == "moved" and register.resolve(rest[0], book.moved, current) is None:
            message = f"'{rest[0]}' does not exist, so nothing can move there{did_you_mean(rest[0], current)}"
            yield Problem(register.FILE, line.number, message)
        elif verb != "moved" and register.resolve(name, book.moved, current) is None:
            if name in book.moved:
                continue  # the 'moved' line is the one to mend
            shown = name if name.startswith("/") else f"/l/{name}/"
            message = f"{shown} is published and leads nowhere now; write where it leads, and run make links: "
            yield Problem(register.FILE, line.number, f"{message}moved {name} NEW")


def _new(book: register.Register, found: list[Link], places: dict[str, tuple[str, int]]) -> Iterator[Problem]:
    have = set(book.bodies)
    fresh: dict[str, list[int]] = defaultdict(list)
    for link in found:
        if _body(link) not in have:
            fresh[link.file].append(link.line)
    for name, (file, line) in places.items():
        if f"address {name}" not in have:
            fresh[file].append(line)
    for file, lines in fresh.items():
        message = f"{quantity(len(lines), 'permanent link')} from here not yet in {register.FILE}; run make links"
        yield Problem(file, min(lines), message)
