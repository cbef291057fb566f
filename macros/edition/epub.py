"""The book for e-readers: an EPUB 3 file, whole and the same on any day.

Its package, contents and pages are templates in `_epub/`; the text of chapters comes from `xhtml.py`. No library
writes it: what readers, shops and libraries look for is a few files of text whose every line is ours to decide.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from babel.dates import format_date

from .. import archive
from ..offers import LOCALES
from ..open_data import LICENCE
from ..rendering import templates
from . import cover
from .content import Book, Chapter
from .xhtml import Body, Place, body

_TEMPLATES = FilePath(__file__).parent / "_epub"
_FOLDER = "EPUB/"
_TYPE = ("mimetype", b"application/epub+zip")
_COVER, _NAV, _TITLE, _STYLE = "cover.png", "nav.xhtml", "title.xhtml", "book.css"
# What readers are told before they choose the book: how it can be perceived, and what it offers.
_ACCESS = {
    "accessMode": ("textual", "visual"),
    "accessModeSufficient": ("textual", "textual,visual"),
    "accessibilityFeature": (
        "alternativeText", "ARIA", "displayTransformability", "readingOrder", "structuralNavigation",
        "tableOfContents", "unlocked",
    ),
    "accessibilityHazard": ("none",),
}  # fmt: skip
# Chapters that readers of the book look for by what they are.
_LANDMARKS = {"ordliste": "glossary", "litteratur": "bibliography"}


@dataclass(frozen=True)
class Leaf:
    """A file of the book that is read: a chapter, or the page that opens a part."""

    file: str
    title: str
    chapter: Chapter | None = None
    body: Body | None = None
    leaves: tuple["Leaf", ...] = ()

    @property
    def id(self) -> str:
        """Its name in the package."""
        return f"p-{self.file.removesuffix('.xhtml')}"

    def place(self, place: Place) -> str:
        """Address of a place in it."""
        return f"{self.file}#{place.anchor}"


def write(book: Book) -> bytes:
    """The book as EPUB.

    Raises:
        AuthorError: If a chapter holds what an e-book cannot, naming its file.
    """
    parts = tuple(_parts(book))
    leaves = [leaf for part in parts for leaf in (part, *part.leaves)]
    page = _Pages(book)
    lists, landmarks = list(_lists(leaves, book.words)), list(_landmarks(leaves))
    files = {
        "package.opf": page.render("package.opf", leaves=leaves, **_described(book)),
        _NAV: page.render(_NAV, parts=parts, lists=lists, landmarks=landmarks),
        "cover.xhtml": page.render("cover.xhtml"),
        _TITLE: page.render(_TITLE, licence=LICENCE),
        _STYLE: (_TEMPLATES / _STYLE).read_text("utf-8"),
    }
    for leaf in leaves:
        kind = "chapter.xhtml" if leaf.chapter else "part.xhtml"
        reviewed = _day(book, leaf.chapter.reviewed) if leaf.chapter else ""
        files[leaf.file] = page.render(kind, leaf=leaf, reviewed=reviewed)
    drawn = cover.draw(book.title, book.description, page.edition)
    container = ("META-INF/container.xml", (_TEMPLATES / "container.xml").read_bytes())
    texts = ((f"{_FOLDER}{name}", text.encode()) for name, text in files.items())
    everything = (_TYPE, container, *texts, (f"{_FOLDER}{_COVER}", drawn))
    return archive.packed(everything, stored={_TYPE[0], f"{_FOLDER}{_COVER}"})


class _Pages:
    """Renders the templates; every one knows the book, its words and its edition."""

    def __init__(self, book: Book) -> None:
        self.edition = book.words["book_edition"].format(day=_day(book, book.edition))
        self._values = {"book": book, "ui": book.words, "edition": self.edition, "cover": _COVER, "style": _STYLE}

    def render(self, template: str, **values: Any) -> str:
        text = templates(_TEMPLATES).get_template(f"{template}.jinja").render(**self._values, **values)
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _parts(book: Book) -> Iterator[Leaf]:
    files = {chapter.key: f"{chapter.key.replace('/', '-')}.xhtml" for chapter in book.chapters}
    for number, part in enumerate(book.parts, 1):
        leaves = (Leaf(files[one.key], one.title, one, body(one, files)) for one in part.chapters)
        yield Leaf(f"part-{number}.xhtml", part.title, leaves=tuple(leaves))


def _lists(leaves: list[Leaf], words: Any) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Name in EPUB, heading and entries of the lists of figures and of tables."""
    for name, word, kind in (("loi", "kind_of_diagrams", "figures"), ("lot", "kind_of_comparisons", "tables")):
        entries = [
            (leaf.place(place), place.title) for leaf in leaves if leaf.body for place in getattr(leaf.body, kind)
        ]
        yield name, words[word], entries


def _landmarks(leaves: list[Leaf]) -> Iterator[tuple[str, str, str]]:
    """Name in EPUB, file and title of what readers go to from any place in the book."""
    yield "bodymatter", leaves[0].file, leaves[0].title
    for leaf in leaves:
        if leaf.chapter and leaf.chapter.key in _LANDMARKS:
            yield _LANDMARKS[leaf.chapter.key], leaf.file, leaf.title


def _described(book: Book) -> dict[str, Any]:
    """What shops, libraries and programs are told about the book."""
    return {
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, book.url).urn,
        "modified": f"{book.edition}T00:00:00Z",
        "licence": LICENCE,
        "access": _ACCESS,
    }


def _day(book: Book, day: str) -> str:
    return format_date(date.fromisoformat(day), "long", locale=LOCALES[book.lang])
