"""Write what other programs read: lists of pages for language models and feed readers, and rules for visitors."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from . import dataset
from .handbook import Handbook
from .machine_templates import render
from .model.base import LANGUAGES, Language
from .open_data import reviewed
from .pages import Page
from .permalinks import address, page_id
from .rendering import Words
from .site import Site

FEED: Mapping[Language, str] = {"da": "atom.xml", "en": "en/atom.xml"}
LLMS: Mapping[Language, str] = {"da": "llms.txt", "en": "en/llms.txt"}
SITEMAP = "sitemap.xml"
_ABOUT = "contributor"


@dataclass(frozen=True)
class Part:
    """A part of the book, as a list of pages."""

    title: str
    pages: list[Page]


def write(site: Site, handbook: Handbook) -> None:
    """Write every file.

    Args:
        site: The site.
        handbook: The handbook.
    """
    files = {"robots.txt": render("robots.txt", {"url": site.url})}
    if site.contact:
        values = {"url": site.url, "contact": site.contact, "expires": _a_year_after(reviewed(handbook))}
        files[".well-known/security.txt"] = render("security.txt", values)
    for lang in LANGUAGES:
        listed = [page for page in handbook.pages if page.lang == lang and not page.meta.get("noindex")]
        files[LLMS[lang]] = _llms(site, handbook, lang)
        files[FEED[lang]] = _feed(site, handbook, lang, listed)
    files[SITEMAP] = render("sitemap.xml", {"entries": list(_listed(site, handbook))})
    for name, text in files.items():
        target = site.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def _listed(site: Site, handbook: Handbook) -> Iterator[tuple[Page, str, list[tuple[Language, str]]]]:
    """Every page that wants to be found: its address, and those of the page in every language."""
    for page in handbook.pages:
        if not page.meta.get("noindex"):
            pair = sorted(handbook.pages.by_key[page.key].items())
            yield page, site.url + page.url, [(lang, site.url + twin.url) for lang, twin in pair]


def _llms(site: Site, handbook: Handbook, lang: Language) -> str:
    """The book part by part; pages about how the book is made come last, as what can be left out."""
    parts, rest = [], []
    for title, keys in site.parts.get(lang, ()):
        pairs = (handbook.pages.by_key.get(key, {}) for key in keys)
        found = [pair[lang] for pair in pairs if lang in pair]
        own = [page for page in found if page.meta.get("audience") != [_ABOUT]]
        rest += [page for page in found if page not in own]
        if own:
            parts.append(Part(title, own))
    values = {
        "name": site.names[lang],
        "description": site.descriptions[lang],
        "parts": parts,
        "rest": rest,
        "url": site.url,
        "data": dataset.INDEX,
        "ui": _words(handbook, lang),
    }
    return render("llms.txt", values)


def _feed(site: Site, handbook: Handbook, lang: Language, pages: Iterable[Page]) -> str:
    newest = sorted(pages, key=lambda page: page.key)
    newest.sort(key=lambda page: str(page.meta["review"]["date"]), reverse=True)
    values = {
        "lang": lang,
        "name": site.names[lang],
        "url": site.url,
        "home": handbook.pages.get("index", lang).url,
        "at": FEED[lang],
        "updated": max(str(page.meta["review"]["date"]) for page in newest),
        "entries": [(page, address(page_id(page.key), lang)) for page in newest],
        "ui": _words(handbook, lang),
    }
    return render("atom.xml", values)


def _words(handbook: Handbook, lang: Language) -> Words:
    return Words(handbook.context(handbook.pages.get("index", lang)))


def _a_year_after(day: str) -> str:
    last = date.fromisoformat(day)
    leap = (last.month, last.day) == (2, 29)
    return last.replace(year=last.year + 1, day=28 if leap else last.day).isoformat()
