"""The build command: all or nothing."""

import os
import subprocess
import sys
from pathlib import Path as FilePath

import pytest

from ..small import ROOT, apply, load_case, small_project

pytestmark = pytest.mark.site


@pytest.fixture
def project(tmp_path: FilePath) -> FilePath:
    """The small handbook as a project of its own, in a folder with spaces in its name."""
    return small_project(tmp_path / "en håndbog med mellemrum")


def build(root: FilePath) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "macros", "build"]
    environment = {**os.environ, "PYTHONPATH": "", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def snapshot(folder: FilePath) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_builds_with_spaces_in_the_path(project: FilePath) -> None:
    done = build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "site/index.html").is_file() and (project / "site/en/sources/index.html").is_file()
    assert sorted(path.name for path in project.iterdir()) == ["docs", "macros", "mkdocs.yml", "overrides", "site"]


@pytest.mark.parametrize("case", ["missing-source", "page-attribute", "page-missing-translation", "yaml-latin1"])
def test_a_mistake_builds_nothing(project: FilePath, case: str) -> None:
    broken = load_case(ROOT / "tests/problems" / f"{case}.yml")
    apply(broken, project)
    done = build(project)
    assert done.returncode != 0
    for line in broken["report"].splitlines():
        assert line in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (project / "site").exists()


def test_a_failed_build_leaves_the_old_site(project: FilePath) -> None:
    assert build(project).returncode == 0
    before = snapshot(project / "site")
    apply(load_case(ROOT / "tests/problems/call-unknown-key.yml"), project)
    assert build(project).returncode != 0
    assert snapshot(project / "site") == before


def test_a_warning_fails_the_build_and_leaves_the_old_site(project: FilePath) -> None:
    """A warning of MkDocs' own comes after it has written, so it must not have written into site/."""
    assert build(project).returncode == 0
    before = snapshot(project / "site")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "nav: [index.md, findes-ikke.md]\n", "utf-8")
    done = build(project)
    assert done.returncode != 0 and "findes-ikke.md" in done.stdout + done.stderr
    assert snapshot(project / "site") == before


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_language_that_fails_takes_the_other_with_it(project: FilePath, lang: str) -> None:
    """Nothing of the build stands afterwards, and nobody writes on: the next build is right."""
    frame = project / "overrides/partials/footer.html"
    good = frame.read_text("utf-8")
    frame.write_text(good + f"{{% if config.theme.language == '{lang}' %}}{{{{ 1 / 0 }}}}{{% endif %}}", "utf-8")
    done = build(project)
    assert done.returncode != 0 and not (project / "site").exists() and not (project / ".site-new").exists()
    frame.write_text(good, "utf-8")
    assert build(project).returncode == 0
    assert (project / "site/index.html").is_file() and (project / "site/en/index.html").is_file()
