"""Where a claim stands in the deck."""

from dataclasses import dataclass

from ...messages import say
from ...model.slide import Point
from ...problems import AuthorError
from ...registry import Context, macro


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    number: int
    unsure: bool
    points: str
    url: str


@macro(inline=True)
def slide(ctx: Context, key: str, *, to: str | None = None) -> View:
    """Say where a claim stands in the deck: `slide 4`, linked to the slide's transcript.

    Args:
        key: A point of a slide: the slide's number, a hyphen, the point's place, such as "4-1".
        to: Last point, when the claim covers several points of one slide.

    Raises:
        AuthorError: If there is no such point, or the two points do not stand in order on one slide.
    """
    points = points_between(ctx, key, to)
    number = int(key.split("-")[0])
    unsure = any(point.certainty == "open" for point in points)
    return View(number, unsure, " ".join(p.key for p in points), ctx.link("kilder", f"punkt-{key}"))


def points_between(ctx: Context, first: str, last: str | None) -> list[Point]:
    """The points of one slide from the first to the last.

    Raises:
        AuthorError: If there is no such point, or the two do not stand in order on one slide.
    """
    start, end = ctx.library.point(first), ctx.library.point(last or first)
    points = ctx.library.slides[int(first.split("-")[0])].points
    if end not in points or points.index(end) < points.index(start):
        raise AuthorError(say("to: '{last}' must stand after '{first}' on the same slide", last=last, first=first))
    return points[points.index(start) : points.index(end) + 1]
