"""The macros, one folder each. Importing this module registers them all."""

from ..registry import REGISTRY
from . import (
    a_to_z,
    canvas,
    case,
    case_list,
    checklist,
    cite,
    claim,
    comparison,
    data_dictionary,
    data_reference,
    diagram,
    dilemma,
    exercise,
    exercise_list,
    glossary,
    ladder,
    macro_reference,
    planner,
    programme,
    promise,
    proposal_form,
    ready_text,
    references,
    search_page,
    slide,
    slides,
    steps,
    term,
    trainer_list,
    translation_status,
    voice,
)

__all__ = [
    "REGISTRY",
    "a_to_z", "canvas", "case", "case_list", "checklist", "cite", "claim", "comparison", "data_dictionary",
    "data_reference", "diagram", "dilemma", "exercise", "exercise_list", "glossary", "ladder", "macro_reference",
    "planner", "programme", "promise", "proposal_form", "ready_text", "references", "search_page", "slide", "slides",
    "steps", "term", "trainer_list", "translation_status", "voice",
]  # fmt: skip
