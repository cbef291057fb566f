"""A twin in Markdown of every page, made from the built page: what a reader sees, and nothing of the frame.

Links are absolute, so that the text can be read anywhere; what only scripts use is left out.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path as FilePath
from urllib.parse import urljoin

from html_to_markdown import ConversionOptions, convert
from lxml import etree
from lxml import html as lxml_html

from .handbook import Handbook
from .kept import Kept
from .machine_templates import render
from .model.base import Language
from .open_data import LICENCE
from .pages import Page

NAME = "index.md"
# Tools, links of a figure to itself or back, and explanations that pop up: the words stand in the text already.
_UNSEEN = (
    ".//template|.//script|.//textarea|.//select|.//*[contains(concat(' ', @class, ' '), ' hb-js ')]|.//*[@popover]"
    "|.//a[@class='headerlink' or @class='hb-notes__back']|.//p[@class='hb-share']|.//p[@class='hb-shown']"
    "|.//*[@data-send]|.//*[@aria-hidden='true' and not(self::svg)]"
)
_PLAIN = (
    "noscript",
    "span",
    "sup",
    "section",
    "article",
    "figure",
    "form",
    "fieldset",
    "details",
    "nav",
    "time",
    "label",
    "abbr",
)
_KEPT = {"href", "src", "alt", "start", "colspan"}
# Markdown as people write it, and nothing beside it.
_MANNER = ConversionOptions(
    bullets="-",
    compact_tables=True,
    expand_abbreviations=False,
    extract_metadata=False,
    include_blockquote_citations=False,
    infer_dimensions=False,
)
_BLANKS = re.compile(r"\n{3,}")


def write(site: FilePath, handbook: Handbook, url: str, lang: Language, store: Kept, only: str = "") -> None:
    """Write the twin of every page in a language beside it.

    Args:
        site: Folder of the built site.
        handbook: The handbook that it was built from.
        url: Address of the site, with a slash at the end.
        lang: The language.
        store: Where twins are kept.
        only: Key of the one page whose twin is wanted; all when empty.
    """
    for page in handbook.pages:
        file = site / page.url / "index.html"
        if page.lang == lang and file.is_file() and (not only or page.key == only):
            html = file.read_text("utf-8")
            rights = handbook.context(page).word("licence")
            made_of = "twin", html, page.url, page.title, page.meta, url, rights
            text = store.text(made_of, partial(twin, html, handbook, page, url))
            file.with_name(NAME).write_text(text, "utf-8")


def twin(html: str, handbook: Handbook, page: Page, url: str) -> str:
    """The twin of one built page."""
    here = url + page.url
    article = lxml_html.document_fromstring(html).find(".//article")
    for element in article.xpath(_UNSEEN):
        element.drop_tree()
    for element in article.xpath(".//button"):
        element.drop_tag()
    for answer in article.xpath(".//label[input]"):
        answer.tag = "span"
        answer.tail = " ·" if answer.getnext() is not None else ""
    for link in article.iter("a"):
        if link.get("href") is not None:
            link.set("href", urljoin(here, link.get("href")))
            link.attrib.pop("title", None)
    for drawn in article.xpath(".//svg"):
        _described(drawn)
    for voice in article.xpath(".//p[contains(@class, 'hb-voice')]/*[@class='hb-voice__name']"):
        bold = lxml_html.Element("b")
        voice.addprevious(bold)
        tail, voice.tail = voice.tail, None
        bold.append(voice)
        bold.tail = f": {(tail or '').strip()}"
    for name, inside in (("summary", "b"), ("legend", None), ("figcaption", None)):
        for element in list(article.iter(name)):
            element.tag = "p"
            if inside:
                _wrapped(element, inside)
    for terms in list(article.iter("dl")):
        _listed(terms)
    # What Markdown has no sign for costs time only.
    etree.strip_tags(article, *_PLAIN)
    etree.strip_attributes(article, *{name for element in article.iter() for name in element.attrib} - _KEPT)
    body = convert(lxml_html.tostring(article, encoding="unicode"), _MANNER).content or ""
    values = {
        "title": page.title,
        "description": str(page.meta.get("description", "")),
        "lang": page.lang,
        "reviewed": page.meta["review"]["date"],
        "licence": LICENCE,
        "rights": handbook.context(page).word("licence"),
        "canonical": here,
        "body": _BLANKS.sub("\n\n", "\n".join(_trimmed(body))).strip(),
    }
    return render("twin.md", values)


def _wrapped(element: lxml_html.HtmlElement, tag: str) -> None:
    inner = lxml_html.Element(tag)
    inner.text, element.text = element.text, None
    for child in list(element):
        inner.append(child)
    element.append(inner)


def _listed(terms: lxml_html.HtmlElement) -> None:
    """Markdown has no lists of terms: each becomes a line in bold, and what is said of it a list below."""
    for group in list(terms.iterchildren("div")):
        group.drop_tag()
    points: lxml_html.HtmlElement | None = None
    for element in list(terms):
        if element.tag == "dt":
            element.tag, points = "p", None
            _wrapped(element, "b")
        elif element.tag == "dd":
            if points is None:
                points = lxml_html.Element("ul")
                element.addprevious(points)
            element.tag = "li"
            inner = list(element) if not (element.text or "").strip() else []
            # A list that is all there is said needs no point of its own.
            points.extend(list(inner[0]) if [one.tag for one in inner] == ["ul"] else [element])
            if element.getparent() is terms:
                terms.remove(element)
    terms.tag = "div"


def _trimmed(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield line.rstrip() if line.strip() else ""


def _described(drawn: lxml_html.HtmlElement) -> None:
    """A drawing becomes its description; one that says nothing goes."""
    words = " ".join(drawn.xpath("string(./*[local-name()='desc'])").split())
    if words:
        said = lxml_html.Element("p")
        said.text = words
        drawn.addprevious(said)
    drawn.drop_tree()
