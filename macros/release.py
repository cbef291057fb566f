"""Release notes from the commits since the release before: what readers meet first, each commit once.

A commit belongs where a reader meets it, by the files that it changes. No tool sorts commits by files; those that there
are want every message to begin with a word for its kind, and ours are sentences.
"""

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path as FilePath

from .library import Library
from .machine_templates import render
from .messages import say
from .model.base import LANGUAGES
from .pages import Page, Pages
from .problems import AuthorError

# The first that fits; `*` also fits a slash.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "pages": ("docs/*.md",),
    "facts": ("docs/data/*.yml", "links/*", "translations/*"),
    "looks": ("overrides/*", "macros/components/*"),
    "machinery": ("*",),
}
_RECORD, _FIELD = "\x1e", "\x1f"


@dataclass(frozen=True)
class Commit:
    """A commit that is no merge: its short name, its first line, and the files that it changed."""

    id: str
    subject: str
    files: tuple[str, ...]

    @property
    def group(self) -> str:
        """Where a reader meets it."""
        return next(
            (name for name, signs in GROUPS.items() if any(fnmatch(file, one) for file in self.files for one in signs)),
            "machinery",
        )


def notes(root: FilePath, pages: Pages, library: Library, tag: str = "HEAD") -> str:
    """The notes of a release, as Markdown, in both languages.

    Args:
        root: Folder of the repository, as it is at the release.
        pages: Its pages.
        library: Its facts, for the words.
        tag: The release.

    Raises:
        AuthorError: If git knows no such release.
    """
    before = _git(root, "describe", "--tags", "--abbrev=0", f"{tag}^", missing=None)
    span = f"{before}..{tag}" if before else tag
    commits = list(_commits(_git(root, "log", "--no-merges", _FORMAT, "--name-only", span, "--", missing=tag) or ""))
    changed = {file for one in commits for file in one.files}
    words = {lang: {key: one.value.in_(lang) for key, one in library.items["ui"].items()} for lang in LANGUAGES}
    values = {
        "before": before,
        "words": words,
        "reviews": {
            lang: [
                (page.title, page.meta["review"]["why"])
                for page in pages
                if page.lang == lang and page.file in changed and _newly(root, page, before)
            ]
            for lang in LANGUAGES
        },
        "groups": {name: [one for one in commits if one.group == name] for name in GROUPS},
    }
    return render("notes.md", values)


_FORMAT = f"--format={_RECORD}%h{_FIELD}%s{_FIELD}"


def _commits(log: str) -> Iterator[Commit]:
    for record in log.split(_RECORD)[1:]:
        id_, subject, files = record.split(_FIELD)
        yield Commit(id_, subject, tuple(files.split()))


def _newly(root: FilePath, page: Page, before: str | None) -> bool:
    """Whether the page says another reason for its last review than it did at the release before."""
    old = _git(root, "show", f"{before}:{page.file}", missing=None) if before else None
    return str(page.meta["review"]["why"]) not in (old or "")


def _git(root: FilePath, *arguments: str, missing: str | None) -> str | None:
    done = subprocess.run(
        ["git", "-c", "core.quotePath=false", *arguments], cwd=root, capture_output=True, check=False, timeout=60
    )
    if done.returncode == 0:
        return done.stdout.decode("utf-8", "replace").rstrip("\n")
    if missing is None:
        return None
    raise AuthorError(say("git knows no release '{tag}' here", tag=missing))
