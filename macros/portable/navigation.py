"""The navigation of one language, as the frame's templates walk through it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import dirname
from typing import Any, Union

from ..handbook import Handbook
from ..model.base import Language
from ..pages import Page


@dataclass(eq=False)
class Leaf:
    """A page in the navigation, or outside it.

    Attributes:
        page: The page.
        title: Its title, as HTML.
        active: Whether it is the page that is being written.
    """

    page: Page
    title: str
    active: bool = False
    children: tuple[()] = ()
    is_page: bool = True

    @property
    def url(self) -> str:
        """Its address, relative to the root of the site."""
        return self.page.url

    @property
    def meta(self) -> Mapping[str, Any]:
        """Its front matter."""
        return self.page.meta


@dataclass(eq=False)
class Branch:
    """A part of the navigation, or a group in one."""

    title: str
    children: list[Union["Branch", Leaf]]
    is_page: bool = False

    @property
    def active(self) -> bool:
        """Whether the page that is being written stands in it."""
        return any(one.active for one in self.children)


@dataclass(eq=False)
class Navigation:
    """The whole of it; iterating gives the parts.

    Attributes:
        leaves: All pages of the language, by key; those too that stand in no part.
        items: The parts.
        order: The pages that stand in it, one after another.
    """

    leaves: Mapping[str, Leaf]
    items: list[Branch | Leaf]
    order: list[Leaf] = field(init=False)

    def __post_init__(self) -> None:
        self.order = list(_flat(self.items))
        self._places = {leaf: place for place, leaf in enumerate(self.order)}

    def __iter__(self) -> Iterator[Branch | Leaf]:
        return iter(self.items)

    @property
    def homepage(self) -> Leaf:
        """The front page."""
        return self.leaves["index"]

    def beside(self, leaf: Leaf) -> tuple[Leaf | None, Leaf | None]:
        """The page before it and the one after it, if it stands in the navigation."""
        place = self._places.get(leaf)
        if place is None:
            return None, None
        around = [None, *self.order[max(place - 1, 0) : place + 2], None]
        here = around.index(leaf)
        return around[here - 1], around[here + 1]


def navigation(
    handbook: Handbook, lang: Language, nav: Sequence[Any], names: Mapping[str, str], titles: Mapping[str, str]
) -> Navigation:
    """The navigation as mkdocs.yml describes it; without a description, by folders.

    Args:
        handbook: The handbook.
        lang: The language.
        nav: What stands under `nav`.
        names: What the parts are called in this language.
        titles: What the pages are called, as HTML, by key.
    """
    leaves = {key: Leaf(pair[lang], titles[key]) for key, pair in handbook.pages.by_key.items() if lang in pair}
    items = [item for one in nav or _by_folder(list(leaves)) for item in _items(one, leaves, names)]
    return Navigation(leaves, items)


def _by_folder(keys: Sequence[str]) -> list[Any]:
    """What MkDocs takes for the navigation when nobody describes one: a part for each folder."""
    folders = sorted({dirname(key) for key in keys} - {""})
    inside = {folder: sorted(f"{key}.md" for key in keys if dirname(key) == folder) for folder in ["", *folders]}
    inside[""].sort(key=lambda name: name != "index.md")
    return [*inside[""], *({folder.replace("-", " ").capitalize(): inside[folder]} for folder in folders)]


def _items(one: Any, leaves: Mapping[str, Leaf], names: Mapping[str, str]) -> Iterator[Branch | Leaf]:
    if isinstance(one, str):
        yield leaves[one.removesuffix(".md")]
    else:
        for title, inside in one.items():
            yield Branch(names.get(title, title), [item for child in inside for item in _items(child, leaves, names)])


def _flat(items: Sequence[Branch | Leaf]) -> Iterator[Leaf]:
    for one in items:
        if isinstance(one, Leaf):
            yield one
        else:
            yield from _flat(one.children)
