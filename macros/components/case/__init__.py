"""An example, with what is known, what is not, and the deck's own test of it."""

from dataclasses import dataclass

from ...model.case import PARTS, Case
from ...provenance import Notes, Said
from ...registry import Context, macro


@dataclass(frozen=True)
class Part:
    """One part of the test."""

    label: str
    answer: str
    kind: str
    reason: Said


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    id: str
    title: str
    place: str
    summary: Said
    identified: bool
    who: str
    initiator: Said
    facts: list[Said]
    test: list[Part]
    verdict: Said | None
    open_questions: list[str]
    notes: Notes


@macro
def case(ctx: Context, key: str, *, caption: str | None = None, id: str | None = None) -> View:
    """Show an example: what is known, the deck's five-part test, and what is not known.

    Args:
        key: Name of a file in `docs/data/cases`, without `.yml`.
        caption: Another caption than the example's own.
        id: Another anchor than the key.

    Raises:
        AuthorError: If there is no such example.
    """
    found: Case = ctx.library.find("cases", key)
    anchor = id or key
    notes = Notes(ctx, anchor)
    summary = notes.say(found.summary)
    initiator = notes.say(found.initiator)
    facts = [notes.say(fact) for fact in found.facts]
    test = []
    if found.test:
        for part in PARTS:
            verdict = getattr(found.test, part)
            answer = ctx.word(f"answer_{verdict.answer}")
            test.append(Part(ctx.word(f"part_{part}"), answer, verdict.answer, notes.say(verdict)))
    return View(
        anchor,
        caption or ctx.text(found.title),
        ctx.text(found.place),
        summary,
        found.identified,
        ctx.word(f"who_{found.initiator.who}"),
        initiator,
        facts,
        test,
        notes.say(found.verdict) if found.verdict else None,
        [ctx.text(question) for question in found.open_questions],
        notes,
    )
