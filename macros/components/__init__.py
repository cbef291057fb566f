"""The macros, one folder each. Importing this module registers them all."""

from ..registry import REGISTRY
from . import (
    a_to_z,
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
    search_page,
    slide,
    slides,
    steps,
    term,
    voice,
)

__all__ = [
    "REGISTRY",
    "a_to_z", "case", "case_list", "checklist", "cite", "claim", "comparison", "data_reference", "diagram", "dilemma",
    "exercise", "glossary", "ladder", "macro_reference", "programme", "promise", "ready_text", "references",
    "search_page", "slide", "slides", "steps", "term", "voice",
]  # fmt: skip
