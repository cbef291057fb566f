"""The figures of the handbook laid out for a wide screen: shapes in points, for any form of a deck."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

WIDTH, HEIGHT = 864, 370
SIZE = 18  # the smallest text on a slide
PARTIES = ("party-1", "party-2", "party-3", "party-4", "party-5")

Tone = Literal["core", "box", "verb", "ring", "label"]


@dataclass(frozen=True)
class Shape:
    """A box, a circle or a bare label, with its text.

    Attributes:
        form: `box`, `pill` (round ends), `disc` or `label` (no outline).
        tone: Which colours.
        left: Whether the text begins at the left edge.
    """

    form: Literal["box", "pill", "disc", "label"]
    tone: Tone
    x: float
    y: float
    w: float
    h: float
    text: str = ""
    size: int = SIZE
    bold: bool = False
    left: bool = False

    @property
    def room(self) -> float:
        """Width that a line of text may take."""
        return self.w * 0.7 if self.form == "disc" else self.w - 6


@dataclass(frozen=True)
class Stroke:
    """A straight line, with or without a point at its end."""

    x1: float
    y1: float
    x2: float
    y2: float
    arrow: bool = False


@dataclass(frozen=True)
class Drawing:
    """A figure: strokes lie under shapes."""

    shapes: tuple[Shape, ...]
    strokes: tuple[Stroke, ...] = ()


def draw(figure: str, labels: Mapping[str, str], steps: Sequence[str], branches: Sequence[tuple[str, str]]) -> Drawing:
    """Lay a figure out.

    Args:
        figure: The name in `model.diagram`.
        labels: The words in it.
        steps: The steps of its ladder, from the bottom.
        branches: Name and purpose of each column of its table.
    """
    if figure == "staircase":
        return _staircase(steps)
    if figure == "leadership":
        return _leadership(labels, branches)
    return _chain(labels) if figure == "chain-to-arena" else _overview(labels)


def _staircase(steps: Sequence[str]) -> Drawing:
    rise = HEIGHT / len(steps)
    shapes = []
    for index, step in enumerate(steps):
        x, y = index * 34.0, HEIGHT - (index + 1) * rise
        shapes.append(Shape("box", "box", x, y, WIDTH - x, rise - 5))
        shapes.append(Shape("disc", "core", x + 10, y + (rise - 5) / 2 - 19, 38, 38, str(index + 1), bold=True))
        shapes.append(Shape("label", "label", x + 56, y, WIDTH - x - 62, rise - 5, step, left=True))
    return Drawing(tuple(shapes))


def _leadership(labels: Mapping[str, str], branches: Sequence[tuple[str, str]]) -> Drawing:
    width = (WIDTH - 24 * (len(branches) - 1)) / len(branches)
    shapes = [Shape("box", "core", WIDTH / 2 - 190, 10, 380, 56, labels["top"], 22, bold=True)]
    strokes = [Stroke(WIDTH / 2, 66, WIDTH / 2, 100)]
    for index, (name, purpose) in enumerate(branches):
        x = index * (width + 24)
        middle = x + width / 2
        strokes += [Stroke(WIDTH / 2, 100, middle, 100), Stroke(middle, 100, middle, 130, arrow=True)]
        shapes += [
            Shape("box", "box", x, 130, width, 230),
            Shape("label", "label", x + 10, 138, width - 20, 70, name, 20, bold=True),
            Shape("label", "label", x + 10, 210, width - 20, 144, purpose),
        ]
    return Drawing(tuple(shapes), tuple(strokes))


def _arena(labels: Mapping[str, str], left: float, width: float, top: float) -> Drawing:
    """Five parties around one task; all at the same distance from the middle, as far as a wide screen lets them."""
    cx, cy = left + width / 2, top + (HEIGHT - top) / 2
    reach, up = width / 2 - 85, (HEIGHT - top) / 2 - 26
    places = [(0.0, -1.0), (1.0, -0.28), (0.72, 0.96), (-0.72, 0.96), (-1.0, -0.28)]
    strokes = [Stroke(cx, cy, cx + dx * reach, cy + dy * up) for dx, dy in places]
    task = Shape("disc", "core", cx - 75, cy - 52, 150, 104, labels["task"], 20, bold=True)
    parties = [
        Shape("pill", "box", cx + dx * reach - 82, cy + dy * up - 22, 164, 44, labels[name])
        for (dx, dy), name in zip(places, PARTIES, strict=True)
    ]
    return Drawing((task, *parties), tuple(strokes))


def _chain(labels: Mapping[str, str]) -> Drawing:
    shapes = [Shape("label", "label", 0, 0, 260, 34, labels["before"], 20, bold=True)]
    strokes = []
    for index in range(4):
        y = 44 + index * 84.0
        shapes.append(Shape("box", "box", 30, y, 200, 52, labels[f"link-{index + 1}"], 20))
        if index < 3:
            strokes.append(Stroke(130, y + 52, 130, y + 82, arrow=True))
    strokes.append(Stroke(250, 205, 320, 205, arrow=True))
    shapes.append(Shape("label", "label", 340, 0, 524, 34, labels["after"], 20, bold=True))
    arena = _arena(labels, 340, 524, 44)
    return Drawing((*shapes, *arena.shapes), (*strokes, *arena.strokes))


def _overview(labels: Mapping[str, str]) -> Drawing:
    arena = _arena(labels, 0, 560, 0)
    shapes, strokes = [], []
    for index in range(3):
        y = 15 + index * 125.0
        shapes.append(Shape("box", "verb", 610, y, 254, 90, labels[f"verb-{index + 1}"], 20))
        if index < 2:
            strokes.append(Stroke(737, y + 90, 737, y + 123, arrow=True))
    return Drawing((*arena.shapes, *shapes), (*arena.strokes, *strokes))
