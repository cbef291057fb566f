"""Run a build as a user would, and measure it: time, memory of all its processes, and what it wrote."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

import psutil

PAUSE = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True)
class Run:
    """One build.

    Attributes:
        seconds: From start to end, as a clock on the wall tells it.
        work: Seconds that all processors spent on it, however many there are.
        memory: The most that all its processes together held at a time, in bytes; shared memory counts once.
    """

    seconds: float
    work: float
    memory: int


def run(command: Sequence[str], folder: FilePath, cache: FilePath | None = None) -> Run:
    """Run a command of Python's in a folder.

    Args:
        command: Module and arguments.
        folder: Where it runs.
        cache: Folder for what is kept from build to build; None when nothing is.

    Raises:
        RuntimeError: If it fails; the text is what it said.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "HANDBOOK_CACHE": str(cache or "")}
    log = folder / "bench.log"
    before, start, most = os.times(), time.perf_counter(), 0
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        while process.poll() is None:
            most = max(most, _memory(process.pid))
            time.sleep(PAUSE)
    seconds, after = time.perf_counter() - start, os.times()
    if process.returncode:
        raise RuntimeError(log.read_text("utf-8", errors="replace")[-3000:])
    work = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(seconds, work, most)


def _memory(pid: int) -> int:
    total = 0
    try:
        found = psutil.Process(pid)
        for one in [found, *found.children(recursive=True)]:
            total += one.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        pass  # it ended while we looked
    return total


def written(site: FilePath) -> tuple[int, list[int]]:
    """How much stands in a site: all bytes, and those of each page with an article.

    Args:
        site: Folder of the site.
    """
    every = [file for file in site.rglob("*") if file.is_file()]
    pages = [file.stat().st_size for file in every if file.name == "index.html" and b"<article" in file.read_bytes()]
    return sum(file.stat().st_size for file in every), pages
