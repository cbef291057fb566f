"""Headings carry ids written by hand, so that links survive a changed heading."""

import re
from collections.abc import Iterator

from ..handbook import Handbook
from ..problems import Problem

_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def check(handbook: Handbook) -> Iterator[Problem]:
    """One first-level heading; an id of plain letters on all others; no level left out."""
    for page in handbook.pages:
        if not page.lines:
            continue
        tops = [heading for heading in page.headings if heading.level == 1]
        if len(tops) != 1:
            line = tops[1].line if tops else page.first
            yield Problem(page.file, line, f"found {len(tops)} headings with one '#', expected exactly one")
        level = 1
        for heading in page.headings:
            if heading.level > level + 1:
                message = f"this heading has {heading.level} '#', the one above has {level}; leave no level out"
                yield Problem(page.file, heading.line, message)
            level = heading.level
            if heading.level == 1:
                continue
            if heading.id is None and "{#" in heading.text:
                continue  # reported as a hidden comment
            if heading.id is None:
                yield Problem(page.file, heading.line, f"the heading has no id; write '{heading.text} {{ #short-id }}'")
            elif not _ID.match(heading.id):
                message = f"the id '{heading.id}' may hold a-z, 0-9 and hyphens only (æ is ae, ø is oe, å is aa)"
                yield Problem(page.file, heading.line, message)
