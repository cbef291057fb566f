"""The macros, one folder each. Importing this module registers them all."""

from ..registry import REGISTRY
from . import (
    case,
    cite,
    claim,
    comparison,
    data_reference,
    diagram,
    dilemma,
    glossary,
    ladder,
    macro_reference,
    promise,
    references,
    slide,
    slides,
    steps,
    term,
    voice,
)

__all__ = [
    "REGISTRY",
    "case", "cite", "claim", "comparison", "data_reference", "diagram", "dilemma", "glossary", "ladder",
    "macro_reference", "promise", "references", "slide", "slides", "steps", "term", "voice",
]  # fmt: skip
