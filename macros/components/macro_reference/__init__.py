"""The documentation of all macros, from the registry."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from ...examples import example, example_text
from ...registry import REGISTRY, Context, Macro, macro

LONGEST = 8000  # letters of HTML


@dataclass(frozen=True)
class Entry:
    """A macro as documented."""

    name: str
    signature: str
    inline: bool
    summary: str
    arguments: list[tuple[str, str]]
    source: str
    html: Markup


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives."""

    entries: list[Entry]


@macro
def macro_reference(ctx: Context) -> View:
    """Document every macro: what it shows, its arguments, and a live example."""
    return View([_entry(ctx, REGISTRY[name]) for name in sorted(REGISTRY)])


def _entry(ctx: Context, macro: Macro) -> Entry:
    summary, _, rest = macro.doc.partition("\n\n")
    arguments = re.search(r"Args:\n(.*?)(?:\n\n|\Z)", rest, re.S)
    pairs = re.findall(r"^    (\w+): (.*?)(?=^    \w+: |\Z)", arguments[1] if arguments else "", re.M | re.S)
    source = example_text(macro.name)
    html = example(macro.name, ctx) if source else ""
    # What starts by itself or fills a page has a page of its own; all at once would weigh too much here.
    shown = Markup("" if "data-eager" in html or len(html) > LONGEST else html)
    spelled = [(name, " ".join(text.split())) for name, text in pairs]
    return Entry(macro.name, macro.signature_text, macro.inline, " ".join(summary.split()), spelled, source, shown)
