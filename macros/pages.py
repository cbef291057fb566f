"""Read a Markdown page: front matter, macro calls and headings, each with its line.

Also knows where a page ends up: `krydspres.md` → `krydspres/`, and its English twin
`krydspres.en.md` with `slug: caught-in-a-squeeze` → `en/caught-in-a-squeeze/`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path as FilePath
from typing import Any

from .calls import Call, read_calls
from .findings import linked_file, no_page, not_utf8, unreadable
from .messages import say
from .model.base import Language
from .problems import AuthorError, Problem
from .yaml_source import YamlSource, read_yaml

DOCS = "docs"
TITLE_ID = "titel"  # the anchor of the first heading of every page, in both languages
MAX_BYTES = 200_000  # a chapter is a tenth of this

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*$")
_HEADING_ID = re.compile(r"^(?P<text>.*?)\s*\{\s+#(?P<id>[^\s}]+)\s*\}$")
# As Markdown reads it: a backtick after a backslash is a sign, and the end is as long as the beginning.
CODE = re.compile(r"(?<!\\)(`+)(?:.+?)(?<!`)\1(?!`)")
FENCE = re.compile(r"^\s*(`{3,}|~{3,})")


@dataclass(frozen=True)
class Heading:
    """A heading of a page."""

    line: int
    level: int
    text: str
    id: str | None


@dataclass(frozen=True)
class Page:
    """One page in one language.

    Attributes:
        file: Path relative to the repository (`docs/krydspres.en.md`).
        key: The Danish path without `.md`, shared by both languages (`krydspres`).
        lang: Language of the text.
        meta: The front matter.
        lines: The whole file, line by line.
        first: Line on which the body begins.
        calls: The macro calls, in order.
        headings: The headings, in order.
        readable: False when the macro calls could not be read, so that nothing follows from their absence.
    """

    file: str
    key: str
    lang: Language
    meta: Mapping[str, Any] = field(default_factory=dict)
    meta_source: YamlSource | None = field(default=None, repr=False)
    lines: tuple[str, ...] = field(default=(), repr=False)
    first: int = 1
    calls: tuple[Call, ...] = ()
    headings: tuple[Heading, ...] = ()
    readable: bool = True

    @property
    def title(self) -> str:
        """The text of the first heading."""
        return self.headings[0].text if self.headings else self.key

    @property
    def url(self) -> str:
        """Address relative to the root of the site, ending in `/` or empty for the front page."""
        if self.lang == "da":
            slug = "" if self.key == "index" else self.key.removesuffix("/index")
            return f"{slug}/" if slug else ""
        slug = str(self.meta.get("slug", self.key.removesuffix("/index"))) if self.key != "index" else ""
        return f"en/{slug}/" if slug else "en/"

    def body(self) -> Iterator[tuple[int, str]]:
        """The lines of text outside fenced code, with their numbers."""
        return iter(self._body)

    @cached_property
    def _body(self) -> tuple[tuple[int, str], ...]:
        return tuple(self._outside_fences())

    def _outside_fences(self) -> Iterator[tuple[int, str]]:
        fence = ""
        for number, text in enumerate(self.lines[self.first - 1 :], self.first):
            mark = FENCE.match(text)
            if mark:
                if not fence:
                    fence = mark[1]
                elif mark[1].startswith(fence):
                    fence = ""
                continue
            if not fence:
                yield number, text

    def text(self) -> Iterator[tuple[int, str]]:
        """The same without the code inside the lines: what Markdown reads as text."""
        return iter(self._text)

    @cached_property
    def _text(self) -> tuple[tuple[int, str], ...]:
        return tuple((number, CODE.sub("", line)) for number, line in self._body)


@dataclass(frozen=True)
class Pages:
    """All pages, by key and language."""

    by_key: Mapping[str, Mapping[Language, Page]]

    def __iter__(self) -> Iterator[Page]:
        for pair in self.by_key.values():
            yield from pair.values()

    def get(self, key: str, lang: Language) -> Page:
        """A page by key.

        Raises:
            AuthorError: If there is no such page in that language.
        """
        pair = self.by_key.get(key)
        if pair and lang not in pair:
            if lang == "da":
                raise AuthorError(say("the page '{key}' does not exist in Danish", key=key))
            raise AuthorError(say("the page '{key}' does not exist in English", key=key))
        if not pair:
            raise AuthorError(no_page(key, self.by_key))
        return pair[lang]

    def at(self, url: str) -> Page | None:
        """The page at an address, if any."""
        return self._by_url.get(url)

    @cached_property
    def _by_url(self) -> dict[str, Page]:
        return {page.url: page for page in self}


def load_pages(root: FilePath) -> tuple[Pages, list[Problem]]:
    """Read every page under `docs/`, outside `docs/data`.

    Args:
        root: Folder that holds `docs/`.
    """
    problems: list[Problem] = []
    by_key: dict[str, dict[Language, Page]] = {}
    docs = root / DOCS
    for file in sorted(docs.rglob("*.md")):
        relative = file.relative_to(docs)
        if relative.parts[0] == "data":
            continue
        lang: Language = "en" if file.name.endswith(".en.md") else "da"
        key = relative.as_posix().removesuffix(".md").removesuffix(".en")
        page = _read_page(file, f"{DOCS}/{relative.as_posix()}", key, lang, problems)
        by_key.setdefault(key, {})[lang] = page
    return Pages(by_key), problems


def _read_page(file: FilePath, name: str, key: str, lang: Language, problems: list[Problem]) -> Page:
    unread = Page(name, key, lang, readable=False)
    if file.is_symlink():
        problems.append(Problem(name, 1, linked_file()))
        return unread
    try:
        raw = file.read_bytes()
    except OSError as error:
        problems.append(Problem(name, 1, unreadable(error)))
        return unread
    if len(raw) > MAX_BYTES:
        sizes = {"size": len(raw) // 1000, "most": MAX_BYTES // 1000}
        message = say("the page is {size} kB, expected at most {most} kB; split it in two", **sizes)
        problems.append(Problem(name, 1, message))
        return unread
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(Problem(name, line, not_utf8()))
        return unread
    return parse_page(text, name, key, lang, problems)


def parse_page(text: str, name: str, key: str, lang: Language, problems: list[Problem]) -> Page:
    """Take the text of a page apart; problems are added to the list."""
    page, found = _parsed(text, name, key, lang)
    problems += found
    return page


@lru_cache(4096)  # a server reads all pages at every save, and one has changed
def _parsed(text: str, name: str, key: str, lang: Language) -> tuple[Page, tuple[Problem, ...]]:
    problems: list[Problem] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    meta: Mapping[str, Any] = {}
    source: YamlSource | None = None
    first = 1
    match = _FRONT_MATTER.match(text)
    if match:
        first = match[0].count("\n") + 1
        source, found = read_yaml(match[1].encode(), name, first_line=2)
        problems += found
        if source is not None and isinstance(source.data, dict):
            meta = source.data
        elif source is not None:
            problems.append(Problem(name, 2, say("between the two '---', each line must be 'key: value'")))
    else:
        problems.append(
            Problem(name, 1, say("the page does not say what it is; begin it with '---' as the other pages do"))
        )
    lines = tuple(text.split("\n"))
    body = "\n".join(lines[first - 1 :])
    before = len(problems)
    calls = tuple(read_calls(body, name, first, lines, problems))
    readable = len(problems) == before
    page = Page(name, key, lang, meta, source, lines, first, calls, (), readable)
    return replace(page, headings=tuple(_headings(page))), tuple(problems)


def _headings(page: Page) -> Iterator[Heading]:
    for number, text in page.body():
        match = _HEADING.match(text)
        if match:
            with_id = _HEADING_ID.match(match[2])
            yield Heading(
                number, len(match[1]), with_id["text"] if with_id else match[2], with_id["id"] if with_id else None
            )
