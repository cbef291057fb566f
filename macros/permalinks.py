"""The permanent id of everything that somebody may want to link to, and the short address it gives.

An id is typed from paper on a phone: small letters a-z, digits, `-` and `.`, nothing that depends on
capitals. It is made from what an item has anyway, its kind and its key, so nobody chooses it and
nothing has to be looked up:

- a page is its key: `krydspres`; in a folder, a full stop for the slash: `bidrag.tekst`;
- anything else is a word for its kind, a full stop and its key: `tabel.ressourcer`, `eksempel.skansebakken`;
- a row of a table is the table's id, a full stop and the row's key: `tabel.ressourcer.penge`;
- a work's key has `_` where others have `-`; both are written `-`.

No two things get the same id. Keys hold no full stop, so an id is taken apart in one way only. Two items
of a kind have different keys, and two kinds have different words. `_` becomes `-` for works only, whose
keys hold no `-`. A table's row has one part more than a table. What remains is a page in a folder
that is called like a kind (`tabel/ressourcer.md`); `macros.places` finds it, and the check refuses it.

Both languages share the id, as they share keys and anchors: `/l/krydspres/` and `/en/l/krydspres/`.
Once an id stands in the register (`macros.register`) it is never given to anything else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .model.base import Language

FOLDER: Mapping[Language, str] = {"da": "l", "en": "en/l"}
SHARE: Mapping[Language, str] = {"da": "del", "en": "share"}


@dataclass(frozen=True)
class Kind:
    """How the items of one kind are linked to.

    Attributes:
        name: The kind in `docs/data`, or `points` of slides.
        word: First part of the id.
        macro: The macro that shows such an item.
        prefix: What stands before the key in the item's anchor.
        listed: The macro shows all items at once, instead of the one that it is asked for.
        shared: A figure of its own: it has a share page, QR codes and files.
    """

    name: str
    word: str
    macro: str
    prefix: str = ""
    listed: bool = False
    shared: bool = False


KINDS: tuple[Kind, ...] = (
    Kind("comparisons", "tabel", "comparison", shared=True),
    Kind("ladders", "stige", "ladder", shared=True),
    Kind("diagrams", "figur", "diagram", shared=True),
    Kind("cases", "eksempel", "case", shared=True),
    Kind("exercises", "oevelse", "exercise", "oevelse-", shared=True),
    Kind("programmes", "program", "programme", "program-", shared=True),
    Kind("dilemmas", "dilemma", "dilemma"),
    Kind("checklists", "tjek", "checklist", "tjek-"),
    Kind("ready_texts", "tekst", "ready_text", "tekst-"),
    Kind("steps", "trin", "steps"),
    Kind("terms", "ord", "glossary", "term-", listed=True),
    Kind("works", "kilde", "references", "ref-", listed=True),
    Kind("slides", "slide", "slides", "slide-", listed=True),
    Kind("points", "slide", "slides", "punkt-", listed=True),
)
SHOWN = {kind.macro: kind for kind in KINDS if not kind.listed}  # by the macro that shows one item
_SHARED = {kind.macro: kind for kind in KINDS if kind.shared}


def page_id(key: str) -> str:
    """The id of a page."""
    return key.removesuffix("/index").replace("/", ".")


def item_id(kind: Kind, key: str, row: str = "") -> str:
    """The id of an item, or of a row of a table."""
    return f"{kind.word}.{key.replace('_', '-')}" + (f".{row}" if row else "")


def address(link: str, lang: Language, file: str = "") -> str:
    """Where a short link stands, relative to the root of the site; or a file beside it."""
    return f"{FOLDER[lang]}/{link}/{file}"


def share_address(link: str, lang: Language) -> str:
    """Where the page stands that helps to share what a short link leads to, relative to the root of the site."""
    return address(link, lang, f"{SHARE[lang]}/")


def called(args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """The key that a macro call asks for: its first argument; empty when that is no text."""
    first = args[0] if args else kwargs.get("key")
    return first if isinstance(first, str) else ""


def shared_by(macro: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str | None:
    """The id of the figure that a macro call shows, if readers can share it."""
    kind = _SHARED.get(macro)
    return item_id(kind, called(args, kwargs)) if kind else None
