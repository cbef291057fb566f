"""What the reader can do after the chapter."""

from dataclasses import dataclass

from ...registry import Context, macro


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    text: str


@macro
def promise(ctx: Context) -> View:
    """Show the `description` of the page's front matter: what the reader can do after reading."""
    text = ctx.page.meta.get("description")
    return View(text if isinstance(text, str) else "")  # the check of the front matter says what is wrong with it
