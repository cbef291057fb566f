"""Broken handbooks, and what the check says of each in both languages.

`python -m tests.reports` writes the reports anew; read the change before you commit it.
"""

import re
import sys
import tempfile
from pathlib import Path as FilePath

from macros.messages import LANGUAGES, Language, Message
from macros.preflight import preflight
from macros.problems import Problem

from .small import ROOT, apply, load_case, small_handbook

CASES = sorted((ROOT / "tests" / "problems").glob("*.yml"))
FIELD: dict[Language, str] = {"en": "report", "da": "danish"}


def broken(file: FilePath, root: FilePath) -> list[Problem]:
    """The problems of the handbook that a case describes."""
    apply(load_case(file), small_handbook(root))
    return preflight(root, language=True)[1]


def lines(problems: list[Problem], lang: Language) -> list[str]:
    """The problems as they are said in a language."""
    return [f"{one.file}:{one.line}: {said(one.message, lang)}" for one in problems]


def said(message: Message | str, lang: Language) -> str:
    """A message in a language; a plain text is the same in both."""
    return message.in_(lang) if isinstance(message, Message) else message


def write(file: FilePath) -> None:
    """Put what the check says now into the file of a case."""
    text = file.read_text("utf-8")
    text = re.sub(r"^(?:report|danish): \|\n(?:  .*\n?|\n)*", "", text, flags=re.M).rstrip("\n") + "\n"
    file.write_text(text, "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        problems = broken(file, FilePath(folder))
    for lang in reversed(LANGUAGES):
        text += f"{FIELD[lang]}: |\n" + "".join(f"  {line}\n" for line in lines(problems, lang))
    file.write_text(text, "utf-8")


def main() -> int:
    """Write every case."""
    for file in CASES:
        write(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
