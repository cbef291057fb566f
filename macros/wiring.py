"""EDGE: hand the macros to MkDocs, after the preflight has found nothing wrong."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any, ClassVar

from mkdocs.exceptions import PluginError

from .finish import Finish
from .frame import Frame
from .handbook import Handbook
from .languages import SideBySide
from .preflight import preflight, refused
from .problems import Problem
from .registry import REGISTRY, Macro
from .site import Site
from .stash import Stash

log = logging.getLogger("mkdocs.handbook")


class Current:
    """What the running build works with: one handbook for both languages."""

    handbook: Handbook | None = None
    site: Site | None = None
    others: SideBySide | None = None
    stash: Stash | None = None
    serving: bool = False
    finish: Finish | None = None  # of the site that is served
    around: tuple[object, ...] | None = None  # what the files beside the pages were made of; None when that failed
    texts: Mapping[str, object] = MappingProxyType({})  # of each page that stands, by its address
    next_around: tuple[object, ...] | None = None
    next_texts: Mapping[str, object] = MappingProxyType({})
    titles: ClassVar[dict[str, str]] = {}  # of the pages that stand, as HTML, by their files
    frame: Frame | None = None
    problems: tuple[Problem, ...] = ()


def register(env: Any) -> None:
    """Check the handbook, then give mkdocs-macros one function for each macro.

    Args:
        env: The plugin object that mkdocs-macros hands to `define_env`.

    Raises:
        PluginError: If the handbook has problems; each has been logged, and nothing is written.
    """
    config = env.conf
    if Current.handbook is None or not _second_language(config):
        Current.handbook = checked(FilePath(config["config_file_path"]).parent)
    _attach_stash(config)
    for macro in REGISTRY.values():
        env.macro(_caller(env, macro), macro.name)


def checked(root: FilePath) -> Handbook:
    """The handbook, if it has no problems.

    Raises:
        PluginError: If it has.
    """
    handbook, problems = preflight(root)
    Current.problems = tuple(problems)
    for problem in problems:
        log.error(str(problem))
    if problems:
        raise PluginError(str(refused(len(problems))))
    return handbook


def _second_language(config: Any) -> bool:
    """static-i18n builds its other languages inside the first build, with the same configuration object."""
    plugin = config["plugins"].get("i18n")
    return bool(plugin and plugin.building)


def _attach_stash(config: Any) -> None:
    """MkDocs accepts an extension object in its list; both languages share the list, so attach once."""
    found = [one for one in config["markdown_extensions"] if isinstance(one, Stash)]
    Current.stash = found[0] if found else Stash()
    if not found:
        config["markdown_extensions"].append(Current.stash)


def _caller(env: Any, macro: Macro) -> Callable[..., str]:
    def call(*args: Any, **kwargs: Any) -> str:
        handbook, stash = Current.handbook, Current.stash
        if handbook is None or stash is None:
            raise PluginError(f"the macro '{macro.name}' was called before the handbook was loaded")
        page = handbook.pages.at(env.page.url)
        if page is None:
            raise PluginError(f"the page at '{env.page.url}' is not one of the handbook's pages")
        found = handbook.given(page, macro.name, args, kwargs)
        if found is None:
            raise PluginError(f"the macro '{macro.name}' was called on {page.file} with what was not checked")
        return stash.put(found.html, found.ids)

    call.__name__ = macro.name
    call.__doc__ = macro.doc
    return call
