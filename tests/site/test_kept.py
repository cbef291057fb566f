"""A site that is built from what is kept is the site that is built from nothing, whatever has changed in between."""

import os
import random
import subprocess
import sys
from pathlib import Path as FilePath

import pytest

from ..small import small_project, whole_project

pytestmark = pytest.mark.site

SEED = 20261125


def build(root: FilePath, site: FilePath, cache: str) -> dict[str, bytes]:
    """Build, and give all files."""
    done = subprocess.run(
        [sys.executable, "-m", "macros", "build", "--site", str(site)],
        cwd=root, env={**os.environ, "HANDBOOK_CACHE": cache}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def change(root: FilePath, file: str, old: str, new: str) -> None:
    """Change a file in one place."""
    text = (root / file).read_text("utf-8")
    assert old in text, file
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def sentence(root: FilePath) -> None:
    """A sentence more on a page, in both languages."""
    for end, words in ((".md", "En sætning mere."), (".en.md", "One sentence more.")):
        file = root / f"docs/om-haandbogen{end}"
        file.write_text(f"{file.read_text('utf-8')}\n{words}\n", "utf-8")


def fact(root: FilePath) -> None:
    """Another word in the data, which several pages show."""
    change(root, "docs/data/ui.yml", "Kilder", "Kilderne")


def title(root: FilePath) -> None:
    """Another title, which the navigation of every page shows."""
    change(root, "docs/ordliste.md", "# Ordliste", "# Alle ord")


def added(root: FilePath) -> None:
    """A page more."""
    for end, slug in ((".md", ""), (".en.md", "slug: another\n")):
        text = (root / f"docs/om-haandbogen{end}").read_text("utf-8")
        head, _, body = text.removeprefix("---\n").partition("---\n")
        lines = [line for line in head.splitlines(True) if not line.startswith("slug:")]
        (root / f"docs/endnu-en{end}").write_text(f"---\n{''.join(lines)}{slug}---\n{body}", "utf-8")


def renamed(root: FilePath) -> None:
    """The page gets another name, and its address with it."""
    for end in (".md", ".en.md"):
        (root / f"docs/endnu-en{end}").rename(root / f"docs/en-anden{end}")


def deleted(root: FilePath) -> None:
    """The page goes."""
    for end in (".md", ".en.md"):
        (root / f"docs/en-anden{end}").unlink()


def settings(root: FilePath) -> None:
    """The site moves."""
    change(root, "mkdocs.yml", "https://example.org/", "https://example.com/bog/")


def test_a_site_is_the_same_from_what_is_kept(tmp_path: FilePath) -> None:
    root, cache = small_project(tmp_path / "haandbog"), str(tmp_path / "cache")
    others = [sentence, fact, title, settings]
    random.Random(SEED).shuffle(others)
    changes = [added, *others[:2], renamed, *others[2:], deleted]
    before = build(root, tmp_path / "kept", cache)
    assert any((tmp_path / "cache").rglob("files-da"))
    for one in changes:
        one(root)
        there = build(root, tmp_path / "kept", cache)
        clean = build(root, tmp_path / "clean", "")
        assert there != before, f"{one.__name__} changes nothing"
        assert sorted(there.keys() ^ clean.keys()) == [], one.__name__
        assert [name for name in clean if clean[name] != there[name]] == [], one.__name__
        before = there


def test_a_chapter_that_moves_on_in_one_language_is_told_everywhere(tmp_path: FilePath) -> None:
    """The whole handbook, for there are pages that show what other pages say."""
    root, cache = whole_project(tmp_path / "haandbog"), str(tmp_path / "cache")
    before = build(root, tmp_path / "kept", cache)
    change(root, "docs/krydspres.md", "Ring til én forening", "Ring til 7 foreninger")
    there, clean = build(root, tmp_path / "kept", cache), build(root, tmp_path / "clean", "")
    assert before["en/caught-in-a-squeeze/index.html"] != there["en/caught-in-a-squeeze/index.html"]
    assert sorted(there.keys() ^ clean.keys()) == []
    assert [name for name in clean if clean[name] != there[name]] == []
