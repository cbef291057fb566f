"""A term of the field that says what it means where it stands."""

from dataclasses import dataclass

from ...model.term import Term
from ...registry import Context, macro


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    key: str
    text: str
    name: str
    definition: str
    quoted: bool
    url: str


@macro(inline=True)
def term(ctx: Context, key: str, *, text: str | None = None) -> View:
    """Show what a word means when the reader presses it, with a link to the glossary. Once a page for each term.

    Args:
        key: Key of a term in `docs/data/terms`.
        text: The word as it stands in the sentence; the term itself when left out.

    Raises:
        AuthorError: If there is no such term.
    """
    entry: Term = ctx.library.find("terms", key)
    name = ctx.text(entry.term)
    meaning, url = entry.definition, ctx.link("ordliste", f"term-{key}")
    return View(key, text or name, name, ctx.said(meaning), meaning.claim is not None, url)
