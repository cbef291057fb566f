"""A chapter keeps to its form: short where it must be short, and never a book."""

import re
from collections.abc import Iterator

from ..handbook import Handbook
from ..messages import counted, say
from ..model.base import Language
from ..pages import Page
from ..problems import Problem
from ..prose import Sentence, plain, sentences

MAX_TITLE = 60  # signs
MAX_DESCRIPTION = 20  # words
BULLETS, MAX_IN_SHORT = 3, 60  # bullets and words
ADVICE, MAX_ADVICE = 3, 14  # pieces of advice of each kind, and words in one
QUESTIONS = range(3, 6)
MAX_TRAINER = 130  # words
_ADVICE_HEADS: dict[Language, str] = {"da": "**Gør** / **Undgå**", "en": "**Do** / **Avoid**"}
BODY: dict[Language, range] = {"da": range(600, 901), "en": range(600, 1001)}  # words without the trainer's box


def check(handbook: Handbook) -> Iterator[Problem]:
    """Every chapter, in both languages."""
    for page in handbook.pages:
        if page.meta.get("kind") == "chapter" and page.lines:
            found = list(sentences(page, handbook.library))
            yield from _front(page)
            yield from _in_short(page, found)
            yield from _advice(page, handbook)
            yield from _questions(page)
            yield from _objections(page)
            yield from _body(page, found)


def _front(page: Page) -> Iterator[Problem]:
    if page.headings and len(page.title) > MAX_TITLE:
        heading = page.headings[0]
        yield Problem(
            page.file,
            heading.line,
            say(
                "the title has {found} signs, expected at most {most}; shorten it",
                found=len(page.title),
                most=MAX_TITLE,
            ),
        )
    words = len(str(page.meta.get("description", "")).split())
    if words > MAX_DESCRIPTION and page.meta_source:
        line = page.meta_source.line(("description",))
        message = say(
            "description: found {found} words, expected at most {most}; shorten it", found=words, most=MAX_DESCRIPTION
        )
        yield Problem(page.file, line, message)


def _in_short(page: Page, found: list[Sentence]) -> Iterator[Problem]:
    lines = _section(page, "kort-fortalt")
    if not lines:
        return
    first, last = lines[0][0], lines[-1][0]
    bullets = sum(text.lstrip().startswith("- ") for _, text in lines)
    if bullets != BULLETS:
        message = counted(
            "this section has {count} bullet, expected {expected}",
            "this section has {count} bullets, expected {expected}",
            count=bullets,
            expected=BULLETS,
        )
        yield Problem(page.file, first, message)
    words = sum(len(one.words) for one in found if first <= one.line <= last)
    if words > MAX_IN_SHORT:
        message = say(
            "this section has {found} words, expected at most {most}, so that it fits on the screen of a phone",
            found=words,
            most=MAX_IN_SHORT,
        )
        yield Problem(page.file, first, message)


def _advice(page: Page, handbook: Handbook) -> Iterator[Problem]:
    lines = _section(page, "goer-og-undgaa")
    counts: list[int] = []
    for _, text in lines:
        if text.startswith("**"):
            counts.append(0)
        elif text.startswith("- ") and counts:
            counts[-1] += 1
    if lines and counts != [ADVICE, ADVICE]:
        message = say(
            "expected {count} pieces of advice under each of {heads}, found {found}",
            count=ADVICE,
            heads=_ADVICE_HEADS[page.lang],
            found=" + ".join(map(str, counts)) or 0,
        )
        yield Problem(page.file, lines[0][0], message)
    for number, text in lines:
        words = len(plain(text, handbook.library, page.lang).split()) - 1
        if text.startswith("- ") and words > MAX_ADVICE:
            message = say(
                "the advice has {found} words, expected at most {most}; shorten it", found=words, most=MAX_ADVICE
            )
            yield Problem(page.file, number, message)


def _questions(page: Page) -> Iterator[Problem]:
    lines = _section(page, "spoergsmaal")
    count = sum(bool(re.match(r"\d+\.\s", text)) for _, text in lines)
    if lines and count not in QUESTIONS:
        message = counted(
            "the section has {count} question, expected {least} to {most}",
            "the section has {count} questions, expected {least} to {most}",
            count=count,
            least=QUESTIONS[0],
            most=QUESTIONS[-1],
        )
        yield Problem(page.file, lines[0][0], message)


def _objections(page: Page) -> Iterator[Problem]:
    lines = _section(page, "indvendinger")
    cited = any(call.name == "cite" and lines[0][0] <= call.line <= lines[-1][0] for call in page.calls if lines)
    if lines and not cited and page.readable:
        message = say("no objection has a source; cite one with {call}", call='{{ cite("…") }}')
        yield Problem(page.file, lines[0][0], message)


def _body(page: Page, found: list[Sentence]) -> Iterator[Problem]:
    box = next((number for number, text in page.body() if text.startswith("??? trainer")), None)
    end = next((heading.line for heading in page.headings if box and heading.line > box), len(page.lines) + 1)
    trainer = sum(len(one.words) for one in found if box and box < one.line < end)
    if box and trainer > MAX_TRAINER:
        message = say(
            "the box for trainers has {found} words, expected at most {most}; shorten it",
            found=trainer,
            most=MAX_TRAINER,
        )
        yield Problem(page.file, box, message)
    words = sum(len(one.words) for one in found) - trainer
    allowed = BODY[page.lang]
    if words not in allowed:
        message = say(
            "the chapter has {found} words, expected {least} to {most}, not counting the box for trainers",
            found=words,
            least=allowed[0],
            most=allowed[-1],
        )
        yield Problem(page.file, page.first, message)


def _section(page: Page, name: str) -> list[tuple[int, str]]:
    """The lines of a section, its heading first; empty when there is none."""
    start = next((heading.line for heading in page.headings if heading.id == name), None)
    if start is None:
        return []
    later = [heading.line for heading in page.headings if heading.line > start and heading.level <= 2]
    end = later[0] if later else len(page.lines) + 1
    return [(number, text) for number, text in page.body() if start <= number < end]
