"""Put a finished folder in the place of the old one: all or nothing, whenever the machine stops.

What is new is made in a folder beside it, and takes its place by two renames. Killed between them, a process leaves no
`site/` and a whole `.site-old/`; whatever command comes next puts that back (`restore`). Only one at a time may do
this. Who waits for another waits until every process of the other has ended, also those that outlive a killed parent.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path as FilePath

from .findings import refused
from .messages import say

try:
    import fcntl
except ImportError:  # Windows: two builds at a time are not kept apart
    fcntl = None  # type: ignore[assignment]

Make = Callable[[FilePath, tuple[int, ...]], int]


def replaced(site: FilePath, make: Make) -> int:
    """Make a folder anew; when anything goes wrong the old one stands as it was.

    Args:
        site: The folder.
        make: Fills the new folder, whose path it is given; not 0 means that it failed. Processes that it starts must
            inherit the file descriptors that it is given too: while one of them lives, nobody else begins.

    Returns:
        What `make` gave, or 1 when the folders could not be exchanged.
    """
    fresh, old = _beside(site, "new"), _beside(site, "old")
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        with _alone(site) as lock:
            _put_back(site)
            _remove(old)
            _remove(fresh)
            try:
                code = make(fresh, lock)
                if code == 0:
                    _exchange(site, fresh, old)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        print(refused(error, fresh))
        code = 1
    if code and site.exists():
        print(say("{site} is as it was", site=f"{site.name}/"))
    return code


def restore(site: FilePath) -> None:
    """Put the last good folder back if a process was killed while it was being exchanged."""
    if not site.exists() and _beside(site, "old").is_dir():
        with _alone(site):
            _put_back(site)


def _put_back(site: FilePath) -> None:
    old = _beside(site, "old")
    if old.is_dir() and not site.exists():
        old.rename(site)


def _exchange(site: FilePath, fresh: FilePath, old: FilePath) -> None:
    if site.exists():
        site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        _put_back(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _beside(site: FilePath, what: str) -> FilePath:
    return site.with_name(f".{site.name}-{what}")


def _remove(folder: FilePath) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


@contextmanager
def _alone(site: FilePath) -> Iterator[tuple[int, ...]]:
    """Hold a lock on the folder that holds the site; gives what must be inherited to share it."""
    if fcntl is None:
        yield ()
        return
    handle = os.open(site.parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            name = f"{site.name}/"
            print(say("another command is writing {site}; waiting until it has ended", site=name), flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield (handle,)
    finally:
        os.close(handle)
