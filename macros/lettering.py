"""Words on pictures, drawn with a font that comes with the build, so that they look the same on every machine."""

import io
from functools import cache
from importlib.resources import as_file, files

from PIL import Image, ImageDraw, ImageFont

_GROUND, _INK = (29, 71, 71), (255, 255, 255)  # --hb-head and --hb-on-head in tokens.css
WHITE, _SOFT = 255, 40
LEADING = 1.15
# One channel of grey, told as the way from the ground to the ink: a small file, quickly made.
_PALETTE = [
    round(low + (high - low) * step / 255) for step in range(256) for low, high in zip(_GROUND, _INK, strict=True)
]
# Centres of the three circles of the handbook's mark, from the middle of the three, in their radius.
_MARK = ((0, -0.93), (-0.83, 0.46), (0.83, 0.46))


@cache
def font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Lato in a weight (`Bold`, `Regular`) and a size in pixels."""
    with as_file(files("font_lato") / "files" / f"Lato-{weight}.ttf") as file:
        return ImageFont.truetype(io.BytesIO(file.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)


def broken(text: str, lettering: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """A text in lines that fit a width in pixels; a single word may be longer."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and lettering.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def mark(pen: ImageDraw.ImageDraw, middle: tuple[int, int], radius: int) -> None:
    """The handbook's mark, three circles, faintly on the ground."""
    for x, y in _MARK:
        left, top = middle[0] + round(x * radius), middle[1] + round(y * radius)
        box = (left - radius, top - radius, left + radius, top + radius)
        pen.ellipse(box, outline=_SOFT, width=max(1, round(radius * 0.13)))


def png(image: Image.Image) -> bytes:
    """A picture in one channel (`L`) as PNG, from the ground's colour to the ink's."""
    image.putpalette(_PALETTE)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()
