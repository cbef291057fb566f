"""How much goes on a slide: estimates of height, and lists and tables spread over as many slides as they need."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from .drawing import HEIGHT, SIZE, WIDTH
from .model import Columns, Grid, Item, Points, Quotation, Words, text_of

LETTER = 0.48  # width of a letter in Danish text, as a share of the size of its type
LINE = 1.2  # height of a line, likewise
_SIZES = (32, 28, 24, 22, 20)
_LARGE = (40, 36, 32, 28, 24, 20)
_INDENT = 26
_VOICE = SIZE * LINE + 8  # the line that says who speaks
_CELL = (16, 12)  # what the edges of a cell take


def wrapped(text: str, width: float, size: float) -> list[str]:
    """A text broken into the lines it takes in a column of that width."""
    return list(_wrapped(text, max(4, int(width / (size * LETTER)))))


@lru_cache(8192)  # every size of type is tried on the same words
def _wrapped(text: str, letters: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, letters, break_long_words=False))


def lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes in a column of that width."""
    return max(1, len(wrapped(text, width, size)))


def points(body: Points, sizes: Sequence[int] = _SIZES) -> Iterator[tuple[Points, int]]:
    """A list on one slide in as large a type as fits, or on several, about as much on each.

    Yields:
        What stands on each slide, and the size of its type.
    """
    size = next((one for one in sizes if _height(body.items, one) <= HEIGHT), sizes[-1])
    for part in _spread(body.items, size):
        yield replace(body, items=tuple(part)), size


def _height(items: Sequence[Item], size: int, width: float = WIDTH) -> float:
    voices = sum(1 for voice, _ in Points(tuple(items)).groups if voice)
    return sum(_item(item, size, width) for item in items) + voices * _VOICE


def _item(item: Item, size: int, width: float = WIDTH) -> float:
    return lines(text_of(item.words), width - _INDENT, size) * size * LINE + size * 0.5


def _spread(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    whole = _height(items, size)
    left = -(-int(whole) // HEIGHT)
    goal = whole / left
    part: list[Item] = []
    for item in items:
        grown = _height([*part, item], size)
        # The last slide takes what is left, as long as there is room.
        if part and (grown > HEIGHT or (left > 1 and grown - _item(item, size) / 2 > goal)):
            yield part
            part, left = [], left - 1
        part.append(item)
    yield part


def columns(body: Columns) -> int:
    """The size of type in which two lists fit side by side."""
    above = lines(body.above, WIDTH, 22) * 22 * LINE + 16 if body.above else 0

    def fits(size: int) -> bool:
        return all(_height(side.items, size, WIDTH / 2 - 12) + 40 + above <= HEIGHT for side in body.sides)

    return next((size for size in (*_SIZES[2:], SIZE) if fits(size)), SIZE)


def quotation(body: Quotation) -> int:
    """The size of type in which words to be read aloud fit."""
    room = HEIGHT - len(body.below) * (SIZE + 6) * LINE - 20
    return next((one for one in _LARGE if lines(body.words, WIDTH - 40, one) * one * LINE <= room), _LARGE[-1])


def grids(grid: Grid) -> Iterator[Grid]:
    """A table on one slide, or on several with its heads on each.

    Raises:
        ValueError: If a row is higher than a slide.
    """
    head = _row([(text,) for text in grid.heads], grid.widths)
    heights = [_row([(text_of(cell),) for cell in row], grid.widths) for row in grid.rows]
    room = HEIGHT - head
    if max(heights) > room:
        raise ValueError(f"a row of '{grid.caption}' is higher than a slide")
    left = -(-int(sum(heights)) // int(room))
    goal = sum(heights) / left
    part: list[tuple[Words, ...]] = []
    used = 0.0
    for row, height in zip(grid.rows, heights, strict=True):
        if part and (used + height > room or (left > 1 and used + height / 2 > goal)):
            yield replace(grid, rows=tuple(part))
            part, used, left = [], 0.0, left - 1
        part.append(row)
        used += height
    yield replace(grid, rows=tuple(part))


def _row(cells: Sequence[tuple[str]], widths: Sequence[float]) -> float:
    high = max(lines(text, share * WIDTH - _CELL[0], SIZE) for (text,), share in zip(cells, widths, strict=True))
    return high * SIZE * LINE + _CELL[1]
