"""What the reader can do after the chapter."""

from dataclasses import dataclass

from ...messages import say
from ...problems import AuthorError
from ...registry import Context, macro


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    text: str


@macro
def promise(ctx: Context) -> View:
    """Show the `description` of the page's front matter: what the reader can do after reading.

    Raises:
        AuthorError: If the page has no description.
    """
    text = ctx.page.meta.get("description")
    if not isinstance(text, str) or not text.strip():
        raise AuthorError(say("promise() shows the page's 'description', and this page has none; write one at the top"))
    return View(text)
