"""What the models say of their fields, for the pages that document the data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .library import Kind
from .registry import Context

_PLAIN = {"string": "type_text", "integer": "type_number", "boolean": "type_truth"}
_KNOWN = {"Text": "type_texts", "Statement": "type_statement"}


@dataclass(frozen=True)
class Field:
    """A field of a kind of data.

    Attributes:
        name: Its name.
        required: Whether it must be there.
        meaning: What its description says, in the language of the page; empty where the name says it all.
        form: What may stand in it.
        part: The group of fields that stands in it, if there is one.
        many: Whether it is a list.
        choices: The words that it may hold, when there are few.
    """

    name: str
    required: bool
    meaning: str
    form: str
    part: str
    many: bool
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """The fields that stand together: of a kind, or of a part of it."""

    name: str
    fields: list[Field]


def groups(ctx: Context, kind: Kind, skip: frozenset[str] = frozenset()) -> list[Group]:
    """The groups of a kind's fields, its own first.

    Args:
        ctx: For the language.
        kind: The kind.
        skip: Groups to leave out.
    """
    schema = kind.model.model_json_schema(by_alias=True)
    parts = {kind.model.__name__: schema, **schema.get("$defs", {})}
    return [
        Group(name, [_field(ctx, part, field) for field in part["properties"]])
        for name, part in parts.items()
        if "properties" in part and name not in skip
    ]


def _field(ctx: Context, part: dict[str, Any], name: str) -> Field:
    inner = part["properties"][name]
    danish, _, english = str(inner.get("description", "")).partition(" / ")
    meaning = english if ctx.lang == "en" and english else danish
    forms = list(_forms(inner, False))
    many = any(one for _, one in forms)
    named = [str(form["$ref"]).rsplit("/", 1)[-1] for form, _ in forms if "$ref" in form]
    choices = tuple(str(choice) for form, _ in forms for choice in form.get("enum", ()))
    word = next((_PLAIN[form["type"]] for form, _ in forms if form.get("type") in _PLAIN), "type_object")
    known = _KNOWN.get(named[0], "") if named else word
    part_name = named[0] if named and not known else ""
    return Field(
        name, name in part.get("required", []), meaning, ctx.word(known) if known else "", part_name, many, choices
    )


def _forms(schema: dict[str, Any], many: bool) -> Iterator[tuple[dict[str, Any], bool]]:
    """The forms that a value may have, and whether it stands in a list."""
    if "anyOf" in schema:
        for one in schema["anyOf"]:
            yield from _forms(one, many)
    elif schema.get("type") == "array":
        yield from _forms(schema.get("items", {}), True)
    elif schema.get("type") != "null":
        yield schema, many
