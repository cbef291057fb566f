"""Read YAML and remember the line of every value; refuse what YAML does behind an author's back.

Refused: duplicate keys, tags (`!!python/…`), anchors and aliases, tabs, other encodings than
UTF-8, and files or nestings far beyond what a person writes by hand. `yes`, `no`, `on` and dates
stay text, as in YAML 1.2.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

import yaml

from .findings import control_character, not_utf8
from .messages import Message, say
from .problems import Problem

MAX_BYTES = 400_000  # ten times the largest data file
MAX_DEPTH = 30  # the deepest data file has eight levels

Path = tuple[str | int, ...]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """libyaml's parser with YAML 1.2's few implicit types."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")  # all but tabs and ends of lines


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))

_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "bool", "null", "map", "seq")}


@dataclass(frozen=True)
class YamlSource:
    """A YAML text as plain values, with the line of each.

    Attributes:
        file: Path relative to the repository.
        data: The values: dict, list, str, int, bool or None.
        lines: Path to a value (keys and indexes) → its line in the file.
    """

    file: str
    data: Any
    lines: dict[Path, int] = field(repr=False)

    def line(self, path: Path) -> int:
        """Line of a value, or of the nearest parent that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(raw: bytes, file: str, *, first_line: int = 1) -> tuple[YamlSource | None, list[Problem]]:
    """Read one YAML document.

    Args:
        raw: The bytes of the document.
        file: The name to report problems under.
        first_line: Line of the file on which the document begins (front matter: 2).

    Returns:
        The source, or None when it cannot be read, and every problem found on the way.
    """
    source, problems = _read(raw, file, first_line)
    return source, list(problems)


@lru_cache(4096)  # a server reads all files at every save, and one has changed
def _read(raw: bytes, file: str, first_line: int) -> tuple[YamlSource | None, Sequence[Problem]]:
    shift = first_line - 1

    def stop(line: int, message: Message) -> tuple[None, list[Problem]]:
        return None, [Problem(file, line + shift, message)]

    if len(raw) > MAX_BYTES:
        sizes = {"size": len(raw) // 1000, "most": MAX_BYTES // 1000}
        return stop(1, say("the file is {size} kB, expected at most {most} kB; split it by subject", **sizes))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return stop(line, not_utf8())
    tab = re.search(r"(?m)^ *\t", text)
    if tab:
        line = text.count("\n", 0, tab.start()) + 1
        return stop(line, say("a tab is used for indentation, expected spaces (two for each level)"))
    control = CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        return stop(line, control_character(control[0]))
    try:
        problem = _refused_event(text, file, shift)
        if problem:
            return None, [problem]
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        line, message = _plain_yaml_error(error)
        return stop(line, message)
    if node is None:
        return stop(1, say("the file is empty, expected data; docs/data/README.md shows how it is written"))
    problems: list[Problem] = []
    lines: dict[Path, int] = {}
    data = _build(node, (), lines, problems, file, shift)
    return YamlSource(file, data, lines), problems


def _refused_event(text: str, file: str, shift: int) -> Problem | None:
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 + shift if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            return Problem(
                file, line, say("a '*' at the start of a value repeats another one; write the value out in full")
            )
        if getattr(event, "anchor", None):
            return Problem(
                file, line, say("'&' at the start of a value names it for reuse; write each value out in full")
            )
        tag = getattr(event, "tag", None)
        if tag and tag not in _PLAIN_TAGS and tag != "!":
            message = say("the tag '{tag}' is not allowed; data files hold text, numbers and lists only", tag=tag)
            return Problem(file, line, message)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                return Problem(file, line, say("'---' begins a second document; delete the line, a file holds one"))
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                return Problem(
                    file,
                    line,
                    say("values are nested more than {most} levels deep; write them flatter", most=MAX_DEPTH),
                )
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
    return None


def _build(node: Any, path: Path, lines: dict[Path, int], problems: list[Problem], file: str, shift: int) -> Any:
    lines.setdefault(path, node.start_mark.line + 1 + shift)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, index), lines, problems, file, shift) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1 + shift
            if not isinstance(key_node, yaml.ScalarNode):
                problems.append(Problem(file, line, say("a key must be a word; here it is in brackets")))
                continue
            key = key_node.value
            if key in mapping:
                first = lines[(*path, key)]
                message = say("'{key}' is written twice; the first is on line {first}", key=key, first=first)
                problems.append(Problem(file, line, message))
                continue
            lines[(*path, key)] = line
            mapping[key] = _build(value_node, (*path, key), lines, problems, file, shift)
        return mapping
    kind = node.tag.rsplit(":", 1)[-1]
    if kind == "int":
        return int(node.value) if len(node.value) < 20 else node.value
    if kind == "bool":
        return node.value == "true"
    if kind == "null":
        return None
    return node.value


_SAYINGS = (
    ("could not find expected ':'", say("a ':' is missing after a key, here or on the line before")),
    ("mapping values are not allowed", say("a ':' stands inside a text; put the whole text in \"quotation marks\"")),
    (
        "did not find expected key",
        say("the indentation or a quotation mark is wrong, here or on the lines before; compare with the lines around"),
    ),
    (
        "did not find expected ',' or",
        say(
            "a ',' or a closing bracket is missing, here or on the line before; put a text that has ':' or ',' in it "
            'in "quotation marks"'
        ),
    ),
    (
        "did not find expected '-' indicator",
        say("the list is indented unevenly; put every '-' in the same column"),
    ),
    ("unexpected end of stream", say("a quotation mark is opened and never closed; close it")),
    ("document start", say("the file cannot be read from here; look for a missing quotation mark above")),
    (
        "cannot start any token",
        say('a text may not begin with this character; put the text in "quotation marks"'),
    ),
    ("undefined alias", say("a text that begins with '*' must stand in \"quotation marks\"")),
    ("undefined tag handle", say("a text that begins with '!' must stand in \"quotation marks\"")),
)


def _plain_yaml_error(error: yaml.YAMLError) -> tuple[int, Message]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or error).split("\n")[0]
    otherwise = say("the file cannot be read from here; look for a sign or an indentation that differs from the others")
    plain = next((plain for part, plain in _SAYINGS if part in said), otherwise)
    return (mark.line + 1 if mark else 1), plain
