"""The Jinja environment of the macros' own templates, and how a macro becomes HTML."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .links import relative_url
from .permalinks import SHOWN, called, share_address, shared_by
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


@dataclass(frozen=True)
class Change:
    """A link under a figure: to the file that its words stand in.

    Attributes:
        name: What it says.
        url: Where it leads.
    """

    name: str
    url: str


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
    changes = list(_changes(macro.name, ctx, args, kwargs))
    return template.render(**values, ui=Words(ctx), lang=ctx.lang, share_url=share_url, changes=changes).strip()


def _changes(macro: str, ctx: Context, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Iterator[Change]:
    """Where the items that a call shows can be changed; nothing when the site does not say where its files are."""
    kind = SHOWN.get(macro)
    if kind is None or not ctx.outside.edit_uri:
        return
    keys = [called(args, kwargs), *(kwargs.get("beside") or [])]
    for key in keys:
        item = ctx.library.items[kind.name][key]
        title = f": {ctx.text(item.value.title)}" if len(keys) > 1 else ""
        yield Change(ctx.word(f"edit_{macro}") + title, ctx.outside.edit_url(item.source.file))


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
