"""Ladders and staircases: one, or two or three side by side."""

from dataclasses import dataclass

from ...messages import say
from ...model.ladder import Ladder
from ...problems import AuthorError
from ...provenance import Notes, Said
from ...registry import Context, macro


@dataclass(frozen=True)
class Step:
    """A rung as shown."""

    label: Said
    role: Said | None
    group: str
    example: Said | None


@dataclass(frozen=True)
class Column:
    """One ladder, the top rung first."""

    title: str
    intro: str
    ours: bool
    steps: list[Step]


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    id: str
    title: str
    columns: list[Column]
    notes: Notes


@macro
def ladder(
    ctx: Context, key: str, *, beside: list[str] | None = None, caption: str | None = None, id: str | None = None
) -> View:
    """Show a ladder, alone or beside others.

    Args:
        key: Name of a file in `docs/data/ladders`, without `.yml`.
        beside: One or two more ladders to show beside it.
        caption: Another caption than the ladder's own.
        id: Another anchor than the key.

    Raises:
        AuthorError: If a ladder does not exist, or there are more than three.
    """
    keys = [key, *(beside or [])]
    if len(keys) > 3 or len(set(keys)) < len(keys):
        raise AuthorError(say("beside: expected one or two other ladders, each once"))
    anchor = id or key
    notes = Notes(ctx, anchor)
    columns = [_column(ctx, ctx.library.find("ladders", one), notes) for one in keys]
    title = caption or " · ".join(column.title for column in columns)
    return View(anchor, title, columns, notes)


def _column(ctx: Context, ladder: Ladder, notes: Notes) -> Column:
    groups = {group.key: ctx.text(group.label) for group in ladder.groups}
    steps = [
        Step(
            notes.say(rung.label),
            notes.say(rung.role) if rung.role else None,
            groups.get(rung.group or "", ""),
            notes.say(rung.example) if rung.example else None,
        )
        for rung in reversed(ladder.rungs)
    ]
    intro = ctx.text(ladder.intro) if ladder.intro else ""
    return Column(ctx.text(ladder.title), intro, ladder.numbered_by == "editors", steps)
