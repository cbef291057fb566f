"""The picture that others show when somebody shares a chapter: its title, drawn with a font of our own."""

import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path as FilePath

from PIL import Image, ImageDraw, ImageFont

from .handbook import Handbook
from .model.base import LANGUAGES, Language
from .pages import Page

SIZE = (1200, 630)
NAME = "card.png"
_EDGE = 80
_GROUND, _INK = (29, 71, 71), (255, 255, 255)  # --hb-head and --hb-on-head in tokens.css
_WHITE, _SOFT = 255, 40
_SIZES = (84, 72, 60, 52)
_LINES = 4
# One channel of grey, told as the way from the ground to the ink: a small file, quickly made.
_PALETTE = [
    round(low + (high - low) * step / 255) for step in range(256) for low, high in zip(_GROUND, _INK, strict=True)
]


def address(page: Page) -> str:
    """Where the picture of a page stands, relative to the root of the site: chapters have their own."""
    if page.meta.get("kind") == "chapter":
        return f"{page.url}{NAME}"
    return NAME if page.lang == "da" else f"en/{NAME}"


def write(site: FilePath, handbook: Handbook, names: Mapping[Language, str]) -> None:
    """Write every picture.

    Args:
        site: Folder of the built site.
        handbook: The handbook.
        names: Its name in each language.
    """
    wanted = {address(handbook.pages.get("index", lang)): (names[lang], "") for lang in LANGUAGES}
    for page in handbook.pages:
        if page.meta.get("kind") == "chapter":
            wanted[address(page)] = (page.title, names[page.lang])
    for name, (title, below) in wanted.items():
        (site / name).write_bytes(draw(title, below))


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    with as_file(files("font_lato") / "files" / f"Lato-{weight}.ttf") as file:
        return ImageFont.truetype(io.BytesIO(file.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)


def draw(title: str, below: str) -> bytes:
    """A picture as PNG.

    Args:
        title: What stands large.
        below: What stands small at the foot.
    """
    image = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(image)
    for x, y in ((1010, 80), (935, 205), (1085, 205)):  # the three circles of the handbook's mark
        pen.ellipse((x - 90, y - 90, x + 90, y + 90), outline=_SOFT, width=12)
    size, lines = next(
        (size, lines)
        for size in _SIZES
        for lines in [_broken(title, size)]
        if len(lines) <= _LINES or size == _SIZES[-1]
    )
    top = SIZE[1] - _EDGE - 70 - round(size * 1.15) * len(lines)
    for index, line in enumerate(lines):
        pen.text((_EDGE, top + index * round(size * 1.15)), line, _WHITE, _font("Bold", size))
    pen.text((_EDGE, SIZE[1] - _EDGE - 30), below, _WHITE, _font("Regular", 36))
    image.putpalette(_PALETTE)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _broken(title: str, size: int) -> list[str]:
    """The title in lines that fit."""
    font, lines = _font("Bold", size), [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > SIZE[0] - 2 * _EDGE:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
