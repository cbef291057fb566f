"""Tables, ladders and drawings of a page as slides: whole where they fit, else a slide for each row."""

from collections.abc import Iterator, Sequence
from typing import Any

from ..components.comparison import View as Comparison
from ..components.diagram import View as Diagram
from ..components.ladder import View as Ladder
from ..provenance import Note, Notes, Origin, Said
from ..registry import Context
from .drawing import draw
from .fitting import grids
from .model import Figure, Grid, Run, Slide, Words, under, words

MOST_COLUMNS = 3  # beside the heading of the row; more leave no room for words
_LABEL, _PAIR, _NUMBER = 0.2, 0.28, 0.12  # shares of the width that the headings of rows take
_SIZE = 18


def said(ctx: Context, one: Said) -> Words:
    """A statement with the mark of its note; a quotation in its marks."""
    text = f"{ctx.word('quote_open')}{one.text}{ctx.word('quote_close')}" if one.quoted else one.text
    return (Run(text), Run(one.note.mark, mark=True))


def comparison(ctx: Context, view: Comparison, title: str) -> Iterator[Slide]:
    """A comparison table."""
    rows = [(words(line.label), *(said(ctx, cell) for cell in line.cells)) for line in view.lines]
    before = [view.intro] if view.intro else []
    notes = [*before, *sources(ctx, view.notes)]
    yield from table(
        title, view.title, (view.corner, *(head.label for head in view.heads)), rows, notes, voices=letters(view.notes)
    )


def ladder(ctx: Context, view: Ladder, title: str) -> Iterator[Slide]:
    """Ladders, one after the other, the top rung first."""
    for column in view.columns:
        steps: list[tuple[Any, ...]] = [
            (words(str(number)), said(ctx, step.label), step.group, step.role, step.example)
            for number, step in zip(range(len(column.steps), 0, -1), column.steps, strict=True)
        ]
        # Only what the ladder has: groups, roles and examples are columns when one rung has them.
        kept = [n for n in range(2, 5) if any(step[n] for step in steps)]
        names = (ctx.word("group"), ctx.word("role"), ctx.word("example"))
        heads = (ctx.word("rung_number"), ctx.word("rung"), *(names[n - 2] for n in kept))
        rows = [(step[0], step[1], *(_cell(ctx, step[n]) for n in kept)) for step in steps]
        notes = [column.intro] if column.intro else []
        notes += [ctx.word("numbers_are_ours")] if column.ours else []
        share = (1 - _NUMBER) / (len(heads) - 1)
        widths = (_NUMBER, *(share for _ in heads[1:]))
        name = title if len(view.columns) == 1 else column.title
        notes += sources(ctx, view.notes)
        yield from table(name, column.title, heads, rows, notes, widths, letters(view.notes))


def _cell(ctx: Context, value: Said | str | None) -> Words:
    if isinstance(value, Said):
        return said(ctx, value)
    return words(value or "")


def table(
    title: str,
    caption: str,
    heads: tuple[str, ...],
    rows: Sequence[tuple[Words, ...]],
    notes: Sequence[str],
    widths: tuple[float, ...] | None = None,
    voices: str = "",
) -> Iterator[Slide]:
    """A table on as many slides as it needs, the heads on each; one slide for each row when it is too wide."""
    share = (1 - _LABEL) / (len(heads) - 1)
    whole = Grid(caption, heads, tuple(rows), widths or (_LABEL, *(share for _ in heads[1:])), voices)
    if len(heads) - 1 <= MOST_COLUMNS:
        try:
            yield from (Slide(title, part, _SIZE, tuple(notes), caption) for part in grids(whole))
        except ValueError:
            pass  # a row is too high for its column; it gets a slide of its own
        else:
            return
    for row in rows:
        label = "".join(run.text for run in row[0] if not run.mark)
        cells = tuple((words(head), cell) for head, cell in zip(heads[1:], row[1:], strict=True))
        one = Grid(f"{caption}: {label}", (heads[0], label), cells, (_PAIR, 1 - _PAIR), voices)
        yield from (Slide(under(title, label), part, _SIZE, tuple(notes), caption) for part in grids(one))


def figure(ctx: Context, view: Diagram, title: str) -> Slide:
    """A drawing, laid out for a wide screen."""
    drawing = draw(view.figure, view.labels, view.steps, view.branches)
    notes = (view.description, *sources(ctx, view.notes))
    return Slide(title, Figure(drawing, view.description, view.caption.text), _SIZE, notes, view.title)


def letters(notes: Notes) -> str:
    """What the letters in the marks mean: `O = Oplægget · R = Redaktionen`."""
    return " · ".join(f"{letter} = {name}" for letter, name in notes.voices)


def sources(ctx: Context, notes: Notes) -> list[str]:
    """The notes under a table or figure, a line each: the mark, whose voice, the sources."""
    return [_note(ctx, note) for note in notes.notes]


def _note(ctx: Context, note: Note) -> str:
    origins = "; ".join(_origin(ctx, one) for one in note.origins)
    return f"{note.mark}: {origins}" + (f". {note.reservation}" if note.reservation else "")


def _origin(ctx: Context, one: Origin) -> str:
    voice = ctx.word(f"voice_{one.voice}")
    label = one.label if one.label == voice else f"{voice}: {one.label}"
    return f"{label} ({one.detail})" if one.detail else label
