"""Read a Markdown page: front matter, macro calls and headings, each with its line.

Also knows where a page ends up: `krydspres.md` → `krydspres/`, and its English twin
`krydspres.en.md` with `slug: caught-in-a-squeeze` → `en/caught-in-a-squeeze/`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from .model.base import Language
from .problems import AuthorError, Problem, did_you_mean
from .yaml_source import YamlSource, read_yaml

DOCS = "docs"
TITLE_ID = "titel"  # the anchor of the first heading of every page, in both languages
MAX_BYTES = 200_000  # a chapter is a tenth of this

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*$")
_HEADING_ID = re.compile(r"^(?P<text>.*?)\s*\{\s+#(?P<id>[^\s}]+)\s*\}$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_JINJA = Environment()  # parses only; nothing is ever rendered with it


@dataclass(frozen=True)
class Call:
    """A macro call as it stands on a page."""

    line: int
    name: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    alone: bool

    @property
    def signature(self) -> tuple[str, tuple[Any, ...]]:
        """What must be equal in both languages: the name and the first arguments."""
        return self.name, self.args


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
        fence = ""
        for number, text in enumerate(self.lines[self.first - 1 :], self.first):
            mark = _FENCE.match(text)
            if mark:
                if not fence:
                    fence = mark[1]
                elif mark[1].startswith(fence):
                    fence = ""
                continue
            if not fence:
                yield number, text


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
            raise AuthorError(f"the page '{key}' does not exist in {'Danish' if lang == 'da' else 'English'}")
        if not pair:
            raise AuthorError(f"no page is called '{key}'{did_you_mean(key, self.by_key)}")
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
        problems.append(Problem(name, 1, "this is a link to another file; pages must be files of their own"))
        return unread
    raw = file.read_bytes()
    if len(raw) > MAX_BYTES:
        problems.append(Problem(name, 1, f"the page is {len(raw):,} bytes, expected at most {MAX_BYTES:,}; split it"))
        return unread
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(Problem(name, line, "this is not UTF-8 text (æ, ø and å look like Latin-1); save it as UTF-8"))
        return unread
    return parse_page(text, name, key, lang, problems)


def parse_page(text: str, name: str, key: str, lang: Language, problems: list[Problem]) -> Page:
    """Take the text of a page apart; problems are added to the list."""
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
            problems.append(Problem(name, 2, "the front matter must be lines of 'key: value'"))
    else:
        problems.append(Problem(name, 1, "the page has no front matter, expected '---' on the first line"))
    lines = tuple(text.split("\n"))
    body = "\n".join(lines[first - 1 :])
    before = len(problems)
    calls = tuple(_calls(body, name, first, lines, problems))
    readable = len(problems) == before
    page = Page(name, key, lang, meta, source, lines, first, calls, (), readable)
    return replace(page, headings=tuple(_headings(page)))


def parse_call(text: str) -> Call:
    """The one macro call in a line of text.

    Raises:
        ValueError: If there is not exactly one, or it cannot be read.
    """
    problems: list[Problem] = []
    calls = list(_calls(text, "", 1, tuple(text.split("\n")), problems))
    if problems or len(calls) != 1:
        raise ValueError(problems[0].message if problems else f"found {len(calls)} macro calls, expected one")
    return calls[0]


def _headings(page: Page) -> Iterator[Heading]:
    for number, text in page.body():
        match = _HEADING.match(text)
        if match:
            with_id = _HEADING_ID.match(match[2])
            yield Heading(
                number, len(match[1]), with_id["text"] if with_id else match[2], with_id["id"] if with_id else None
            )


_LOGIC = "pages hold text and macro calls with plain arguments only; move this logic to a macro"


def _calls(body: str, name: str, first: int, lines: tuple[str, ...], problems: list[Problem]) -> Iterator[Call]:
    shift = first - 1
    try:
        for line, token, _ in _JINJA.lex(body):
            if token == "comment_begin":
                problems.append(
                    Problem(
                        name, line + shift, "'{#' starts a hidden comment; write a heading id with spaces: '{ #id }'"
                    )
                )
                return
            if token == "block_begin":
                problems.append(Problem(name, line + shift, _LOGIC))
                return
        tree = _JINJA.parse(body)
    except TemplateSyntaxError as error:
        message = str(error.message)
        if "Missing end of comment" in message:
            message = "'{#' starts a hidden comment; write a heading id with spaces: '{ #id }'"
        else:
            message = f"the macro call cannot be read: {message}"
        problems.append(Problem(name, error.lineno + shift, message))
        return
    except RecursionError:
        problems.append(Problem(name, first, "the macro calls on this page are nested too deeply to be read"))
        return
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                continue
            call = _call(node, shift, lines)
            if call is None:
                problems.append(Problem(name, node.lineno + shift, _LOGIC))
            else:
                yield call


def _call(node: nodes.Node, shift: int, lines: tuple[str, ...]) -> Call | None:
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
        return None
    try:
        args = tuple(_literal(argument) for argument in node.args)
        kwargs = {keyword.key: _literal(keyword.value) for keyword in node.kwargs}
    except ValueError:
        return None
    line = node.lineno + shift
    text = lines[line - 1].strip()
    alone = text.startswith("{{") and text.endswith("}}") and text.count("{{") == 1
    around = [lines[n] for n in (line - 2, line) if 0 <= n < len(lines)]
    return Call(line, node.node.name, args, kwargs, alone and not any(other.strip() for other in around))


def _literal(node: nodes.Node) -> Any:
    if isinstance(node, nodes.Const):
        return node.value
    if isinstance(node, nodes.List):
        return [_literal(item) for item in node.items]
    raise ValueError("not a literal")
