"""How problems are shown: a line each for a person, or annotations on the lines of a pull request for GitHub."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath
from typing import Literal

from .messages import counted, say
from .problems import Problem

Form = Literal["text", "github"]
FORMS: tuple[Form, ...] = ("text", "github")


def usual_form() -> Form:
    """Annotations where GitHub runs the check, text elsewhere."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def report(problems: Iterable[Problem], form: Form | None = None) -> str:
    """All problems, a line each, sorted, each once, and a closing line with their number.

    Args:
        problems: What is wrong.
        form: How to show it; None for the usual form.
    """
    found = sorted(set(problems))
    lines = [one.as_annotation() if (form or usual_form()) == "github" else str(one) for one in found]
    return "\n".join([*lines, str(verdict(len(found)))])


def remarks(notices: Iterable[Problem], form: Form | None = None) -> Iterator[str]:
    """What is worth knowing and fails nothing, a line each."""
    for notice in notices:
        if (form or usual_form()) == "github":
            yield notice.as_annotation("notice")
        else:
            yield str(say("note: {notice}", notice=notice))


def verdict(count: int) -> object:
    """The closing line."""
    return (
        counted("{count} problem found", "{count} problems found", count=count) if count else say("no problems found")
    )


def summarise(problems: Iterable[Problem]) -> None:
    """On GitHub, write all problems on the page of the run: of annotations it shows the first ten only."""
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    found = sorted(set(problems))
    if page and found:
        # Indented text is shown as it is, whatever a stranger has written in it.
        lines = [" ".join(str(one).split()) for one in found]
        with FilePath(page).open("a", encoding="utf-8") as file:
            file.write("".join(f"    {line}\n" for line in lines) + f"\n{verdict(len(found))}\n")
