"""The built site as a reader's browser would get it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag


@dataclass(frozen=True)
class Html:
    """One built page.

    Attributes:
        url: Address relative to the root of the site.
        text: The HTML.
    """

    url: str
    text: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page, parsed."""
        return BeautifulSoup(self.text, "html5lib")

    @property
    def lang(self) -> str:
        """Language that the address says."""
        return "en" if self.url.startswith("en/") else "da"

    @property
    def article(self) -> Tag:
        """What the page says, without its frame."""
        found = self.soup.find("article")
        assert isinstance(found, Tag), self.url
        return found

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [str(tag["id"]) for tag in self.soup.find_all(id=True)]


def pages(site: FilePath) -> Iterator[Html]:
    """Every page of the site, 404s too; slides are no pages, and neither are short links."""
    yield from (page for page in _html(site) if not page.url.endswith("/slides/"))


def web_decks(site: FilePath) -> Iterator[Html]:
    """Every web deck of the site."""
    yield from (page for page in _html(site) if page.url.endswith("/slides/"))


def _html(site: FilePath) -> Iterator[Html]:
    for file in sorted(site.rglob("*.html")):
        url = file.relative_to(site).as_posix()
        if url.removeprefix("en/").startswith("l/"):
            continue
        yield Html(url.removesuffix("index.html"), file.read_text("utf-8"))


def target(page: Html, href: str, root: str) -> str | None:
    """Address of a link relative to the site's root, or None when it leads elsewhere.

    Args:
        page: The page that holds the link.
        href: The link as written.
        root: Absolute address of the site's root.
    """
    absolute = urljoin(urljoin(root, page.url), href)
    if not absolute.startswith(root):
        return None
    parts = urlsplit(absolute)
    path = unquote(parts.path)[len(urlsplit(root).path) :]
    return path + (f"#{unquote(parts.fragment)}" if parts.fragment else "")
