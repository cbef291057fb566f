"""Take pages and data apart into texts that are compared one by one: sections of pages, two-language values of data."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..library import Item, Library
from ..model.base import LANGUAGES, Language
from ..pages import TITLE_ID, Page, Pages
from ..permalinks import KINDS

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_ALONE = re.compile(r"^\s*(?:#{1,6}\s|\||!!!|\?\?\?)")
_BEGINS = re.compile(r"^\s*(?:[-*+]\s|\d+[.)]\s|>|\{\{[^}]*\}\}\s*$)")
_RAW = re.compile(r"^\s*\{% (?:end)?raw %\}\s*$")
_OWN = re.compile(r"\s*\{\s+#[^\s}]+\s*\}\s*$")
# Words that people type or that only checks read; each language has its own, and neither follows the other.
_UNPAIRED = {"search", "words", "works", "exercise_log"}


@dataclass(frozen=True)
class Text:
    """One text in one language: where it stands, and its lines as they are compared."""

    file: str
    line: int
    lines: tuple[str, ...] = field(repr=False)

    @property
    def mark(self) -> str:
        """A hash of the lines; spaces and line breaks inside a paragraph do not count."""
        return mark(self.lines)


@dataclass(frozen=True)
class Unit:
    """One text in both languages.

    Attributes:
        group: What is recorded in one file: the key of a page, or `data/` and the path of a data file.
        id: Id of the section, or the path of the value.
        texts: By language; one is missing when only the other language has the section.
        item: Kind and key of the item that a value belongs to.
    """

    group: str
    id: str
    texts: Mapping[Language, Text]
    item: tuple[str, str] | None = None


def mark(lines: tuple[str, ...]) -> str:
    """The hash of lines."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def units(pages: Pages, library: Library) -> Iterator[Unit]:
    """Every section of a page that both languages have, and every two-language value of the data."""
    for key, pair in pages.by_key.items():
        if all(lang in pair and pair[lang].lines for lang in LANGUAGES):
            yield from _of_page(key, pair)
    for kind, items in library.items.items():
        if kind not in _UNPAIRED:
            for item in items.values():
                yield from _of_item(kind, item)


def _of_page(key: str, pair: Mapping[Language, Page]) -> Iterator[Unit]:
    both = {lang: dict(_sections(pair[lang])) for lang in LANGUAGES}
    for name in dict.fromkeys([*both["da"], *both["en"]]):
        yield Unit(key, name, {lang: both[lang][name] for lang in LANGUAGES if name in both[lang]})


def _sections(page: Page) -> Iterator[tuple[str, Text]]:
    """Sections by the ids of their headings; what stands before the first of them belongs to the title."""
    starts = [(heading.line, heading.id) for heading in page.headings if heading.id and heading.level > 1]
    description = str(page.meta.get("description", ""))
    for (line, name), (end, _) in zip(
        [(page.first, TITLE_ID), *starts], [*starts, (len(page.lines) + 1, None)], strict=True
    ):
        lines = list(_joined(page.lines[line - 1 : end - 1]))
        if name == TITLE_ID:
            line = next((heading.line for heading in page.headings if heading.level == 1), page.first)
            lines = [description, *lines]
        yield str(name), Text(page.file, line, tuple(lines))


def _joined(lines: tuple[str, ...]) -> Iterator[str]:
    """Paragraphs, list items, rows and lines of code, each on one line, with single spaces."""
    fence, open_line = "", ""
    for raw in lines:
        found = _FENCE.match(raw)
        line = " ".join(raw.split())
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
            line = ""
        elif fence:
            line = f"`{line.replace('`', '')}`" if line else ""
        goes_on = open_line and line and not fence and not _ALONE.match(raw) and not _BEGINS.match(raw)
        if goes_on:
            open_line += f" {line}"
            continue
        if open_line:
            yield open_line
        open_line = "" if _RAW.match(raw) else line
        if open_line and (fence or _ALONE.match(raw)):
            yield _OWN.sub("", open_line)
            open_line = ""
    if open_line:
        yield open_line


def _of_item(kind: str, item: Item) -> Iterator[Unit]:
    value: Any = item.source.data
    for step in item.path:
        value = value[step]
    group = item.source.file.removeprefix("docs/").removesuffix(".yml")
    for names, path, both in _pairs(value, (), ()):
        texts = {
            lang: Text(item.source.file, item.line(*path, lang), tuple(_joined(tuple(both[lang].split("\n")))))
            for lang in LANGUAGES
        }
        name = "/".join([*(str(step) for step in item.path), *names]) or "."
        yield Unit(group, name.replace(" ", "_"), texts, (kind, item.key))


def _pairs(value: Any, names: tuple[str, ...], path: tuple[str | int, ...]) -> Iterator[tuple[Any, Any, Any]]:
    """Values with a text in both languages, with a path that lasts when a list grows, and the path in the file."""
    if isinstance(value, dict):
        if all(isinstance(value.get(lang), str) for lang in LANGUAGES):
            yield names, path, value
        for key, inner in value.items():
            if key not in LANGUAGES:
                yield from _pairs(inner, (*names, str(key)), (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            name = str(inner["key"]) if isinstance(inner, dict) and "key" in inner else str(index + 1)
            yield from _pairs(inner, (*names, name), (*path, index))


def shown_in(page: Page, item: tuple[str, str]) -> Iterator[str]:
    """Ids of the sections of a page that show an item of the data by a macro."""
    kind, key = item
    for call in page.calls:
        first = call.args[0] if call.args and isinstance(call.args[0], str) else ""
        shows = any(one.name == kind and one.macro == call.name and (one.listed or first == key) for one in KINDS) or (
            kind == "slides" and call.name == "claim" and first.split("-")[0] == key.lstrip("0")
        )
        if shows:
            above = [heading.id for heading in page.headings if heading.line < call.line and heading.level > 1]
            yield (above[-1] if above else None) or TITLE_ID
