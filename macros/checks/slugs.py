"""Names of files become addresses, which are read aloud, typed from paper and never changed."""

import re
from collections.abc import Iterator

from ..handbook import Handbook
from ..messages import Message, say
from ..problems import Problem

MAX_LENGTH = 60
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "o", "ä": "a", "_": "-", " ": "-"})


def slug(text: str) -> str:
    """A text as an address: small letters a-z, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_ASCII)).strip("-")


def check(handbook: Handbook) -> Iterator[Problem]:
    """Pages and folders of pages, and other files that are published beside them."""
    docs = handbook.root / "docs"
    for file in sorted(docs.rglob("*")):
        parts = file.relative_to(docs).parts
        if parts[0] == "data" or not file.is_file() or file.name.startswith("."):
            continue
        stem = file.name.removesuffix(file.suffix).removesuffix(".en")
        for name in (*parts[:-1], stem):
            message = _wrong(name)
            if message is not None:
                yield Problem(f"docs/{'/'.join(parts)}", 1, message)
                break


def _wrong(name: str) -> Message | None:
    if not _NAME.fullmatch(name):
        better = slug(name) or "navn"
        return say(
            "the name '{name}' may hold small letters a-z, digits and hyphens only; call it '{better}'",
            name=name,
            better=better,
        )
    if len(name) > MAX_LENGTH:
        return say(
            "the name has {found} signs, expected at most {most}; it becomes an address that people type",
            found=len(name),
            most=MAX_LENGTH,
        )
    return None
