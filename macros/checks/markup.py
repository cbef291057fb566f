"""Pages are Markdown: no raw HTML, no scripts in links, no invisible signs."""

import re
from collections.abc import Iterator

from ..handbook import Handbook
from ..messages import say
from ..model.base import INVISIBLE
from ..problems import Problem

_HTML = re.compile(r"<(?:[a-zA-Z/!?])")
_SCRIPT = re.compile(r"\]\(\s*<?\s*(?:javascript|data|vbscript):", re.I)
# A curly bracket that begins no address; what Jinja begins with `{{`, `{%` and `{#` has problems of its own.
_ATTRIBUTES = re.compile(r"(?<!\{)\{(?![{%#])(?! #[\w-]+ \})")


def check(handbook: Handbook) -> Iterator[Problem]:
    """What Markdown would let through and a reader must not meet."""
    for page in handbook.pages:
        for number, text in page.text():
            html = _HTML.search(text)
            if html:
                yield Problem(page.file, number, say("pages hold no HTML; write Markdown or call a macro"))
            if _SCRIPT.search(text):
                yield Problem(page.file, number, say("a link must lead to a page, and this one runs a script"))
            if _ATTRIBUTES.search(text):
                message = say(
                    "nothing but an address may stand in curly brackets, as in '{example}'", example="{ #id }"
                )
                yield Problem(page.file, number, message)
        for number, raw in page.body():
            if INVISIBLE.search(raw):
                yield Problem(page.file, number, say("the line holds an invisible sign; type it again without copying"))
