"""A quotation from the deck."""

from dataclasses import dataclass

from ...registry import Context, macro


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    key: str
    number: int
    text: str
    unsure: bool
    translated: bool
    url: str


@macro(inline=True)
def claim(ctx: Context, key: str) -> View:
    """Quote a point of the deck in the slide's own words, with the number of the slide.

    Args:
        key: A point of a slide: the slide's number, a hyphen, the point's place, such as "4-1".

    Raises:
        AuthorError: If there is no such point.
    """
    point = ctx.library.point(key)
    text = ctx.text(point.text).rstrip(".")
    url = ctx.link("kilder", f"punkt-{key}")
    return View(key, int(key.split("-")[0]), text, point.certainty == "open", ctx.lang != "da", url)
