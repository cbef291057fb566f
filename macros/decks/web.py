"""A deck as a web page of its own."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from ..links import relative_url
from ..pages import Page
from ..registry import Context
from ..rendering import Words, environment
from . import addresses
from .drawing import HEIGHT, WIDTH
from .fitting import wrapped
from .model import Deck

_TEMPLATES = FilePath(__file__).parent / "_web"


@dataclass(frozen=True)
class Frame:
    """What all pages of the site share.

    Attributes:
        site_url: Address of the site, with a final slash.
        policy: The Content-Security-Policy.
        early: The one script that stands in the page itself.
        favicon: Address of the icon, relative to the root of the site.
    """

    site_url: str
    policy: str
    early: str
    favicon: str


@cache
def _environment() -> Environment:
    shared = environment()
    env = shared.overlay(loader=ChoiceLoader([FileSystemLoader(_TEMPLATES), shared.loader or FileSystemLoader("")]))
    env.filters["fitted"] = wrapped
    env.filters["qr"] = addresses.qr_data
    return env


def web(ctx: Context, deck: Deck, frame: Frame) -> str:
    """The whole HTML of a web deck.

    Args:
        ctx: The context of the page that the deck was made from.
        deck: The deck.
        frame: What all pages of the site share.
    """
    here = addresses.web(ctx.page)
    template = _environment().get_template("deck.html.jinja")
    return template.render(
        deck=deck, page=ctx.page, frame=frame, ui=Words(ctx), width=WIDTH, height=HEIGHT,
        root=relative_url("", here), home=relative_url(ctx.page.url, here),
        powerpoint=relative_url(addresses.powerpoint(ctx.page), here),
        styles=[relative_url(style, here) for style in addresses.STYLES],
        script=relative_url(addresses.SCRIPT, here),
        favicon=relative_url(frame.favicon, here),
        description=ctx.page.meta["description"],
    )  # fmt: skip


def links(page: Page) -> tuple[str, str]:
    """Addresses of a page's web deck and PowerPoint file, as seen from the page."""
    return relative_url(addresses.web(page), page.url), relative_url(addresses.powerpoint(page), page.url)
