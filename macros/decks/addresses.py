"""Where decks stand in the site, and the short link that each ends with; nothing else writes these addresses."""

import base64

from ..model.base import Language
from ..pages import Page
from ..permalinks import address, page_id
from ..qr import png

STYLES = ("assets/stylesheets/tokens.css", "assets/stylesheets/deck.css")
SCRIPT = "assets/javascripts/deck.js"


def web(page: Page) -> str:
    """Address of a page's web deck, relative to the root of the site."""
    return f"{page.url}slides/"


def powerpoint(page: Page) -> str:
    """Address of a page's PowerPoint file, relative to the root of the site."""
    return f"{page.url}slides.pptx"


def short_link(site_url: str, key: str, lang: Language) -> str:
    """The short address of a page.

    Args:
        site_url: Address of the site, with a final slash.
        key: Key of the page.
        lang: Its language.
    """
    return site_url + address(page_id(key), lang)


def qr_data(link: str) -> str:
    """A picture to scan as an address that holds the picture itself."""
    return "data:image/png;base64," + base64.b64encode(png(link)).decode()
