"""What stands in `docs/` is what the handbook is made of: pages, data and images, as files of their own.

MkDocs copies every other file to the readers as it is, also a page with scripts, and follows links out of the folder.
"""

from collections.abc import Iterator
from pathlib import Path as FilePath

from ..findings import linked_file, unreadable
from ..handbook import Handbook
from ..messages import Message, say
from ..pages import DOCS
from ..problems import Problem
from . import pictures

MAX_BYTES = 750_000
ENDINGS = pictures.ENDINGS
_READ = (DOCS, "links", "translations")


def check(handbook: Handbook) -> Iterator[Problem]:
    """Every file that a contributor may add."""
    root = handbook.root
    for folder in _READ:
        for file in [root / folder, *sorted((root / folder).rglob("*"))]:
            if file.is_symlink():
                yield Problem(file.relative_to(root).as_posix(), 1, linked_file())
    docs = root / DOCS
    for file in sorted(docs.rglob("*")):
        message = None if file.is_symlink() else _wrong(file, data=file.relative_to(docs).parts[0] == "data")
        if message is not None:
            yield Problem(file.relative_to(root).as_posix(), 1, message)


def _wrong(file: FilePath, data: bool) -> Message | None:
    ending = file.suffix.lower()
    try:
        if file.is_dir():  # a page that is a folder has its own problem
            return say("this is a folder, expected an image") if ending in ENDINGS and not data else None
        size = file.stat().st_size
        if size > MAX_BYTES:
            sizes = {"size": size // 1000, "most": MAX_BYTES // 1000}
            return say("the file is {size} kB, expected at most {most} kB; make it smaller", **sizes)
        if data or ending == ".md" or file.name.startswith("."):
            return None  # what stands in docs/data has rules of its own; hidden files are not published
        if ending not in ENDINGS:
            return say(
                "only pages (.md) and images ({endings}) belong in docs/; move or delete this file",
                endings=", ".join(ENDINGS),
            )
        return pictures.wrong(file.read_bytes(), ending)
    except OSError as error:
        return unreadable(error)
