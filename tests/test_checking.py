"""A page over its budget is a finding like any other, on the file that it is made from."""

from pathlib import Path as FilePath

import pytest

from macros.__main__ import main
from macros.weight import CHAPTER, TOOL, Weight, heaviest, too_heavy

from .small import ROOT, apply, load_case, small_handbook

FILES = {"a/": "docs/a.md", "b/": "docs/b.md"}


def test_a_page_over_its_budget_is_told() -> None:
    weights = [Weight("a/", CHAPTER.first + 1, CHAPTER.further, 5, CHAPTER), Weight("b/", 9, 9, 1, TOOL)]
    assert [str(one) for one in too_heavy(weights, FILES)] == [
        "docs/a.md:1: the page weighs 22001 bytes, expected at most 22000; shorten it, or make a picture smaller",
        "docs/a.md:1: the page fetches 5 files, expected at most 4; leave a picture out",
    ]
    assert [line.in_("da").split(":")[0] for line in heaviest(weights)] == [
        "tungeste af 1 kapitler", "tungeste af 1 andre sider"
    ]  # fmt: skip


def test_a_page_that_is_opened_later_has_a_budget_too() -> None:
    weights = [Weight("b/", TOOL.first, TOOL.further + 1, TOOL.requests, TOOL)]
    assert [one.file for one in too_heavy(weights, FILES)] == ["docs/b.md"]


def test_nothing_is_weighed_while_the_text_is_wrong(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_handbook(tmp_path)
    apply(load_case(ROOT / "tests/problems/missing-language.yml"), root)
    assert main(["--root", str(root), "check", "--weight", "--format", "text"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 problem found"
