"""A dilemma: the deck's words, the two sides, questions."""

from dataclasses import dataclass

from ...model.base import Statement
from ...model.dilemma import Dilemma
from ...provenance import Notes, Said
from ...registry import Context, macro


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    id: str
    title: str
    claim: Said
    pulls: list[tuple[str, Said]]
    questions: list[str]
    notes: Notes


@macro
def dilemma(ctx: Context, key: str, *, caption: str | None = None, id: str | None = None) -> View:
    """Show a dilemma: what the deck says, the two sides of it, and questions to ask.

    Args:
        key: Name of a file in `docs/data/dilemmas`, without `.yml`.
        caption: Another caption than the dilemma's own.
        id: Another anchor than the key.

    Raises:
        AuthorError: If there is no such dilemma.
    """
    found: Dilemma = ctx.library.find("dilemmas", key)
    anchor = id or key
    notes = Notes(ctx, anchor)
    words = notes.say(Statement(claim=found.claim, da=None, en=None, sources=None, note=None))
    pulls = [(ctx.text(pull.label), notes.say(pull.statement)) for pull in found.pulls]
    return View(anchor, caption or ctx.text(found.title), words, pulls, [ctx.text(q) for q in found.questions], notes)
