"""Links between pages lead to a page, and to a place on it, in the same language."""

import re
from collections.abc import Iterator
from posixpath import dirname, normpath

from ..handbook import Handbook
from ..messages import Message, say
from ..model.base import Language
from ..pages import Page
from ..problems import AuthorError, Problem, did_you_mean

_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]*)")


def check(handbook: Handbook) -> Iterator[Problem]:
    """Every `[text](page.md#id)`."""
    for page in handbook.pages:
        for number, text in page.text():
            for match in _LINK.finditer(text):
                problem = _wrong(handbook, page, match["target"])
                if problem:
                    yield Problem(page.file, number, problem)
                elif not match["text"].strip():
                    yield Problem(page.file, number, say("the link has no words; write between [ and ] where it leads"))


def _wrong(handbook: Handbook, page: Page, target: str) -> Message | str | None:
    if re.match(r"https?://|mailto:|(?:javascript|data|vbscript):", target, re.I):  # the last three: markup.py
        return None
    path, _, anchor = target.partition("#")
    if not path:
        key = page.key
    elif not path.endswith(".md"):
        return say(
            "'{target}' is no page, expected a link such as krydspres.md or krydspres.md#i-praksis", target=target
        )
    elif path.endswith(".en.md"):
        return say(
            "the link leads to '{path}', expected '{danish}' also on English pages; readers stay in their language",
            path=path,
            danish=f"{path.removesuffix('.en.md')}.md",
        )
    else:
        key = normpath(f"{dirname(page.key)}/{path}" if dirname(page.key) else path).removesuffix(".md")
    try:
        found = handbook.pages.get(key, page.lang)
    except AuthorError as error:
        return error.message
    if anchor and handbook.sure(found) and anchor not in (places := anchors(handbook, found.key, page.lang)):
        hint = did_you_mean(anchor, places)
        return say("the page '{key}' has no place called '#{anchor}'{hint}", key=key, anchor=anchor, hint=hint)
    return None


def anchors(handbook: Handbook, key: str, lang: Language) -> set[str]:
    """Every id that can be linked to on a page."""
    page = handbook.pages.get(key, lang)
    ids = {heading.id for heading in page.headings if heading.id}
    for result in handbook.rendered.get((key, lang), ()):
        ids.update(result.ids)
    return ids
