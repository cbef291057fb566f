"""Every key that the data mentions exists."""

from collections.abc import Iterator

from ..findings import no_page, no_point, no_slide, not_found
from ..handbook import Handbook
from ..library import Item, Library, statements
from ..messages import Message, say
from ..model.base import Statement, parse_source
from ..problems import Problem


def check(handbook: Handbook) -> Iterator[Problem]:
    """Sources, claims, terms, ladders and tables that are named must exist."""
    for items in handbook.library.items.values():
        for item in items.values():
            for statement, path in statements(item.value):
                yield from _statement(handbook, item, statement, path)
            yield from _keys(handbook, item)


def _statement(handbook: Handbook, item: Item, statement: Statement, path: tuple[str | int, ...]) -> Iterator[Problem]:
    library = handbook.library
    if statement.claim is not None and _missing_point(library, statement.claim):
        yield _problem(item, (*path, "claim"), no_point(statement.claim, library.points))
    for index, text in enumerate(statement.sources or ()):
        place = (*path, "sources", index)
        source = parse_source(text)
        if source.slide is not None and library.is_broken_slide(str(source.slide)):
            continue
        if source.slide is not None and source.slide not in library.slides:
            yield _problem(item, place, no_slide(source.slide))
        elif source.point is not None and source.point not in library.points:
            yield _problem(item, place, no_point(source.point, library.points))
        elif source.work is not None and _missing(library, "works", source.work):
            options = [*library.items["works"], "editorial"]
            yield _problem(item, place, not_found("works", source.work, options))


def _keys(handbook: Handbook, item: Item) -> Iterator[Problem]:
    library = handbook.library
    value = item.value
    if item.kind == "dilemmas" and _missing_point(library, value.claim):
        yield _problem(item, ("claim",), no_point(value.claim, library.points))
    if item.kind == "terms":
        for index, key in enumerate(value.see):
            if _missing(library, "terms", key):
                yield _problem(item, ("see", index), not_found("terms", key, library.items["terms"]))
    if item.kind == "diagrams":
        for kind, key in (("ladders", value.ladder), ("comparisons", value.comparison)):
            if key is not None and _missing(library, kind, key):
                yield _problem(item, (kind[:-1],), not_found(kind, key, library.items[kind]))
    if item.kind == "exercises":
        yield from _pages(handbook, item, value.pages, ())
    if item.kind == "programmes":
        for index, step in enumerate(value.steps):
            yield from _pages(handbook, item, step.pages, ("steps", index))
            if step.exercise is not None and _missing(library, "exercises", step.exercise):
                place = ("steps", index, "exercise")
                yield _problem(item, place, not_found("exercises", step.exercise, library.items["exercises"]))
    if item.kind == "exercise_log":
        for index, use in enumerate(value.uses):
            if _missing(library, "exercises", use.exercise):
                place = ("uses", index, "exercise")
                yield _problem(item, place, not_found("exercises", use.exercise, library.items["exercises"]))
    if item.kind == "planner":
        yield from _planner(library, item)
    if item.kind in ("exercises", "programmes"):
        yield from _number(library, item)
    if item.kind == "slides" and item.key != f"{value.number:02}":
        message = say(
            "slide {number} must stand in the file {file}", number=value.number, file=f"{value.number:02}.yml"
        )
        yield Problem(item.source.file, item.line("number"), message)


def _planner(library: Library, item: Item) -> Iterator[Problem]:
    exercises = library.items["exercises"]
    lists: list[tuple[tuple[str | int, ...], list[str]]] = [(("order",), item.value.order)]
    lists += [(("goals", index, "exercises"), goal.exercises) for index, goal in enumerate(item.value.goals)]
    for path, keys in lists:
        for index, key in enumerate(keys):
            if _missing(library, "exercises", key):
                yield _problem(item, (*path, index), not_found("exercises", key, exercises))
    for key in exercises:
        if key not in item.value.order:
            yield _problem(
                item, ("order",), say("the exercise '{key}' is not in the order; add it where it belongs", key=key)
            )


def _number(library: Library, item: Item) -> Iterator[Problem]:
    for other in library.all(item.kind):
        if other.key == item.key:
            break
        if other.value.number == item.value.number:
            place = f"{other.source.file}:{other.line('number')}"
            message = say(
                "the number {number} is taken in {place}; choose another", number=item.value.number, place=place
            )
            yield _problem(item, ("number",), message)


def _pages(handbook: Handbook, item: Item, keys: list[str], path: tuple[str | int, ...]) -> Iterator[Problem]:
    for index, key in enumerate(keys):
        if key not in handbook.pages.by_key:
            yield _problem(item, (*path, "pages", index), no_page(key, handbook.pages.by_key))


def _missing(library: Library, kind: str, key: str) -> bool:
    return key not in library.items[kind] and not library.is_broken(kind, key)


def _missing_point(library: Library, key: str) -> bool:
    return key not in library.points and not library.is_broken_slide(key)


def _problem(item: Item, path: tuple[str | int, ...], message: Message) -> Problem:
    return Problem(item.source.file, item.line(*path), message)
