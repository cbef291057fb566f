"""Headings carry ids written by hand, so that links survive a changed heading."""

import re
from collections.abc import Iterator

from ..handbook import Handbook
from ..messages import say
from ..problems import Problem
from .slugs import slug

_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def check(handbook: Handbook) -> Iterator[Problem]:
    """One first-level heading; an id of plain letters on all others; no level left out."""
    for page in handbook.pages:
        if not page.lines:
            continue
        tops = [heading for heading in page.headings if heading.level == 1]
        if len(tops) != 1:
            line = tops[1].line if tops else page.first
            message = (
                say("the page has two titles; begin this heading with '##'")
                if tops
                else say("the page has no title; begin the text with '# ' and the title")
            )
            yield Problem(page.file, line, message)
        level = 1
        for heading in page.headings:
            if heading.level > level + 1:
                message = say(
                    "the heading begins with {found} '#', the one above with {above}; use at most one more",
                    found=heading.level,
                    above=level,
                )
                yield Problem(page.file, heading.line, message)
            level = heading.level
            if heading.level == 1:
                continue
            if heading.id is None and "{#" in heading.text:
                continue  # reported as a hidden comment
            if heading.id is None:
                written = f"{heading.text} {{ #{slug(heading.text) or 'adresse'} }}"
                message = say("the heading has no address; write it as '{written}'", written=written)
                yield Problem(page.file, heading.line, message)
            elif not _ID.match(heading.id):
                message = say(
                    "the address '{id}' may hold a-z, 0-9 and hyphens only (æ is ae, ø is oe, å is aa)", id=heading.id
                )
                yield Problem(page.file, heading.line, message)
