"""EDGE: what a book needs to know about the site, as mkdocs.yml says it."""

from collections.abc import Iterator, Sequence
from pathlib import Path as FilePath
from typing import Any

from mkdocs.config import load_config

from ..model.base import LANGUAGES
from .content import Site


def described(root: FilePath, folder: FilePath) -> Site:
    """The site as a book needs it.

    Args:
        root: Folder of the repository.
        folder: Folder of the built site.
    """
    config: Any = load_config(str(root / "mkdocs.yml"))
    languages = {one.locale: one for one in config["plugins"]["i18n"].config.languages}
    return Site(
        folder,
        str(config["site_url"]),
        {lang: str(languages[lang].site_name or config["site_name"]) for lang in LANGUAGES},
        {lang: str(languages[lang].site_description or config["site_description"]) for lang in LANGUAGES},
        {lang: list(_parts(config["nav"], languages[lang].nav_translations or {})) for lang in LANGUAGES},
    )


def _parts(nav: Sequence[Any], names: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    for part in nav:
        for title, items in part.items() if isinstance(part, dict) else ():
            yield str(names.get(title, title)), list(_keys(items))


def _keys(items: Any) -> Iterator[str]:
    """The pages of a part in their order, those of groups inside it too."""
    if isinstance(items, str):
        yield items.removesuffix(".md")
    elif isinstance(items, dict):
        for inside in items.values():
            yield from _keys(inside)
    else:
        for item in items:
            yield from _keys(item)
