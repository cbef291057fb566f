"""Where the heavy forms of the handbook stand: the book as PDF and EPUB, and each chapter as PDF."""

from collections.abc import Mapping

from .model.base import Language
from .pages import Page

_BOOKS: Mapping[Language, str] = {
    "da": "filer/haandbog-i-samskabelse",
    "en": "en/files/handbook-of-co-creation",
}


def in_book(page: Page) -> bool:
    """Whether the book has a page, and the page a PDF of its own."""
    return bool(page.meta.get("book", True))


def book(lang: Language, ending: str) -> str:
    """Address of the whole book in a language, relative to the root of the site."""
    return f"{_BOOKS[lang]}.{ending}"


def chapter(url: str) -> str:
    """Address of a chapter's PDF, named after the chapter so that a reader knows it among downloads.

    Args:
        url: The chapter's own address, relative to the root of the site.
    """
    return f"{url}{url.rstrip('/').rsplit('/', 1)[-1]}.pdf"
