"""The rules of the handbook, one a module: each takes the handbook and yields problems."""

from collections.abc import Callable, Iterable

from ..handbook import Handbook
from ..problems import Problem
from . import (
    anchors,
    boxes,
    coverage,
    front_matter,
    headings,
    links,
    literals,
    markup,
    references,
    structure,
    translation,
    words,
)

CHECKS: tuple[Callable[[Handbook], Iterable[Problem]], ...] = (
    references.check,
    front_matter.check,
    headings.check,
    anchors.check,
    markup.check,
    boxes.check,
    links.check,
    structure.check,
    translation.check,
    words.check,
    literals.check,
    coverage.check,
)
