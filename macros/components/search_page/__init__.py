"""The page of search results."""

from dataclasses import dataclass

from ...registry import Context, macro

_LISTS = ("a-til-aa", "ordliste")  # where to look things up without search; the first that there is


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    list_title: str
    list_url: str


@macro
def search_page(ctx: Context) -> View:
    """Show a field, and what the page's address asks for; without JavaScript, where to look things up instead."""
    key = next((one for one in _LISTS if one in ctx.pages.by_key), ctx.page.key)
    return View(ctx.pages.get(key, ctx.lang).title, ctx.link(key))
