"""Questions to take in order, with help and examples."""

from dataclasses import dataclass

from ...model.steps import Steps
from ...provenance import Notes, Said
from ...registry import Context, macro


@dataclass(frozen=True)
class Entry:
    """A step as shown."""

    key: str
    question: Said
    help: list[str]
    good: Said
    weak: Said


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    id: str
    title: str
    motto: Said | None
    entries: list[Entry]
    notes: Notes


@macro
def steps(ctx: Context, key: str, *, caption: str | None = None, id: str | None = None) -> View:
    """Show questions or steps in their order, each with help and a good and a weak example.

    Args:
        key: Name of a file in `docs/data/steps`, without `.yml`.
        caption: Another caption than the steps' own.
        id: Another anchor than the key.

    Raises:
        AuthorError: If there is no such file.
    """
    found: Steps = ctx.library.find("steps", key)
    anchor = id or key
    notes = Notes(ctx, anchor)
    motto = notes.say(found.motto) if found.motto else None
    entries = [
        Entry(
            step.key,
            notes.say(step.question),
            [ctx.text(h) for h in step.help],
            notes.say(step.good),
            notes.say(step.weak),
        )
        for step in found.steps
    ]
    return View(anchor, caption or ctx.text(found.title), motto, entries, notes)
