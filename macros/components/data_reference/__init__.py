"""The documentation of all kinds of data, from the models."""

from dataclasses import dataclass
from typing import Any

from ...library import KINDS
from ...registry import Context, macro


@dataclass(frozen=True)
class Field:
    """A field of a kind of data."""

    name: str
    required: bool
    meaning: str


@dataclass(frozen=True)
class Group:
    """The fields that stand together: of a kind, or of a part of it."""

    name: str
    fields: list[Field]


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
        schema = kind.model.model_json_schema(by_alias=True)
        parts = {kind.model.__name__: schema, **schema.get("$defs", {})}
        groups = [
            Group(name, [_field(ctx, part, field) for field in part["properties"]])
            for name, part in parts.items()
            if "properties" in part and (name != "Text" or kind.name == "ui")
        ]
        folder = f"docs/data/{kind.name}" + (".yml" if kind.single else "/")
        entries.append(Entry(kind.name, folder, groups))
    return View(entries)


def _field(ctx: Context, part: dict[str, Any], name: str) -> Field:
    danish, _, english = str(part["properties"][name].get("description", "")).partition(" / ")
    meaning = english if ctx.lang == "en" and english else danish
    return Field(name, name in part.get("required", []), meaning)
