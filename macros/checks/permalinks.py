"""Every link that was ever published still leads to its content."""

from collections import defaultdict
from collections.abc import Iterator

from .. import register
from ..handbook import Handbook
from ..messages import counted, say
from ..model.base import LANGUAGES
from ..places import Link, addresses, links
from ..problems import Problem, did_you_mean
from ..reports import usual_form


def check(handbook: Handbook) -> Iterator[Problem]:
    """The register is whole, leads somewhere, and knows all content. A handbook without one has published nothing."""
    book, problems = register.read(handbook.root)
    yield from problems
    yield from register.lost(handbook.root, book)
    if book is not None and usual_form() == "github" and register.blind(handbook.root):
        message = say(
            "this copy lacks the history, so nobody can tell whether links of the last release are gone; "
            "fetch all of it (in a workflow: fetch-depth: 0)"
        )
        yield Problem(register.FILE, 1, message)
    found = links(handbook)
    yield from _twice(found)
    if book is None:
        return
    yield from register.tampered(book)
    if problems or handbook.problems or not _addressed(handbook):
        return  # what a broken file holds cannot be told from what was removed; the file's own problem says so
    places = addresses(handbook, found)
    current = {link.id for link in found} | set(places)
    yield from _dead(book, current)
    yield from _new(book, found, places)


def _addressed(handbook: Handbook) -> bool:
    """Whether every page has both languages, and every heading an address; what lacks one has its own problem."""
    return all(len(pair) == len(LANGUAGES) for pair in handbook.pages.by_key.values()) and all(
        heading.id for page in handbook.pages for heading in page.headings if heading.level > 1
    )


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
            message = say(
                "the short link {link} belongs to {file} already; rename one of the two",
                link=f"/l/{link.id}/",
                file=other.file,
            )
            yield Problem(link.file, link.line, message)
        seen.setdefault(link.id, link)


def _dead(book: register.Register, current: set[str]) -> Iterator[Problem]:
    for line in book.lines:
        verb, name, *rest = line.words
        if verb == "moved" and register.resolve(rest[0], book.moved, current) is None:
            message = say(
                "'{target}' does not exist, so nothing can move there{hint}",
                target=rest[0],
                hint=did_you_mean(rest[0], current),
            )
            yield Problem(register.FILE, line.number, message)
        elif verb != "moved" and register.resolve(name, book.moved, current) is None:
            if name in book.moved:
                continue  # the 'moved' line is the one to mend
            shown = name if name.startswith("/") else f"/l/{name}/"
            message = say(
                "{link} is published and leads nowhere now; write 'moved {name} NEW' as the last line, and run make "
                "links",
                link=shown,
                name=name,
            )
            yield Problem(register.FILE, line.number, message)


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
        message = counted(
            "{count} new permanent link from here does not stand in {register} yet; run make links",
            "{count} new permanent links from here do not stand in {register} yet; run make links",
            count=len(lines), register=register.FILE,
        )  # fmt: skip
        yield Problem(file, min(lines), message)
