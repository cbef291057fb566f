"""The documentation of the published data: kinds, files, columns and fields, from the models."""

from dataclasses import dataclass

from ... import dataset
from ...fields import Group, groups
from ...links import relative_url
from ...registry import Context, macro

_PLAIN = frozenset({"Text"})  # its two fields are told in words


@dataclass(frozen=True)
class Entry:
    """A kind of data: its name, how many there are, its files, the heads of its table and its fields."""

    id: str
    name: str
    title: str
    count: int
    files: list[tuple[str, str]]
    heads: list[str]
    groups: list[Group]


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives."""

    entries: list[Entry]


@macro
def data_dictionary(ctx: Context) -> View:
    """Document the published data: what each kind holds, its files, the columns of its table and its fields."""
    entries = []
    for kind in dataset.PUBLISHED:
        files = [
            (ctx.word(f"format_{ending.strip('-').replace('.', '_')}"), relative_url(address, ctx.page.url))
            for ending in dataset.FORMATS
            for address in [dataset.address(kind.name, ending)]
        ]
        entries.append(
            Entry(
                f"data-{kind.name}",
                kind.name,
                ctx.word(f"kind_of_{kind.name}"),
                len(ctx.library.items[kind.name]),
                files,
                dataset.heads(kind),
                groups(ctx, kind, _PLAIN),
            )
        )
    return View(entries)
