"""Sentences that several modules say, so that the same mistake is always told in the same words."""

import errno
from collections.abc import Iterable
from pathlib import Path as FilePath

from .messages import Message, say
from .problems import did_you_mean

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def not_utf8() -> Message:
    """The sentence about a file in another encoding."""
    return say("the file is not saved as UTF-8, so æ, ø and å are lost; save it as UTF-8")


def control_character(found: str) -> Message:
    """The sentence about a sign that nobody sees."""
    return say("an invisible control character ({code}) stands here; delete it", code=f"U+{ord(found):04X}")


def not_found(kind: str, key: str, options: Iterable[str]) -> Message:
    """The sentence about an item that does not exist, naming the nearest one."""
    names = {"key": key, "hint": did_you_mean(key, options)}
    match kind:
        case "cases":
            return say("no example is called '{key}'{hint}", **names)
        case "checklists":
            return say("no checklist is called '{key}'{hint}", **names)
        case "comparisons":
            return say("no table is called '{key}'{hint}", **names)
        case "diagrams":
            return say("no figure is called '{key}'{hint}", **names)
        case "dilemmas":
            return say("no dilemma is called '{key}'{hint}", **names)
        case "exercises":
            return say("no exercise is called '{key}'{hint}", **names)
        case "ladders":
            return say("no ladder is called '{key}'{hint}", **names)
        case "programmes":
            return say("no programme is called '{key}'{hint}", **names)
        case "terms":
            return say("the glossary has no word called '{key}'{hint}", **names)
        case "works":
            return say("no work is called '{key}' in docs/data/works{hint}", **names)
    return say("nothing in docs/data/{kind} is called '{key}'{hint}", kind=kind, **names)


def no_point(key: str, options: Iterable[str]) -> Message:
    """The sentence about a point that no slide has."""
    return say("no slide has a point '{key}'{hint}", key=key, hint=did_you_mean(key, options))


def linked_file() -> Message:
    """The sentence about a file that is a link to another."""
    return say("this is a link to another file; put a file of its own here")


def unreadable(error: OSError) -> Message:
    """The sentence about a file that the machine does not give out."""
    return say("the file cannot be opened: {reason}", reason=error.strerror or str(error))


def refused(error: OSError, folder: FilePath | str) -> Message:
    """The sentence about a file that a command could not read or write.

    Args:
        error: What the machine said.
        folder: Where the command was writing; the machine does not always name the file.
    """
    # A copy that finds no room names the file it reads first.
    named = FilePath(str((error.errno in _NO_ROOM and error.filename2) or error.filename or folder)).absolute()
    file = named.relative_to(here) if (here := FilePath.cwd()) in named.parents else named
    if error.errno in _NO_ROOM:
        return say(
            "{file}: there is no room left to write here; make room on the disk, and try again", file=file.as_posix()
        )
    reason = error.strerror or str(error)
    return say("{file}: cannot be read or written here: {reason}", file=file.as_posix(), reason=reason)


def no_page(key: str, options: Iterable[str]) -> Message:
    """The sentence about a page that does not exist, naming the nearest one."""
    return say("no page is called '{key}'{hint}", key=key, hint=did_you_mean(key, options))


def missing_word(key: str) -> Message:
    """The sentence about a word of the interface that is not there."""
    return say("the word '{key}' is missing; pages show it, so write it here in both languages", key=key)


def no_slide(number: int) -> Message:
    """The sentence about a slide that the deck does not have."""
    return say("the deck has no slide {number}", number=number)
