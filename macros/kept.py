"""What has been made before, kept from build to build by what it was made of; nothing else remembers anything.

| Kept for | Made of |
|---|---|
| the macro calls of a page, and its Markdown by itself (`handbook`) | the page, the surroundings |
| the slides of a page (`finish`) | the page, the surroundings, the frame of all slides |
| the twin in Markdown of a page (`finish`) | the built page |
| pictures for sharing, texts as Word files, QR codes (`finish`, `shortlinks`) | their words |
| PDF, EPUB and PowerPoint files (`press`) | the book, the chapter, the slides |

The surroundings of a page are the facts, mkdocs.yml, and of every page what others may show of it: address, front
matter, headings and calls. Whatever is kept depends also on the code, its templates and the pinned packages, so a
change to one of them begins anew. A page whose problems would be reported is never kept.

It stands in the user's own folder for such things and not in the repository, where a pull request could plant it.
`HANDBOOK_CACHE` names another folder; with an empty value nothing is kept.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path as FilePath

from platformdirs import user_cache_path

NAME = "haandbog-i-samskabelse"
_HERE = FilePath(__file__).parent
_REPOSITORY = _HERE.parent
_SIGN = b"handbook 1\n"
_DIGEST = 32


class Kept:
    """A file of things by what they were made of; those that a build does not ask for are dropped when it is saved.

    Args:
        file: Where it stands; None keeps things for this process only.
    """

    def __init__(self, file: FilePath | None = None) -> None:
        self._file = file
        self._before = _read(file) if file else {}
        self._now: dict[bytes, bytes] = {}
        self._changed = False

    def find(self, made_of: Iterable[object]) -> bytes | None:
        """What was made of something, if it is known.

        Args:
            made_of: Everything that it depends on, beside the code; each must say itself fully as text.
        """
        key = digest(code(), *made_of)
        found = self._now.get(key) or self._before.get(key)
        if found is not None:
            self._now[key] = found
        return found

    def put(self, made_of: Iterable[object], made: bytes) -> None:
        """Keep what was made of something."""
        self._now[digest(code(), *made_of)] = made
        self._changed = True

    def bytes(self, made_of: Sequence[object], make: Callable[[], bytes]) -> bytes:
        """What was made of something, or what is made of it now.

        Args:
            made_of: As for `find`.
            make: Makes it.
        """
        found = self.find(made_of)
        if found is None:
            found = make()
            self.put(made_of, found)
        return found

    def text(self, made_of: Sequence[object], make: Callable[[], str]) -> str:
        """The same for text."""
        return self.bytes(made_of, lambda: make().encode()).decode()

    def save(self) -> None:
        """Keep what has been asked for; a file that cannot be written is no mistake, only slower next time."""
        if self._file and (self._changed or len(self._now) != len(self._before)):
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                fresh = self._file.with_name(f"{self._file.name}.{os.getpid()}")
                fresh.write_bytes(_written(self._now))
                fresh.replace(self._file)
            except OSError:
                pass
        self._before, self._now, self._changed = self._now, {}, False


def kept(root: FilePath, name: str) -> Kept:
    """What is kept for a handbook under a name; two processes that work at the same time need two names.

    Args:
        root: Folder of the repository.
        name: The name.
    """
    found = folder(root)
    return _open(found / name) if found else Kept()


@cache  # a server builds again and again, and need not read the same file each time
def _open(file: FilePath) -> Kept:
    return Kept(file)


def folder(root: FilePath) -> FilePath | None:
    """Where things are kept for a handbook; None when nothing is to be kept.

    Args:
        root: Folder of the repository.
    """
    asked = os.environ.get("HANDBOOK_CACHE")
    if asked == "":
        return None
    place = FilePath(asked) if asked else user_cache_path(NAME)
    return place / hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]


@cache
def code() -> str:
    """Which code makes things: our own, its templates, those of the frame, and the packages that are pinned."""
    found = hashlib.sha256(sys.version.encode())
    files = [one for place in ("macros", "overrides") for one in (_REPOSITORY / place).rglob("*") if one.is_file()]
    for file in sorted([*(one for one in files if "__pycache__" not in one.parts), *_REPOSITORY.glob("requirements*")]):
        found.update(file.relative_to(_REPOSITORY).as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def digest(*made_of: object) -> bytes:
    """The same for the same things, in every process and on every day."""
    found = hashlib.sha256()
    for one in made_of:
        said = one if isinstance(one, bytes) else str(one).encode()
        found.update(len(said).to_bytes(8, "big") + said)
    return found.digest()


def _written(things: dict[bytes, bytes]) -> bytes:
    body = b"".join(key + len(one).to_bytes(8, "big") + one for key, one in things.items())
    return _SIGN + hashlib.sha256(body).digest() + body


def _read(file: FilePath) -> dict[bytes, bytes]:
    """What a file holds; nothing when it is not there or not whole."""
    try:
        content = file.read_bytes()
    except OSError:
        return {}
    start = len(_SIGN) + _DIGEST
    body = memoryview(content)[start:]
    if content[: len(_SIGN)] != _SIGN or content[len(_SIGN) : start] != hashlib.sha256(body).digest():
        return {}
    things, place = {}, 0
    while place < len(body):
        size = int.from_bytes(body[place + _DIGEST : place + _DIGEST + 8], "big")
        begin = place + _DIGEST + 8
        things[bytes(body[place : place + _DIGEST])] = bytes(body[begin : begin + size])
        place = begin + size
    return things
