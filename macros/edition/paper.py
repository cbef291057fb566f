"""What stands on paper: a chapter as the tree of plain values that the templates in `_pdf` set in type.

A node is a string, or a dictionary with its tag `t`, its classes `c`, its children `k`, and what else the
templates need of it. White space is as a browser would show it. What a link prints is decided here: the number
of a page inside the book, a note with an address outside it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from ..messages import say
from ..problems import AuthorError
from .content import Book, Chapter

Node = dict[str, Any]

SVG = "{http://www.w3.org/2000/svg}"
_INLINE = ("a", "abbr", "b", "br", "cite", "code", "em", "i", "q", "s", "small", "span", "strong", "sub", "sup", "time")
_BLOCKS = (
    "article", "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "li",
    "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
)  # fmt: skip
_BLANK = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = "hb-notes__back"  # back from a note: readers of a PDF have a key for that
# Links that stand so close that a page or an address after each would drown the text; they are links all the same.
_QUIET = (
    "hb-slide", "hb-term", "hb-voice__name", "hb-mark", "hb-notes", "hb-references__slides", "hb-glossary__see",
)  # fmt: skip
_INDEX = "hb-references__used"  # where a work is used: pages, and no addresses
_WIDE = 6  # more columns than this need the long side of the paper
_WORD = 14  # letters of a column that can always be broken
_KEPT_LANGUAGES = ("da", "en", "de", "sv", "nb", "fr")


@dataclass(frozen=True)
class Scope:
    """The chapters that one PDF holds.

    Attributes:
        book: The book that they belong to.
        chapters: The chapters, in reading order.
    """

    book: Book
    chapters: tuple[Chapter, ...]

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of all places that something in these chapters links to and that they have."""
        return frozenset(_wanted(self.chapters) & _found(self.chapters))


def place(key: str, anchor: str = "") -> str:
    """The name of a place in a PDF."""
    return f"{key}#{anchor}" if anchor else key


def _wanted(chapters: Iterable[Chapter]) -> set[str]:
    links = (link for chapter in chapters for link in chapter.article().iter("a"))
    return {place(link.get("data-page", ""), link.get("data-anchor", "")) for link in links if link.get("data-page")}


def _found(chapters: Iterable[Chapter]) -> set[str]:
    named = {place(chapter.key, str(found)) for chapter in chapters for found in chapter.article().xpath(".//@id")}
    return named | {chapter.key for chapter in chapters}


def nodes(chapter: Chapter, scope: Scope) -> list[Node]:
    """The nodes of a chapter.

    Raises:
        AuthorError: If it holds something that paper cannot show.
    """
    return _Reader(chapter, scope).read()


class _Flow:
    """White space between the words of a paragraph, across the elements that the words stand in."""

    def __init__(self) -> None:
        self.fresh = True
        self.last: tuple[list[Any], int] | None = None

    def add(self, text: str | None, to: list[Any]) -> None:
        words = _BLANK.sub(" ", text or "")
        if self.fresh:
            words = words.removeprefix(" ")
        if words:
            to.append(words)
            self.last = (to, len(to) - 1)
            self.fresh = words.endswith(" ")

    def end(self) -> None:
        if self.last:
            where, index = self.last
            where[index] = where[index].removesuffix(" ")
        self.fresh, self.last = True, None


