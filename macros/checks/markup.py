"""Pages are Markdown: no raw HTML, no scripts in links, no invisible signs."""

import re
from collections.abc import Iterator

from ..handbook import Handbook
from ..problems import Problem

_HTML = re.compile(r"<(?:[a-zA-Z/!?])")
_CODE = re.compile(r"(`+)(?:(?!\1).)*\1")
_SCRIPT = re.compile(r"\]\(\s*<?\s*(?:javascript|data|vbscript):", re.I)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_ATTRIBUTES = re.compile(r"(?<!\{)\{:?\s+(?!#)[^{}]*=[^{}]*\}(?!\})")


def check(handbook: Handbook) -> Iterator[Problem]:
    """What Markdown would let through and a reader must not meet."""
    for page in handbook.pages:
        for number, raw in page.body():
            text = _CODE.sub("", raw)
            html = _HTML.search(text)
            if html:
                yield Problem(page.file, number, "raw HTML is not used on pages; write Markdown or call a macro")
            if _SCRIPT.search(text):
                yield Problem(page.file, number, "a link must lead to a page, not run a script")
            if _ATTRIBUTES.search(text):
                yield Problem(page.file, number, "attributes other than a heading's '{ #id }' are not used on pages")
            if _INVISIBLE.search(raw):
                yield Problem(page.file, number, "the line holds an invisible sign; type it again without copying")
