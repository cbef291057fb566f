"""What a built page says, section by section, read from its HTML."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html
from lxml.etree import _Element as Element

_SKIPPED_TAGS = {"script", "style", "template", "noscript", "svg", "nav", "select", "textarea", "dialog"}
# Marks that lead to sources, links to the heading itself, and what every chapter begins with.
_SKIPPED_CLASSES = {"headerlink", "hb-mark", "hb-slide", "hb-promise__label"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "label",
    "mark", "output", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}  # fmt: skip


@dataclass
class Block:
    """A paragraph, a list item, a cell: the text, and which of its words stand in links."""

    text: str
    linked: str = ""


@dataclass
class Section:
    """What stands under one heading.

    Attributes:
        anchor: Id to link to; empty for the beginning of the page.
        heading: Text of the heading.
        blocks: What it says.
    """

    anchor: str
    heading: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Extract:
    """What a page says.

    Attributes:
        title: The first heading.
        sections: In order; the first is what stands under the title.
        description: The page's own summary, from its head.
    """

    title: str
    sections: list[Section]
    description: str = ""


def extract(html: str) -> Extract | None:
    """The text of a page's `article`, without what is marked `data-search-exclude`; None when there is none.

    Every heading with an id begins a section, and so does a term of a list of definitions, or the title of a boxed
    section, when it can be linked to; the latter two end with their box.
    """
    tree = lxml.html.document_fromstring(html)
    articles = tree.xpath("//article[not(@data-search-exclude)]") or tree.xpath("//main[not(@data-search-exclude)]")
    if not articles:
        return None
    said = tree.xpath("//meta[@name='description']/@content")
    reader = _Reader()
    reader.element(articles[0])
    reader.flush()
    sections = reader.sections
    title = next((section.heading for section in sections if section.heading), "")
    return Extract(title, [one for one in sections if one.heading or one.blocks], said[0] if said else "")


class _Reader:
    def __init__(self) -> None:
        self.sections = [Section("", "")]
        self.current = self.sections[0]
        self.words: list[str] = []
        self.links: list[str] = []
        self.link = 0
        self.named: set[Element] = set()  # elements whose text is a heading already

    def element(self, element: Element) -> None:
        for part in self._inside(element):
            if isinstance(part, str):
                self.words.append(part)
                if self.link:
                    self.links.append(part)
            else:
                self._child(part)

    def _inside(self, element: Element) -> Iterator["str | Element"]:
        if element.text:
            yield element.text
        for child in element:
            if isinstance(child.tag, str):
                yield child
            if child.tail:
                yield child.tail

    def _child(self, child: Element) -> None:
        tag = str(child.tag)
        if _skipped(child, tag) or child in self.named:
            self.words.append(" ")
            return
        if tag in _INLINE:
            self.link += tag == "a"
            self.element(child)
            self.link -= tag == "a"
            self.links.append(" ")
            return
        self.flush()
        if tag in _HEADINGS and child.get("id"):
            heading = _text(child)
            if tag == "h1" and not self.sections[0].heading:
                self.current.heading = heading
            else:
                self._begin(str(child.get("id")), heading)
            return
        before, name = self.current, _name_of_box(child)
        if name is not None:
            self._begin(str(child.get("id")), _text(name))
            self.named.add(name)
        self.element(child)
        self.flush()
        self.current = self.current if name is None else before

    def _begin(self, anchor: str, heading: str) -> None:
        self.current = Section(anchor, heading)
        self.sections.append(self.current)

    def flush(self) -> None:
        text = _tidy(self.words)
        if text:
            self.current.blocks.append(Block(text, _tidy(self.links)))
        self.words, self.links = [], []


def _name_of_box(element: Element) -> "Element | None":
    """What names a box that can be linked to, unless a heading in it begins a section anyway."""
    if not element.get("id"):
        return None
    term = element.find("dt")
    label = element.get("aria-labelledby")
    if term is not None or element.tag != "section" or not label:
        return term
    named = next((one for one in element.iter() if one.get("id") == label), None)
    return None if named is None or named.tag in _HEADINGS else named


def _skipped(element: Element, tag: str) -> bool:
    return (
        tag in _SKIPPED_TAGS
        or "data-search-exclude" in element.attrib
        or element.get("hidden", "until-found") != "until-found"
        or element.get("aria-hidden") == "true"
        or bool(_SKIPPED_CLASSES.intersection((element.get("class") or "").split()))
    )


def _text(element: Element) -> str:
    reader = _Reader()
    reader.element(element)
    reader.flush()
    return " ".join(block.text for block in reader.sections[0].blocks)


def _tidy(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
