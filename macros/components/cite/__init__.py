"""A citation in a sentence."""

from dataclasses import dataclass

from ...citation import pages_label, short_citation
from ...provenance import work_url
from ...registry import Context, macro


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    label: str
    url: str


@macro(inline=True)
def cite(ctx: Context, key: str, *, page: str | None = None) -> View:
    """Cite a work: names and year in brackets, linked to the full reference.

    Args:
        key: Key of a work in `docs/data/works`.
        page: Page or pages in the work, such as "380" or "380-382".

    Raises:
        AuthorError: If there is no such work.
    """
    label = short_citation(ctx, ctx.cite(key))
    return View(f"{label}, {pages_label(ctx, page)}" if page else label, work_url(ctx, key))
