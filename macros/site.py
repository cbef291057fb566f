"""The site that is being made: what its settings say, for everything that is written beside the pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from .model.base import Language


@dataclass(frozen=True)
class Site:
    """A site, whichever engine renders its pages.

    Attributes:
        folder: Where it is being built, or stands.
        url: Its address, with a slash at the end.
        names: Its name in each language.
        descriptions: What it is, in each language.
        parts: In each language, the title of every part of the navigation with the keys of its pages.
        icon: Its icon, relative to its root.
        styles: The style sheets that every page links, relative to its root; without the theme's own.
        contact: Where to report a weakness: a web address; empty when there is none.
        offline: Whether readers' browsers keep it for reading without a network.
        languages: What each language is called, in that language.
    """

    folder: FilePath
    url: str
    names: Mapping[Language, str]
    descriptions: Mapping[Language, str]
    parts: Mapping[Language, Sequence[tuple[str, Sequence[str]]]]
    icon: str = ""
    styles: Sequence[str] = ()
    contact: str = ""
    offline: bool = False
    languages: Mapping[Language, str] = field(default_factory=dict)
