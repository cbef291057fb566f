"""The same handbook by every engine: what a reader gets is compared page by page, file by file."""

import os
import subprocess
import sys
from pathlib import Path as FilePath

import pytest

from macros import publish, serve
from macros.engines import ENGINES, USUAL, Engine

from ..conftest import SITE_URL
from ..small import ROOT

pytestmark = pytest.mark.site


def build(root: FilePath, site: FilePath, engine: str) -> None:
    command = [sys.executable, "-m", "macros", "build", "--engine", engine, "--site", str(site)]
    environment = {**os.environ, "SITE_URL": SITE_URL, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def files(site: FilePath) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def different(one: FilePath, other: FilePath) -> list[str]:
    """The files that only one site has, or that differ by a byte."""
    here, there = files(one), files(other)
    return sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FilePath]:
    """The real handbook, by every engine."""
    folder = tmp_path_factory.mktemp("engines")
    for engine in ENGINES:
        build(ROOT, folder / engine, engine)
    return {engine: folder / engine for engine in ENGINES}


def test_properdocs_builds_the_same_to_the_byte(sites: dict[str, FilePath]) -> None:
    assert different(sites[USUAL], sites["properdocs"]) == []


def test_an_engine_that_is_not_there_says_how_to_get_it(
    tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = Engine("absent", "there_is_no_such_package", lambda folder: [])
    monkeypatch.setattr(publish, "ENGINES", {"absent": absent})
    assert publish.build(ROOT, tmp_path / "site", "absent") == 1
    assert "make build ENGINE=absent" in capsys.readouterr().out


@pytest.mark.parametrize("engine", [name for name, engine in ENGINES.items() if not engine.serves])
def test_an_engine_that_does_not_serve_says_so(engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.serve(ROOT, engine=engine) == 2
    assert engine in capsys.readouterr().out
