"""A small handbook to try things on, and to break."""

import shutil
from pathlib import Path as FilePath
from typing import Any

import yaml

ROOT = FilePath(__file__).parent.parent
SMALL = ROOT / "tests" / "handbook"
CONFIG = """
site_name: Lille håndbog
site_url: https://example.org/
theme: {name: material, custom_dir: overrides, language: da, font: false, favicon: assets/images/favicon.svg}
exclude_docs: /data/
hooks: [macros/hooks.py]
plugins:
  - i18n:
      docs_structure: suffix
      fallback_to_default: false
      languages: [{locale: da, name: Dansk, default: true}, {locale: en, name: English}]
  - macros: {module_name: macros, on_undefined: strict, on_error_fail: true}
markdown_extensions: [admonition, attr_list, fenced_code, pymdownx.details, tables, toc]
"""


def small_handbook(folder: FilePath) -> FilePath:
    """A copy of the small handbook; the words of the interface are the real ones."""
    shutil.copytree(SMALL / "docs", folder / "docs")
    shutil.copyfile(ROOT / "docs/data/ui.yml", folder / "docs/data/ui.yml")
    return folder


def small_project(folder: FilePath) -> FilePath:
    """A copy of the small handbook that can be built: with the code, the frame and settings."""
    root = small_handbook(folder)
    shutil.copytree(ROOT / "macros", root / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    return root


def whole_project(folder: FilePath) -> FilePath:
    """A copy of the handbook itself that can be built and changed."""
    for name in ("docs", "macros", "overrides", "links", "translations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def load_case(file: FilePath) -> dict[str, Any]:
    """A test case, as its file says."""
    case = yaml.safe_load(file.read_text("utf-8"))
    assert isinstance(case, dict), f"{file}: expected a mapping"
    return case


def apply(case: dict[str, Any], root: FilePath) -> None:
    """Break a handbook as a case says: `edit`, `write`, `delete`, `latin1`, `pad`, `link`."""
    for name, edits in case.get("edit", {}).items():
        file = root / name
        text = file.read_text("utf-8")
        for old, new in edits:
            assert text.count(old) >= 1, f"{name} does not hold {old!r}"
            text = text.replace(old, new, 1)
        file.write_text(text, "utf-8")
    for name, text in case.get("write", {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8", newline="")
    for name in case.get("delete", []):
        (root / name).unlink()
    for name in case.get("latin1", []):
        (root / name).write_bytes((root / name).read_text("utf-8").encode("latin-1"))
    for name, size in case.get("pad", {}).items():
        with (root / name).open("a", encoding="utf-8") as file:
            file.write("#" * size)
    for name, target in case.get("link", {}).items():
        (root / name).symlink_to(target)
