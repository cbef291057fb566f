"""A trainer's edition of every chapter, made from the built page: the same text, with what a trainer needs first.

Nothing is written twice: the chapter is the reader's, unfolded; its box for trainers is told as facts at the top.
"""

import re
from collections.abc import Iterable
from pathlib import Path as FilePath
from posixpath import normpath
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter

from .decks import addresses
from .decks.site import has_deck
from .exercise_pages import page_of, sheet_links
from .handbook import Handbook
from .links import relative_url
from .model.base import LANGUAGES, Language
from .pages import Page
from .rendering import Words, templates
from .trainer_box import LABELS, is_chapter, trainer_box, view_url

_TEMPLATES = FilePath(__file__).parent / "_trainer"
_FACTS = ("trainer_goal", "trainer_time", "trainer_misunderstanding")
_QUESTIONS = ("trainer_open", "trainer_dividing")
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|/|#)", re.I)


class _AsWritten(HTMLFormatter):
    """Tags as they stood: attributes in their order, no stroke at the end of `<link>`; others read the page too."""

    def __init__(self) -> None:
        super().__init__(
            EntitySubstitution.substitute_xml,
            void_element_close_prefix="",
        )

    def attributes(self, tag: Tag) -> Iterable[tuple[str, Any]]:
        """In the order of the page; one without a value has none."""
        return [(name, None if value == "" else value) for name, value in tag.attrs.items()]


def write(site: FilePath, handbook: Handbook, lang: Language) -> None:
    """Write the trainer's edition of every chapter in a language beside the built pages.

    Args:
        site: Folder of the built site, with the readers' pages in it.
        handbook: The handbook that it was built from.
        lang: The language.
    """
    for page in handbook.pages:
        if page.lang == lang and is_chapter(page):
            html = (site / page.url / "index.html").read_text("utf-8")
            target = site / view_url(page) / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(edition(html, handbook, page), "utf-8")


def edition(html: str, handbook: Handbook, page: Page) -> str:
    """The trainer's edition of one built page.

    Args:
        html: The reader's page, as built.
        handbook: The handbook.
        page: The page that it was built from.
    """
    soup = BeautifulSoup(html, "html.parser")
    words = Words(handbook.context(page))
    url = view_url(page)
    _shift(soup, page.url, url)
    _head(soup, words)
    for lang in LANGUAGES:
        twin = handbook.pages.by_key[page.key].get(lang)
        for link in soup.select(f'a[hreflang="{lang}"]') if twin else ():
            link["href"] = relative_url(view_url(twin), url) if twin else ""
    article = soup.find("article")
    if isinstance(article, Tag):
        _open(article)
        heading = article.find("h1")
        promise = article.select_one(".hb-promise") or heading
        if isinstance(heading, Tag) and isinstance(promise, Tag):
            heading.insert_after(_part("banner.html.jinja", ui=words, url=relative_url(page.url, url)))
            promise.insert_after(_panel(handbook, page, words, url, soup))
    return soup.decode(formatter=_AsWritten())


def _shift(soup: BeautifulSoup, old: str, new: str) -> None:
    """Relative addresses lead where they led from the reader's page."""
    for tag, name in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("form", "action")):
        for found in soup.find_all(tag, attrs={name: True}):
            address = str(found[name])
            if not _ELSEWHERE.match(address):
                path, sign, rest = address.partition("#")
                folder = path.endswith("/") or path.rsplit("/", 1)[-1] in (".", "..")
                goal = normpath(f"/{old}{path}").lstrip("/")
                found[name] = relative_url(f"{goal}/" if folder and goal else goal, new) + sign + rest


def _head(soup: BeautifulSoup, words: Words) -> None:
    """Search engines keep to the reader's page, which the canonical address already names."""
    for link in soup.select('link[rel="alternate"][hreflang], link[rel="prev"], link[rel="next"]'):
        link.decompose()
    if soup.title and soup.title.string:
        soup.title.string = f"{words['as_a_trainer']}: {soup.title.string}"
    for link in soup.select(".hb-to-trainer"):
        link.decompose()


def _open(article: Tag) -> None:
    """The box is told at the top instead; what else is folded is open."""
    for box in article.select("details.trainer"):
        box.decompose()
    for folded in article.select("details:not(.hb-js, .hb-panel__rows)"):
        folded["open"] = ""


def _panel(handbook: Handbook, page: Page, words: Words, url: str, soup: BeautifulSoup) -> BeautifulSoup:
    box = trainer_box(page, {key: words[key] for key in LABELS})
    said = dict(box.said) if box else {}
    facts = [(words[key], said[key]) for key in _FACTS if key in said]
    if box and box.group:
        facts.insert(2, (words["groups"], box.group))
    before = _before(handbook, soup, url)
    exercises = []
    for item in handbook.library.all("exercises"):
        own = page_of(handbook.pages, item.key, page.lang)
        if own and page.key in item.value.pages:
            exercises.append(
                {
                    "title": item.value.title.in_(page.lang),
                    "url": relative_url(own.url, url),
                    "minutes": item.value.minutes,
                    "sheets": sheet_links(handbook.context(page), item.key, item.value, url),
                    "debrief": [ask.in_(page.lang) for ask in item.value.debrief],
                }
            )
    return _part(
        "panel.html.jinja",
        ui=words,
        facts=facts,
        before=(before.title, relative_url(before.url, url)) if before else None,
        questions=[(words[key], said[key]) for key in _QUESTIONS if key in said],
        exercises=exercises,
        slides=[relative_url(find(page), url) for find in (addresses.web, addresses.powerpoint)]
        if has_deck(page)
        else [],
    )


def _before(handbook: Handbook, soup: BeautifulSoup, url: str) -> Page | None:
    """The chapter that comes before in the book, when it is one."""
    link = soup.select_one('.hb-turn a[rel="prev"]')
    page = handbook.pages.at(normpath(url + str(link["href"])) + "/") if link else None
    return page if page and is_chapter(page) else None


def _part(template: str, **values: object) -> BeautifulSoup:
    return BeautifulSoup(templates(_TEMPLATES).get_template(template).render(**values), "html.parser")
