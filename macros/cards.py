"""The picture that others show when somebody shares a chapter: its title, drawn with a font of our own."""

from collections.abc import Iterator

from PIL import Image, ImageDraw

from .handbook import Handbook
from .lettering import LEADING, WHITE, broken, font, mark, png
from .model.base import Language
from .pages import Page

SIZE = (1200, 630)
NAME = "card.png"
_EDGE = 80
_SIZES = (84, 72, 60, 52)
_LINES = 4


def address(page: Page) -> str:
    """Where the picture of a page stands, relative to the root of the site: chapters have their own."""
    if page.meta.get("kind") == "chapter":
        return f"{page.url}{NAME}"
    return NAME if page.lang == "da" else f"en/{NAME}"


def wanted(handbook: Handbook, lang: Language, name: str) -> Iterator[tuple[str, str, str]]:
    """The address of every picture in a language, and the two things that `draw` is to write on it.

    Args:
        handbook: The handbook.
        lang: The language.
        name: The handbook's name in it.
    """
    yield address(handbook.pages.get("index", lang)), name, ""
    for page in handbook.pages:
        if page.lang == lang and page.meta.get("kind") == "chapter":
            yield address(page), page.title, name


def draw(title: str, below: str) -> bytes:
    """A picture as PNG.

    Args:
        title: What stands large.
        below: What stands small at the foot.
    """
    image = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(image)
    mark(pen, (1010, 164), 90)
    size, lines = next(
        (size, lines)
        for size in _SIZES
        for lines in [broken(title, font("Bold", size), SIZE[0] - 2 * _EDGE)]
        if len(lines) <= _LINES or size == _SIZES[-1]
    )
    top = SIZE[1] - _EDGE - 70 - round(size * LEADING) * len(lines)
    for index, line in enumerate(lines):
        pen.text((_EDGE, top + index * round(size * LEADING)), line, WHITE, font("Bold", size))
    pen.text((_EDGE, SIZE[1] - _EDGE - 30), below, WHITE, font("Regular", 36))
    return png(image)
