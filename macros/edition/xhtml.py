"""The text of a chapter as an e-reader wants it: strict XHTML that says what its notes, links and tables are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from ..problems import AuthorError
from .content import Chapter

_SVG = "{http://www.w3.org/2000/svg}"
_EPUB = "http://www.idpf.org/2007/ops"
_TYPE = f"{{{_EPUB}}}type"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_TAGS = frozenset((
    "a", "abbr", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "i",
    "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
))  # fmt: skip
_DRAWN = frozenset(
    _SVG + name
    for name in ("svg", "title", "desc", "g", "text", "tspan", "path", "rect", "circle", "ellipse", "line", "polygon")
)
_VOID = ("br", "col", "hr", "wbr")
_ATTRIBUTES = frozenset((
    "id", "class", "lang", "href", "scope", "colspan", "rowspan", "start", "reversed", "value", "datetime", "role",
    _TYPE,
))  # fmt: skip
# What an e-reader must be told: where it stands on the page, its meaning in EPUB, its role for assistive technology.
_MEANINGS = (
    (".//sup[@class='hb-mark']/a", "noteref", "doc-noteref"),
    (".//a[@class='hb-notes__back']", "", "doc-backlink"),
    (".//span[@class='hb-cite']/a", "biblioref", "doc-biblioref"),
    (".//a[@class='hb-term']", "glossref", "doc-glossref"),
    (".//div[@class='hb-references']", "bibliography", "doc-bibliography"),
    (".//div[@class='hb-glossary']", "glossary", "doc-glossary"),
    (".//div[contains(@class, 'admonition example')]", "", "doc-example"),
)
# Readers that show tables as cards would forget that they are tables.
_TABLE_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
_HEAD_ROLES = {"col": "columnheader", "row": "rowheader"}
# How many columns can stand side by side where there is room for some, and where there is much room.
_ROOMS = ((4, "hb-table--few"), (6, "hb-table--many"))
_UNWANTED = ".//span[@class='hb-voice__sign']|.//*[contains(@class, 'hb-canvas__paper')]"  # a sign; room for a pen


@dataclass(frozen=True)
class Place:
    """Something in a chapter that a list of contents can name."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Body:
    """A chapter, ready for an e-reader.

    Attributes:
        markup: What stands in its file, as XHTML without namespaces.
        headings: Its headings of the second level.
        tables: Its tables that have a caption.
        figures: Its other figures that have one.
        drawn: Whether it holds a drawing.
    """

    markup: str
    headings: tuple[Place, ...]
    tables: tuple[Place, ...]
    figures: tuple[Place, ...]
    drawn: bool


def body(chapter: Chapter, files: Mapping[str, str]) -> Body:
    """A chapter as an e-reader wants it.

    Args:
        chapter: The chapter.
        files: The file of every chapter of the book, by its key.

    Raises:
        AuthorError: If the chapter holds what an e-book cannot, naming the file that it was written in.
    """
    try:
        article = chapter.article()
    except etree.XMLSyntaxError as error:
        raise AuthorError(f"{chapter.file}:1: no e-book can hold this page, its HTML is broken: {error}") from None
    _refuse(chapter, article)
    for element in article.xpath(_UNWANTED):
        _remove(element)
    for link in article.iter("a"):
        _link(link, chapter, files)
    for path, meaning, role in _MEANINGS:
        for element in article.xpath(path):
            _means(element, meaning, role)
    for notes in list(article.xpath(".//ol[@class='hb-notes__list']")):
        _notes(notes)
    for notes in list(article.xpath(".//figcaption/following-sibling::div[@class='hb-notes']")):
        _after(notes, notes.getparent())
    tables, figures = _tables(article), _figures(article)
    for table in article.iter("table"):
        _labelled(table)
    for drawing in article.iter(f"{_SVG}svg"):
        _plate(drawing)
    headings = tuple(Place(str(head.get("id", "")), _words(head)) for head in article.iter("h2"))
    for element in article.iter(etree.Element):
        _tidy(element)
    article.tag = "div"
    article.set("class", article.get("class", "").removeprefix("md-typeset").strip())
    etree.cleanup_namespaces(article, top_nsmap={"epub": _EPUB})
    return Body(
        etree.tostring(article, encoding="unicode", with_tail=False).strip(),
        headings,
        tuple(tables),
        tuple(figures),
        next(article.iter(f"{_SVG}svg"), None) is not None,
    )


