"""Where an exercise has its own page, and where its sheets for paper stand."""

from typing import Literal

from .model.base import Language
from .model.exercise import Exercise
from .pages import Page, Pages

Sheet = Literal["handout", "cards"]
_NAMES: dict[Sheet, dict[Language, str]] = {
    "handout": {"da": "ark", "en": "handout"},
    "cards": {"da": "kort", "en": "cards"},
}


def page_key(key: str) -> str:
    """Key of the page that an exercise has to itself."""
    return f"oevelser/{key}"


def page_of(pages: Pages, key: str, lang: Language) -> Page | None:
    """The page that an exercise has to itself, if it is there."""
    return pages.by_key.get(page_key(key), {}).get(lang)


def sheets(exercise: Exercise) -> tuple[Sheet, ...]:
    """The sheets that an exercise has: cards only when there are cards to cut out."""
    return ("handout", "cards") if exercise.cards else ("handout",)


def sheet_url(page: Page, sheet: Sheet) -> str:
    """Where a sheet stands, relative to the root of the site, ending in `/`."""
    return f"{page.url}{_NAMES[sheet][page.lang]}/"
