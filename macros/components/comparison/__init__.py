"""Comparison table: aspects down, what is compared across."""

from dataclasses import dataclass

from ...model.comparison import Comparison
from ...provenance import Notes, Said
from ...registry import Context, choose, macro

WIDE, MANY = 3, 4  # columns beside the rows' own; table.js counts alike


@dataclass(frozen=True)
class Head:
    """A column's heading as shown."""

    key: str
    label: str


@dataclass(frozen=True)
class Line:
    """A row as shown: its heading and a cell for every heading above."""

    key: str
    label: str
    cells: list[Said]


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language.

    `wide` is a table that needs more room than text; `many` is one with columns to scroll through on a small screen.
    """

    id: str
    title: str
    corner: str
    intro: str
    heads: list[Head]
    lines: list[Line]
    wide: bool
    many: bool
    notes: Notes


@macro
def comparison(
    ctx: Context,
    key: str,
    *,
    columns: list[str] | None = None,
    rows: list[str] | None = None,
    transpose: bool = False,
    caption: str | None = None,
    id: str | None = None,
) -> View:
    """Show a comparison table.

    Args:
        key: Name of a file in `docs/data/comparisons`, without `.yml`.
        columns: Keys of the columns to show, in that order; all when left out.
        rows: Keys of the rows to show, in that order; all when left out.
        transpose: Let rows and columns change places.
        caption: Another caption than the table's own.
        id: Another anchor than the key; needed when a table stands twice on a page.

    Raises:
        AuthorError: If the table, a column or a row does not exist.
    """
    table: Comparison = ctx.library.find("comparisons", key)
    across = choose(table.columns, columns, "columns")
    down = choose(table.rows, rows, "rows")
    anchor = id or key
    notes = Notes(ctx, anchor)
    heads = [Head(column.key, ctx.text(column.label)) for column in across]
    lines = [
        Line(row.key, ctx.text(row.label), [notes.say(row.cells[column.key]) for column in across]) for row in down
    ]
    if transpose:
        sides = [Line(head.key, head.label, [line.cells[index] for line in lines]) for index, head in enumerate(heads)]
        heads, lines = [Head(line.key, line.label) for line in lines], sides
    title = caption or ctx.text(table.title)
    intro = ctx.text(table.intro) if table.intro else ""
    wide, many = len(heads) >= WIDE, len(heads) >= MANY
    return View(anchor, title, ctx.text(table.corner), intro, heads, lines, wide, many, notes)
