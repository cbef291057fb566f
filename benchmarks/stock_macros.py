"""The handbook's macros as a stock project would call them: no checks, no sandbox (see `stock`)."""

from collections.abc import Callable
from pathlib import Path as FilePath
from typing import Any

from macros.components import REGISTRY
from macros.library import load_library
from macros.pages import load_pages
from macros.registry import Context, Macro
from macros.rendering import render


def define_env(env: Any) -> None:
    """Called by mkdocs-macros, once for each language."""
    root = FilePath(env.conf["config_file_path"]).parent
    library, pages = load_library(root)[0], load_pages(root)[0]
    by_file = {page.file: page for page in pages}
    works: dict[Any, list[str]] = {}

    def function(macro: Macro) -> Callable[..., str]:
        def call(*args: Any, **kwargs: Any) -> str:
            page = by_file[f"docs/{env.page.file.src_uri}"]
            cited = works.setdefault((page.key, page.lang), [])
            known = {place: tuple(keys) for place, keys in works.items()} if macro.name == "references" else {}
            return render(macro, Context(library, pages, page, known, cited), args, kwargs)

        return call

    for macro in REGISTRY.values():
        env.macro(function(macro), macro.name)
