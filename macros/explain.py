"""Say in plain words what pydantic found wrong, and where."""

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from .model.base import Model
from .problems import Problem, did_you_mean
from .yaml_source import Path, YamlSource


def bad_key(key: object) -> str:
    """The sentence about a key that cannot be an address."""
    return f"the key '{key}' may hold small letters a-z, digits and hyphens only (æ is ae, ø is oe, å is aa)"


def kind_of(value: object) -> str:
    """What a value is, in words."""
    names = {dict: "a mapping", list: "a list", str: "a text", int: "a number", bool: "true or false"}
    return names.get(type(value), "nothing")


def explain(model: type[Model], error: ErrorDetails, source: YamlSource, base: Path) -> Problem:
    """Say in plain words what pydantic found.

    Args:
        model: The model that refused the value.
        error: One error of its `ValidationError`.
        source: Where the value was read.
        base: Path of the value in that source.
    """
    path: Path = tuple(part for part in error["loc"] if part != "[key]")
    path += tuple(error.get("ctx", {}).get("at", ()))
    while base + path not in source.lines and path and error["type"] != "missing":
        path = path[:-1]
    line = source.line(base + path)
    where = ".".join(str(part) for part in base + path)
    return Problem(source.file, line, (f"{where}: " if where else "") + _sentence(model, error, path))


def _sentence(model: type[Model], error: ErrorDetails, path: Path) -> str:
    kind, found = error["type"], error["input"]
    last = path[-1] if path else ""
    if kind == "missing":
        if last in ("da", "en"):
            return f"the {'Danish' if last == 'da' else 'English'} text ('{last}') is missing"
        return f"'{last}' is missing"
    if kind == "extra_forbidden":
        if " " in str(last):
            return f"'{last}' is read as a field; a text with a comma between {{ }} must stand in \"quotation marks\""
        return f"unknown field '{last}'{did_you_mean(str(last), _fields(model, path[:-1]))}"
    if kind == "literal_error":
        expected = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        hint = did_you_mean(str(found), expected.split(", ")) or f", expected one of: {expected}"
        return f"'{found}' is not allowed{hint}"
    if kind in ("string_pattern_mismatch", "string_type") and "[key]" in error["loc"]:
        return bad_key(found)
    if kind == "string_pattern_mismatch":
        return f"'{found}' has the wrong form; keys hold small letters a-z, digits and hyphens"
    expected = {
        "string_type": "a text",
        "int_type": "a whole number",
        "bool_type": "true or false",
        "list_type": "a list (lines that begin with '- ')",
        "dict_type": "a mapping (lines of 'key: value')",
        "model_type": "a mapping (lines of 'key: value')",
        "model_attributes_type": "a mapping (lines of 'key: value')",
    }.get(kind)
    if expected:
        hint = '; put it in "quotation marks"' if kind == "string_type" and isinstance(found, int) else ""
        shown = f" {found!r}" if isinstance(found, (int, str)) and len(str(found)) < 40 else ""
        return f"expected {expected}, found {kind_of(found)}{shown}{hint}"
    if kind in ("too_short", "too_long"):
        side, count = ("at least", "min_length") if kind == "too_short" else ("at most", "max_length")
        return f"the list has {error['ctx']['actual_length']} entries, expected {side} {error['ctx'][count]}"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = error["ctx"].get("ge", error["ctx"].get("le"))
        return f"{found} is out of range, expected {'at least' if 'ge' in error['ctx'] else 'at most'} {bound}"
    return error["msg"]


def _fields(model: type[BaseModel], path: Path) -> list[str]:
    """Names of the fields that may stand at a path inside a model."""
    current: Any = model
    for part in path:
        if isinstance(part, str) and _is_model(current):
            info = current.model_fields.get(part) or next(
                (f for f in current.model_fields.values() if f.alias == part), None
            )
            current = info.annotation if info else None
        else:
            current = next(iter(get_args(current)[-1:]), None)
        current = _strip(current)
    return [f.alias or name for name, f in current.model_fields.items()] if _is_model(current) else []


def _is_model(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, BaseModel)


def _strip(annotation: Any) -> Any:
    """The model behind `Annotated[…]` and `X | None`."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        annotation = next((_strip(arg) for arg in get_args(annotation) if arg is not type(None)), None)
    return annotation
