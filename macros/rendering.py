"""The Jinja environment of the macros' own templates, and how a macro becomes HTML."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .links import relative_url
from .permalinks import share_address, shared_by
from .registry import Context, Macro

COMPONENTS = FilePath(__file__).parent / "components"


@cache
def templates(folder: FilePath) -> Environment:
    """The templates of a folder: autoescape on, missing names refused."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def environment() -> Environment:
    """The templates of the macros, in `components/`."""
    env = templates(COMPONENTS)
    env.filters["wrapped"] = wrapped
    return env


def wrapped(text: str, width: int) -> list[str]:
    """A text broken into lines of at most `width` letters; SVG text does not wrap by itself."""
    return textwrap.wrap(text, width, break_long_words=False)


def render(macro: Macro, ctx: Context, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """The HTML of one macro call.

    Raises:
        AuthorError: If the call asks for something that does not exist.
    """
    view = macro.view(ctx, args, kwargs)
    template = environment().get_template(f"{macro.name}/template.html.jinja")
    values = {item.name: getattr(view, item.name) for item in fields(view)}
    figure = shared_by(macro.name, args, kwargs)
    share_url = relative_url(share_address(figure, ctx.lang), ctx.page.url) if figure else ""
    return template.render(**values, ui=Words(ctx), lang=ctx.lang, share_url=share_url).strip()


class Words(Mapping[str, str]):
    """The words of the interface in one language, as `ui.caption` in a template."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx

    def __getitem__(self, key: str) -> str:
        return self._ctx.word(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ctx.library.items["ui"])

    def __len__(self) -> int:
        return len(self._ctx.library.items["ui"])
