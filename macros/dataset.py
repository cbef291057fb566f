"""The data as tables, and where the published files of each kind stand.

A table has one row for each item, or for each entry of the list that the item is about: each cell of a
comparison, each step of a programme. Its columns come from the models, so they are there also while nothing
stands in them. Other lists stand in one cell, their entries parted by ` | `.
"""

import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from .library import KINDS, Kind, Library
from .model.comparison import Comparison

FOLDER = "data"
INDEX = f"{FOLDER}/index.json"
FORMATS = {
    "yml": "application/yaml",
    "json": "application/json",
    "csv": "text/csv",
    "-da.csv": "text/csv",
    "schema.json": "application/schema+json",
}
SIGNS = {"csv": ",", "-da.csv": ";"}  # Danish spreadsheets expect semicolons
REFERENCES = {
    "references.csl.json": "application/vnd.citationstyles.csl+json",
    "references.bib": "application/x-bibtex",
    "references.ris": "application/x-research-info-systems",
}
PARTED = " | "
# Words and rules that only our own pages and checks need are not published.
_OURS = {"exercise_log", "planner", "search", "ui", "words"}
PUBLISHED: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind.name not in _OURS)
_ROWS = {
    "checklists": "questions",
    "dilemmas": "pulls",
    "exercises": "steps",
    "ladders": "rungs",
    "programmes": "steps",
    "ready_texts": "passages",
    "slides": "points",
    "steps": "steps",
}

_Column = tuple[str, ...]


def address(kind: str, ending: str) -> str:
    """Where a kind's file stands, relative to the root of the site: `data/cases.csv`, `data/cases-da.csv`."""
    return f"{FOLDER}/{kind}{ending if ending.startswith('-') else f'.{ending}'}"


def items(library: Library, kind: Kind) -> dict[str, Any]:
    """Every item of a kind as plain data, by key, as its source says it."""
    return {
        item.key: item.value.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
        for item in library.all(kind.name)
    }


def heads(kind: Kind) -> list[str]:
    """The heads of a kind's table."""
    if kind.model is Comparison:
        return [*_dotted(_TABLE), *_dotted(_columns(_cell_type()))]
    return ["key", *_dotted(_own(kind))]


def rows(library: Library, kind: Kind) -> Iterator[list[str]]:
    """The rows of a kind's table, under `heads`. A claim from a slide has the slide's words."""
    for key, value in items(library, kind).items():
        if kind.model is Comparison:
            yield from _cells(library, key, value)
            continue
        whole = _ROWS.get(kind.name)
        columns = _own(kind)
        for entry in value[whole] if whole else [value]:
            one = {**value, whole: entry} if whole else value
            yield [key, *(_at(library, one, column) for column in columns)]


_TABLE: Sequence[_Column] = (
    ("key",), ("title", "da"), ("title", "en"), ("row",), ("row", "da"), ("row", "en"), ("column",), ("column", "da"),
    ("column", "en"),
)  # fmt: skip


def _cells(library: Library, key: str, table: Mapping[str, Any]) -> Iterator[list[str]]:
    columns = list(_columns(_cell_type()))
    for row in table["rows"]:
        for column in table["columns"]:
            cell = row["cells"][column["key"]]
            yield [
                key,
                *_both(table["title"]),
                row["key"],
                *_both(row["label"]),
                column["key"],
                *_both(column["label"]),
                *(_at(library, cell, one) for one in columns),
            ]


def _both(text: Mapping[str, str]) -> tuple[str, str]:
    return text["da"], text["en"]


def _cell_type() -> Any:
    row = get_args(Comparison.model_fields["rows"].annotation)[0]
    return get_args(row.model_fields["cells"].annotation)[1]


def _own(kind: Kind) -> list[_Column]:
    return list(_columns(kind.model))


def _dotted(columns: Sequence[_Column] | Iterator[_Column]) -> list[str]:
    return [".".join(column) for column in columns]


def _columns(annotation: Any) -> Iterator[_Column]:
    """The ends that a type of data branches into."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, info in annotation.model_fields.items():
            for rest in _columns(info.annotation):
                yield (info.alias or name, *rest)
        return
    inner = [one for one in _within(annotation) if one is not type(None)]
    models = [one for one in inner if list(_columns(one)) != [()]]
    yield from _columns(models[0]) if models else iter([()])


def _within(annotation: Any) -> tuple[Any, ...]:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType, list):
        return get_args(annotation)
    return (get_args(annotation)[0],) if origin is Annotated else ()


def _at(library: Library, value: Any, column: _Column) -> str:
    if isinstance(value, list):
        return PARTED.join(_at(library, one, column) for one in value)
    if value is None:
        return ""
    if column and isinstance(value, dict):
        if column[0] in ("da", "en") and value.get("claim"):
            return str(getattr(library.point(value["claim"]).text, column[0]))
        return _at(library, value.get(column[0]), column[1:])
    if isinstance(value, dict):
        return PARTED.join(f"{name}: {', '.join(map(str, inner))}" for name, inner in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)
