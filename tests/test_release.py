"""Release notes, from the commits of a small repository."""

import os
import subprocess
import sys
from pathlib import Path as FilePath

import pytest

from .small import ROOT, small_handbook

WHO = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(root: FilePath, *arguments: str) -> None:
    environment = {**os.environ, **WHO, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, env=environment)


def commit(root: FilePath, subject: str, *changes: tuple[str, str, str]) -> None:
    for name, old, new in changes:
        file = root / name
        text = file.read_text("utf-8") if file.exists() else ""
        assert old in text
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", subject)


def notes(root: FilePath, *arguments: str) -> tuple[int, str]:
    call = [sys.executable, "-m", "macros", "--root", str(root), "release-notes", *arguments]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> FilePath:
    root = small_handbook(tmp_path_factory.mktemp("release") / "handbook")
    git(root, "init", "-q", "-b", "main")
    commit(root, "The first edition")
    git(root, "tag", "v1")
    page, english = root / "docs/ordliste.md", root / "docs/ordliste.en.md"
    why = next(line for line in page.read_text("utf-8").splitlines() if line.startswith("review:"))
    other = next(line for line in english.read_text("utf-8").splitlines() if line.startswith("review:"))
    commit(
        root,
        "A word that was missing",
        ("docs/ordliste.md", why, 'review: {date: "2026-11-25", why: "Et ord er nyt."}'),
        ("docs/ordliste.en.md", other, 'review: {date: "2026-11-25", why: "One word is new."}'),
        ("macros/x.py", "", "x = 1\n"),
    )
    commit(root, "A number in a table", ("docs/data/comparisons/syn.yml", "", "# note\n"))
    commit(root, "Larger buttons", ("overrides/x.css", "", "a {}\n"))
    commit(root, "Faster", ("macros/x.py", "", "y = 2\n"))
    commit(root, "A comma", ("docs/index.md", "", "\n"))
    git(root, "tag", "v2")
    return root


def test_each_commit_stands_where_readers_meet_it(repository: FilePath) -> None:
    code, text = notes(repository, "v2")
    assert code == 0
    parts = {part.split("\n", 1)[0]: part.split("\n", 1)[1] for part in text.split("## ")[1:]}
    assert list(parts) == [
        "Sider, der er læst igennem igen",
        "Pages that were read through again",
        "Tekst · Text",
        "Tabeller, eksempler og kilder · Tables, examples and sources",
        "Udseende og værktøjer · Looks and tools",
        "Maskinrummet · Under the bonnet",
    ]
    lines = [
        [line.rsplit(" (", 1)[0] for line in part.splitlines() if line.startswith("- ")] for part in parts.values()
    ]
    assert lines == [
        ["- **Ordliste** – Et ord er nyt."],
        ["- **Glossary** – One word is new."],
        ["- A comma", "- A word that was missing"],
        ["- A number in a table"],
        ["- Larger buttons"],
        ["- Faster"],
    ]
    assert text.endswith("Siden v1 · Since v1\n")
    assert "The first edition" not in text


def test_the_first_release_has_everything(repository: FilePath) -> None:
    code, text = notes(repository, "v1")
    assert code == 0
    assert "The first edition" in text and "A comma" not in text and "Siden" not in text


def test_what_is_checked_out_is_meant_without_a_tag(repository: FilePath) -> None:
    assert notes(repository) == notes(repository, "v2")


def test_a_release_that_is_not_there(repository: FilePath) -> None:
    assert notes(repository, "v9") == (1, "git knows no release 'v9' here\n")
    assert notes(repository, "--output=x")[0] == 2
