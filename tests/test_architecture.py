"""The house rules: who does what, and where."""

import ast
import re

import pytest

from macros.handbook import Handbook

from .small import ROOT

MODULES = sorted((ROOT / "macros").rglob("*.py"))
TEMPLATES = sorted((ROOT / "macros").rglob("*.jinja"))


def strings(tree: ast.AST) -> list[tuple[int, str]]:
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings
    ]


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_html_in_python(file) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    patterns = re.compile(r"(?<!\?P)<(?:[a-z]+[ >/]|/[a-z])")
    assert [(line, text) for line, text in strings(tree) if patterns.search(text)] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_words_in_templates(file) -> None:
    """The words of a template come from docs/data; only comments may hold sentences."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", file.read_text("utf-8"), flags=re.S)
    text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", text, flags=re.S)
    if not {"_new", "_hosting", "_machines"} & set(file.parts):  # what nobody reads on a page
        assert re.findall(r"[A-Za-zÆØÅæøå]{4,}", text) == []


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_modules_stay_small(file) -> None:
    lines = file.read_text("utf-8").count("\n")
    assert lines <= (110 if "components" in file.parts else 300)


def test_templates_stay_small() -> None:
    assert [file.name for file in TEMPLATES if file.read_text("utf-8").count("\n") > 60] == []


def test_every_word_of_the_interface_is_used(handbook: Handbook) -> None:
    sources = [*MODULES, *TEMPLATES, *(ROOT / "overrides").rglob("*.html"), *(ROOT / "macros").rglob("*.typ")]
    text = "\n".join(file.read_text("utf-8") for file in sources)
    built = {
        "answer_", "box_", "certainty_", "edit_", "file_", "form_", "kind_", "mark_", "maturity_", "origin_", "part_",
        "format_", "per_", "planner_", "propose_", "release_", "setting_", "sheet_", "short_", "trainer_", "type_",
        "voice_", "who_",
    }  # fmt: skip
    for key in handbook.library.items["ui"]:
        spelled = re.search(rf"(?:ui|other|words)\.{key}\b|word\([^)]*['\"]{key}['\"]|words\[['\"]{key}['\"]\]", text)
        assert spelled or any(key.startswith(prefix) for prefix in built), f"'{key}' in docs/data/ui.yml is never shown"
