"""Every mistake has its sentence: one broken handbook a file in tests/problems."""

import subprocess
import sys
from pathlib import Path as FilePath

import pytest

from macros.__main__ import main
from macros.messages import LANGUAGES, Language
from macros.preflight import preflight
from macros.problems import Problem

from .reports import CASES, FIELD, lines
from .small import ROOT, apply, load_case, small_handbook


def test_the_small_handbook_is_clean(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(small_handbook(tmp_path)), "check"]) == 0
    assert capsys.readouterr().out == "no problems found\n"


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_problem(file: FilePath, tmp_path: FilePath) -> None:
    case = load_case(file)
    root = small_handbook(tmp_path)
    apply(case, root)
    _, problems = preflight(root, language=True)
    for lang in LANGUAGES:
        assert lines(problems, lang) == case[FIELD[lang]].splitlines()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_says_it_in_the_language_that_is_asked_for(
    lang: Language, tmp_path: FilePath, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("LC_MESSAGES", lang)
    case = load_case(ROOT / "tests/problems/language-spelling.yml")
    root = small_handbook(tmp_path)
    apply(case, root)
    assert main(["--root", str(root), "check"]) == 1
    shown = capsys.readouterr()
    *problems, last = shown.out.splitlines()
    assert problems == case[FIELD[lang]].splitlines()
    assert last == {"en": "3 problems found", "da": "3 fejl fundet"}[lang]
    assert shown.err == ""


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40


def test_command_line_says_it_without_traceback(tmp_path: FilePath) -> None:
    root = small_handbook(tmp_path)
    apply(load_case(ROOT / "tests/problems/missing-language.yml"), root)
    command = [sys.executable, "-m", "macros", "--root", str(root), "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "docs/data/comparisons/syn.yml:12: " in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("asked", [True, False])
def test_annotations_on_a_pull_request(
    asked: bool, tmp_path: FilePath, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for, or because GitHub runs the check; the page of the run lists them all."""
    monkeypatch.setenv("GITHUB_ACTIONS", "false" if asked else "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    root = small_handbook(tmp_path / "handbook")
    apply(load_case(ROOT / "tests/problems/missing-language.yml"), root)
    main(["--root", str(root), "check", *(["--format", "github"] if asked else [])])
    first, last = capsys.readouterr().out.splitlines()
    place = "docs/data/comparisons/syn.yml:12: "
    assert (
        first.startswith(f"::error file=docs/data/comparisons/syn.yml,line=12::{place}") and last == "1 problem found"
    )
    assert (tmp_path / "summary.md").read_text("utf-8").startswith(f"    {place}")


def test_an_annotation_cannot_begin_another_command() -> None:
    problem = Problem("docs/a,b:c.md", 1, "50 %\n::set-output name=x::y")
    assert problem.as_annotation() == (
        "::error file=docs/a%2Cb%3Ac.md,line=1::docs/a,b:c.md:1: 50 %25%0A::set-output name=x::y"
    )
