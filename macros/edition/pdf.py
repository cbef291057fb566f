"""The handbook as PDF for paper and for screen readers (PDF/UA-1), set by Typst from the templates in `_pdf`.

Both functions give the same bytes for the same book, in any folder and on any day: the only date is that of the
review, the fonts come from pinned packages, and fonts of the machine are not looked at.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any

import typst
from babel.dates import format_date

from ..messages import say
from ..problems import AuthorError
from ..qr import svg
from .content import Book, Chapter, Part
from .paper import Scope, headers, nodes
from .tagging import tagged

_TEMPLATES = FilePath(__file__).parent / "_pdf"
MARK = FilePath(__file__).parent.parent.parent / "overrides" / "assets" / "images" / "favicon.svg"
_FONTS = ("fontpkg_source_serif_4", "fontpkg_source_sans_3", "font_lato")  # Lato: drawings cannot use variable fonts
_DATES = {"da": "da_DK", "en": "en_GB"}


def chapter(book: Book, chapter: Chapter) -> bytes:
    """One chapter as PDF.

    Args:
        book: The book that it belongs to.
        chapter: The chapter.

    Raises:
        AuthorError: If the chapter cannot be set; the text names its file.
    """
    part = next(part for part in book.parts if chapter in part.chapters)
    return _set(book, [Part(part.title, (chapter,))], whole=False)


def whole(book: Book) -> bytes:
    """The whole book as PDF.

    Raises:
        AuthorError: If a chapter cannot be set; the text names its file.
    """
    try:
        return _set(book, book.parts, whole=True)
    except AuthorError:
        for one in book.chapters:
            chapter(book, one)  # says which one it is
        raise


def _set(book: Book, parts: Sequence[Part], whole: bool) -> bytes:
    chapters = tuple(one for part in parts for one in part.chapters)
    scope = Scope(book, chapters)
    day = book.edition if whole else chapters[0].reviewed
    values = {
        "whole": whole,
        "lang": book.lang,
        "title": book.title,
        "description": book.description,
        "url": book.url,
        "day": day,
        "date": _said(day, book),
        "mark": MARK.read_text("utf-8"),
        "qr": svg(book.url).decode(),
        "css": (_TEMPLATES / "drawings.css").read_text("utf-8"),
        "words": dict(book.words),
        "parts": [{"title": part.title, "chapters": [_values(one, scope) for one in part.chapters]} for part in parts],
    }
    raw = _typeset(values, day, chapters[0].file if not whole else "docs/index.md")
    return tagged(raw, [table for one in chapters for table in headers(one)])


def _values(chapter: Chapter, scope: Scope) -> dict[str, Any]:
    return {
        "key": chapter.key,
        "title": chapter.title,
        "description": chapter.description,
        "date": _said(chapter.reviewed, scope.book),
        "short": chapter.short,
        "qr": svg(chapter.short).decode(),
        "nodes": nodes(chapter, scope),
    }


def _said(day: str, book: Book) -> str:
    return format_date(date.fromisoformat(day), "long", locale=_DATES[book.lang])


def _typeset(values: dict[str, Any], day: str, file: str) -> bytes:
    compiler = typst.Compiler(
        _TEMPLATES / "book.typ", root=_TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True,
        sys_inputs={"book": json.dumps(values, ensure_ascii=False, sort_keys=True)},
    )  # fmt: skip
    midnight = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
    try:
        made, warned = compiler.compile_with_warnings(format="pdf", pdf_standards="ua-1", timestamp=midnight)
    except typst.TypstError as error:
        raise AuthorError(
            say("{file}:1: no PDF can be made of this page: {why}", file=file, why=error.message)
        ) from error
    if warned:
        raise AuthorError(
            say("{file}:1: no good PDF can be made of this page: {why}", file=file, why=warned[0].message)
        )
    if not isinstance(made, bytes):
        raise AuthorError(say("{file}:1: no PDF came of this page", file=file))
    return made


@cache
def _fonts() -> typst.Fonts:
    folders = [str(files(package) / "files") for package in _FONTS]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
