"""Boxes are of the few known types and have their title in the page's language."""

import re
from collections.abc import Iterator

from ..handbook import Handbook
from ..messages import say
from ..problems import Problem, did_you_mean

TYPES = ("example", "trainer", "unsure")
_BOX = re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s*(?P<type>[\w-]+)(?:\s+\"(?P<title>[^\"]*)\")?")


def check(handbook: Handbook) -> Iterator[Problem]:
    """The title of each type of box stands in `docs/data/ui.yml`."""
    for page in handbook.pages:
        for number, text in page.body():
            match = _BOX.match(text)
            if not match:
                continue
            if match["type"] not in TYPES:
                hint = did_you_mean(match["type"], TYPES)
                message = say("there is no box of the type '{type}'{hint}", type=match["type"], hint=hint)
                yield Problem(page.file, number, message)
                continue
            word = handbook.library.items["ui"].get(f"box_{match['type']}")
            expected = word.value.in_(page.lang) if word else ""
            if match["title"] != expected:
                message = say(
                    "the title of this box is '{found}', expected '{expected}'",
                    found=match["title"] or "",
                    expected=expected,
                )
                yield Problem(page.file, number, message)
