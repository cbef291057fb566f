"""What Markdown makes of a page by itself, with a sign in the place of every macro call.

The site's own pages are made by the engine; this is for what has to look at a page without one: the rule about what
its HTML may hold, and the slides.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import count

from markdown import Markdown

from .pages import Page

# Those of mkdocs.yml, which a test compares, without the permanent links of headings.
EXTENSIONS = ("abbr", "admonition", "attr_list", "fenced_code", "pymdownx.details", "tables")
MOST_SIGNS, MOST_BRACKETS = 6_000, 200  # in a paragraph; the longest of ours have a fifth and a tenth of it
SIGN = re.compile("\ue100([0-9]+)\ue101")  # with the number of the call; for private use, which no text holds
# What Jinja takes away before Markdown reads the text; what is raw stays as it is.
_JINJA = re.compile(r"\{%-?\s*raw\s*-?%\}(?P<raw>.*?)\{%-?\s*endraw\s*-?%\}|\{\{.*?\}\}", re.S)


def skeleton(text: str) -> str:
    """The HTML of some Markdown, with a sign for each macro call, numbered from 0.

    Args:
        text: The Markdown, without front matter; not one that `too_long` finds something in.
    """
    numbers = count()
    text = _JINJA.sub(lambda found: _sign(next(numbers)) if found["raw"] is None else found["raw"], text)
    return _converter().reset().convert(text)


def body(page: Page) -> str:
    """The Markdown of a page."""
    return "\n".join(page.lines[page.first - 1 :])


def too_long(page: Page) -> Iterator[tuple[int, int, int]]:
    """Paragraphs that Markdown would work on for minutes: what it tries grows with the square of what there is.

    Yields:
        The line, the number of signs and the number of brackets.
    """
    for first, last in paragraphs(page):
        paragraph = "\n".join(page.lines[first - 1 : last])
        brackets = paragraph.count("[")
        if len(paragraph) > MOST_SIGNS or brackets > MOST_BRACKETS:
            yield first, len(paragraph), brackets


def paragraphs(page: Page) -> Iterator[tuple[int, int]]:
    """First and last line of all that stands between blank lines."""
    start = 0
    for number, line in enumerate([*page.lines[page.first - 1 :], ""], page.first):
        if line.strip():
            start = start or number
        elif start:
            yield start, number - 1
            start = 0


def _sign(number: int) -> str:
    return f"\ue100{number}\ue101"


@cache
def _converter() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS))
