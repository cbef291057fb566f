"""What the frame of a page says beside its text: its other language, its place in the book, what belongs with it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from . import book_files, cards, machines, offers, permalinks, shortlinks, twins
from .decks.site import has_deck
from .decks.web import links
from .handbook import Handbook
from .linked_data import linked_data
from .links import relative_url
from .model.base import Language
from .pages import Page
from .related import RelatedPages
from .site import Site
from .trainer_box import is_chapter, view_url

DATES = {"da": "da_DK", "en": "en_GB"}


class Frame:
    """The frame of every page, whichever engine fills it in.

    Args:
        handbook: The handbook.
        site: The site.
    """

    def __init__(self, handbook: Handbook, site: Site) -> None:
        self._handbook = handbook
        self._site = site
        self._related = RelatedPages(handbook)
        self._moved_away = shortlinks.moved_away(handbook)

    def context(self, page: Page) -> dict[str, Any]:
        """The names that `overrides/main.html` and its parts use."""
        site = self._site
        return {
            "reviewed": format_date(date.fromisoformat(page.meta["review"]["date"]), "long", locale=DATES[page.lang]),
            "position": position(site, page),
            "trainer_url": relative_url(view_url(page), page.url) if is_chapter(page) else "",
            "related": self._related.of(page),
            "slides": links(page) if has_deck(page) else None,
            "paper": relative_url(book_files.chapter(page.url), page.url) if book_files.in_book(page) else "",
            "share_url": permalinks.share_address(permalinks.page_id(page.key), page.lang),
            "downloads": offers.offered(self._handbook, page),
            "moved_away": self._moved_away.get(page.url, []),
            # What the head of the page says to programs.
            "twin": twins.NAME,
            "feed": machines.FEED[page.lang],
            "card": site.url + cards.address(page),
            "linked_data": linked_data(self._handbook, page, site.url, site.names),
        }

    def alternates(self, key: str) -> list[dict[str, str]]:
        """A page in each language, with its address and what the language is called."""
        pair = self._handbook.pages.by_key[key]
        return [
            {
                "lang": lang,
                "name": self._site.languages[lang],
                "link": pair[lang].url or "./",
                "absolute": self._site.url + pair[lang].url,
            }
            for lang in sorted(pair)
        ]


def position(site: Site, page: Page) -> dict[str, int]:
    """The part that a page stands in, its number there, and how many there are; nothing outside the navigation."""
    parts: Sequence[tuple[str, Sequence[str]]] = site.parts[page.lang]
    for part, (_, inside) in enumerate(parts, 1):
        if page.key in inside:
            return {"part": part, "number": list(inside).index(page.key) + 1, "all": len(inside)}
    return {}


def words_of(handbook: Handbook, lang: Language) -> dict[str, str]:
    """The words of the interface in one language."""
    return {key: item.value.in_(lang) for key, item in handbook.library.items["ui"].items()}
