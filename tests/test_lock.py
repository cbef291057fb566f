"""What is installed is what the locks name: each package in one version, by its hash, and nothing runs on the way."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path as FilePath

import pytest

from .sealed import alone, guard
from .small import ROOT

LOCKS = {f"requirements{kind}.in": f"requirements{kind}.txt" for kind in ("", "-engines", "-test")}
ASKS = ["http://192.0.2.1/", "http://example.org/"]  # an address that is nobody's, and a name


def name(package: str) -> str:
    """The name of a package as indexes compare it."""
    return re.sub(r"[-_.]+", "-", package).lower()


def locked(file: str) -> dict[str, tuple[str, frozenset[str]]]:
    """For each package of a lock its version and hashes."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    text = (ROOT / file).read_text("utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            match = re.match(r"(\S+)==([^\s;]+)", line)
            assert match, f"{file}: {line}"
            assert name(match[1]) not in found, f"{file}: {match[1]} stands in two versions"
            found[name(match[1])] = (match[2], frozenset(re.findall(r"--hash=(\S+)", line)))
    return found


def wanted(file: str) -> set[str]:
    """The packages that a file of requirements names."""
    lines = (ROOT / file).read_text("utf-8").splitlines()
    return {name(re.split(r"[<>=!~;\s]", line)[0]) for line in lines if line and line[0] not in "#-"}


@pytest.mark.parametrize("file", LOCKS)
def test_every_package_is_locked_by_its_hash(file: str) -> None:
    lock = locked(LOCKS[file])
    assert wanted(file) - set(lock) == set(), "run make lock KEEP=1"
    assert all(hashes and all(one.startswith("sha256:") for one in hashes) for _, hashes in lock.values())
    assert len(lock) > len(wanted(file)), "what packages need is locked too"


@pytest.mark.parametrize("file", [*LOCKS.values()][:-1])
def test_all_locks_say_the_same(file: str) -> None:
    all_ = locked("requirements-test.txt")
    assert {key: all_.get(key) for key in locked(file)} == locked(file), "run make lock KEEP=1"


def test_locks_name_no_place_to_fetch_from() -> None:
    for file in (*LOCKS, *LOCKS.values()):
        assert not re.search(r"https?:|file:|index-url|find-links|@ ", (ROOT / file).read_text("utf-8")), file


def test_only_wheels_are_installed_and_by_hash() -> None:
    """A wheel is unpacked; a source package would run a program of its own."""
    text = (ROOT / "Makefile").read_text("utf-8")
    assert text.count("pip install") == 1
    assert "pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:\n" in text


def test_the_list_of_a_release_names_every_package(tmp_path: FilePath) -> None:
    """By the command of the Makefile, twice the same."""
    command = re.search(r"^sbom:.*\n\t@\$\(PY\) (.*) --output-file", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert command
    for file in ("a.json", "b.json"):
        call = [sys.executable, *command[1].split(), "--output-file", str(tmp_path / file)]
        subprocess.run(call, cwd=ROOT, check=True, capture_output=True)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    bom = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert bom["bomFormat"] == "CycloneDX"
    found = {
        name(one["name"]): (
            one["version"],
            frozenset(f"sha256:{h['content']}" for h in one["externalReferences"][0]["hashes"]),
        )
        for one in bom["components"]
    }
    assert found == locked("requirements.txt")


@pytest.mark.parametrize("address", ASKS)
def test_the_guard_of_the_network_guards(tmp_path: FilePath, address: str) -> None:
    guard(tmp_path)
    script = f"import urllib.request; urllib.request.urlopen({address!r}, timeout=9)"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "no_proxy": "*"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "the build asks the network" in done.stderr


def test_where_there_is_no_network_none_is_reached() -> None:
    if not alone():
        pytest.skip("this machine lets nobody but root go without a network; the guard stands in for it")
    script = "import socket; socket.create_connection(('192.0.2.1', 80), 9)"
    done = subprocess.run([*alone(), sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "Network is unreachable" in done.stderr
