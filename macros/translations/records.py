"""What stood in both languages when somebody last compared them: one text file a page or data file.

A block says a section's id, the day, the hash of each language, and the text of each, line by line:

    = kort-fortalt 2026-11-25 da:1f0c2a9d0b11 en:8d136b08aa20
    da - Forventningerne stiger, og ressourcerne er knappe.
    en - Expectations rise, and resources are scarce.

The old text is kept whole, because only it can tell later what an edit changed, also in a zip file without a history.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from ..model.base import LANGUAGES, Language
from ..problems import Problem
from .sections import mark

FOLDER = "translations"
_HEAD = (
    "# Sådan stod teksterne, da nogen sidst holdt dem op mod hinanden. Kun `make reviewed` skriver her.",
    "# How the texts stood when somebody last compared them. Only `make reviewed` writes here.",
)
_BLOCK = re.compile(r"= (?P<id>\S+) (?P<day>\d{4}-\d{2}-\d{2}) da:(?P<da>[0-9a-f]{12}) en:(?P<en>[0-9a-f]{12})")


@dataclass(frozen=True)
class Record:
    """One text in both languages, as it was compared on a day."""

    id: str
    day: str
    texts: Mapping[Language, tuple[str, ...]] = field(repr=False)


def exists(root: FilePath) -> bool:
    """Whether anything has been recorded; a handbook without records is not asked about."""
    return (root / FOLDER).is_dir()


def name(group: str) -> str:
    """The file of a page or data file, relative to the repository."""
    return f"{FOLDER}/{group}.txt"


def read(root: FilePath, group: str) -> tuple[list[Record], list[Problem]]:
    """The records of a page or data file; none when there is no file. What cannot be read is a problem."""
    try:
        text = (root / name(group)).read_text("utf-8")
    except FileNotFoundError:
        return [], []
    except (OSError, UnicodeDecodeError) as error:
        return [], [Problem(name(group), 1, f"the record cannot be read as UTF-8 text: {error}")]
    return parse(text, group)


def parse(text: str, group: str) -> tuple[list[Record], list[Problem]]:
    """Read the text of a record."""
    found: list[Record] = []
    problems: list[Problem] = []
    head: re.Match[str] | None = None
    lines: dict[Language, list[str]] = {"da": [], "en": []}
    start = 1

    def close() -> None:
        if head is None:
            return
        texts = {lang: tuple(lines[lang]) for lang in LANGUAGES}
        if any(mark(texts[lang]) != head[lang] for lang in LANGUAGES):
            problems.append(Problem(name(group), start, _changed(group, head["id"])))
        else:
            found.append(Record(head["id"], head["day"], texts))

    for number, line in enumerate(text.splitlines(), 1):
        match = _BLOCK.fullmatch(line)
        if match:
            close()
            head, lines, start = match, {"da": [], "en": []}, number
        elif line[:3] in ("da ", "en "):
            lines["da" if line.startswith("da") else "en"].append(line[3:])
        elif line.strip() and not line.startswith("#"):
            what = f"'{line[:40]}' is no line of a record"
            problems.append(Problem(name(group), number, f"{what}; delete it and run make reviewed PAGE={group}"))
    close()
    return found, problems


def _changed(group: str, section: str) -> str:
    return (
        f"the record of '{section}' was changed by hand or by a merge, so it no longer says what was compared; compare "
        f"both languages and run make reviewed PAGE={group} SECTION={section}"
    )


def write(root: FilePath, group: str, records: Iterable[Record]) -> None:
    """Write the record of a page or data file."""
    blocks = ["\n".join(_HEAD)]
    for one in records:
        marks = " ".join(f"{lang}:{mark(one.texts[lang])}" for lang in LANGUAGES)
        said = [f"{lang} {line}" for lang in LANGUAGES for line in one.texts[lang]]
        blocks.append("\n".join([f"= {one.id} {one.day} {marks}", *said]))
    file = root / name(group)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n\n".join(blocks) + "\n", "utf-8", newline="\n")
