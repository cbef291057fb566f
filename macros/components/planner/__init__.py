"""The planner: from time, number and purpose to a programme. The rules are data; planner.js only follows them."""

from dataclasses import dataclass
from typing import Any

from ...model.programme import Planner
from ...planning import planner_data
from ...registry import Context, macro


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
    goals = [(str(goal.key), ctx.text(goal.label)) for goal in rules.goals]
    texts = [ctx.text(rule) for rule in rules.rules]
    return View(rules.shortest, rules.longest, rules.most_people, goals, texts, ready, planner_data(ctx, rules))
