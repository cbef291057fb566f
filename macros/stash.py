"""Carry a macro's HTML past Markdown.

A macro leaves a placeholder in the Markdown; a preprocessor swaps it for Python-Markdown's own
stash, which puts the HTML back at the very end. So a table works inside a list, a folded box or a
cell, and Markdown cannot mangle it.
"""

import hashlib
import re
from collections.abc import Collection
from html.parser import HTMLParser

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_PLACEHOLDER = re.compile(r"hbstash[0-9a-f]{16}x")


class Stash(Extension):
    """The extension, and the store of HTML that its placeholders stand for."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, tuple[str, Collection[str]]] = {}

    def put(self, html: str, ids: Collection[str] = ()) -> str:
        """Keep some HTML and the ids in it; returns the word that stands for it in Markdown."""
        placeholder = f"hbstash{hashlib.sha256(html.encode()).hexdigest()[:16]}x"
        self._kept[placeholder] = html, ids
        return placeholder

    def get(self, placeholder: str) -> tuple[str, Collection[str]]:
        """The HTML that a placeholder stands for, and the ids in it.

        Raises:
            KeyError: If nothing was put under it.
        """
        return self._kept[placeholder]

    def filled(self, html: str) -> str:
        """What Markdown made of a text with placeholders, with their HTML: for an engine that may not touch it."""
        markdown = Markdown()

        def swap(match: re.Match[str]) -> str:
            kept, _ = self.get(match["word"])
            element = re.match(r"<(\w+)", kept)
            whole = match["start"] and element and markdown.is_block_level(element[1])
            return kept if whole else f"{match['start'] or ''}{kept}{match['end'] or ''}"

        return re.sub(rf"(?P<start>[<]p>)?(?P<word>{_PLACEHOLDER.pattern})(?P<end>(?(start)[<]/p>))", swap, html)

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Python-Markdown."""
        # 15: after fenced code and raw HTML blocks have been taken out of the text.
        md.preprocessors.register(_Swap(md, self), "handbook_stash", 15)


class _Swap(Preprocessor):
    def __init__(self, md: Markdown, stash: Stash) -> None:
        super().__init__(md)
        self._stash = stash

    def run(self, lines: list[str]) -> list[str]:
        return [_PLACEHOLDER.sub(self._swap, line) for line in lines]

    def _swap(self, match: re.Match[str]) -> str:
        html, ids = self._stash.get(match[0])
        # MkDocs collects the anchors of raw HTML here; without ours, links to tables look broken.
        if "mkdocs_raw_html" in self.md.preprocessors:
            anchors: set[str] = vars(self.md.preprocessors["mkdocs_raw_html"])["present_anchor_ids"]
            anchors.update(ids)
        return self.md.htmlStash.store(html)


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "id" and value]


def ids_in(html: str) -> list[str]:
    """Every id in some HTML, in order."""
    parser = _Ids()
    parser.feed(html)
    return parser.found
