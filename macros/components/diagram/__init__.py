"""Diagrams as inline SVG, drawn from the data."""

from dataclasses import dataclass

from ...model.comparison import Comparison
from ...model.diagram import Diagram
from ...model.ladder import Ladder
from ...provenance import Notes, Said
from ...registry import Context, macro


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    id: str
    title: str
    description: str
    figure: str
    caption: Said
    labels: dict[str, str]
    steps: list[str]
    branches: list[tuple[str, str]]
    notes: Notes


@macro
def diagram(ctx: Context, key: str, *, caption: str | None = None, id: str | None = None) -> View:
    """Show a diagram with its title and a description in words.

    Args:
        key: Name of a file in `docs/data/diagrams`, without `.yml`.
        caption: Another title than the diagram's own.
        id: Another anchor than the key.

    Raises:
        AuthorError: If there is no such diagram, or what it draws does not exist.
    """
    found: Diagram = ctx.library.find("diagrams", key)
    anchor = id or key
    notes = Notes(ctx, anchor)
    said = notes.say(found.caption)
    labels = {name: ctx.text(text) for name, text in found.labels.items()}
    return View(
        anchor,
        caption or ctx.text(found.title),
        ctx.text(found.description),
        found.figure,
        said,
        labels,
        _steps(ctx, found),
        _branches(ctx, found),
        notes,
    )


def _steps(ctx: Context, found: Diagram) -> list[str]:
    if not found.ladder:
        return []
    ladder: Ladder = ctx.library.find("ladders", found.ladder)
    return [Notes(ctx, "").say(rung.label).text for rung in ladder.rungs]


def _branches(ctx: Context, found: Diagram) -> list[tuple[str, str]]:
    """Each column of the table, with its first row."""
    if not found.comparison:
        return []
    table: Comparison = ctx.library.find("comparisons", found.comparison)
    first = table.rows[0]
    return [(ctx.text(c.label), Notes(ctx, "").say(first.cells[c.key]).text) for c in table.columns]
