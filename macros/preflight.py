"""Every check over the whole handbook, in one report."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath

from .checks import CHECKS, LANGUAGE
from .handbook import Handbook, load_handbook
from .problems import Problem, quantity


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


def remarks(notices: Iterable[Problem]) -> Iterator[str]:
    """Notices, a line each; they fail nothing."""
    for notice in notices:
        yield str(notice)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            yield notice.as_annotation("notice")


def report(problems: Iterable[Problem]) -> str:
    """All problems, a line each, and a closing line with their number."""
    lines = []
    found = list(problems)
    for problem in found:
        lines.append(str(problem))
        if os.environ.get("GITHUB_ACTIONS") == "true":
            lines.append(problem.as_annotation())
    lines.append(f"{quantity(len(found), 'problem')} found" if found else "no problems found")
    return "\n".join(lines)
