"""The short address of an exercise, and QR codes: for pages, for files, for slides."""

import io
from functools import lru_cache
from itertools import groupby
from typing import Any

import zxingcpp
from PIL import Image

from .model.base import Language
from .permalinks import KINDS, address, item_id
from .rendering import environment

_PIXELS = 12  # of a square
_EXERCISES = next(kind for kind in KINDS if kind.name == "exercises")


def short_link(site: str, key: str, lang: Language) -> str:
    """The permanent short address of an exercise.

    Args:
        site: Absolute address of the site's root, with a final slash.
        key: Key of the exercise.
        lang: Language of the page that it leads to.
    """
    return site + address(item_id(_EXERCISES, key), lang)


def inline(address: str) -> str:
    """A QR code as SVG that stands in a page: dark on white in any colours, without styles of its own."""
    size, signs = _code(address)
    dark = "".join(_runs(y, signs[y * size : (y + 1) * size]) for y in range(size))
    return environment().get_template("_permalinks/qr.svg.jinja").render(size=size, dark=dark)


def svg(address: str) -> bytes:
    """A QR code as a file that prints in any size."""
    return inline(address).encode()


def png(address: str) -> bytes:
    """A QR code as a picture of a size that prints well on a poster."""
    size, signs = _code(address)
    picture = Image.frombytes("L", (size, size), signs).convert("1")
    out = io.BytesIO()
    picture.resize((size * _PIXELS, size * _PIXELS), Image.Resampling.NEAREST).save(out, "PNG")
    return out.getvalue()


@lru_cache(4096)
def _code(address: str) -> tuple[int, bytes]:
    """Squares in a line, and a byte for each square, line by line: 0 where it is dark."""
    made = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = made.to_image(scale=1, add_quiet_zones=True)
    return image.shape[0], bytes(memoryview(image))


def _runs(y: int, line: bytes) -> str:
    """The dark squares of a line, as a path draws them."""
    drawn, start = [], 0
    for light, squares in groupby(line):
        length = len(list(squares))
        if not light:
            drawn.append(f"M{start} {y}h{length}v1h-{length}z")
        start += length
    return "".join(drawn)
