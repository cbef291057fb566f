"""A book is read from the built pages, so that it says what readers of the site read, and nothing is rendered twice.

Everything that only a browser can use is taken away, what is folded is opened, and every link knows where it
leads inside the book. What remains is plain text in the dataclasses below, so that a worker process can be
handed a whole book, and a cache can tell by the text whether anything has changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from .. import book_files, permalinks
from ..handbook import Handbook
from ..messages import say
from ..model.base import Language
from ..pages import TITLE_ID, Page
from ..problems import AuthorError
from ..site import Site

# Tools, links of a place to itself, explanations that pop up.
_UNSEEN_TAGS = ("template", "script", "textarea", "select", "dialog", "output")
_UNSEEN_CLASSES = (
    "hb-js", "headerlink", "hb-shown", "hb-ready-text__tools",
    "hb-tool__bar", "hb-tool__status", "hb-tool__progress", "hb-tool__where", "hb-tool__says", "hb-tool__warn",
)  # fmt: skip
_UNFOLDED = {"details": "div", "summary": "p", "form": "div", "fieldset": "div", "legend": "p", "label": "span"}
_TABLE_PARTS = ("table", "thead", "tbody", "tr", "th", "td")  # their roles help a browser that shows them as cards
_KEPT = ("data-label", "data-key", "data-points")
_BOXES = ("radio", "checkbox")
_CASED = {"viewbox": "viewBox"}  # HTML does not tell capitals apart, and XML does


@dataclass(frozen=True)
class Chapter:
    """One page of the book.

    Attributes:
        key: The page's key, such as `krydspres`.
        file: The file that it was written in, for whoever must mend it.
        title: Its heading.
        description: What the reader can do after it.
        reviewed: Day of its last review, as `2026-11-25`.
        url: Its address, absolute.
        short: Its short link, absolute.
        kind: `chapter` or `page`.
        markup: Its `<article>`, as XHTML. A link that leads into the book has `data-page` (the key of the page)
            and, when it leads to a place on it, `data-anchor`; its `href` is absolute in any case. A figure that has
            a short link of its own has it in `data-short`. A place to set a tick is an empty `span.hb-tick`.
    """

    key: str
    file: str
    title: str
    description: str
    reviewed: str
    url: str
    short: str
    kind: str
    markup: str

    def article(self) -> etree._Element:
        """The article as a tree of its own, which the caller may change."""
        return etree.fromstring(self.markup)


@dataclass(frozen=True)
class Part:
    """Chapters under one heading of the navigation."""

    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Book:
    """The handbook in one language.

    Attributes:
        lang: Its language.
        title: Its name.
        description: What it is, in a sentence.
        url: Address of the site in this language, absolute, with a slash at the end.
        edition: Day of the newest review, as `2026-11-25`: the edition is what was read, not when it was built.
        parts: Its parts, in reading order.
        words: The words of the interface in its language, by key.
    """

    lang: Language
    title: str
    description: str
    url: str
    edition: str
    parts: tuple[Part, ...]
    words: Mapping[str, str]

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters, in reading order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)


def read(site: Site, handbook: Handbook, lang: Language) -> Book:
    """The book in one language, from a built site.

    Raises:
        AuthorError: If a page of the book has not been built.
    """
    pages = {page.key: page for page in handbook.pages if page.lang == lang and book_files.in_book(page)}
    trees = {key: _article(site, page) for key, page in pages.items()}
    cleaned = {key: _cleaned(tree, pages[key], site.url) for key, tree in trees.items()}
    anchors = {key: {str(found) for found in tree.xpath(".//@id")} | {""} for key, tree in cleaned.items()}
    by_url = {page.url: page.key for page in pages.values()}
    parts = []
    for title, keys in site.parts[lang]:
        chapters = []
        for key in keys:
            if key in pages:
                _lead(cleaned[key], site.url, by_url, anchors)
                chapters.append(_chapter(pages[key], cleaned[key], site.url))
        if chapters:
            parts.append(Part(title, tuple(chapters)))
    edition = max(chapter.reviewed for part in parts for chapter in part.chapters)
    words = {key: item.value.in_(lang) for key, item in handbook.library.items["ui"].items()}
    front = site.url + ("" if lang == "da" else f"{lang}/")
    return Book(lang, site.names[lang], site.descriptions[lang], front, edition, tuple(parts), words)


def _article(site: Site, page: Page) -> lxml_html.HtmlElement:
    file = site.folder / page.url / "index.html"
    if not file.is_file():
        raise AuthorError(
            say("{file}:1: the page has not been built, so no book can hold it; run make build", file=page.file)
        )
    return lxml_html.document_fromstring(file.read_bytes()).find(".//article")


def _chapter(page: Page, article: lxml_html.HtmlElement, url: str) -> Chapter:
    return Chapter(
        page.key,
        page.file,
        page.title,
        str(page.meta.get("description", "")),
        str(page.meta["review"]["date"]),
        url + page.url,
        url + permalinks.address(permalinks.page_id(page.key), page.lang),
        str(page.meta["kind"]),
        etree.tostring(article, encoding="unicode", method="xml", with_tail=False),
    )


def _cleaned(article: lxml_html.HtmlElement, page: Page, url: str) -> lxml_html.HtmlElement:
    here = url + page.url
    for term in article.xpath(".//button[@popovertarget]"):
        _term(term, article)
    for share in article.xpath(_of("hb-share")):
        _short(share, here)
    for element in article.xpath(_UNSEEN):
        if element.getparent() is not None:
            element.drop_tree()
    for field in article.xpath(".//input"):
        _field(field)
    for element in list(article.iter(*_UNFOLDED)):
        element.set("class", f"{element.get('class', '')} hb-was-{element.tag}".strip())
        element.tag = _UNFOLDED[element.tag]
    for name in ("href", "src"):
        for element in article.xpath(f".//*[@{name}]"):
            element.set(name, urljoin(here, element.get(name)))
    for element in article.iter(etree.Element):
        _bare(element)
        for name in set(element.attrib) & set(_CASED):
            element.set(_CASED[name], element.attrib.pop(name))
    return article


def _of(name: str) -> str:
    """XPath of the elements that have a class."""
    return f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


_UNSEEN = "|".join(
    [f".//{tag}" for tag in _UNSEEN_TAGS] + [_of(name) for name in _UNSEEN_CLASSES] + [".//*[@popover]", ".//button"]
)


def _bare(element: lxml_html.HtmlElement) -> None:
    """What only scripts and a browser's style sheet use goes; `scope` is what says which cells a heading is for."""
    for name in list(element.attrib):
        if (name.startswith("data-") and name not in (*_KEPT, "data-short")) or name in ("tabindex", "hidden", "open"):
            del element.attrib[name]
    if element.tag in _TABLE_PARTS or element.get("role") == "region":
        element.attrib.pop("role", None)
    if element.tag == "a":
        element.attrib.pop("title", None)


