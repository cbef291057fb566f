"""Links between pages lead to a page, and to a place on it, in the same language."""

import re
from collections.abc import Iterator
from posixpath import dirname, normpath

from ..handbook import Handbook
from ..model.base import Language
from ..pages import Page
from ..problems import AuthorError, Problem

_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]*)")
_CODE = re.compile(r"(`+)(?:(?!\1).)*\1")


def check(handbook: Handbook) -> Iterator[Problem]:
    """Every `[text](page.md#id)`."""
    for page in handbook.pages:
        for number, raw in page.body():
            for match in _LINK.finditer(_CODE.sub("", raw)):
                problem = _wrong(handbook, page, match["target"])
                if problem:
                    yield Problem(page.file, number, problem)
                elif not match["text"].strip():
                    yield Problem(page.file, number, "the link has no words; say where it leads")


def _wrong(handbook: Handbook, page: Page, target: str) -> str | None:
    if re.match(r"https?://|mailto:|(?:javascript|data|vbscript):", target, re.I):  # the last three: markup.py
        return None
    path, _, anchor = target.partition("#")
    if not path:
        key = page.key
    elif not path.endswith(".md"):
        return f"'{target}' is no page, expected a link such as krydspres.md or krydspres.md#i-praksis"
    elif path.endswith(".en.md"):
        return f"'{path}': link to the Danish file name, also on English pages; the reader stays in the language"
    else:
        key = normpath(f"{dirname(page.key)}/{path}" if dirname(page.key) else path).removesuffix(".md")
    try:
        found = handbook.pages.get(key, page.lang)
    except AuthorError as error:
        return str(error)
    if anchor and handbook.sure(found) and anchor not in anchors(handbook, found.key, page.lang):
        return f"the page '{key}' has no place called '#{anchor}'"
    return None


def anchors(handbook: Handbook, key: str, lang: Language) -> set[str]:
    """Every id that can be linked to on a page."""
    page = handbook.pages.get(key, lang)
    ids = {heading.id for heading in page.headings if heading.id}
    for result in handbook.rendered.get((key, lang), ()):
        ids.update(result.ids)
    return ids
