"""The words that the frame of the pages shows stand in `docs/data/ui.yml`."""

import re
from collections.abc import Iterator

from ..findings import missing_word
from ..handbook import Handbook
from ..problems import Problem
from .boxes import TYPES

_WORD = re.compile(r"\b(?:ui|other)\.(\w+)")


def check(handbook: Handbook) -> Iterator[Problem]:
    """Words of the templates in `overrides/`, of the boxes, and of the links beside headings."""
    wanted = {"permalink", *(f"box_{kind}" for kind in TYPES)}
    for template in (handbook.root / "overrides").rglob("*.html"):
        wanted.update(_WORD.findall(template.read_text("utf-8")))
    for word in sorted(wanted):
        if word not in handbook.library.items["ui"] and not handbook.library.is_broken("ui", word):
            yield Problem("docs/data/ui.yml", 1, missing_word(word))
