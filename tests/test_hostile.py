"""Whoever opens a pull request is a stranger: what they write runs nowhere, and a sentence says where it stands."""

import re
from pathlib import Path as FilePath

import pytest
import yaml

from macros.checks.rendered import dangers
from macros.preflight import preflight
from macros.problems import Problem
from macros.skeleton import EXTENSIONS, MOST_BRACKETS, MOST_SIGNS

from .small import ROOT, small_handbook

SAMPLES = yaml.safe_load((ROOT / "tests/hostile.yml").read_text("utf-8"))
PAGE, DATA = "docs/ordliste.md", "docs/data/dilemmas/dilemma.yml"


def told(root: FilePath, file: str) -> list[Problem]:
    """What is said of a file; each in both languages, without the traces of a program."""
    found = [one for one in preflight(root)[1] if one.file == file]
    lines = (root / file).read_text("utf-8", "replace").count("\n") + 1
    for one in found:
        assert 1 <= one.line <= lines + 1, one
        assert "Traceback" not in str(one) and "Error" not in str(one), one
    return found


def added(root: FilePath, text: str) -> FilePath:
    file = root / PAGE
    file.write_text(f"{file.read_text('utf-8')}\n{text}\n", "utf-8")
    return root


def test_there_are_enough() -> None:
    assert sum(map(len, SAMPLES.values())) >= 150


@pytest.mark.parametrize("text", SAMPLES["pages"])
def test_a_page_is_refused_at_its_place(tmp_path: FilePath, text: str) -> None:
    root = small_handbook(tmp_path / "h")
    before = (root / PAGE).read_text("utf-8").count("\n")
    found = told(added(root, text), PAGE)
    assert any(one.line > before for one in found), found


@pytest.mark.parametrize("text", SAMPLES["inert"])
def test_what_only_looks_dangerous_is_text(text: str) -> None:
    assert dangers(text) == ()


@pytest.mark.parametrize("text", SAMPLES["data"])
def test_a_text_in_data_is_refused(tmp_path: FilePath, text: str) -> None:
    root = small_handbook(tmp_path / "h")
    file = root / DATA
    whole = re.sub(
        r"^title: .*$", lambda _: f"title: {{da: {yaml_text(text)}, en: x}}", file.read_text("utf-8"), flags=re.M
    )
    file.write_text(whole, "utf-8")
    assert told(root, DATA)


def yaml_text(text: str) -> str:
    """The text as YAML writes it between quotation marks."""
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=1000).strip()


@pytest.mark.parametrize("text", SAMPLES["yaml"])
def test_a_data_file_is_refused(tmp_path: FilePath, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_handbook(tmp_path / "h")
    (root / DATA).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert told(root, DATA)
    assert not (tmp_path / "kanarie").exists(), "it ran"


@pytest.mark.parametrize("line", SAMPLES["front"])
def test_front_matter_is_refused(tmp_path: FilePath, line: str) -> None:
    root = small_handbook(tmp_path / "h")
    name = "docs/ordliste.en.md"
    text = (root / name).read_text("utf-8")
    field = line.split(":")[0]
    text = re.sub(rf"^{field}: .*\n", "", text, flags=re.M)
    (root / name).write_text(text.replace("---\n", f"---\n{line}\n", 1), "utf-8")
    assert told(root, name)


def test_a_link_to_a_file_elsewhere_is_not_followed(tmp_path: FilePath) -> None:
    root = small_handbook(tmp_path / "h")
    secret = tmp_path / "hemmelig.md"
    secret.write_text("# Hemmelig\n", "utf-8")
    (root / PAGE).unlink()
    (root / PAGE).symlink_to(secret)
    assert any("link to another file" in str(one) for one in told(root, PAGE))


@pytest.mark.parametrize("text", ["x" * (MOST_SIGNS + 1), "[" * (MOST_BRACKETS + 1)])
def test_what_would_take_minutes_is_not_begun(tmp_path: FilePath, text: str) -> None:
    (problem,) = told(added(small_handbook(tmp_path / "h"), text), PAGE)
    assert "split it" in str(problem)


def test_the_net_knows_the_extensions_of_the_site() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nmarkdown_extensions:\n")[2].partition("\n\n")[0]
    assert {*re.findall(r"^  - ([\w.]+)", text, re.M)} == {*EXTENSIONS, "toc"}
