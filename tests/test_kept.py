"""What is kept from build to build: found by what it was made of, and never by anything else."""

import os
import threading
from pathlib import Path as FilePath

import pytest

from macros import kept as module
from macros.beside import beside
from macros.handbook import load_handbook
from macros.kept import Kept, digest, folder, kept

from .small import small_handbook


@pytest.fixture
def cache(tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch) -> FilePath:
    """A folder to keep things in, and nothing remembered by this process."""
    monkeypatch.setenv("HANDBOOK_CACHE", str(tmp_path / "cache"))
    module._open.cache_clear()
    return tmp_path / "cache"


def test_what_is_kept_is_not_made_again(tmp_path: FilePath) -> None:
    made = []

    def make() -> str:
        made.append(1)
        return "æble"

    for _ in range(2):
        store = Kept(tmp_path / "x")
        assert store.text(("a", 1), make) == store.text(("a", 1), make) == "æble"
        store.save()
    assert len(made) == 1
    assert Kept(tmp_path / "x").text(("a", 2), make) == "æble" and len(made) == 2


def test_what_nobody_asked_for_is_dropped(tmp_path: FilePath) -> None:
    store = Kept(tmp_path / "x")
    store.put(["old"], b"1")
    store.save()
    store = Kept(tmp_path / "x")
    store.put(["new"], b"2")
    store.save()
    assert Kept(tmp_path / "x").find(["old"]) is None and Kept(tmp_path / "x").find(["new"]) == b"2"


@pytest.mark.parametrize(
    "broken", [b"", b"handbook 1\n", b"something else", None], ids=["empty", "short", "other", "cut"]
)
def test_a_broken_file_keeps_nothing(tmp_path: FilePath, broken: bytes | None) -> None:
    store = Kept(tmp_path / "x")
    store.put(["a"], b"1" * 100)
    store.save()
    whole = (tmp_path / "x").read_bytes()
    (tmp_path / "x").write_bytes(whole[:-1] if broken is None else broken)
    assert Kept(tmp_path / "x").find(["a"]) is None


def test_a_folder_that_cannot_be_written_is_no_mistake(tmp_path: FilePath) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Kept(tmp_path / "file" / "x")
    assert store.bytes(["a"], lambda: b"1") == b"1"
    store.save()


def test_other_code_begins_anew(tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Kept(tmp_path / "x")
    store.put(["a"], b"1")
    store.save()
    monkeypatch.setattr(module, "code", lambda: "other")
    assert Kept(tmp_path / "x").find(["a"]) is None


def test_parts_do_not_run_together() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")


def test_it_stands_outside_the_repository(tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDBOOK_CACHE")
    found = folder(tmp_path)
    assert found is not None and tmp_path not in found.parents
    monkeypatch.setenv("HANDBOOK_CACHE", "")
    assert folder(tmp_path) is None


def test_a_handbook_is_the_same_from_what_is_kept(tmp_path: FilePath, cache: FilePath) -> None:
    root = small_handbook(tmp_path / "handbook")
    fresh = load_handbook(root)
    module._open.cache_clear()
    again = load_handbook(root)
    assert any(cache.rglob("pages-da")) and again == fresh
    page = root / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\nEt afsnit mere.\n", "utf-8")
    changed = load_handbook(root)
    assert changed.skeletons["index", "da"] != fresh.skeletons["index", "da"]
    assert changed.rendered["index", "da"] == fresh.rendered["index", "da"]


def test_a_page_with_a_mistake_is_never_kept(tmp_path: FilePath, cache: FilePath) -> None:
    root = small_handbook(tmp_path / "handbook")
    page = root / "docs/index.md"
    page.write_text(page.read_text("utf-8") + '\n{{ term("findes-ikke") }}\n', "utf-8")
    first = [str(one) for one in load_handbook(root).problems]
    module._open.cache_clear()
    assert first and [str(one) for one in load_handbook(root).problems] == first


def test_two_names_are_two_stores(cache: FilePath, tmp_path: FilePath) -> None:
    kept(tmp_path, "a").put(["x"], b"1")
    assert kept(tmp_path, "a").find(["x"]) == b"1" and kept(tmp_path, "b").find(["x"]) is None


def test_jobs_give_their_results_in_order_and_their_errors() -> None:
    assert beside([lambda: 1, lambda: 2, lambda: 3]) == [1, 2, 3]

    def wrong() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        beside([lambda: 1, wrong])
    with pytest.raises(ValueError, match="no"):
        beside([wrong, lambda: 1])


@pytest.mark.skipif(not hasattr(os, "fork") or threading.active_count() > 1, reason="jobs run here, one by one")
def test_jobs_run_in_processes_of_their_own() -> None:
    assert len(set(beside([os.getpid, os.getpid]))) == 2
    with pytest.raises(RuntimeError, match="ended from outside"):
        beside([lambda: 1, lambda: os._exit(3)])
