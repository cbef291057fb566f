"""Load `docs/data` into the models; the only module that knows the folders.

Every mistake in every file is reported, not the first one only.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from .explain import bad_key, explained, kind_of
from .findings import linked_file, no_point, not_found, unreadable
from .messages import say
from .model.base import Key, Language, Model, Statement, Text, WorkKey
from .model.case import Case
from .model.checklist import Checklist
from .model.comparison import Comparison
from .model.diagram import Diagram
from .model.dilemma import Dilemma
from .model.exercise import Exercise, ExerciseLog
from .model.ladder import Ladder
from .model.programme import Planner, Programme
from .model.ready_text import ReadyText
from .model.search import SearchWords
from .model.slide import Point, Slide
from .model.steps import Steps
from .model.term import Term
from .model.words import Words
from .model.work import Work
from .problems import BrokenDataError, NotFoundError, Problem, did_you_mean
from .yaml_source import Path, YamlSource, read_yaml

DATA = "docs/data"


@dataclass(frozen=True)
class Kind:
    """One kind of data.

    Attributes:
        name: Folder under `docs/data`, or the file without `.yml` when `single`.
        model: What one item is.
        many: True when a file holds many items by key; False when the file is the item.
        single: True when the kind is one file and no folder.
        key: What a key looks like.
    """

    name: str
    model: type[Model]
    many: bool = False
    single: bool = False
    key: Any = Key


KINDS: tuple[Kind, ...] = (
    Kind("cases", Case),
    Kind("checklists", Checklist),
    Kind("comparisons", Comparison),
    Kind("diagrams", Diagram),
    Kind("dilemmas", Dilemma),
    Kind("exercise_log", ExerciseLog, single=True, key=WorkKey),
    Kind("exercises", Exercise),
    Kind("ladders", Ladder),
    Kind("planner", Planner, single=True),
    Kind("programmes", Programme),
    Kind("ready_texts", ReadyText),
    Kind("search", SearchWords, single=True),
    Kind("slides", Slide),
    Kind("steps", Steps),
    Kind("terms", Term, many=True),
    Kind("ui", Text, many=True, single=True, key=WorkKey),
    Kind("words", Words, single=True),
    Kind("works", Work, many=True, key=WorkKey),
)


@dataclass(frozen=True)
class Item:
    """One loaded item and the place it came from."""

    kind: str
    key: str
    value: Any
    source: YamlSource = field(repr=False)
    path: Path = ()

    def line(self, *path: str | int) -> int:
        """Line of a value inside the item."""
        return self.source.line(self.path + path)


@dataclass(frozen=True)
class Library:
    """All facts of the handbook, by kind and key."""

    items: Mapping[str, Mapping[str, Item]]
    points: Mapping[str, Point]
    slides: Mapping[int, Slide]
    broken: frozenset[tuple[str, str]] = frozenset()

    def is_broken(self, kind: str, key: str) -> bool:
        """Whether an item is missing only because its own file is wrong, which is reported there."""
        return (kind, key) in self.broken or (kind, "") in self.broken

    def is_broken_slide(self, key: str) -> bool:
        """Whether a slide (`4`) or a point (`4-1`) is missing only because the slide's file is wrong."""
        number = key.split("-")[0]
        return number.isascii() and number.isdigit() and self.is_broken("slides", f"{int(number[:9]):02}")

    def all(self, kind: str) -> Iterator[Item]:
        """Every item of a kind, in the order of the files and the lines in them."""
        yield from self.items[kind].values()

    def find(self, kind: str, key: str) -> Any:
        """An item's value.

        Raises:
            NotFoundError: If there is none of that key, naming the nearest one.
        """
        if key not in self.items[kind]:
            if self.is_broken(kind, key):
                raise BrokenDataError(key)
            raise NotFoundError(not_found(kind, key, self.items[kind]))
        return self.items[kind][key].value

    def point(self, key: str) -> Point:
        """A point on a slide.

        Raises:
            NotFoundError: If the deck has no such point.
        """
        if key not in self.points:
            if self.is_broken_slide(key):
                raise BrokenDataError(key)
            raise NotFoundError(no_point(key, self.points))
        return self.points[key]


