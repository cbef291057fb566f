"""What planner.js knows: the rules, the exercises and the programmes in one language, as plain values."""

from typing import Any

from .model.base import Text
from .model.exercise import Exercise, Material
from .model.programme import Part, Planner, Programme
from .registry import Context

_WORDS = (
    "planner_add", "planner_added", "planner_again", "planner_copied", "planner_down", "planner_ends", "planner_fits",
    "planner_less", "planner_materials", "planner_minutes_of", "planner_more", "planner_moved", "planner_ready",
    "planner_remove", "planner_removed", "planner_sum", "planner_title", "planner_undo", "planner_undone", "planner_up",
    "clock", "minutes", "minutes_head", "what_happens", "you_do", "you_say", "quote_open", "quote_close",
    "per_person", "per_pair", "per_group", "per_room",
)  # fmt: skip


def planner_data(ctx: Context, rules: Planner) -> dict[str, Any]:
    """Everything that the planner needs in a page's language.

    Args:
        ctx: The page.
        rules: The rules from `docs/data/planner.yml`.
    """
    exercises = {item.key: item.value for item in ctx.library.all("exercises")}
    numbers = {key: one.number for key, one in exercises.items()}
    programmes = sorted((item.value for item in ctx.library.all("programmes")), key=lambda one: int(one.minutes))
    parts = ("opening", "pause", "lunch", "air", "closing")
    return {
        "goals": {goal.key: [numbers[key] for key in goal.exercises if key in numbers] for goal in rules.goals},
        "order": [numbers[key] for key in rules.order if key in numbers],
        "limits": [rules.shortest, rules.longest, rules.most_people, rules.most_air],
        "parts": {name: _part(ctx, getattr(rules, name)) for name in parts},
        "breaks": [[one.from_, one.kinds] for one in rules.breaks],
        "exercises": {one.number: _exercise(ctx, key, one) for key, one in exercises.items()},
        "programmes": [_programme(ctx, one, numbers) for one in programmes],
        "words": {key: ctx.word(key) for key in _WORDS},
    }


def _exercise(ctx: Context, key: str, one: Exercise) -> dict[str, Any]:
    return {
        "title": ctx.text(one.title),
        "url": ctx.shown_at("exercise", key),
        "minutes": one.minutes,
        "shortest": one.shortest,
        "people": [one.people.min, one.people.max],
        "group": one.group.max,
        "says": ctx.text(one.invitation),
        "things": [_thing(ctx, thing) for thing in one.materials],
    }


def _programme(ctx: Context, one: Programme, numbers: dict[str, int]) -> dict[str, Any]:
    steps = [
        {
            "id": step.id,
            "minutes": step.minutes,
            "title": ctx.text(step.what).rstrip("."),
            "says": _maybe(ctx, step.says),
            "does": ctx.text(step.does),
            "exercise": numbers.get(step.exercise or "", 0),
            "links": ctx.titled(step.pages),
        }
        for step in one.steps
    ]
    people = [one.size.min, one.size.max]
    return {"number": one.number, "minutes": one.minutes, "goals": one.aims, "people": people, "steps": steps}


def _part(ctx: Context, part: Part) -> dict[str, Any]:
    return {
        "title": ctx.text(part.label),
        "says": _maybe(ctx, part.says),
        "does": ctx.text(part.does),
        "amounts": [[one.from_, one.minutes] for one in part.amounts],
    }


def _maybe(ctx: Context, text: Text | None) -> str:
    return ctx.text(text) if text else ""


def _thing(ctx: Context, thing: Material) -> list[str | int]:
    return [ctx.text(thing), thing.count, thing.per]
