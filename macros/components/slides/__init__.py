"""The deck, slide by slide."""

from dataclasses import dataclass

from ...registry import Context, choose, macro


@dataclass(frozen=True)
class PointLine:
    """A point of a slide as shown."""

    key: str
    text: str
    certainty: str
    certainty_name: str
    unsure: str


@dataclass(frozen=True)
class SlideBlock:
    """A slide as shown, with the chapters that carry it."""

    number: int
    title: str
    lead: str
    points: list[PointLine]
    lost: str
    note: str
    chapters: list[tuple[str, str]]


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    blocks: list[SlideBlock]


@dataclass(frozen=True)
class _Keyed:
    key: str


@macro
def slides(ctx: Context, only: list[str] | None = None) -> View:
    """Show the deck slide by slide: each point, how surely it was read, and the chapters that carry it.

    Args:
        only: Numbers of the slides to show, as texts; all when left out.

    Raises:
        AuthorError: If the deck has no such slide.
    """
    numbers = [int(one.key) for one in choose([_Keyed(str(n)) for n in ctx.library.slides], only, "only")]
    return View([_block(ctx, number) for number in numbers])


def _block(ctx: Context, number: int) -> SlideBlock:
    slide = ctx.library.slides[number]
    points = [
        PointLine(
            point.key,
            ctx.text(point.text),
            point.certainty,
            ctx.word(f"certainty_{point.certainty}"),
            ctx.text(point.unsure) if point.unsure else "",
        )
        for point in slide.points
    ]
    chapters = [
        (page.title, ctx.link(page.key))
        for page in ctx.pages
        if page.lang == ctx.lang and page.key != ctx.page.key and number in (page.meta.get("slides") or [])
    ]
    return SlideBlock(
        number,
        ctx.text(slide.title),
        ctx.text(slide.lead) if slide.lead else "",
        points,
        ctx.text(slide.lost) if slide.lost else "",
        ctx.text(slide.note) if slide.note else "",
        chapters,
    )