def load_library(root: FilePath) -> tuple[Library, list[Problem]]:
    """Read every data file under a repository.

    Args:
        root: Folder that holds `docs/`.

    Returns:
        The library of what could be read, and all problems.
    """
    problems: list[Problem] = []
    items: dict[str, dict[str, Item]] = {kind.name: {} for kind in KINDS}
    broken: set[tuple[str, str]] = set()
    folder = root / DATA
    for kind in KINDS:
        for file in _files(folder, kind):
            name = file.relative_to(root).as_posix()
            source = _read(file, name, problems)
            if source is None:
                broken.add((kind.name, "" if kind.many else file.stem))
            else:
                broken.update(_load(kind, source, file.stem, items[kind.name], problems))
    problems += _strays(root, folder)
    slides = {item.value.number: item.value for item in items["slides"].values()}
    points = {point.key: point for slide in slides.values() for point in slide.points}
    return Library(items, points, dict(sorted(slides.items())), frozenset(broken)), problems


def _files(folder: FilePath, kind: Kind) -> list[FilePath]:
    if kind.single:
        return [folder / f"{kind.name}.yml"]
    return sorted((folder / kind.name).glob("*.yml"))


def _read(file: FilePath, name: str, problems: list[Problem]) -> YamlSource | None:
    if file.is_symlink():
        problems.append(Problem(name, 1, linked_file()))
        return None
    try:
        raw = file.read_bytes()
    except OSError as error:
        problems.append(Problem(name, 1, unreadable(error)))
        return None
    source, found = read_yaml(raw, name)
    problems += found
    return source


def _strays(root: FilePath, folder: FilePath) -> Iterator[Problem]:
    """Files that no macro would ever see."""
    folders = {kind.name for kind in KINDS if not kind.single}
    singles = {kind.name for kind in KINDS if kind.single}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(root).as_posix()
        if not file.is_file() or file.name == "README.md" or file.parent.name == "schema":
            continue
        if file.suffix == ".yaml":
            yield Problem(name, 1, say("the name of a data file ends in .yml; rename the file"))
        elif file.suffix != ".yml":
            yield Problem(name, 1, say("only .yml files belong in docs/data; move or delete this one"))
        elif file.parent == folder and file.stem not in singles:
            hint = did_you_mean(file.stem, folders)
            yield Problem(name, 1, say("a data file stands in the folder of its kind; move it{hint}", hint=hint))
        elif file.parent != folder and file.parent.name not in folders:
            hint = did_you_mean(file.parent.name, folders)
            yield Problem(name, 1, say("'{folder}' is no kind of data{hint}", folder=file.parent.name, hint=hint))


def _load(
    kind: Kind, source: YamlSource, stem: str, into: dict[str, Item], problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    """Put the items of a file into the library; yields those that could not be."""
    no_path: Path = ()
    entries: list[tuple[str, Any, Path]]
    if kind.many:
        if not isinstance(source.data, dict):
            message = say("expected keys with their values below them, found {kind}", kind=kind_of(source.data))
            problems.append(Problem(source.file, 1, message))
            yield kind.name, ""
            return
        entries = [(key, value, (key,)) for key, value in source.data.items()]
    else:
        entries = [(stem, source.data, no_path)]
    for key, data, path in entries:
        try:
            _keys(kind.name).validate_python(key)
        except ValidationError:
            problems.append(Problem(source.file, source.line(path), bad_key(key)))
            continue
        if key in into:
            other = into[key]
            place = f"{other.source.file}:{other.line()}"
            message = say("'{key}' stands twice; the other is in {place}", key=key, place=place)
            problems.append(Problem(source.file, source.line(path), message))
            continue
        try:
            value = kind.model.model_validate(data)
        except ValidationError as error:
            problems += explained(kind.model, error.errors(), source, path)
            yield kind.name, key
            continue
        into[key] = Item(kind.name, key, value, source, path)


@cache
def _keys(kind: str) -> TypeAdapter[str]:
    """What checks the keys of a kind; making one costs more than using it."""
    return TypeAdapter(next(one.key for one in KINDS if one.name == kind))


def statements(value: Any, path: Path = ()) -> Iterator[tuple[Statement, Path]]:
    """Every statement inside a value, with its path."""
    if isinstance(value, Statement):
        yield value, path
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from statements(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from statements(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from statements(inner, (*path, index))


def texts(value: Any, lang: Language, path: Path = (), skip: Collection[str] = ()) -> Iterator[tuple[str, Path]]:
    """Every text inside a value, in one language, with its path.

    Args:
        value: A model, or what stands in one.
        lang: The language.
        path: Path of the value.
        skip: Fields to pass over, unless a statement stands in them.
    """
    if isinstance(value, BaseModel):
        text = getattr(value, lang, None)
        if isinstance(text, str):
            yield text, (*path, lang)
        for name in type(value).model_fields:
            if name not in skip or isinstance(getattr(value, name), Statement):
                yield from texts(getattr(value, name), lang, (*path, name), skip)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, lang, (*path, key), skip)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts(inner, lang, (*path, index), skip)
