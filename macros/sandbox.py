"""The Jinja environment that pages are rendered in: macro calls and nothing else.

The preflight refuses everything but literal macro calls; this is the second lock on the same
door. mkdocs-macros' own environment would let a page reach any object of the build
(`{{ cycler.__init__.__globals__ }}`) and so run commands on the machine that builds.
"""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment


class _PageTemplate(Template):
    """Renders with the macros alone; what mkdocs-macros hands over (`config`, `environment`) is left out."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        return super().render()


class PageEnvironment(ImmutableSandboxedEnvironment):
    """Knows the given macros; gives no access to attributes, items, filters or templates."""

    template_class = _PageTemplate

    def __init__(self, macros: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(undefined=StrictUndefined)
        self._allowed = frozenset(macros.values())
        self.globals.clear()
        self.globals.update(macros)
        self.filters.clear()
        self.tests.clear()

    def is_safe_callable(self, obj: Any) -> bool:
        """Only our macros may be called."""
        return obj in self._allowed if _hashable(obj) else False

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Refused: a page has no need of an object's attributes."""
        raise SecurityError(f"a page may not read '{attribute}' of an object")

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Refused: a page has no need of an object's items."""
        raise SecurityError("a page may not read the items of an object")


def _hashable(obj: Any) -> bool:
    try:
        hash(obj)
    except TypeError:
        return False
    return True
