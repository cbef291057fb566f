"""Every mistake has its sentence: one broken handbook a file in tests/problems."""

import subprocess
import sys
from pathlib import Path as FilePath

import pytest

from macros.__main__ import main

from .small import ROOT, apply, load_case, small_handbook

CASES = sorted((ROOT / "tests" / "problems").glob("*.yml"))


def test_the_small_handbook_is_clean(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(small_handbook(tmp_path)), "check"]) == 0
    assert capsys.readouterr().out == "no problems found\n"


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_problem(
    file: FilePath, tmp_path: FilePath, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    case = load_case(file)
    root = small_handbook(tmp_path)
    apply(case, root)
    assert main(["--root", str(root), "check"]) == 1
    shown = capsys.readouterr()
    *problems, last = shown.out.splitlines()
    assert problems == case["report"].splitlines()
    assert last.endswith("found")
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


def test_annotations_on_a_pull_request(
    tmp_path: FilePath, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    root = small_handbook(tmp_path)
    apply(load_case(ROOT / "tests/problems/missing-language.yml"), root)
    main(["--root", str(root), "check"])
    assert "::error file=docs/data/comparisons/syn.yml,line=12::" in capsys.readouterr().out
