"""Where each permanent id leads, in each language; and every address that readers may have kept.

An item may stand on several pages. It belongs to one, and its short link leads there:

1. to a page that shows it (with its own anchor) rather than nowhere;
2. among them to a chapter before any other page;
3. then to one that shows it whole before one that shows some of its rows or columns;
4. then to the page that is called like the item;
5. then to the page with the fewest figures, for a page with many is a collection (`tabeller`, `oevelser`);
6. then to the first by the key of the page, so that the choice never depends on chance.

A row of a table follows its table, unless the page shows only other rows; then the same order decides.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .calls import Call
from .handbook import Handbook
from .library import Item
from .model.base import LANGUAGES, Language, Text
from .pages import Page
from .permalinks import KINDS, Kind, called, item_id, page_id

_FIGURES = {kind.macro for kind in KINDS if not kind.listed}
_CHOSEN = ("rows", "columns", "transpose")


@dataclass(frozen=True)
class Place:
    """A page, and an anchor on it unless the whole page is meant."""

    page: Page
    anchor: str = ""

    @property
    def url(self) -> str:
        """Address relative to the root of the site."""
        return self.page.url + (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True)
class Link:
    """Something with a permanent id.

    Attributes:
        id: The id.
        kind: `pages`, `rows` or the kind in `docs/data`.
        key: Its key there; a row's is the table's key, a slash and its own.
        file: Path of the file that holds it, relative to the repository.
        line: Line in that file.
        title: What it is called, by language.
        value: The model of the item; the page for a page.
        shared: Whether it has a share page.
        places: Where it leads, by language.
    """

    id: str
    kind: str
    key: str
    file: str
    line: int
    title: Mapping[Language, str]
    value: Any
    shared: bool
    places: Mapping[Language, Place]


@dataclass(frozen=True)
class _Showing:
    page: Page
    call: Call
    ids: frozenset[str]


def links(handbook: Handbook) -> list[Link]:
    """Everything that has a permanent id and stands on a page, pages first."""
    found = []
    for key, pair in handbook.pages.by_key.items():
        first = pair.get("da") or next(iter(pair.values()))
        titles = {lang: page.title for lang, page in pair.items()}
        places = {lang: Place(page) for lang, page in pair.items()}
        found.append(Link(page_id(key), "pages", key, first.file, 1, titles, first, True, places))
    shown = _Shown(handbook)
    for kind in KINDS:
        found += [link for link in _items(handbook, kind, shown) if link.places]
    return found


def addresses(handbook: Handbook, found: list[Link]) -> dict[str, tuple[str, int]]:
    """Every address that a reader may have kept: pages, their headings, and the places of all links.

    Returns:
        Addresses with a slash at the start, each with the file and line that it comes from.
    """
    kept: dict[str, tuple[str, int]] = {}
    for page in handbook.pages:
        kept[f"/{page.url}"] = (page.file, 1)
        for heading in page.headings:
            if heading.id and heading.level > 1:
                kept[f"/{page.url}#{heading.id}"] = (page.file, heading.line)
    for link in found:
        for place in link.places.values():
            kept.setdefault(f"/{place.url}", (link.file, link.line))
    return kept


class _Shown:
    """Which pages show which item, the best first."""

    def __init__(self, handbook: Handbook) -> None:
        self._figures = Counter((p.key, p.lang) for p in handbook.pages for call in p.calls if call.name in _FIGURES)
        self._by_call: dict[tuple[Language, str, str], list[_Showing]] = {}
        for page in handbook.pages:
            for one in handbook.rendered.get((page.key, page.lang), ()):
                showing = _Showing(page, one.call, frozenset(one.ids))
                for key in {called(one.call.args, one.call.kwargs), ""}:
                    self._by_call.setdefault((page.lang, one.call.name, key), []).append(showing)

    def place(self, kind: Kind, key: str, lang: Language, row: str = "") -> Place | None:
        """Where an item belongs."""
        found = []
        for showing in self._by_call.get((lang, kind.macro, "" if kind.listed else key), ()):
            anchor = str(showing.call.kwargs.get("id") or kind.prefix + key) + (f"-{row}" if row else "")
            upright = not (row and showing.call.kwargs.get("transpose"))
            if anchor in showing.ids and upright and not _page_sources(showing.call):
                found.append((self._rank(showing, key), Place(showing.page, anchor)))
        return min(found, key=lambda one: one[0])[1] if found else None

    def _rank(self, showing: _Showing, key: str) -> tuple[bool, bool, bool, int, str, int]:
        page, call = showing.page, showing.call
        return (
            page.meta.get("kind") != "chapter",
            any(call.kwargs.get(name) for name in _CHOSEN),
            page.key != key,
            self._figures[page.key, page.lang],
            page.key,
            call.line,
        )


def _page_sources(call: Call) -> bool:
    """A page's own list of sources repeats what the list of all works holds."""
    return call.name == "references" and "all" not in (*call.args, call.kwargs.get("scope"))


def _items(handbook: Handbook, kind: Kind, shown: _Shown) -> Iterator[Link]:
    def link(item: Item, key: str, value: Any, name: Any, line: int, row: str = "") -> Link:
        places = {lang: place for lang in LANGUAGES if (place := shown.place(kind, key, lang, row))}
        titles = {lang: name.in_(lang) if isinstance(name, Text) else str(name) for lang in LANGUAGES}
        full = f"{item.key}/{row}" if row else key
        kept = "rows" if row else kind.name
        shared = kind.shared and not row
        return Link(item_id(kind, key, row), kept, full, item.source.file, line, titles, value, shared, places)

    if kind.name == "points":
        for item in handbook.library.all("slides"):
            for index, point in enumerate(item.value.points):
                yield link(item, point.key, point, point.text, item.line("points", index))
        return
    for item in handbook.library.all(kind.name):
        key = str(item.value.number) if kind.name == "slides" else item.key
        yield link(item, key, item.value, _name(item.value), item.line())
        if kind.name == "comparisons":
            for index, row in enumerate(item.value.rows):
                yield link(item, key, row, row.label, item.line("rows", index), row.key)


def _name(value: Any) -> Any:
    return value.term if hasattr(value, "term") else value.title
