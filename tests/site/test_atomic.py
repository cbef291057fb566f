"""Nothing half done: whenever a build is killed, whatever the machine refuses, the last good site stands."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path as FilePath

import pytest

from ..small import small_project

pytestmark = [pytest.mark.site, pytest.mark.skipif(os.name != "posix", reason="Windows has no process groups")]

SEED, POINTS = 20261125, 3
TEXT = "docs/ordliste.md"
LONGEST = 120  # seconds until a build that stands still is given up

# Loaded by every Python of a build before anything else: KILL_AT stops the process where that step would begin, NO_ROOM
# lets that many files be written and then says that the disk is full, NO_BIG limits the size of each file.
SABOTAGE = """
import errno, os, signal, sys

steps, written = [0], [0]
kill_at = int(os.environ.get("KILL_AT", 0))
room = int(os.environ.get("NO_ROOM", 0))

def hook(event, args):
    if kill_at and event in ("os.rename", "shutil.rmtree") and "macros.plainly" not in sys.orig_argv:
        if ".site-" in f"{args[0]} {args[1]}":
            steps[0] += 1
            if steps[0] == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
    if room and event == "open" and isinstance(args[1], str) and "w" in args[1] and ".site-new" in str(args[0]):
        written[0] += 1
        if written[0] > room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), args[0])

sys.addaudithook(hook)
if "NO_BIG" in os.environ:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(os.environ["NO_BIG"]),) * 2)
"""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> FilePath:
    """A small project that has been built; its tests work on copies."""
    root = small_project(tmp_path_factory.mktemp("atomic") / "haandbog")
    assert run(root).returncode == 0
    return root


@pytest.fixture
def project(first: FilePath, tmp_path: FilePath) -> FilePath:
    """A copy of it, and a text that has changed since it was built."""
    root = tmp_path / "haandbog"
    shutil.copytree(first, root)
    change(root, "ændret")
    return root


@pytest.fixture(scope="module")
def second(first: FilePath, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as it is right after that change, built without trouble."""
    root = tmp_path_factory.mktemp("second") / "haandbog"
    shutil.copytree(first, root)
    change(root, "ændret")
    assert run(root).returncode == 0
    return snapshot(root / "site")


def change(root: FilePath, word: str) -> None:
    file = root / TEXT
    file.write_text(f"{file.read_text('utf-8')}\nTeksten er {word}.\n", "utf-8")


