"""What an engine gives back for each page."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading of a page, as templates show it.

    Attributes:
        title: Its words, as HTML.
        url: Its place on the page, `#id`.
        level: 1 for the title of the page.
        children: The headings below it.
    """

    title: str
    url: str
    level: int
    children: Sequence["Heading"] = ()


@dataclass(frozen=True)
class Article:
    """The text of a page as HTML, and its headings."""

    html: str
    toc: Sequence[Heading]
