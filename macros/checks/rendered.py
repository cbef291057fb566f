"""What Markdown makes of a page is harmless, however it was written: judged by the HTML, and not by the text.

The other rules look for mistakes in the text and can say what to write. This one is the net below them: it renders a
page as the site does, with a word in the place of every macro call, and knows what a page may hold. Whatever trick a
stranger's text uses, its HTML shows.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import html as lxml_html

from ..handbook import Handbook
from ..messages import Message, say
from ..pages import Page
from ..problems import Problem
from ..skeleton import MOST_BRACKETS, MOST_SIGNS, paragraphs, skeleton, too_long
from . import images, markup

_ELEMENTS = {
    "a", "abbr", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr",
    "ul",
}  # fmt: skip
_ATTRIBUTES = {"alt", "class", "id", "open", "start", "title"}
_ALIGNED = re.compile(r"text-align: (?:left|center|right);")
_ADDRESSES = {"href": re.compile(r"(?:https?://|mailto:)", re.I), "src": re.compile(r"(?!)")}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:")


def check(handbook: Handbook) -> Iterator[Problem]:
    """What a page may not hold, told at the paragraph that makes it."""
    told: dict[str, set[int]] = {}
    for problem in (*handbook.problems, *markup.check(handbook), *images.check(handbook)):
        told.setdefault(problem.file, set()).add(problem.line)
    for page in handbook.pages:
        html = handbook.skeletons.get((page.key, page.lang))
        if html is None:
            yield from _too_long(page)
            continue
        for danger in _in_html(html):
            first, last = _paragraph(page, danger)
            if not told.get(page.file, set()) & set(range(first, last + 1)):
                yield Problem(page.file, first, danger)


def _too_long(page: Page) -> Iterator[Problem]:
    for line, signs, brackets in too_long(page):
        if signs > MOST_SIGNS:
            message = say(
                "the paragraph has {found} signs, expected at most {most}; split it", found=signs, most=MOST_SIGNS
            )
        else:
            message = say(
                "the paragraph has {found} signs '[', expected at most {most}; split it",
                found=brackets,
                most=MOST_BRACKETS,
            )
        yield Problem(page.file, line, message)


def dangers(text: str) -> tuple[Message, ...]:
    """What the HTML of some Markdown holds that no page may hold, each once.

    Args:
        text: The Markdown; a macro call in it counts as a word.
    """
    return _in_html(skeleton(text))


@lru_cache(4096)
def _in_html(html: str) -> tuple[Message, ...]:
    # libxml2 reads as browsers do in what matters here: names, attributes and their values.
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    return tuple(dict.fromkeys(message for element in tree.iterdescendants() for message in _wrong(element)))


def _wrong(element: Any) -> Iterator[Message]:
    if not isinstance(element.tag, str):
        return  # a comment, which shows nothing
    if element.tag not in _ELEMENTS:
        yield say(
            "this becomes the element '{name}'; pages hold no HTML, write Markdown or call a macro", name=element.tag
        )
    for name, value in element.attrib.items():
        if name in _ADDRESSES:
            address = _UNSEEN.sub("", value)
            if _SCHEME.match(address) and not _ADDRESSES[name].match(address):
                yield say(
                    "'{address}' is no address that a page may have; expected a page or https://…", address=address
                )
        elif name not in _ATTRIBUTES and not (name == "style" and _ALIGNED.fullmatch(value)):
            yield say("this gives '{element}' the attribute '{name}'; delete it", element=element.tag, name=name)


def _paragraph(page: Page, danger: Message) -> tuple[int, int]:
    """First and last line of the paragraph that makes it; of the whole text, when no paragraph does alone."""
    definitions = "\n".join(line for line in page.lines[page.first - 1 :] if _DEFINITION.match(line))
    for first, last in paragraphs(page):
        if danger in dangers("\n".join([*page.lines[first - 1 : last], "", definitions])):
            return first, last
    return page.first, max(page.first, len(page.lines))
