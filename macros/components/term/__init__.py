"""A term of the field, linked to the glossary."""

from dataclasses import dataclass

from ...model.term import Term
from ...registry import Context, macro


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    text: str
    url: str


@macro(inline=True)
def term(ctx: Context, key: str, *, text: str | None = None) -> View:
    """Link a word to its entry in the glossary.

    Args:
        key: Key of a term in `docs/data/terms`.
        text: The word as it stands in the sentence; the term itself when left out.

    Raises:
        AuthorError: If there is no such term.
    """
    entry: Term = ctx.library.find("terms", key)
    return View(text or ctx.text(entry.term), ctx.link("ordliste", f"term-{key}"))
