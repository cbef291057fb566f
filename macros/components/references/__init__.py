"""The sources of a page, or all works of the handbook."""

from dataclasses import dataclass
from typing import Literal

from ...citation import Reference, full_reference, sort_key
from ...registry import Context, macro


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    slides: list[tuple[int, str, str]]
    works: list[Reference]


@macro
def references(ctx: Context, scope: Literal["page", "all"] = "page") -> View:
    """List the slides and works that the page builds on, in full; or every work of the handbook.

    Args:
        scope: "page" for this page's sources, "all" for every work in `docs/data/works`.
    """
    keys = ctx.page_works if scope == "page" else tuple(ctx.library.items["works"])
    numbers = ctx.page.meta.get("slides") or [] if scope == "page" else []
    slides = [
        (number, ctx.text(ctx.library.slides[number].title), ctx.link("kilder", f"slide-{number}"))
        for number in numbers
        if number in ctx.library.slides
    ]
    return View(slides, [full_reference(ctx, key) for key in sorted(keys, key=lambda key: sort_key(ctx, key))])
