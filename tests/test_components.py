"""Every macro: what it gives, and that it is whole (template, example, cases, docs, style)."""

import inspect
import re

import html5lib
import pytest

from macros.components import REGISTRY
from macros.examples import example_call
from macros.handbook import Handbook
from macros.rendering import COMPONENTS

from .goldens import CASES, FOLDER, read, result
from .small import ROOT

STYLES = "\n".join(file.read_text("utf-8") for file in (ROOT / "overrides/assets/stylesheets").glob("*.css"))


def tidy(html: str) -> str:
    return "\n".join(line.rstrip() for line in html.strip().splitlines() if line.strip())


@pytest.mark.parametrize("file", CASES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_golden(file, small: Handbook) -> None:
    golden = read(file)
    html, error = result(small, golden)
    assert error == golden.error
    assert tidy(html) == tidy(golden.html)
    assert bool(error) == file.stem.endswith("nope")


@pytest.mark.parametrize("file", CASES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_golden_is_valid_html(file, small: Handbook) -> None:
    html, _ = result(small, read(file))
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(f'<!doctype html><html lang="da"><head><title>x</title></head><body><main>{html}</main></body></html>')
    assert parser.errors == []


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_macro_is_whole(name: str, handbook: Handbook) -> None:
    macro = REGISTRY[name]
    folder = COMPONENTS / name
    assert (folder / "template.html.jinja").read_text("utf-8").startswith("{#-"), (
        "a template begins by saying what it is"
    )
    described = set(re.findall(r"^    (\w+): ", macro.doc, re.M))
    assert set(macro.signature.parameters) <= described, "every argument is explained in the docstring"
    assert f"hb-{name.replace('_', '-')}" in STYLES or f", {name}" in STYLES or f"/* {name}" in STYLES
    if name in (
        "data_dictionary",
        "macro_reference",
        "data_reference",
        "exercise",
        "exercise_list",
        "planner",
        "proposal_form",
        "trainer_list",
    ):
        return  # collections and tools of this size stand on pages of their own and are not shown twice
    call = example_call(name)
    assert call.name == name
    cases = [read(file) for file in FOLDER.glob(f"{name}/*.yml")]
    assert {golden.lang for golden in cases} == {"da", "en"}, "a macro has cases in both languages"


@pytest.mark.parametrize("name", sorted(set(REGISTRY) - {"macro_reference", "data_reference"}))
def test_macro_is_used_on_a_page(name: str, handbook: Handbook) -> None:
    assert any(call.name == name for page in handbook.pages for call in page.calls)


def test_folders_and_registry_agree() -> None:
    folders = {path.name for path in COMPONENTS.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert folders == set(REGISTRY)


def test_arguments_have_the_same_names_everywhere() -> None:
    """`key` comes first; `caption` and `id` are always by name and empty by default."""
    for macro in REGISTRY.values():
        parameters = list(macro.signature.parameters.values())
        names = [parameter.name for parameter in parameters]
        assert "key" not in names[1:], macro.name
        for parameter in parameters:
            if parameter.name in ("caption", "id", "beside", "columns", "rows", "text", "page", "to"):
                assert parameter.default is None, macro.name
                assert parameter.kind is inspect.Parameter.KEYWORD_ONLY, macro.name
