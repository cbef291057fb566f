"""What a deck is, whatever it is written as: slides with a title, a body of one kind, and notes for the speaker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..model.base import Language
from .drawing import Drawing


@dataclass(frozen=True)
class Run:
    """A stretch of text in one manner.

    Attributes:
        text: The words.
        bold: Whether they stand out.
        italic: Titles in the list of sources.
        foreign: Whether they are in the handbook's other language.
        mark: Whether it is a note's mark, raised.
    """

    text: str
    bold: bool = False
    italic: bool = False
    foreign: bool = False
    mark: bool = False


Words = tuple[Run, ...]


def text_of(words: Words) -> str:
    """The words without their manner, and without the marks of notes."""
    return "".join(run.text for run in words if not run.mark)


def words(text: str) -> Words:
    """Plain words."""
    return (Run(text),)


@dataclass(frozen=True)
class Voice:
    """Who speaks: the key, and the word that readers meet."""

    key: str
    word: str


@dataclass(frozen=True)
class Item:
    """A point on a slide.

    Attributes:
        words: What stands on the slide.
        voice: Who says it, when the page says so.
        note: The whole paragraph that it was taken from.
    """

    words: Words
    voice: Voice | None = None
    note: str = ""


@dataclass(frozen=True)
class Opening:
    """The first slide: what the reader can do afterwards, and lines about the handbook."""

    promise: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Points:
    """A list; `ordered` when its order counts, without `bullets` when it is running text."""

    items: tuple[Item, ...]
    ordered: bool = False
    bullets: bool = True

    @property
    def groups(self) -> Iterator[tuple[Voice | None, list[Item]]]:
        """Neighbours with one voice, together."""
        for voice, items in groupby(self.items, key=lambda item: item.voice):
            yield voice, list(items)


@dataclass(frozen=True)
class Quotation:
    """Words to be read aloud, and lines below them: who said it, how long it takes."""

    words: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Columns:
    """Two lists side by side, each under a head; `above` goes before both."""

    heads: tuple[str, str]
    sides: tuple[Points, Points]
    above: str = ""


@dataclass(frozen=True)
class Grid:
    """A table, or a part of one; the first column is the heading of the row.

    Attributes:
        caption: What the table is called.
        heads: Headings of all columns.
        rows: A cell for each heading.
        widths: Shares of the width.
        voices: What the letters of the marks mean.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...]
    voices: str = ""


@dataclass(frozen=True)
class Figure:
    """A drawing, the same in words, and who drew it."""

    drawing: Drawing
    description: str
    credit: str


@dataclass(frozen=True)
class Ending:
    """The last slide: where to read on, and the short link with its picture."""

    items: tuple[Item, ...]
    link: str
    shown: str
    alt: str


Body = Opening | Points | Quotation | Columns | Grid | Figure | Ending


@dataclass(frozen=True)
class Slide:
    """A slide.

    Attributes:
        title: Its title; all differ within a deck.
        body: What it shows.
        size: Size of the text, in points on a slide of 960 by 540 points.
        notes: Paragraphs for the speaker.
        section: The heading of the page that it was made from, or a fact's name.
    """

    title: str
    body: Body
    size: int = 24
    notes: tuple[str, ...] = ()
    section: str = ""

    @property
    def kind(self) -> str:
        """Name of the kind of body, in small letters."""
        return type(self.body).__name__.lower()


@dataclass(frozen=True)
class Deck:
    """A deck of slides.

    Attributes:
        key: Key of the page that it was made from.
        lang: Its language.
        title: The page's title.
        handbook: The handbook's name.
        editors: Who made it.
        reviewed: The day on which the page was last read through, `2026-11-24`.
        slides: The slides, in order.
    """

    key: str
    lang: Language
    title: str
    handbook: str
    editors: str
    reviewed: str
    slides: tuple[Slide, ...]


def under(title: str, part: str) -> str:
    """The title of a part of something: `Fire veje: Borgernes vej`, `Hvad er samskabelse? Kort fortalt`."""
    return f"{title} {part}" if title.endswith(("?", "!")) else f"{title}: {part}"


def joined(parts: Sequence[Words], between: str = " ") -> Words:
    """Several stretches as one."""
    out: list[Run] = []
    for part in parts:
        out += [Run(between), *part] if out else part
    return tuple(out)
