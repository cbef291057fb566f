"""A chapter has its sections in their order, and its voices where they belong."""

from collections.abc import Iterator
from itertools import pairwise

from ..handbook import Handbook
from ..messages import say
from ..pages import Page
from ..problems import Problem

SECTIONS = (
    "kort-fortalt", "fra-oplaegget", "i-praksis", "goer-og-undgaa", "spoergsmaal", "i-morgen", "indvendinger",
    "kilder", "laes-videre",
)  # fmt: skip
VOICES = {
    "fra-oplaegget": ("deck", "unsure"),
    "i-praksis": ("editors",),
    "indvendinger": ("research", "editors", "deck", "unsure"),
}


def check(handbook: Handbook) -> Iterator[Problem]:
    """The promise comes first, the sections follow, each with the voice that speaks in it."""
    for page in handbook.pages:
        if page.meta.get("kind") == "chapter" and page.lines:
            yield from _sections(page)
            if page.readable:
                yield from _voices(page)
                yield from _macros(page)


def _sections(page: Page) -> Iterator[Problem]:
    found = [heading for heading in page.headings if heading.level == 2]
    ids = [heading.id for heading in found]
    for section in SECTIONS:
        if section not in ids:
            yield Problem(page.file, page.first, say("the section '{section}' is missing", section=f"{{ #{section} }}"))
    order = [heading for heading in found if heading.id in SECTIONS]
    expected = sorted(order, key=lambda heading: SECTIONS.index(heading.id or ""))
    for heading, right in zip(order, expected, strict=True):
        if heading is not right:
            message = say("this section comes too early; '{section}' comes before it", section=f"{{ #{right.id} }}")
            yield Problem(page.file, heading.line, message)
            break


def _voices(page: Page) -> Iterator[Problem]:
    starts = [(h.line, h.id) for h in page.headings if h.level == 2] + [(len(page.lines) + 1, None)]
    for (line, section), (end, _) in pairwise(starts):
        if section not in VOICES:
            continue
        voice = next((call for call in page.calls if call.name == "voice" and line < call.line < end), None)
        allowed = VOICES[section]
        if voice is None:
            call = f'{{{{ voice("{allowed[0]}") }}}}'
            message = say("the section does not say who speaks; begin it with {call}", call=call)
            yield Problem(page.file, line, message)
        elif voice.args and voice.args[0] not in allowed:
            message = say(
                "the section begins with the voice '{found}', expected '{expected}'",
                found=voice.args[0],
                expected=allowed[0],
            )
            yield Problem(page.file, voice.line, message)


def _macros(page: Page) -> Iterator[Problem]:
    names = [call.name for call in page.calls]
    for name in ("promise", "references"):
        if names.count(name) != 1:
            message = say(
                "{call} stands {found} times on this page, expected once in a chapter",
                call=f"{{{{ {name}() }}}}",
                found=names.count(name),
            )
            yield Problem(page.file, page.first, message)