def start(root: FilePath, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """A command in a process group of its own."""
    path = root.parent / "sabotage"
    path.mkdir(exist_ok=True)
    (path / "sitecustomize.py").write_text(SABOTAGE, "utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "macros", *(arguments or ("build",))], cwd=root, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(path), **environment},
    )  # fmt: skip


def run(root: FilePath, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    process = start(root, *arguments, **environment)
    said, _ = process.communicate(timeout=LONGEST)
    return subprocess.CompletedProcess(process.args, process.returncode, said)


def snapshot(folder: FilePath) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def wait_for(process: subprocess.Popen[str], happened: Callable[[], bool]) -> None:
    """Wait until something has happened, or the process has ended by itself."""
    last = time.monotonic() + LONGEST
    while process.poll() is None and not happened():
        assert time.monotonic() < last, "the build stands still"
        time.sleep(0.001)


def kill(process: subprocess.Popen[str], how: signal.Signals) -> str:
    """Kill the whole group; gives what it said."""
    os.killpg(process.pid, how)
    return process.communicate(timeout=LONGEST)[0]


def points(site: FilePath, seed: int) -> list[str]:
    """Files of the site; a build is killed when each of them appears."""
    return random.Random(seed).sample(sorted(snapshot(site)), POINTS)


def leftovers(root: FilePath) -> list[str]:
    return sorted(path.name for path in root.glob(".site-*"))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_killed_at_any_moment_the_last_site_stands(
    project: FilePath, second: dict[str, bytes], how: signal.Signals
) -> None:
    before = snapshot(project / "site")
    assert before != second
    for point in points(project / "site", SEED + how):
        process = start(project)
        wait_for(process, (project / ".site-new" / point).exists)
        said = kill(process, how)
        assert process.returncode not in (0, 1), f"{point}: the build had ended already"
        assert "Traceback" not in said, said
        assert snapshot(project / "site") == before, point
    assert run(project).returncode == 0
    assert snapshot(project / "site") == second
    assert leftovers(project) == []


def test_killed_before_it_has_written(project: FilePath, second: dict[str, bytes]) -> None:
    before = snapshot(project / "site")
    process = start(project)
    kill(process, signal.SIGKILL)
    assert snapshot(project / "site") == before
    assert run(project).returncode == 0 and snapshot(project / "site") == second


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_killed_while_the_sites_are_exchanged(project: FilePath, second: dict[str, bytes], step: int) -> None:
    """Before the old site is put aside, before the new one takes its place, before the old one goes, and after."""
    before = snapshot(project / "site")
    done = run(project, KILL_AT=str(step))
    assert done.returncode == -signal.SIGKILL, done.stdout
    assert (project / "site").exists() == (step != 2)
    command = "build" if step % 2 else "check"  # whatever comes next, also what fails
    (project / "docs/index.md").rename(project / "away.md")
    assert run(project, command).returncode == 1
    assert snapshot(project / "site") == (before if step < 3 else second)
    (project / "away.md").rename(project / "docs/index.md")
    assert run(project).returncode == 0
    assert snapshot(project / "site") == second
    assert leftovers(project) == []


def test_what_outlives_a_killed_command_does_not_disturb_the_next(project: FilePath, second: dict[str, bytes]) -> None:
    process = start(project)
    wait_for(process, (project / ".site-new/index.html").exists)
    process.kill()  # this process only: those it has started write on
    done = run(project)
    process.communicate()
    assert done.returncode == 0 and "waiting until it has ended" in done.stdout, done.stdout
    assert snapshot(project / "site") == second and leftovers(project) == []


def test_a_command_that_is_stopped_stops_what_it_started(project: FilePath) -> None:
    before = snapshot(project / "site")
    process = start(project)
    wait_for(process, (project / ".site-new/index.html").exists)
    process.terminate()
    said, _ = process.communicate()
    assert process.returncode == 128 + signal.SIGTERM and "Traceback" not in said, said
    assert snapshot(project / "site") == before


def test_two_builds_at_a_time(project: FilePath, second: dict[str, bytes]) -> None:
    both = [start(project), start(project)]
    assert [process.communicate(timeout=LONGEST) and process.returncode for process in both] == [0, 0]
    assert snapshot(project / "site") == second and leftovers(project) == []


# A disk that is full.


def refused(project: FilePath, done: subprocess.CompletedProcess[str], sentence: str) -> None:
    """The build failed with a sentence, the old site stands, and the next build is right."""
    assert done.returncode == 1, done.stdout
    assert sentence in done.stdout and "site/ is as it was" in done.stdout, done.stdout
    assert "Traceback" not in done.stdout and "Errno" not in done.stdout, done.stdout
    assert leftovers(project) == []


@pytest.mark.parametrize("share", [0, 0.7])
def test_no_room_for_another_file(project: FilePath, second: dict[str, bytes], share: float) -> None:
    before = snapshot(project / "site")
    done = run(project, NO_ROOM=str(1 + int(share * 200)))
    refused(project, done, ": there is no room left to write here; make room on the disk")
    assert snapshot(project / "site") == before
    assert run(project).returncode == 0 and snapshot(project / "site") == second


def test_no_room_for_the_rest_of_a_file(project: FilePath, second: dict[str, bytes]) -> None:
    """The kernel itself refuses; it does not say which file."""
    before = snapshot(project / "site")
    done = run(project, NO_BIG="30000")
    refused(project, done, ": there is no room left to write here; make room on the disk")
    assert snapshot(project / "site") == before
    assert run(project).returncode == 0 and snapshot(project / "site") == second


FULL = """
set -e
mount -t tmpfs -o size=64m none "$1"
cp -R "$2/site" "$1/site"
fallocate -l "$(($(df --output=avail -B1 "$1" | tail -n 1) - 700000))" "$1/filler"
cd "$2"
"$3" -m macros build --site "$1/site" && exit 3
diff -r "$2/site" "$1/site"
[ "$(ls -A "$1")" = "$(printf 'filler\nsite')" ]
rm "$1/filler"
"$3" -m macros build --site "$1/site"
cp -R "$1/site" "$2/fresh"
"""


def test_a_disk_that_is_really_full(project: FilePath, second: dict[str, bytes], tmp_path: FilePath) -> None:
    """A small disk of its own, where the machine lets anybody have one."""
    inside = ["unshare", "--user", "--map-root-user", "--mount"]
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        subprocess.run([*inside, "mount", "-t", "tmpfs", "none", str(disk)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine gives no disk of its own to who is not root; the tests above stand in for it")
    done = subprocess.run(
        [*inside, "sh", "-c", FULL, "sh", str(disk), str(project), sys.executable],
        capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "there is no room left to write here" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert snapshot(project / "fresh") == second


# A file that cannot be read. Root may read all files whatever their rights, so something else stands in their place.


@pytest.mark.parametrize("what", ["a folder", "a link to nowhere", "a file without rights"])
@pytest.mark.parametrize(
    "name",
    [TEXT, "docs/data/terms/terms.yml", "mkdocs.yml", "overrides/main.html"],
)
def test_a_file_that_cannot_be_read(project: FilePath, name: str, what: str) -> None:
    before = snapshot(project / "site")
    file = project / name
    file.unlink()
    match what:
        case "a folder":
            file.mkdir()
        case "a link to nowhere":
            file.symlink_to(project / "ingen-steder")
        case _:
            file.touch(0)
            if os.access(file, os.R_OK):
                pytest.skip("root may read every file")
    done = run(project)
    assert done.returncode == 1, done.stdout
    assert name in done.stdout and "Traceback" not in done.stdout, done.stdout
    assert snapshot(project / "site") == before
