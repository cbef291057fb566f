"""Everything in the handbook that has a name, in alphabetical order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ...citation import danish
from ...model.base import Text
from ...registry import Context, macro

# Kinds of facts, the field that names them, and the macro that shows them.
_FACTS = {
    "cases": ("title", "case", "kind_case"),
    "comparisons": ("title", "comparison", "kind_table"),
    "diagrams": ("title", "diagram", "kind_table"),
    "exercises": ("title", "exercise", "kind_exercise"),
    "ladders": ("title", "ladder", "kind_table"),
    "ready_texts": ("title", "ready_text", "kind_text"),
}
GLOSSARY = "ordliste"


@dataclass(frozen=True)
class Entry:
    """A name, where it leads, and what it is a name of."""

    name: str
    url: str
    kind: str


@dataclass(frozen=True)
class Letter:
    """The entries under one letter."""

    letter: str
    id: str
    entries: list[Entry]


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    letters: list[Letter]


@macro
def a_to_z(ctx: Context) -> View:
    """List every page, term, table, example and exercise by its name, from A to Z (in Danish to Å)."""
    entries = {(one.name.casefold(), one.url): one for one in _entries(ctx)}.values()
    ordered = sorted(entries, key=lambda one: (danish(_bare(one.name)), one.url))
    letters: list[Letter] = []
    for first, group in groupby(ordered, key=lambda one: _letter(one.name)):
        letters.append(Letter(first, f"bogstav-{len(letters) + 1}", list(group)))
    return View(letters)


def _bare(name: str) -> str:
    """A name without the quotation marks it may begin with."""
    return re.sub(r"^\W+", "", name)


def _letter(name: str) -> str:
    first = _bare(name)[:1].upper()
    return "0–9" if first.isdigit() else first


def _entries(ctx: Context) -> Iterator[Entry]:
    for page in ctx.pages:
        if page.lang == ctx.lang and page.key != ctx.page.key and not page.meta.get("noindex"):
            kind = "kind_chapter" if page.meta.get("kind") == "chapter" else "kind_page"
            yield Entry(page.title, ctx.link(page.key), ctx.word(kind))
    for folder, (field, shown_by, kind) in _FACTS.items():
        for item in ctx.library.all(folder):
            title: Text = getattr(item.value, field)
            yield Entry(ctx.text(title), ctx.shown_at(shown_by, item.key), ctx.word(kind))
    if GLOSSARY in ctx.pages.by_key:
        for item in ctx.library.all("terms"):
            yield Entry(ctx.text(item.value.term), ctx.link(GLOSSARY, f"term-{item.key}"), ctx.word("kind_term"))
