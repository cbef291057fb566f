"""Questions to answer about one's own project, and what the answers mean."""

from dataclasses import dataclass

from ...model.checklist import Checklist
from ...provenance import Notes, Said
from ...registry import Context, macro


@dataclass(frozen=True)
class Entry:
    """A question as shown."""

    key: str
    question: Said
    answers: list[str]
    result: str
    next: str


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    id: str
    title: str
    entries: list[Entry]
    outcomes: list[tuple[str, str, str]]
    notes: Notes


@macro
def checklist(ctx: Context, key: str, *, caption: str | None = None, id: str | None = None) -> View:
    """Show a checklist: questions to tick on screen or on paper, and what the answers mean. Nothing is stored.

    Args:
        key: Name of a file in `docs/data/checklists`, without `.yml`.
        caption: Another caption than the checklist's own.
        id: Another anchor than `tjek-` and the key.

    Raises:
        AuthorError: If there is no such checklist.
    """
    found: Checklist = ctx.library.find("checklists", key)
    anchor = id or f"tjek-{key}"
    notes = Notes(ctx, anchor)
    entries = [
        Entry(
            one.key,
            notes.say(one.question),
            [ctx.text(answer) for answer in one.answers],
            ctx.text(one.result) if one.result else "",
            ctx.text(one.next) if one.next else "",
        )
        for one in found.questions
    ]
    outcomes = [(ctx.text(one.when), ctx.text(one.title), ctx.text(one.text)) for one in found.outcomes]
    return View(anchor, caption or ctx.text(found.title), entries, outcomes, notes)
