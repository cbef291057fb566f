"""The engines that can render the pages, and which of them does: the only place that names it.

An engine is a command that renders all pages into a folder and finishes the site there (`macros/finish.py`). What
each needs installed stands in `requirements.in` for the usual one, in `requirements-engines.in` for the others.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path as FilePath

SETTINGS = "mkdocs.yml"  # read by all of them, whatever its name says


@dataclass(frozen=True)
class Engine:
    """An engine.

    Attributes:
        name: Its name, as in `make build ENGINE=…`.
        package: The Python package that must be there.
        command: The module and its arguments that build strictly into a folder; it runs in the repository's.
        serves: Whether `make serve` can use it.
    """

    name: str
    package: str
    command: Callable[[FilePath], list[str]]
    serves: bool = False

    @property
    def installed(self) -> bool:
        """Whether it can be used."""
        return find_spec(self.package) is not None


def _mkdocs(folder: FilePath) -> list[str]:
    return ["mkdocs", "build", "--strict", "--clean", "--site-dir", str(folder)]


def _properdocs(folder: FilePath) -> list[str]:
    """The same program under another name: it answers to `mkdocs` too, so our hooks and the plugins find it."""
    return ["properdocs", "build", "--config-file", SETTINGS, "--strict", "--clean", "--site-dir", str(folder)]


def _zensical(folder: FilePath) -> list[str]:
    """It has no hooks, and its templates are not Jinja's, so it renders the text and `macros.portable` the rest."""
    return ["macros.portable", str(folder)]


ENGINES: Mapping[str, Engine] = {
    one.name: one
    for one in (
        Engine("mkdocs", "mkdocs", _mkdocs, serves=True),
        Engine("properdocs", "properdocs", _properdocs),
        Engine("zensical", "zensical", _zensical),
    )
}
USUAL = "mkdocs"
