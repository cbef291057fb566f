"""What our Markdown needs inside an engine: the language of italics, and ids of headings.

An engine makes a Markdown of its own for each page and knows this extension by the name of this module.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from zensical.extensions.context import ContextPreprocessor

from ..foreign import Foreign
from ..handbook import Handbook
from ..model.base import Language
from ..pages import TITLE_ID


@dataclass(frozen=True)
class Reading:
    """What the running build reads pages with.

    Attributes:
        handbook: The handbook.
        toc: What mkdocs.yml says of headings.
        permalink: What the link at a heading is called, by language.
    """

    handbook: Handbook
    toc: Mapping[str, Any]
    permalink: Mapping[Language, str]


class Now:
    """The one build of this process."""

    reading: Reading


class OurMarkdown(Extension):
    """Our extensions, in the language of the page."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Python-Markdown."""
        reading = Now.reading
        page = reading.handbook.pages.at(_address(md))
        if page is None:
            raise LookupError(f"the engine renders '{_address(md)}', which is no page of the handbook")
        toc = {**reading.toc, "permalink_title": reading.permalink[page.lang]}
        # The same headings as with every engine: what this one has set up is replaced.
        TocExtension(**toc, slugify=lambda value, separator: TITLE_ID).extendMarkdown(md)
        Foreign(page.lang).extendMarkdown(md)


def _address(md: Markdown) -> str:
    context = ContextPreprocessor.from_markdown(md)
    return str(context.page.url) if context else ""


def makeExtension() -> OurMarkdown:
    """Called by Python-Markdown."""
    return OurMarkdown()
