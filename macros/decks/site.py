"""Which pages have a deck, and the decks themselves."""

from collections.abc import Iterator

from ..handbook import Handbook
from ..model.base import Language
from ..pages import Page
from .model import Deck
from .outline import Publication, chapter
from .workshop import programme_of, workshop


def has_deck(page: Page) -> bool:
    """Chapters and workshop programmes have one."""
    return page.meta.get("kind") == "chapter" or programme_of(page) is not None


def with_decks(handbook: Handbook, lang: Language) -> Iterator[Page]:
    """Every page in one language that has a deck."""
    return (page for page in handbook.pages if page.lang == lang and has_deck(page))


def deck(handbook: Handbook, page: Page, publication: Publication) -> Deck:
    """The deck of a page that has one."""
    make = workshop if programme_of(page) else chapter
    return make(handbook, page, publication)


def decks(handbook: Handbook, publication: Publication, lang: Language) -> Iterator[tuple[Page, Deck]]:
    """Every deck in one language, with its page."""
    for page in with_decks(handbook, lang):
        yield page, deck(handbook, page, publication)
