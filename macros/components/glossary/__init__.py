"""The glossary."""

from dataclasses import dataclass

from ...citation import danish
from ...model.term import Term
from ...provenance import Notes, Said
from ...registry import Context, choose, macro


@dataclass(frozen=True)
class Entry:
    """A term as shown: its name here and in the other language, and what it means."""

    key: str
    name: str
    other: str
    other_lang: str
    definition: Said
    confusion: Said | None
    elsewhere: list[Said]
    see: list[tuple[str, str]]


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    entries: list[Entry]
    notes: Notes


@dataclass(frozen=True)
class _Keyed:
    key: str
    value: Term


@macro
def glossary(ctx: Context, only: list[str] | None = None) -> View:
    """List the terms of the field in alphabetical order, with definition, source and common confusions.

    Args:
        only: Keys of the terms to show; all when left out.

    Raises:
        AuthorError: If one of the terms does not exist.
    """
    notes = Notes(ctx, "ordliste")
    chosen = choose([_Keyed(item.key, item.value) for item in ctx.library.all("terms")], only, "only")
    shown = {one.key for one in chosen}
    chosen.sort(key=lambda one: danish(ctx.text(one.value.term)))
    entries = []
    for one in chosen:
        value = one.value
        other = "en" if ctx.lang == "da" else "da"
        see = [(key, ctx.text(ctx.library.find("terms", key).term)) for key in value.see if key in shown]
        entries.append(
            Entry(
                one.key,
                ctx.text(value.term),
                value.term.in_("en" if ctx.lang == "da" else "da"),
                other,
                notes.say(value.definition),
                notes.say(value.confusion) if value.confusion else None,
                [notes.say(name) for name in value.elsewhere],
                see,
            )
        )
    return View(entries, notes)
