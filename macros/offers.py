"""The page of downloads: every file that the handbook offers, group by group, with its date and its size.

The page is built before the files are, so it is given their sizes afterwards.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path as FilePath

from babel.dates import format_date
from babel.numbers import format_decimal

from . import book_files, dataset, downloads
from .citation import danish
from .decks import addresses
from .decks.site import has_deck
from .handbook import Handbook
from .links import relative_url
from .model.base import Language
from .open_data import reviewed
from .pages import Page
from .registry import Context

KEY = "hent"
LOCALES: Mapping[Language, str] = {"da": "da_DK", "en": "en_GB"}
_SIZE = re.compile(r'([<]span data-size="(?P<url>[^"]+)">)[^<]*(?=[<]/span>)')
_GAP = "\u00a0"  # a size stays on one line
_TEXT_KEY = "tekster"


@dataclass(frozen=True)
class File:
    """A file that is offered, as the page says it.

    Attributes:
        name: What it is.
        url: Its address, relative to the page.
        form: Its format in words.
        sized: Whether its size is told; a page of slides has none that a reader could use.
    """

    name: str
    url: str
    form: str
    sized: bool = True


@dataclass(frozen=True)
class Line:
    """What stands in one line of the page: the same content in one or more formats."""

    name: str
    day: str
    date: str
    files: list[File]


@dataclass(frozen=True)
class Group:
    """Lines that stand under one heading."""

    id: str
    title: str
    lines: list[Line]


def offered(handbook: Handbook, page: Page) -> list[Group]:
    """Everything on the page of downloads in its language; nothing for other pages."""
    if page.key != KEY:
        return []
    ctx = handbook.context(page)
    groups = [
        Group("bog", ctx.word("downloads_book"), [_book(handbook, ctx)]),
        Group("sider", ctx.word("downloads_pages"), _pages(handbook, ctx)),
        Group("slides", ctx.word("downloads_slides"), _slides(handbook, ctx)),
        Group("tekster", ctx.word("downloads_texts"), _texts(handbook, ctx)),
        Group("data", ctx.word("downloads_data"), _data(handbook, ctx)),
        Group("litteratur", ctx.word("kind_of_references"), [_references(handbook, ctx)]),
    ]
    return [group for group in groups if group.lines]


def fill(site: FilePath, handbook: Handbook) -> None:
    """Write the sizes of the files into the built pages of downloads; a file that is not there yet has none.

    Args:
        site: Folder of the built site.
        handbook: The handbook.
    """
    for lang, page in handbook.pages.by_key.get(KEY, {}).items():
        file = site / page.url / "index.html"
        if file.is_file():
            sized = partial(_sized, folder=file.parent, lang=lang)
            file.write_text(_SIZE.sub(sized, file.read_text("utf-8")), "utf-8")


def _sized(found: re.Match[str], folder: FilePath, lang: Language) -> str:
    file = folder / found["url"]
    return found[1] + (in_words(file.stat().st_size, lang) if file.is_file() else "")


def in_words(size: int, lang: Language) -> str:
    """A size as a reader says it: `860 B`, `12 KB`, `1,4 MB`."""
    if size < 1000:
        return f"{size}{_GAP}B"
    if size < 1_000_000:
        return f"{round(size / 1000)}{_GAP}KB"
    return f"{format_decimal(round(size / 1_000_000, 1), locale=LOCALES[lang])}{_GAP}MB"


def _line(ctx: Context, name: str, day: str, files: list[File]) -> Line:
    return Line(name, day, format_date(date.fromisoformat(day), "long", locale=LOCALES[ctx.lang]), files)


def _file(ctx: Context, name: str, address: str, word: str, *, sized: bool = True) -> File:
    return File(name, relative_url(address, ctx.page.url), ctx.word(word), sized)


def _day(page: Page) -> str:
    return str(page.meta["review"]["date"])


def _book(handbook: Handbook, ctx: Context) -> Line:
    title = ctx.word("downloads_whole")
    files = [_file(ctx, title, book_files.book(ctx.lang, ending), f"format_{ending}") for ending in ("pdf", "epub")]
    return _line(ctx, title, reviewed(handbook), files)


def _pages(handbook: Handbook, ctx: Context) -> list[Line]:
    return [
        _line(ctx, page.title, _day(page), [_file(ctx, page.title, book_files.chapter(page.url), "format_pdf")])
        for page in sorted(handbook.pages, key=lambda one: danish(one.title))
        if page.lang == ctx.lang and book_files.in_book(page)
    ]


def _slides(handbook: Handbook, ctx: Context) -> list[Line]:
    return [
        _line(
            ctx,
            page.title,
            _day(page),
            [
                _file(ctx, page.title, addresses.web(page), "deck_browser", sized=False),
                _file(ctx, page.title, addresses.powerpoint(page), "file_pptx"),
            ],
        )
        for page in sorted(handbook.pages, key=lambda one: danish(one.title))
        if page.lang == ctx.lang and has_deck(page)
    ]


def _texts(handbook: Handbook, ctx: Context) -> list[Line]:
    lines = []
    texts = handbook.pages.by_key.get(_TEXT_KEY, {}).get(ctx.lang, ctx.page)
    for item in handbook.library.all("ready_texts"):
        title = item.value.title.in_(ctx.lang)
        files = [
            _file(ctx, title, downloads.address(item.key, ctx.lang, ending), f"format_{ending}")
            for ending in downloads.ENDINGS
        ]
        lines.append(_line(ctx, title, _day(texts), files))
    for item in handbook.library.all("programmes"):
        title = item.value.title.in_(ctx.lang)
        own = handbook.pages.by_key.get(item.key, {}).get(ctx.lang, ctx.page)
        address = downloads.address(item.key, ctx.lang, "txt")
        lines.append(_line(ctx, title, _day(own), [_file(ctx, title, address, "format_txt")]))
    return lines


def _data(handbook: Handbook, ctx: Context) -> list[Line]:
    lines = []
    for kind in dataset.PUBLISHED:
        title = ctx.word(f"kind_of_{kind.name}")
        files = [
            _file(ctx, title, dataset.address(kind.name, ending), f"format_{ending.strip('-').replace('.', '_')}")
            for ending in dataset.FORMATS
        ]
        lines.append(_line(ctx, title, reviewed(handbook), files))
    index = _file(ctx, ctx.word("data_index"), dataset.INDEX, "format_json")
    return [*lines, _line(ctx, ctx.word("data_index"), reviewed(handbook), [index])]


def _references(handbook: Handbook, ctx: Context) -> Line:
    title = ctx.word("kind_of_works")
    files = [
        _file(ctx, title, f"{dataset.FOLDER}/{name}", f"format_{name.split('.')[1]}") for name in dataset.REFERENCES
    ]
    return _line(ctx, title, reviewed(handbook), files)
