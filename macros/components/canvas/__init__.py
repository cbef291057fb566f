"""A sheet to fill in: the questions of some steps, with room for answers."""

from dataclasses import dataclass

from ...messages import say
from ...model.steps import Blank, Steps
from ...problems import AuthorError
from ...provenance import Notes, Said
from ...registry import Context, macro


@dataclass(frozen=True)
class Entry:
    """A field of the sheet; those of the steps have a number, help and a weak example."""

    key: str
    question: str
    example: str
    number: int = 0
    said: Said | None = None
    help: tuple[str, ...] = ()
    weak: str = ""


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    id: str
    title: str
    motto: Said | None
    entries: list[Entry]
    nudge: str
    notes: Notes


@macro
def canvas(ctx: Context, key: str, *, caption: str | None = None, id: str | None = None) -> View:
    """Show some steps as a sheet to fill in: on paper as it stands, on screen as a form that keeps what is typed.

    Args:
        key: Name of a file in `docs/data/steps` that has a `sheet`, without `.yml`.
        caption: Another caption than the steps' own.
        id: Another anchor than `ark-` and the key.

    Raises:
        AuthorError: If there is no such file, or it has no sheet.
    """
    found: Steps = ctx.library.find("steps", key)
    if found.sheet is None:
        raise AuthorError(
            say("{file} has no 'sheet', which says the first and the last field", file=f"docs/data/steps/{key}.yml")
        )
    anchor = id or f"ark-{key}"
    notes = Notes(ctx, anchor)
    motto = notes.say(found.motto) if found.motto else None
    entries = [_blank(ctx, "name", found.sheet.name)]
    for number, step in enumerate(found.steps, 1):
        said = notes.say(step.question)
        helps = tuple(ctx.text(one) for one in step.help)
        entries.append(Entry(step.key, said.text, ctx.said(step.good), number, said, helps, ctx.said(step.weak)))
    entries.append(_blank(ctx, "first", found.sheet.first))
    return View(anchor, caption or ctx.text(found.title), motto, entries, ctx.text(found.sheet.nudge), notes)


def _blank(ctx: Context, key: str, blank: Blank) -> Entry:
    return Entry(key, ctx.text(blank.question), ctx.text(blank.example))
