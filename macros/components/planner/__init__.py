"""The planner: from time, number and purpose to a programme. The rules are data; planner.js only follows them."""

from dataclasses import dataclass
from typing import Any

from ...model.base import Text
from ...model.exercise import Material
from ...model.programme import Part, Planner
from ...registry import Context, macro

_WORDS = (
    "planner_add", "planner_added", "planner_again", "planner_copied", "planner_down", "planner_ends", "planner_fits",
    "planner_less", "planner_materials", "planner_minutes_of", "planner_more", "planner_moved", "planner_ready",
    "planner_remove", "planner_removed", "planner_sum", "planner_title", "planner_undo", "planner_undone", "planner_up",
    "clock", "minutes", "minutes_head", "what_happens", "you_do", "you_say", "quote_open", "quote_close",
    "per_person", "per_pair", "per_group", "per_room",
)  # fmt: skip


@dataclass(frozen=True)
class Ready:
    """A ready programme as shown."""

    title: str
    url: str
    minutes: int
    people: str
    goal: str


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    shortest: int
    longest: int
    most_people: int
    goals: list[tuple[str, str]]
    rules: list[str]
    ready: list[Ready]
    data: dict[str, Any]


@macro
def planner(ctx: Context) -> View:
    """Show the planner: a form that makes a programme by the rules in `docs/data/planner.yml`, and the rules."""
    rules: Planner = ctx.library.find("planner", "planner")
    exercises = {item.key: item for item in ctx.library.all("exercises")}
    numbers = {key: item.value.number for key, item in exercises.items()}
    programmes = sorted(ctx.library.all("programmes"), key=lambda item: int(item.value.minutes))
    ready = [
        Ready(
            ctx.text(item.value.title),
            ctx.shown_at("programme", item.key),
            item.value.minutes,
            f"{item.value.size.min}–{item.value.size.max}",
            ctx.text(item.value.goal),
        )
        for item in programmes
    ]
    data = {
        "goals": {goal.key: [numbers[key] for key in goal.exercises if key in numbers] for goal in rules.goals},
        "order": [numbers[key] for key in rules.order if key in numbers],
        "limits": [rules.shortest, rules.longest, rules.most_people, rules.most_air],
        "parts": {
            name: _part(ctx, getattr(rules, name)) for name in ("opening", "pause", "lunch", "air", "closing")
        },
        "breaks": [[one.from_, one.kinds] for one in rules.breaks],
        "exercises": {
            item.value.number: {
                "title": ctx.text(item.value.title),
                "url": ctx.shown_at("exercise", item.key),
                "minutes": item.value.minutes,
                "shortest": item.value.shortest,
                "people": [item.value.people.min, item.value.people.max],
                "group": item.value.group.max,
                "says": ctx.text(item.value.invitation),
                "things": [_thing(ctx, thing) for thing in item.value.materials],
            }
            for item in exercises.values()
        },
        "programmes": [
            {
                "number": item.value.number,
                "minutes": item.value.minutes,
                "goals": item.value.aims,
                "people": [item.value.size.min, item.value.size.max],
                "steps": [
                    {
                        "id": step.id,
                        "minutes": step.minutes,
                        "title": ctx.text(step.what).rstrip("."),
                        "says": _maybe(ctx, step.says),
                        "does": ctx.text(step.does),
                        "exercise": numbers.get(step.exercise, 0),
                        "links": ctx.titled(step.pages),
                    }
                    for step in item.value.steps
                ],
            }
            for item in programmes
        ],
        "words": {key: ctx.word(key) for key in _WORDS},
    }
    goals = [(goal.key, ctx.text(goal.label)) for goal in rules.goals]
    texts = [ctx.text(rule) for rule in rules.rules]
    return View(rules.shortest, rules.longest, rules.most_people, goals, texts, ready, data)


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
