"""Nothing half done is published: no notes to self, no placeholder text, no traces of a merge."""

import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from ..findings import control_character
from ..handbook import Handbook
from ..messages import Message, say
from ..problems import Problem
from ..yaml_source import CONTROL
from .files import MAX_BYTES

_MERGE = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)|^={7}$")
_NOTE = re.compile(r"\b(?:TODO|FIXME|TBD)\b|\bXXX\b|\bxxx+\b|\?\?+(?!\?*[ +]?\s*\w+ \")|\blorem ipsum\b", re.I)
_BOX = re.compile(r"^\s*\?\?\?\+?\s")


def check(handbook: Handbook) -> Iterator[Problem]:
    """The text of all pages and data under `docs/`."""
    for page in handbook.pages:
        for number, text in page.text():
            yield from _note(page.file, number, _BOX.sub("", text))
        for number, text in enumerate(page.lines[: page.first - 1], 1):
            yield from _note(page.file, number, text)
        for number, text in enumerate(page.lines, 1):
            control = CONTROL.search(text)
            if control and number >= page.first:  # above, reading the front matter has told it
                yield Problem(page.file, number, control_character(control[0]))
    docs = handbook.root / "docs"
    for file in sorted(docs.rglob("*")):
        if file.is_file() and not file.is_symlink():
            name = file.relative_to(handbook.root).as_posix()
            if file.suffix in (".md", ".yml") and file.stat().st_size <= MAX_BYTES:
                yield from _merge(file, name, data="/data/" in name)


def _note(file: str, line: int, text: str) -> Iterator[Problem]:
    found = _NOTE.search(text)
    if found:
        yield Problem(file, line, _unfinished(found[0]))


def _merge(file: FilePath, name: str, data: bool) -> Iterator[Problem]:
    for number, text in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
        if _MERGE.match(text):
            message = say("'{sign}' is left over from a merge; keep the right lines and delete this one", sign=text[:7])
            yield Problem(name, number, message)
        elif data and not text.lstrip().startswith("#"):
            # The models refuse TODO in a text; what else is left over is found here.
            found = re.search(r"\blorem ipsum\b|\bxxx+\b|\?\?+", text, re.I)
            if found:
                yield Problem(name, number, _unfinished(found[0]))


def _unfinished(found: str) -> Message:
    return say("'{found}' is left over from writing; write the text that belongs here, or delete it", found=found)
