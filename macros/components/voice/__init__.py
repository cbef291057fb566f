"""Whose voice speaks in what follows."""

from dataclasses import dataclass
from typing import Literal

from ...registry import Context, macro


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    kind: str
    name: str
    meaning: str
    url: str


@macro
def voice(ctx: Context, kind: Literal["deck", "research", "editors", "unsure"]) -> View:
    """Say who speaks from here on: the deck, research, the editors, or an unsure reading.

    Args:
        kind: One of "deck", "research", "editors" and "unsure".
    """
    url = ctx.link("om-haandbogen", "stemmer")
    return View(kind, ctx.word(f"voice_{kind}"), ctx.word(f"voice_{kind}_means"), url)
