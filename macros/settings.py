"""The site as mkdocs.yml describes it, read without any engine."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any

import yaml

from .engines import SETTINGS
from .model.base import LANGUAGES
from .outside import Outside
from .site import Site


class _Loader(yaml.SafeLoader):
    """YAML with MkDocs' tag for the environment: `!ENV [NAME, "otherwise"]`."""


def _from_environment(loader: _Loader, node: yaml.Node) -> Any:
    if not isinstance(node, yaml.SequenceNode):
        return os.environ.get(str(node.value))
    *names, otherwise = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), otherwise)


_Loader.add_constructor("!ENV", _from_environment)


def settings(root: FilePath) -> dict[str, Any]:
    """What mkdocs.yml says.

    Args:
        root: Folder of the repository.
    """
    with (root / SETTINGS).open(encoding="utf-8") as file:
        said: dict[str, Any] = yaml.load(file, _Loader)
    return said


def described(root: FilePath, folder: FilePath) -> Site:
    """The site that mkdocs.yml describes.

    Args:
        root: Folder of the repository.
        folder: Folder of the built site.
    """
    said = settings(root)
    languages = {one["locale"]: one for one in plugin(said, "i18n")["languages"]}

    def words(name: str) -> dict[Any, str]:
        return {lang: str(languages[lang].get(name) or said.get(name) or "") for lang in LANGUAGES}

    extra = said.get("extra", {})
    return Site(
        folder,
        str(said.get("site_url") or "").rstrip("/") + "/",
        words("site_name"),
        words("site_description"),
        {lang: list(_parts(said.get("nav") or [], languages[lang].get("nav_translations", {}))) for lang in LANGUAGES},
        str(said["theme"].get("favicon", "")),
        [str(style) for style in said.get("extra_css", [])],
        str(extra.get("security_contact") or ""),
        bool(extra.get("offline")),
        {lang: str(languages[lang]["name"]) for lang in LANGUAGES},
    )


def plugin(said: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The settings of a plugin; empty when it has none.

    Args:
        said: What mkdocs.yml says.
        name: Name of the plugin.
    """
    for one in said.get("plugins", []):
        if isinstance(one, dict) and name in one:
            return dict(one[name] or {})
    return {}


def outside(root: FilePath) -> Outside:
    """Where mkdocs.yml says that those who make the handbook are reached; nowhere when it cannot be read.

    Args:
        root: Folder of the repository.
    """
    try:
        said = settings(root)
        mail = str(said.get("extra", {}).get("contact_mail") or "")
        return Outside(str(said.get("repo_url") or ""), str(said.get("edit_uri") or ""), mail)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError):
        return Outside()  # the engine says what is wrong with its own settings


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
