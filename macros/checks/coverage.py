"""Every point of the deck is marked in a chapter, and every fact is shown on a page."""

from collections.abc import Iterator

from ..handbook import Handbook
from ..library import Item
from ..messages import Message, say
from ..model.base import LANGUAGES, Language
from ..pages import Page
from ..problems import Problem

_SHOWN_BY = {
    "cases": "case", "checklists": "checklist", "comparisons": "comparison", "diagrams": "diagram",
    "dilemmas": "dilemma", "exercises": "exercise", "ladders": "ladder", "programmes": "programme",
    "ready_texts": "ready_text", "steps": "steps",
}  # fmt: skip


def check(handbook: Handbook) -> Iterator[Problem]:
    """In both languages."""
    for lang in LANGUAGES:
        pages = [page for page in handbook.pages if page.lang == lang]
        if all(handbook.sure(page) for page in pages):
            yield from _points(handbook, pages, lang)
            yield from _items(handbook, pages, lang)


def _points(handbook: Handbook, pages: list[Page], lang: Language) -> Iterator[Problem]:
    marked = {point for page in pages for point in marked_points(handbook, page)}
    for item in handbook.library.all("slides"):
        for index, point in enumerate(item.value.points):
            if point.key not in marked:
                line = item.line("points", index)
                yield Problem(item.source.file, line, _unmarked(point.key, lang))
    for page in pages:
        own = {handbook_slide(point) for point in marked_points(handbook, page)}
        for number in page.meta.get("slides") or []:
            if isinstance(number, int) and number not in own:
                line = page.meta_source.line(("slides",)) if page.meta_source else 1
                message = say(
                    "the page says it carries slide {number}, and marks no point of it; write {call}, or delete the "
                    "number",
                    number=number,
                    call=f'{{{{ slide("{number}-1") }}}}',
                )
                yield Problem(page.file, line, message)


def handbook_slide(point: str) -> int:
    """Number of the slide that a point stands on."""
    return int(point.split("-")[0])


def marked_points(handbook: Handbook, page: Page) -> list[str]:
    """Points that a page marks with `slide` or `claim`, ranges written out."""
    found: list[str] = []
    for call in page.calls:
        if call.name not in ("slide", "claim") or not call.args or not isinstance(call.args[0], str):
            continue
        first, last = call.args[0], call.kwargs.get("to", call.args[0])
        keys = list(handbook.library.points)
        if first in keys and last in keys:
            found += keys[keys.index(first) : keys.index(last) + 1]
    return found


def _items(handbook: Handbook, pages: list[Page], lang: Language) -> Iterator[Problem]:
    shown: set[tuple[str, str]] = set()
    for page in pages:
        for call in page.calls:
            keys = [*call.args[:1], *(call.kwargs.get("beside") or [])]
            shown.update((call.name, key) for key in keys if isinstance(key, str))
    for kind, name in _SHOWN_BY.items():
        for item in handbook.library.all(kind):
            if (name, item.key) not in shown:
                yield _unshown(item, name, lang)


def _unmarked(point: str, lang: Language) -> Message:
    call = f'{{{{ slide("{point}") }}}}'
    if lang == "da":
        return say("no Danish page marks the point '{point}'; write {call} where it belongs", point=point, call=call)
    return say("no English page marks the point '{point}'; write {call} where it belongs", point=point, call=call)


def _unshown(item: Item, name: str, lang: Language) -> Problem:
    call = f'{{{{ {name}("{item.key}") }}}}'
    if lang == "da":
        message = say("no Danish page shows this; write {call} on one, or delete the file", call=call)
    else:
        message = say("no English page shows this; write {call} on one, or delete the file", call=call)
    return Problem(item.source.file, 1, message)
