"""What pages say of exercises: where each has its own page and its sheets for paper, and what to bring."""

from typing import Literal

from .links import relative_url
from .model.base import Language
from .model.exercise import Exercise, Material
from .pages import Page, Pages
from .registry import Context

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


def sheet_links(ctx: Context, key: str, exercise: Exercise, start: str) -> list[tuple[str, str]]:
    """Name and relative address of an exercise's sheets; none while it has no page, which is reported elsewhere.

    Args:
        ctx: The page's language and words.
        key: Key of the exercise.
        exercise: The exercise.
        start: Address of the page that links.
    """
    page = page_of(ctx.pages, key, ctx.lang)
    if page is None:
        return []
    return [(ctx.word(f"sheet_{sheet}"), relative_url(sheet_url(page, sheet), start)) for sheet in sheets(exercise)]


def counted(ctx: Context, thing: Material) -> str:
    """How many of a thing to bring, and for whom: `3 for each group`."""
    return f"{thing.count} {ctx.word(f'per_{thing.per}')}"
