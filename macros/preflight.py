"""Every check over the whole handbook."""

from pathlib import Path as FilePath

from .checks import CHECKS, LANGUAGE
from .handbook import Handbook, load_handbook
from .messages import Message, counted
from .problems import Problem


def preflight(root: FilePath, *, language: bool = False) -> tuple[Handbook, list[Problem]]:
    """Load the handbook and run all checks.

    Args:
        root: Folder of the repository.
        language: Also how the text reads: spelling, length of sentences, form of a chapter.

    Returns:
        The handbook, and all problems, sorted by file and line, each once.
    """
    handbook = load_handbook(root)
    problems = set(handbook.problems)
    for check in (*CHECKS, *(LANGUAGE if language else ())):
        problems.update(check(handbook))
    return handbook, sorted(problems)


def refused(count: int) -> Message:
    """What a build says that has written nothing."""
    return counted(
        "{count} problem in the handbook, so nothing was built; mend it and try again",
        "{count} problems in the handbook, so nothing was built; mend them and try again",
        count=count,
    )