class _Reader:
    def __init__(self, chapter: Chapter, scope: Scope) -> None:
        self.chapter = chapter
        self.scope = scope
        self.whole = len(scope.chapters) > 1
        self.flow = _Flow()
        self.printed: set[str] = set()

    def read(self) -> list[Node]:
        article = self.chapter.article()
        node = self._node(article, quiet=False)
        return [child for child in node["k"] if isinstance(child, dict)]

    def _node(self, element: etree._Element, quiet: bool) -> Node:
        tag = str(element.tag)
        if tag == f"{SVG}svg":
            return _drawing(element)
        classes = element.get("class", "").split()
        block = tag in _BLOCKS
        if not block and tag not in _INLINE:
            raise AuthorError(
                say(
                    "{file}:1: the PDF has no form for <{tag}>; see macros/edition/paper.py",
                    file=self.chapter.file,
                    tag=tag,
                )
            )
        quiet = quiet or any(name in _QUIET for name in classes)
        node: Node = {"t": tag, "c": classes, "k": []}
        if block:
            self.flow.end()
        self.flow.add(element.text, node["k"])
        for child in element:
            if isinstance(child.tag, str) and _UNSEEN not in child.get("class", ""):
                node["k"].append(self._node(child, quiet))
            self.flow.add(child.tail, node["k"])
        if block or tag == "br":
            self.flow.end()
        node["k"] = [child for child in node["k"] if child != ""]
        self._attributes(element, node, quiet)
        return node

    def _attributes(self, element: etree._Element, node: Node, quiet: bool) -> None:
        anchor = element.get("id")
        if anchor:
            node["id"] = anchor
            if place(self.chapter.key, anchor) in self.scope.places:
                node["at"] = place(self.chapter.key, anchor)
        lang = element.get("lang")
        if lang in _KEPT_LANGUAGES and lang != self.scope.book.lang:
            node["lang"] = lang
        if element.get("data-short"):
            node["short"] = element.get("data-short")
        tag = node["t"]
        if tag == "a":
            node |= self._link(element, quiet)
        elif tag == "ol":
            count = sum(1 for child in element if child.tag == "li")
            node["reversed"] = element.get("reversed") is not None
            node["start"] = int(element.get("start") or (count if node["reversed"] else 1))
        elif tag == "table":
            node |= _columns(element)
        elif tag in ("th", "td"):
            node["span"] = int(element.get("colspan") or 1)
            node["rows"] = int(element.get("rowspan") or 1)

    def _link(self, element: etree._Element, quiet: bool) -> Node:
        """Where a link leads, and what is printed of it."""
        key, anchor, url = element.get("data-page"), element.get("data-anchor", ""), element.get("href", "")
        for name in (place(key, anchor), key) if key else ():
            if name in self.scope.places:
                return {"to": name, "number": self.whole and not quiet and key != self.chapter.key}
        shown = " ".join("".join(element.itertext()).split())
        listed = any(_INDEX in above.get("class", "") for above in element.iterancestors())
        printed = "" if quiet or listed or not url or shown == url else url.removeprefix("mailto:")
        printed = "" if printed in self.printed else printed  # an address is printed once in a chapter
        self.printed.add(printed)
        return {"url": url, "note": printed, "means": shown or url}


def _drawing(element: etree._Element) -> Node:
    """A drawing with its description."""
    svg = etree.fromstring(etree.tostring(element, with_tail=False))
    words = [" ".join("".join(part.itertext()).split()) for part in svg.iter(f"{SVG}title", f"{SVG}desc")]
    for part in list(svg.iter(f"{SVG}title", f"{SVG}desc")):
        svg.remove(part)
    for part in svg.xpath(".//*[@font-size='0']"):  # spaces between lines, for copying; Typst would count them
        part.getparent().remove(part)
    box = [float(number) for number in svg.get("viewBox", "0 0 4 3").split()]
    source = etree.tostring(svg, encoding="unicode")
    return {"t": "svg", "c": [], "k": [], "svg": source, "alt": " – ".join(words), "ratio": box[2] / box[3]}


def _columns(table: etree._Element) -> Node:
    """How wide the columns of a table are to each other: by what they hold, and never less than a long word."""
    rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]
    count = max(sum(int(cell.get("colspan") or 1) for cell in row) for row in rows)
    widest, most = [1.0] * count, [1.0] * count
    for row in rows:
        if len(row) == count:
            for index, cell in enumerate(row):
                text = " ".join("".join(cell.itertext()).split())
                widest[index] = max([widest[index], *(min(len(word), _WORD) for word in re.split(r"[\s–-]", text))])
                most[index] = max(most[index], float(len(text)))
    weights = [max(word + 2, (text * 9) ** 0.5) for word, text in zip(widest, most, strict=True)]
    return {"columns": [round(weight, 2) for weight in weights], "wide": count > _WIDE}


def headers(chapter: Chapter) -> Iterator[list[list[bool]]]:
    """For each table of a chapter and each of its rows below the head: which cells are the row's heading."""
    for table in chapter.article().iter("table"):
        body = (row for row in table.iter("tr") if row.getparent().tag != "thead")
        yield [[cell.tag == "th" for cell in row if cell.tag in ("th", "td")] for row in body]