def _refuse(chapter: Chapter, article: etree._Element) -> None:
    """An e-book that a reader cannot open helps nobody, so what does not belong is said before it is written."""
    for element in article.iter(etree.Element):
        if element.tag not in _TAGS and element.tag not in _DRAWN:
            name = etree.QName(element).localname
            raise AuthorError(
                f"{chapter.file}:1: an e-book cannot hold '{name}'; write it as text, a table or a drawing, "
                "or leave the page out of the book with 'book: false'"
            )
    seen: set[str] = set()
    for name in article.xpath(".//@id"):
        if name in seen:
            raise AuthorError(f"{chapter.file}:1: '{name}' is the address of two places on the page, expected one")
        seen.add(name)


def _remove(element: etree._Element) -> None:
    """Without the text that follows, which stays."""
    parent, before = element.getparent(), element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def _link(link: etree._Element, chapter: Chapter, files: Mapping[str, str]) -> None:
    page, anchor = link.get("data-page"), link.get("data-anchor")
    if page is None:
        return
    if page not in files:
        raise AuthorError(f"{chapter.file}:1: the page links to '{page}', which is not in the book")
    file = "" if page == chapter.key and anchor else files[page]
    link.set("href", file + (f"#{anchor}" if anchor else ""))


def _means(element: etree._Element, meaning: str, role: str) -> None:
    if meaning:
        element.set(_TYPE, meaning)
    element.set("role", role)


def _notes(notes: etree._Element) -> None:
    """A list of sources becomes notes, which a reader can open where their mark stands."""
    notes.tag = "div"
    for note in notes.findall("li"):
        text = etree.SubElement(note, "p")
        text.text, note.text = note.text, None
        for child in list(note)[:-1]:
            text.append(child)
        note.tag = "aside"
        _means(note, "footnote", "doc-footnote")


def _after(notes: etree._Element, figure: etree._Element) -> None:
    """The caption of a figure is its first or its last, so notes under a caption follow the figure."""
    caption = figure.find("figcaption")
    if figure.index(caption) > 0:
        _remove(notes)
        notes.tail, figure.tail = figure.tail, None
        figure.addnext(notes)


def _plate(drawing: etree._Element) -> None:
    """A drawing has a ground of its own: readers that turn the page dark leave what is drawn as it is."""
    plate = etree.Element(f"{_SVG}rect", {"class": "hb-svg-plate", "width": "100%", "height": "100%"})
    said = [child for child in drawing if child.tag in (f"{_SVG}title", f"{_SVG}desc")]
    drawing.insert(len(said), plate)


def _tables(article: etree._Element) -> Iterator[Place]:
    for caption in article.iter("caption"):
        if caption.get("id"):
            yield Place(caption.get("id"), _words(caption))


def _figures(article: etree._Element) -> Iterator[Place]:
    for figure in article.iter("figure"):
        caption = figure.find("figcaption")
        if figure.get("id") and caption is not None and next(figure.iter("table"), None) is None:
            name = caption.find("b")
            yield Place(figure.get("id"), _words(caption if name is None else name).rstrip("."))


def _words(element: etree._Element) -> str:
    """What an element says, without the marks of its sources and what explains it."""
    texts = element.xpath(".//text()[not(ancestor::sup) and not(ancestor::*[contains(@class, '__intro')])]")
    return " ".join("".join(texts).split())


def _labelled(table: etree._Element) -> None:
    """Each cell begins with the name of its column, for narrow screens where it has no column to stand in."""
    heads = table.findall("thead/tr/th")
    for head in heads:
        head.set("scope", head.get("scope", "col"))
    names = [_words(head) for head in heads]
    room = next((room for most, room in _ROOMS if len(names) <= most), "")
    table.set("class", f"{table.get('class', '')} {room}".strip())
    for row in table.findall("tbody/tr"):
        cells = list(row)
        for name, cell in zip(names, cells, strict=False):
            if cell.tag == "td" and len(cells) == len(names):
                label = etree.Element("b", {"class": "hb-cell"})
                label.text, cell.text, label.tail = name, None, f" {(cell.text or '').lstrip()}"
                cell.insert(0, label)
    for element in table.iter(*_TABLE_ROLES):
        element.set("role", _TABLE_ROLES[element.tag])
    for head in table.iter("th"):
        head.set("role", _HEAD_ROLES.get(head.get("scope"), "columnheader"))


def _tidy(element: etree._Element) -> None:
    """Only what e-readers know remains; an element that is empty still has two tags."""
    if element.tag in _DRAWN:
        return
    for name in list(element.attrib):
        known = name in _ATTRIBUTES or name.startswith("aria-")
        if not known or (name == "aria-labelledby" and element.tag == "div"):
            del element.attrib[name]
    if element.get("lang"):
        element.set(_LANG, element.get("lang"))
    if element.tag not in _VOID and element.text is None and len(element) == 0:
        element.text = ""
