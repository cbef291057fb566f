"""The documentation of all kinds of data, from the models."""

from dataclasses import dataclass

from ...fields import Group, groups
from ...library import KINDS
from ...registry import Context, macro


@dataclass(frozen=True)
class Entry:
    """A kind of data."""

    name: str
    folder: str
    groups: list[Group]


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives."""

    entries: list[Entry]


@macro
def data_reference(ctx: Context) -> View:
    """Document the fields of every kind of data, as the build checks them."""
    entries = []
    for kind in KINDS:
        folder = f"docs/data/{kind.name}" + (".yml" if kind.single else "/")
        skip = frozenset() if kind.name == "ui" else frozenset({"Text"})
        entries.append(Entry(kind.name, folder, groups(ctx, kind, skip)))
    return View(entries)
