"""Every page exists in both languages, with the same places, facts and links."""

from collections.abc import Iterator, Sequence

from ..handbook import Handbook
from ..model.base import LANGUAGES
from ..pages import Page
from ..problems import Problem

SHARED = ("kind", "slides", "audience", "template")
_NAMES = {"da": "Danish", "en": "English"}


def check(handbook: Handbook) -> Iterator[Problem]:
    """Pairs, ids, calls, front matter, and addresses that nobody else has."""
    taken: dict[str, Page] = {}
    for key, pair in handbook.pages.by_key.items():
        for lang in LANGUAGES:
            if lang not in pair:
                other = next(iter(pair.values()))
                wanted = f"docs/{key}{'.en' if lang == 'en' else ''}.md"
                yield Problem(other.file, 1, f"the {_NAMES[lang]} page is missing, expected {wanted}")
        for page in pair.values():
            if page.url in taken:
                yield Problem(page.file, 1, f"the address '{page.url}' is taken by {taken[page.url].file}")
            taken.setdefault(page.url, page)
        if len(pair) == len(LANGUAGES):
            yield from _pair(pair["da"], pair["en"], all(handbook.sure(page) for page in pair.values()))


def _pair(danish: Page, english: Page, sure: bool) -> Iterator[Problem]:
    if not danish.lines or not english.lines:
        return
    if list(danish.body()) and [t for _, t in danish.body()] == [t for _, t in english.body()]:
        yield Problem(english.file, english.first, "the page is a copy of the Danish one; translate it")
        return
    for name in SHARED:
        if danish.meta.get(name) != english.meta.get(name):
            line = english.meta_source.line((name,)) if english.meta_source else 1
            found, wanted = english.meta.get(name), danish.meta.get(name)
            yield Problem(english.file, line, f"{name}: found {found}, expected {wanted} as in {danish.file}")
    places = [heading.id for heading in danish.headings], [heading.id for heading in english.headings]
    yield from _same(danish, english, places, [h.line for h in english.headings], "heading id")
    if not sure:
        return
    calls = [_spell(c.signature) for c in danish.calls], [_spell(c.signature) for c in english.calls]
    yield from _same(danish, english, calls, [c.line for c in english.calls], "macro call")


def _same(
    danish: Page, english: Page, both: tuple[Sequence[str | None], Sequence[str | None]], lines: list[int], what: str
) -> Iterator[Problem]:
    """The first place where two lists part; later ones only follow from it."""
    left, right = both
    for index in range(max(len(left), len(right))):
        wanted = left[index] if index < len(left) else None
        found = right[index] if index < len(right) else None
        if wanted != found:
            line = lines[min(index, len(lines) - 1)] if lines else english.first
            shown = f"expected {wanted} as in {danish.file}" if wanted else f"{danish.file} has none here"
            yield Problem(english.file, line, f"{what} number {index + 1}: found {found or 'none'}, {shown}")
            return


def _spell(signature: tuple[str, tuple[object, ...]]) -> str:
    name, args = signature
    return f"{name}({', '.join(repr(argument) for argument in args)})"
