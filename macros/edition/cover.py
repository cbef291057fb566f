"""The cover of the book, drawn as the cards of the chapters are."""

from PIL import Image, ImageDraw

from ..lettering import LEADING, WHITE, broken, font, mark, png

SIZE = (1600, 2560)
_EDGE = 150
_TITLE, _SMALL = 190, 64


def draw(title: str, below: str, foot: str) -> bytes:
    """The cover as PNG.

    Args:
        title: What stands large.
        below: What stands under it.
        foot: What stands small at the foot.
    """
    image = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(image)
    mark(pen, (SIZE[0] // 2, 640), 250)
    top = 1200
    width = SIZE[0] - 2 * _EDGE
    for text, weight, size, gap in ((title, "Bold", _TITLE, 80), (below, "Regular", _SMALL, 0)):
        for line in broken(text, font(weight, size), width):
            pen.text((_EDGE, top), line, WHITE, font(weight, size))
            top += round(size * (LEADING if size == _TITLE else 1.35))
        top += gap
    pen.text((_EDGE, SIZE[1] - _EDGE - _SMALL), foot, WHITE, font("Regular", _SMALL))
    return png(image)
