"""EDGE: let Zensical make HTML of the pages' Markdown; it also finds links that lead nowhere."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any

import yaml
import zensical

from ..frame import words_of
from ..handbook import Handbook
from ..model.base import LANGUAGES
from ..pages import Page
from ..stash import Stash
from . import extension
from .article import Article, Heading
from .extension import Now, Reading
from .staging import stage

TEMPLATES = FilePath(__file__).parent / "_zensical"
# Its older look, which is Material's; the style sheet of the plain text comes from here.
_STYLES = FilePath(zensical.__file__).parent / "templates" / "assets" / "stylesheets" / "classic"


class EngineError(Exception):
    """The engine did not make what was asked of it."""


def style() -> FilePath:
    """The style sheet for plain text."""
    return next(_STYLES.glob("main.*.css"))


def articles(handbook: Handbook, extensions: Sequence[Any]) -> Mapping[str, Article]:
    """The text of every page as HTML, by its address.

    Args:
        handbook: The handbook, without problems.
        extensions: The Markdown extensions, as mkdocs.yml lists them.

    Raises:
        EngineError: If the engine refuses a page; it has said why on the console.
    """
    configured = {name: options for one in extensions for name, options in _named(one)}
    stash = Stash()
    permalink = {lang: words_of(handbook, lang)["permalink"] for lang in LANGUAGES}
    Now.reading = Reading(handbook, configured.pop("toc", {}), permalink)
    with tempfile.TemporaryDirectory() as folder:
        project = FilePath(folder)
        stage(handbook, stash, project / "docs")
        ours = extension.__name__
        settings = {
            "site_name": "-",
            "strict": True,
            "theme": {"name": None, "custom_dir": str(TEMPLATES)},
            # It adds superfences at the end of a list that lacks them; what mkdocs.yml names must come after.
            "markdown_extensions": ["pymdownx.superfences", *({name: configured[name]} for name in configured), ours],
            # The ids in the HTML of macros are not there yet; our own check of links knows them.
            "validation": {"invalid_links": True, "invalid_link_anchors": False},
        }
        (project / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
        try:
            zensical.build(str(project / "mkdocs.yml"), {"strict": True, "clean": True})
        except RuntimeError as error:
            raise EngineError(str(error)) from error
        return {page.url: _article(page, project / "site" / page.url / "index.html", stash) for page in handbook.pages}


def _named(one: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(one, dict):
        yield from one.items()
    else:
        yield one, {}


def _article(page: Page, file: FilePath, stash: Stash) -> Article:
    """What Zensical made of a page; when Python raises an error in it, it may go on and leave the page out."""
    made = json.loads(file.read_text("utf-8")) if file.exists() else {}
    if made.get("address") != f"/{page.url}":
        raise EngineError(f"{page.file}: Zensical has not rendered this page")
    return Article(stash.filled(made["content"]), _headings(made["toc"]))


def _headings(made: Sequence[Mapping[str, Any]]) -> list[Heading]:
    return [Heading(one["title"], one["url"], one["level"], _headings(one["children"])) for one in made]
