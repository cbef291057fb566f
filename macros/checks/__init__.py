"""The rules of the handbook, one a module: each takes the handbook and yields problems.

`CHECKS` must hold before anything is built. `LANGUAGE` is about how the text reads, and what is left over
from writing; a page that is being written may break it and still be looked at.
"""

from collections.abc import Callable, Iterable

from ..handbook import Handbook
from ..problems import Problem
from . import (
    anchors,
    boxes,
    coverage,
    files,
    front_matter,
    headings,
    images,
    in_step,
    leftovers,
    lengths,
    links,
    literals,
    markup,
    navigation,
    permalinks,
    readability,
    references,
    rendered,
    slugs,
    spelling,
    structure,
    trainer,
    translation,
    verbs,
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
    trainer.check,
    translation.check,
    words.check,
    literals.check,
    coverage.check,
    permalinks.check,
    in_step.check,
    slugs.check,
    files.check,
    images.check,
    navigation.check,
    rendered.check,
)

LANGUAGE: tuple[Callable[[Handbook], Iterable[Problem]], ...] = (
    leftovers.check,
    lengths.check,
    readability.check,
    verbs.check,
    spelling.check,
)
