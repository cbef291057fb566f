"""EDGE: the site as mkdocs.yml describes it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any

from mkdocs.config import load_config

from .model.base import LANGUAGES
from .outside import Outside
from .site import Site


def described(root: FilePath, folder: FilePath) -> Site:
    """The site that mkdocs.yml describes.

    Args:
        root: Folder of the repository.
        folder: Folder of the built site.
    """
    return site_of(load_config(str(root / "mkdocs.yml")), folder)


def site_of(config: Any, folder: FilePath) -> Site:
    """The site that a configuration describes, as it was read: before a language has been put into it.

    Args:
        config: The configuration.
        folder: Folder of the built site.
    """
    languages = {one.locale: one for one in config["plugins"]["i18n"].config.languages}
    extra = config["extra"]
    return Site(
        folder,
        config["site_url"] or "/",
        {lang: str(languages[lang].site_name or config["site_name"]) for lang in LANGUAGES},
        {lang: str(languages[lang].site_description or config["site_description"]) for lang in LANGUAGES},
        {lang: list(_parts(config["nav"] or [], languages[lang].nav_translations or {})) for lang in LANGUAGES},
        config["theme"]["favicon"],
        [str(style) for style in config["extra_css"]],
        str(extra.get("security_contact") or ""),
        bool(extra.get("offline")),
    )


def outside_of(config: Any) -> Outside:
    """Where a configuration says that those who make the handbook are reached."""
    mail = str(config["extra"].get("contact_mail") or "")
    return Outside(str(config["repo_url"] or ""), str(config["edit_uri"] or ""), mail)


def _parts(nav: Sequence[Any], names: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
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