def _term(button: lxml_html.HtmlElement, article: lxml_html.HtmlElement) -> None:
    """A word that is explained in a box leads to the glossary, as the box does."""
    box = next(iter(article.xpath(".//*[@id=$id]", id=button.get("popovertarget"))), None)
    link = next(box.iter("a"), None) if box is not None else None
    for name in list(button.attrib):
        if name != "class":
            del button.attrib[name]
    button.tag = "span" if link is None else "a"
    if link is not None:
        button.set("href", link.get("href"))


def _short(share: lxml_html.HtmlElement, here: str) -> None:
    """The link to a figure's share page gives the short link of the figure."""
    link, figure = next(iter(share.xpath(".//a[@data-module='share']")), None), share.getparent()
    if link is not None and figure is not None:
        figure.set("data-short", urljoin(urljoin(here, link.get("href")), "../"))
    share.drop_tree()


def _field(field: lxml_html.HtmlElement) -> None:
    if field.get("type") in _BOXES:
        tick = lxml_html.Element("span", {"class": "hb-tick"})
        tick.tail = field.tail
        field.getparent().replace(field, tick)
    else:
        field.drop_tree()


def _lead(article: lxml_html.HtmlElement, url: str, by_url: Mapping[str, str], anchors: Mapping[str, set[str]]) -> None:
    """Say of each link whether it leads into the book, and where; a place that the book has not is its page."""
    for link in article.iter("a"):
        address = urlsplit(link.get("href", ""))
        goal = address._replace(query="", fragment="").geturl()
        key = by_url.get(goal.removeprefix(url)) if goal.startswith(url) else None
        if key is not None:
            link.set("data-page", key)
            if address.fragment in anchors[key] - {"", TITLE_ID}:
                link.set("data-anchor", address.fragment)
