"""Say in plain words what pydantic found wrong, and where."""

from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from .messages import Message, counted, say
from .model.base import Model
from .problems import Problem, did_you_mean, near_to
from .yaml_source import Path, YamlSource

LONG = 40  # signs; a longer value is not repeated


def bad_key(key: object) -> Message:
    """The sentence about a key that cannot be an address."""
    return say(
        "the key '{key}' may hold small letters a-z, digits and hyphens only (æ is ae, ø is oe, å is aa)", key=key
    )


def kind_of(value: object) -> Message:
    """What a value is, in words."""
    if isinstance(value, dict):
        return say("lines of 'key: value'")
    if isinstance(value, list):
        return say("a list")
    if isinstance(value, str):
        return say("a text")
    if isinstance(value, bool):
        return say("true or false")
    return say("a number") if isinstance(value, int) else say("nothing")


def explained(model: type[Model], errors: Iterable[ErrorDetails], source: YamlSource, base: Path) -> Iterator[Problem]:
    """Say in plain words what pydantic found, one sentence a mistake.

    Where a value may be of several kinds, pydantic refuses it once for each; what is wrong with the kind that it has
    is said, and not that it is of no other kind. A field whose name is misspelt is not missing too.

    Args:
        model: The model that refused the value.
        errors: The errors of its `ValidationError`.
        source: Where the value was read.
        base: Path of the value in that source.
    """
    errors = list(errors)
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    meant = {(*loc[:-1], near_to(str(loc[-1]), _fields(model, _path(loc)[:-1]))) for loc in unknown}
    found = [
        (explain(model, error, source, base), error)
        for error in errors
        if error["type"] != "missing" or error["loc"] not in meant
    ]
    closer = {(one.file, one.line, error["loc"][:-1]) for one, error in found if not error["type"].endswith("_type")}
    for problem, error in found:
        other_kind = error["type"].endswith("_type") and (problem.file, problem.line, error["loc"][:-1]) in closer
        if not (other_kind and base + tuple(error["loc"]) not in source.lines):
            yield problem


def explain(model: type[Model], error: ErrorDetails, source: YamlSource, base: Path) -> Problem:
    """Say in plain words what pydantic found.

    Args:
        model: The model that refused the value.
        error: One error of its `ValidationError`.
        source: Where the value was read.
        base: Path of the value in that source.
    """
    path = _path(error["loc"])
    path += tuple(error.get("ctx", {}).get("at", ()))
    while base + path not in source.lines and path and error["type"] != "missing":
        path = path[:-1]
    line = source.line(base + path)
    named = (base + path)[:-1] if error["type"] == "missing" else base + path  # what is missing is named anyway
    where = next((part for part in reversed(named) if isinstance(part, str)), "")
    sentence = _sentence(model, error, path)
    return Problem(source.file, line, say("{field}: {sentence}", field=where, sentence=sentence) if where else sentence)


def _sentence(model: type[Model], error: ErrorDetails, path: Path) -> Message:
    kind, found, ctx = error["type"], error["input"], error.get("ctx", {})
    last = path[-1] if path else ""
    said = ctx.get("said")
    if isinstance(said, Message):
        return said
    if kind == "missing":
        return _missing(last)
    if kind == "extra_forbidden":
        if " " in str(last):
            return say(
                "'{found}' is read as a field; put a text that has a comma in it in \"quotation marks\"", found=last
            )
        hint = did_you_mean(str(last), _fields(model, path[:-1]))
        return say("there is no field called '{found}' here{hint}", found=last, hint=hint)
    if kind == "literal_error":
        options = str(ctx["expected"]).replace("'", "").replace(" or ", ", ")
        hint = did_you_mean(str(found), options.split(", ")) or say(", expected one of: {options}", options=options)
        return say("'{found}' is not one of the words that may stand here{hint}", found=found, hint=hint)
    if kind in ("string_pattern_mismatch", "string_type") and "[key]" in error["loc"]:
        return bad_key(found)
    if kind == "string_pattern_mismatch":
        return say("'{found}' has the wrong form, expected small letters a-z, digits and hyphens", found=found)
    return _type(kind, found) or _bounds(kind, found, ctx)


def _missing(field: str | int) -> Message:
    if field == "da":
        return say("the Danish text ('da') is missing; write it")
    if field == "en":
        return say("the English text ('en') is missing; write it")
    return say("'{field}' is missing; write it", field=field)


def _type(kind: str, found: object) -> Message | None:
    """What another kind of value was expected."""
    if kind == "string_type" and isinstance(found, int):
        shown = str(found).lower() if isinstance(found, bool) else found
        return say('expected a text, found {found}; put it in "quotation marks"', found=shown)
    expected = {
        "string_type": say("a text"),
        "int_type": say("a whole number"),
        "bool_type": say("true or false"),
        "list_type": say("a list (lines that begin with '- ')"),
        "dict_type": say("lines of 'key: value'"),
        "model_type": say("lines of 'key: value'"),
        "model_attributes_type": say("lines of 'key: value'"),
    }.get(kind)
    if expected is None:
        return None
    if isinstance(found, (int, str)) and len(str(found)) < LONG:
        shown = str(found).lower() if isinstance(found, bool) else found
        return say("expected {expected}, found {kind} '{found}'", expected=expected, kind=kind_of(found), found=shown)
    return say("expected {expected}, found {kind}", expected=expected, kind=kind_of(found))


def _bounds(kind: str, found: object, ctx: Mapping[str, Any]) -> Message:
    """What is too many or too few."""
    if kind == "too_short":
        return counted(
            "the list has {count} entry, expected at least {least}",
            "the list has {count} entries, expected at least {least}",
            count=ctx["actual_length"], least=ctx["min_length"],
        )  # fmt: skip
    if kind == "too_long":
        return say(
            "the list has {found} entries, expected at most {most}", found=ctx["actual_length"], most=ctx["max_length"]
        )
    if kind == "string_too_long":
        return say("the text has {found} signs, expected at most {most}", found=len(str(found)), most=ctx["max_length"])
    if kind == "string_too_short":
        return say(
            "the text has {found} signs, expected at least {least}", found=len(str(found)), least=ctx["min_length"]
        )
    if kind == "greater_than_equal":
        return say("{found} is too small, expected at least {least}", found=found, least=ctx["ge"])
    if kind == "less_than_equal":
        return say("{found} is too large, expected at most {most}", found=found, most=ctx["le"])
    return say("'{found}' cannot stand here ({rule}); look at a similar file", found=str(found)[:LONG], rule=kind)


def _path(loc: tuple[str | int, ...]) -> Path:
    return tuple(part for part in loc if part != "[key]")


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
