"""A save while the handbook is served writes what it changes, and leaves what a build from nothing would give."""

import os
import subprocess
import sys
from pathlib import Path as FilePath

import pytest

from ..small import whole_project

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
# Readers of the other language are told that a number has changed, and so are those who look what has moved on.
TOLD = (
    "bidrag/makroer/,bidrag/oversaettelser/,en/caught-in-a-squeeze/,en/contribute/macros/,en/contribute/translations/"
)
BOTH = f"{TOLD},krydspres/"
SAVES = [
    ("docs/krydspres.md|Ring til én forening|Ring til én forening", "none"),
    ("docs/krydspres.md|Ring til én forening|Ring til en forening", "krydspres/"),
    ("docs/krydspres.md|Ring til en forening|Ring til 7 foreninger", BOTH),
    ("docs/data/ui.yml|Kilder|Kilderne", "all"),
    ("docs/krydspres.md|Ring til 7 foreninger|Ring til 8 foreninger", BOTH),
]


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
    project = whole_project(tmp_path / "haandbog")
    said, saved = run(project, tmp_path / "a", *(save for save, _ in SAVES))
    assert [line for line in said if line in ("all", "none") or line.endswith("/")] == [
        "all",
        *(what for _, what in SAVES),
    ]
    _, clean = run(project, tmp_path / "b")
    assert sorted(saved.keys() ^ clean.keys()) == []
    assert [name for name in sorted(clean) if saved[name] != clean[name]] == []
