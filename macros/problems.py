"""A problem is a place and a sentence: file, line, what is wrong and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the handbook, written for the person who made it.

    Attributes:
        file: Path relative to the repository, with forward slashes.
        line: Line in that file, counted from 1.
        message: The rule, what was found, and what to write instead.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"

    def as_annotation(self, level: Literal["error", "notice"] = "error") -> str:
        """The problem as a workflow command that GitHub shows on the line of a pull request."""
        message = self.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return f"::{level} file={self.file},line={self.line}::{message}"


class AuthorError(Exception):
    """A macro was asked for something that does not exist; the text says what to write instead."""


class BrokenDataError(AuthorError):
    """A macro was asked for data whose own file is wrong; that file's problem is the one to report."""


class MissingWordError(AuthorError):
    """A template needs a word of the interface that `docs/data/ui.yml` does not have."""


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """Name the option nearest to a misspelt word.

    Returns:
        `, did you mean 'x'?`, or the list of options when few, or an empty string.
    """
    names = sorted(set(options))
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f", did you mean '{near[0]}'?"
    if 0 < len(names) <= 16:
        return ", expected one of: " + ", ".join(names)
    return ""


def quantity(count: int, noun: str) -> str:
    """`1 problem`, `2 problems`."""
    return f"{count} {noun}" + ("" if count == 1 else "s")
