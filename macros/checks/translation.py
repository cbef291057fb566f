"""Every page exists in both languages, with the same places, facts and links."""

from collections.abc import Iterator, Sequence

from ..handbook import Handbook
from ..messages import Message, say
from ..model.base import LANGUAGES, Language
from ..pages import Page
from ..problems import Problem
from .front_matter import faulty

SHARED = ("kind", "slides", "audience", "template")
HEADING, CALL = say("address of a heading"), say("macro call")


def check(handbook: Handbook) -> Iterator[Problem]:
    """Pairs, ids, calls, front matter, and addresses that nobody else has."""
    taken: dict[str, Page] = {}
    for key, pair in handbook.pages.by_key.items():
        for lang in LANGUAGES:
            if lang not in pair:
                other = next(iter(pair.values()))
                wanted = f"docs/{key}{'.en' if lang == 'en' else ''}.md"
                yield Problem(other.file, 1, _missing(lang, wanted))
        for page in pair.values():
            if page.url in taken:
                message = say(
                    "the address '{url}' is taken by {file}; choose another", url=page.url, file=taken[page.url].file
                )
                yield Problem(page.file, 1, message)
            taken.setdefault(page.url, page)
        if len(pair) == len(LANGUAGES):
            yield from _pair(pair["da"], pair["en"], all(handbook.sure(page) for page in pair.values()))


def _missing(lang: Language, file: str) -> Message:
    if lang == "da":
        return say("the Danish page is missing, expected {file}", file=file)
    return say("the English page is missing, expected {file}", file=file)


def _shown(value: object) -> str:
    """A value as it is written in front matter."""
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return "-" if value is None else str(value)


def _pair(danish: Page, english: Page, sure: bool) -> Iterator[Problem]:
    if not danish.lines or not english.lines:
        return
    if list(danish.body()) and [t for _, t in danish.body()] == [t for _, t in english.body()]:
        yield Problem(english.file, english.first, say("the page is a copy of the Danish one; translate it"))
        return
    wrong = faulty(danish) | faulty(english)
    for name in SHARED if danish.meta and english.meta else ():
        if name not in wrong and danish.meta.get(name) != english.meta.get(name):
            line = english.meta_source.line((name,)) if english.meta_source else 1
            message = say(
                "{field}: found {found}, expected {wanted} as in {file}",
                field=name,
                found=_shown(english.meta.get(name)),
                wanted=_shown(danish.meta.get(name)),
                file=danish.file,
            )
            yield Problem(english.file, line, message)
    places = [heading.id for heading in danish.headings], [heading.id for heading in english.headings]
    yield from _same(danish, english, places, [h.line for h in english.headings], HEADING)
    if not sure:
        return
    calls = [_spell(c.signature) for c in danish.calls], [_spell(c.signature) for c in english.calls]
    yield from _same(danish, english, calls, [c.line for c in english.calls], CALL)


def _same(
    danish: Page,
    english: Page,
    both: tuple[Sequence[str | None], Sequence[str | None]],
    lines: list[int],
    what: Message,
) -> Iterator[Problem]:
    """The first place where two lists part; later ones only follow from it."""
    left, right = both
    for index in range(max(len(left), len(right))):
        wanted = left[index] if index < len(left) else None
        found = right[index] if index < len(right) else None
        if wanted != found:
            line = lines[min(index, len(lines) - 1)] if lines else english.first
            place = {"what": what, "number": index + 1, "file": danish.file}
            if wanted and found:
                message = say(
                    "{what} number {number}: found {found}, expected {wanted} as in {file}",
                    found=found, wanted=wanted, **place,
                )  # fmt: skip
            elif wanted:
                message = say(
                    "{what} number {number} is missing, expected {wanted} as in {file}", wanted=wanted, **place
                )
            else:
                message = say("{what} number {number}: found {found}, and {file} has none here", found=found, **place)
            yield Problem(english.file, line, message)
            return


def _spell(signature: tuple[str, tuple[object, ...]]) -> str:
    name, args = signature
    return f"{name}({', '.join(repr(argument) for argument in args)})"
