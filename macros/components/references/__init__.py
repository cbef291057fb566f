"""The sources of a page, or all works of the handbook."""

from dataclasses import dataclass
from typing import Literal

from ...bibliography import Piece, pieces
from ...citation import sort_key
from ...model.work import Work
from ...registry import Context, macro


@dataclass(frozen=True)
class Reference:
    """A work as shown: the reference in APA's style, its address, and the pages that cite it."""

    key: str
    pieces: tuple[Piece, ...]
    language: str
    url: str
    checked: bool
    note: str
    used_in: list[tuple[str, str]]


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    slides: list[tuple[int, str, str]]
    works: list[Reference]


@macro
def references(ctx: Context, scope: Literal["page", "all"] = "page") -> View:
    """List the slides and works that the page builds on, in full; or every work and the pages that cite it.

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
    ordered = sorted(keys, key=lambda key: sort_key(ctx, key))
    return View(slides, [_reference(ctx, key, _citing(ctx, key) if scope == "all" else []) for key in ordered])


def _reference(ctx: Context, key: str, used_in: list[tuple[str, str]]) -> Reference:
    work: Work = ctx.library.find("works", key)
    return Reference(
        key,
        pieces(work, ctx.lang),
        work.language,
        f"https://doi.org/{work.DOI}" if work.DOI else work.URL or "",
        work.checked == "full",
        ctx.text(work.note) if work.note else "",
        used_in,
    )


def _citing(ctx: Context, key: str) -> list[tuple[str, str]]:
    return [
        (page.title, ctx.link(page.key))
        for page in ctx.pages
        if page.lang == ctx.lang
        and not page.key.startswith("bidrag/")  # it shows how to cite
        and key in ctx.works.get((page.key, page.lang), ())
    ]
