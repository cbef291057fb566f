"""The short address of an exercise, and QR codes for paper."""

import segno

from .model.base import Language
from .permalinks import KINDS, address, item_id

_EXERCISES = next(kind for kind in KINDS if kind.name == "exercises")


def short_link(site: str, key: str, lang: Language) -> str:
    """The permanent short address of an exercise.

    Args:
        site: Absolute address of the site's root, with a final slash.
        key: Key of the exercise.
        lang: Language of the page that it leads to.
    """
    return site + address(item_id(_EXERCISES, key), lang)


def qr(address: str) -> str:
    """A QR code as SVG that stands in a page: dark on white in any colours, without styles of its own."""
    return str(segno.make(address, error="m").svg_inline(border=4, light="#fff", dark="#000", omitsize=True))
