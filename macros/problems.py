"""A problem is a place and a sentence: file, line, what is wrong and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from .messages import Message, say


@dataclass(frozen=True)
class Problem:
    """One mistake in the handbook, written for the person who made it.

    Attributes:
        file: Path relative to the repository, with forward slashes.
        line: Line in that file, counted from 1.
        message: What is wrong, and what to write instead; a plain text is the same in both languages.
    """

    file: str
    line: int
    message: Message | str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"

    def __lt__(self, other: "Problem") -> bool:
        return (self.file, self.line, str(self.message)) < (other.file, other.line, str(other.message))

    def as_annotation(self, level: Literal["error", "notice"] = "error") -> str:
        """The problem as a workflow command that GitHub shows on the line of a pull request."""
        file = _escaped(self.file).replace(":", "%3A").replace(",", "%2C")
        return f"::{level} file={file},line={self.line}::{_escaped(str(self))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


class AuthorError(Exception):
    """A macro was asked for something that does not exist; the message says what to write instead."""

    def __init__(self, message: Message | str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class NotFoundError(AuthorError):
    """A key in the data that no item has."""


class BrokenDataError(AuthorError):
    """A macro was asked for data whose own file is wrong; that file's problem is the one to report."""


class MissingWordError(AuthorError):
    """A template needs a word of the interface that `docs/data/ui.yml` does not have."""


FEW = 16  # options that can be read through at a glance


def near_to(word: str, options: Iterable[str]) -> str:
    """The option nearest to a misspelt word; empty when none is near."""
    return next(iter(get_close_matches(word, sorted(set(options)), n=1, cutoff=0.6)), "")


def did_you_mean(word: str, options: Iterable[str]) -> Message | str:
    """Name the option nearest to a misspelt word, as the end of a sentence.

    Returns:
        `, did you mean 'x'?`, or the list of options when few, or an empty text.
    """
    names = sorted(set(options))
    near = near_to(word, names)
    if near:
        return say(", did you mean '{near}'?", near=near)
    if 0 < len(names) <= FEW:
        return say(", expected one of: {options}", options=", ".join(names))
    return ""
