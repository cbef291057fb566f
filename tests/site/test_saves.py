"""A save while the handbook is served writes what it changes, and leaves what a build from nothing would give."""

import os
import subprocess
import sys
from pathlib import Path as FilePath

import pytest

from ..small import small_project

pytestmark = pytest.mark.site

# Builds as the server does, once and after each save; prints which pages were written (or that all were).
SERVER = """
import sys
from pathlib import Path
from mkdocs.config import load_config
from macros import live
from macros.wiring import Current

def settings():
    return load_config("mkdocs.yml", site_dir=sys.argv[1], strict=False)

def build():
    assert live._built(settings, "http://127.0.0.1:8000/") is None
    print("all" if Current.finish.only is None else ",".join(sorted(Current.finish.only)) or "none")

settings().plugins.on_startup(command="serve", dirty=False)
build()
for save in sys.argv[2:]:
    file, old, new = save.split("|")
    text = Path(file).read_text("utf-8")
    assert old in text, save
    Path(file).write_text(text.replace(old, new, 1), "utf-8")
    build()
Current.finish.search()
"""
SAVES = [
    ("docs/om-haandbogen.md|# Om håndbogen|# Om håndbogen", "none"),
    ("docs/om-haandbogen.md|{ #stemmer }|{ #stemmer }\n\nDet er her, der er rettet.", "om-haandbogen/"),
    ("docs/om-haandbogen.md|Det er her|Det er også her", "om-haandbogen/"),
    ("docs/data/ui.yml|Kilder|Kilderne", "all"),
    ("docs/om-haandbogen.md|# Om håndbogen|# Om denne håndbog", "all"),
    ("docs/om-haandbogen.md|også her|her", "om-haandbogen/"),
]  # fmt: skip


def run(root: FilePath, folder: FilePath, *saves: str) -> tuple[list[str], dict[str, bytes]]:
    done = subprocess.run(
        [sys.executable, "-c", SERVER, str(folder), *saves],
        cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines(), {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def test_a_save_writes_what_it_changes_and_leaves_all_right(tmp_path: FilePath) -> None:
    root = small_project(tmp_path / "haandbog")
    for file in (root / "docs").glob("om-haandbogen*.md"):  # a chapter has slides and a trainer's edition too
        file.write_text(file.read_text("utf-8").replace("kind: page", "kind: chapter"), "utf-8")
    said, saved = run(root, tmp_path / "a", *(save for save, _ in SAVES))
    written = [line for line in said if line == "all" or line == "none" or line.endswith("/")]
    assert written[0] == "all" and [line.removeprefix("en/") for line in written[1:]] == [what for _, what in SAVES]
    _, clean = run(root, tmp_path / "b")
    assert sorted(saved.keys() ^ clean.keys()) == []
    assert [name for name in sorted(clean) if saved[name] != clean[name]] == []
