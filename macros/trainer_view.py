"""A trainer's edition of every chapter, made from the built page: the same text, with what a trainer needs first.

Nothing is written twice: the chapter is the reader's, unfolded; its box for trainers is told as facts at the top.
"""

import re
from collections.abc import Collection
from html import escape
from pathlib import Path as FilePath
from posixpath import normpath

from selectolax.lexbor import LexborHTMLParser, LexborNode

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


def write(site: FilePath, handbook: Handbook, lang: Language, only: Collection[str] | None = None) -> None:
    """Write the trainer's edition of every chapter in a language beside the built pages.

    Args:
        site: Folder of the built site, with the readers' pages in it.
        handbook: The handbook that it was built from.
        lang: The language.
        only: Addresses of the pages whose edition is wanted; None for all.
    """
    for page in handbook.pages:
        if page.lang == lang and is_chapter(page) and (only is None or page.url in only):
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
    tree = LexborHTMLParser(html)
    words = Words(handbook.context(page))
    url = view_url(page)
    _shift(tree, page.url, url)
    before = _before(handbook, tree, url)
    _head(tree, words)
    for lang in LANGUAGES:
        twin = handbook.pages.by_key[page.key].get(lang)
        for link in tree.css(f'a[hreflang="{lang}"]') if twin else ():
            link.attrs["href"] = relative_url(view_url(twin), url) if twin else ""
    article = tree.css_first("article")
    if article is not None:
        _open(article)
        heading = article.css_first("h1")
        promise = article.css_first(".hb-promise") or heading
        if heading is not None and promise is not None:
            _after(promise, _panel(handbook, page, words, url, before))
            _after(heading, _part("banner.html.jinja", ui=words, url=relative_url(page.url, url)))
    return tree.html or ""


def _after(node: LexborNode, html: str) -> None:
    """Put some HTML behind an element."""
    fragment = LexborHTMLParser(html, is_fragment=True)
    for one in reversed(list(fragment.root.iter(include_text=True) if fragment.root else ())):
        node.insert_after(one)


def _shift(tree: LexborHTMLParser, old: str, new: str) -> None:
    """Relative addresses lead where they led from the reader's page."""
    for tag, name in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("form", "action")):
        for found in tree.css(f"{tag}[{name}]"):
            address = found.attrs[name] or ""
            if not _ELSEWHERE.match(address):
                path, sign, rest = address.partition("#")
                folder = path.endswith("/") or path.rsplit("/", 1)[-1] in (".", "..")
                goal = normpath(f"/{old}{path}").lstrip("/")
                found.attrs[name] = relative_url(f"{goal}/" if folder and goal else goal, new) + sign + rest


def _head(tree: LexborHTMLParser, words: Words) -> None:
    """Search engines keep to the reader's page, which the canonical address already names."""
    for link in tree.css('link[rel="alternate"][hreflang], link[rel="prev"], link[rel="next"], .hb-to-trainer'):
        link.decompose()
    title = tree.css_first("title")
    if title is not None:
        title.inner_html = escape(f"{words['as_a_trainer']}: {title.text()}")


def _open(article: LexborNode) -> None:
    """The box is told at the top instead; what else is folded is open."""
    for box in article.css("details.trainer"):
        box.decompose()
    for folded in article.css("details:not(.hb-js, .hb-panel__rows)"):
        folded.attrs["open"] = ""


def _panel(handbook: Handbook, page: Page, words: Words, url: str, before: Page | None) -> str:
    box = trainer_box(page, {key: words[key] for key in LABELS})
    said = dict(box.said) if box else {}
    facts = [(words[key], said[key]) for key in _FACTS if key in said]
    if box and box.group:
        facts.insert(2, (words["groups"], box.group))
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


def _before(handbook: Handbook, tree: LexborHTMLParser, url: str) -> Page | None:
    """The chapter that comes before in the book, when it is one."""
    link = tree.css_first('.hb-turn a[rel="prev"]')
    page = handbook.pages.at(normpath(url + str(link.attrs["href"])) + "/") if link is not None else None
    return page if page and is_chapter(page) else None


def _part(template: str, **values: object) -> str:
    return templates(_TEMPLATES).get_template(template).render(**values)
