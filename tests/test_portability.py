"""What keeps the handbook portable from one engine to another; the page docs/bidrag/byggeprogrammer.md lists it."""

import ast
import re
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, meta, nodes

from macros import define_env, wiring
from macros.engines import ENGINES, USUAL
from macros.registry import REGISTRY
from macros.settings import plugin, settings

from .small import ROOT

MODULES = sorted((ROOT / "macros").rglob("*.py"))
FRAME = sorted((ROOT / "overrides").rglob("*.html"))
REQUIREMENTS = sorted(ROOT.glob("requirements*"))
# Who may know an engine, and which.
EDGES = {
    "macros/hooks.py": {"mkdocs"},
    "macros/languages.py": {"mkdocs"},
    "macros/live.py": {"mkdocs"},
    "macros/wiring.py": {"mkdocs"},
    "macros/portable/extension.py": {"zensical"},
    "macros/portable/zensical.py": {"zensical"},
}
PACKAGES = {"material", "mkdocs", "mkdocs_macros", "mkdocs_static_i18n", "properdocs", "zensical"}


def trees() -> list[tuple[str, ast.Module]]:
    return [(file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))) for file in MODULES]


def imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_only_the_edge_knows_an_engine() -> None:
    known = {name: engines for name, tree in trees() if (engines := imported(tree) & PACKAGES)}
    assert known == EDGES


def test_the_engines_are_named_in_one_place() -> None:
    named = {
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in ENGINES and name not in EDGES
    }
    assert named == {"macros/engines.py"} and USUAL in ENGINES


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.name)
def test_mkdocs_2_is_never_installed(file) -> None:
    """It is another program under the same name; that every package is locked is tested in test_lock.py."""
    text = file.read_text("utf-8")
    assert not re.search(r"^mkdocs\b(?!==1\.|<2|-)", text, re.M), f"{file.name}: mkdocs must be below 2"
    assert "--pre" not in text


def test_the_settings_are_those_that_every_engine_can_keep() -> None:
    said = settings(ROOT)
    assert [next(iter(one)) for one in said["plugins"]] == ["i18n", "macros"]
    assert plugin(said, "i18n")["docs_structure"] == "suffix"
    assert said["strict"] and plugin(said, "macros")["on_error_fail"]
    assert plugin(said, "macros")["on_undefined"] == "strict"
    extensions = {one if isinstance(one, str) else next(iter(one)) for one in said["markdown_extensions"]}
    assert {"fenced_code", "tables", "toc"} <= extensions, "what one engine adds by itself, another does not"


@pytest.mark.parametrize("file", FRAME, ids=lambda file: file.relative_to(ROOT / "overrides").as_posix())
def test_the_frame_needs_no_theme_and_no_python(file) -> None:
    tree = Environment().parse(file.read_text("utf-8"))
    for name in meta.find_referenced_templates(tree):
        assert name and (ROOT / "overrides" / name).is_file(), f"{name} is a theme's"
    assert [call.lineno for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Getattr)] == []


def test_the_macros_need_little_of_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name to register under, the settings, and the address of the page: nothing else."""
    monkeypatch.setattr(wiring.Current, "handbook", None)
    monkeypatch.setattr(wiring.Current, "stash", None)
    monkeypatch.setattr(wiring.Current, "problems", ())
    given: dict[str, Any] = {}
    conf = {"config_file_path": str(ROOT / "mkdocs.yml"), "plugins": {}, "markdown_extensions": []}
    env = SimpleNamespace(
        conf=conf,
        macro=lambda function, name: given.update({name: function}),
        page=SimpleNamespace(url="en/caught-in-a-squeeze/"),
    )
    define_env(env)
    assert set(given) == set(REGISTRY)
    assert wiring.Current.stash is not None
    html, _ = wiring.Current.stash.get(given["promise"]())
    assert "hb-promise" in html
