"""The macros, one folder each. Importing this module registers them all."""

from ..registry import REGISTRY
from . import (
    canvas,
    case,
    case_list,
    checklist,
    cite,
    claim,
    comparison,
    data_reference,
    diagram,
    dilemma,
    exercise,
    glossary,
    ladder,
    macro_reference,
    programme,
    promise,
    ready_text,
    references,
    slide,
    slides,
    steps,
    term,
    voice,
)

__all__ = [
    "REGISTRY",
    "canvas", "case", "case_list", "checklist", "cite", "claim", "comparison", "data_reference", "diagram", "dilemma",
    "exercise", "glossary", "ladder", "macro_reference", "programme", "promise", "ready_text", "references", "slide",
    "slides", "steps", "term", "voice",
]  # fmt: skip
