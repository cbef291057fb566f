"""The heavy forms: all or nothing, nothing twice, and the same bytes anywhere and on any day."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path as FilePath

import pytest

from macros import press
from macros.press import Piece, publish
from macros.problems import AuthorError

from ..conftest import SETTINGS
from ..sealed import alone, guard
from ..small import ROOT

pytestmark = pytest.mark.site

# Forty days from now, wherever Python asks what time it is.
LATER = "import time\nnow = time.time\ntime.time = lambda: now() + 40 * 86_400\n"


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole book is made once, and not for every test."""
    monkeypatch.setenv("HANDBOOK_CACHE", str(tmp_path_factory.getbasetemp().parent / "press"))


def good(text: str) -> bytes:
    return text.encode()


def bad(text: str) -> bytes:
    raise AuthorError(f"docs/{text}.md:1: no PDF can be made of this page")


def worse(text: str) -> bytes:
    raise ValueError(text)


def test_every_piece_that_cannot_be_made_is_named(tmp_path: FilePath) -> None:
    pieces = [Piece("a.pdf", good, ("a",)), Piece("b.pdf", bad, ("krydspres",)), Piece("c.pdf", worse, ("why",))]
    made, wrong = press._made(pieces, tmp_path / "cache")
    assert wrong == ["c.pdf: could not be made: why", "docs/krydspres.md:1: no PDF can be made of this page"]
    assert made["a.pdf"].read_bytes() == b"a"
    assert not made["b.pdf"].exists() and not made["c.pdf"].exists()


def test_what_has_not_changed_is_not_made_again(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    press._made([Piece("a.pdf", good, ("a",)), Piece("b.pdf", good, ("b",))], tmp_path)
    capsys.readouterr()
    made, wrong = press._made([Piece("a.pdf", good, ("a",)), Piece("b.pdf", good, ("changed",))], tmp_path)
    assert not wrong and "2 files to publish, 1 unchanged" in capsys.readouterr().out
    assert made["b.pdf"].read_bytes() == b"changed"
    assert sorted(tmp_path.iterdir()) == sorted(made.values()), "what nobody needs any more is thrown away"


def test_a_page_that_is_not_there_leaves_the_site_as_it_was(
    built: FilePath, tmp_path: FilePath, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    (site / "krydspres/index.html").unlink()
    before = {file: file.read_bytes() for file in site.rglob("*.pdf")}
    assert before and publish(ROOT, site) == 1
    assert "docs/krydspres.md:1: the page has not been built" in capsys.readouterr().out
    assert {file: file.read_bytes() for file in site.rglob("*.pdf")} == before


def test_a_full_disk_leaves_the_site_as_it_was(
    built: FilePath, tmp_path: FilePath, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    for file in site.rglob("*.pdf"):
        file.write_bytes(b"an older one")

    def no_room(finish: press.Finish) -> None:
        assert next(finish.site.folder.rglob("*.pdf")).read_bytes().startswith(b"%PDF"), "the new ones stand already"
        raise OSError(errno.ENOSPC, "No space left on device", str(finish.site.folder / "sw.js"))

    monkeypatch.setattr(press.Finish, "renewed", no_room)
    assert publish(ROOT, site) == 1
    said = capsys.readouterr().out
    assert ".site-new/sw.js: there is no room left to write here" in said and "site/ is as it was" in said
    assert {file.read_bytes() for file in site.rglob("*.pdf")} == {b"an older one"}
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_without_a_site_it_says_what_to_do(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(ROOT, tmp_path) == 1
    assert "holds no site; run make build first" in capsys.readouterr().out


def test_the_same_commit_gives_the_same_bytes_elsewhere_and_later(built: FilePath, tmp_path: FilePath) -> None:
    """Another folder, another order of sets, another day, another time zone, no network: what differs is named."""
    other = tmp_path / "et andet sted"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (other / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, other / name)
    later = tmp_path / "later"
    later.mkdir()
    (later / "sitecustomize.py").write_text(LATER, "utf-8")
    guard(later)
    environment = {
        **os.environ, **SETTINGS, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "PYTHONPATH": str(later),
    }  # fmt: skip
    for command in ("build", "publish"):
        call = [*alone(), sys.executable, "-m", "macros", command, "--site", str(tmp_path / "site")]
        done = subprocess.run(call, cwd=other, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    here, there = (
        {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        for folder in (built, tmp_path / "site")
    )
    assert len(here) > 3_000
    assert sorted(here.keys() ^ there.keys()) == []
    assert [name for name in sorted(here) if here[name] != there[name]] == []
