"""Zip files, such as documents and slides of an office and e-books, that are the same on any day."""

import io
import zipfile
from collections.abc import Container, Iterable

_FIXED = (2017, 1, 1, 0, 0, 0)


def packed(files: Iterable[tuple[str, bytes]], stored: Container[str] = ()) -> bytes:
    """A zip file that does not say when it was made.

    Args:
        files: Name and content of each file, in the order in which they stand.
        stored: Names of the files that are not to be compressed.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in files:
            way = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            new.writestr(zipfile.ZipInfo(name, _FIXED), content, way)
    return out.getvalue()


def undated(archive: bytes) -> bytes:
    """A zip file without the time at which it was made."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        return packed((name, old.read(name)) for name in old.namelist())
