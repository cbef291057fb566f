"""An exercise for a group, as the one who runs it needs it."""

from dataclasses import dataclass
from itertools import accumulate

from ...model.exercise import Exercise
from ...registry import Context, macro


@dataclass(frozen=True)
class Move:
    """One step as shown: from which minute to which, and what happens."""

    start: int
    end: int
    what: str


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    id: str
    title: str
    goal: str
    minutes: int
    shortest: int | None
    shorten: str
    groups: str
    invitation: str
    materials: list[str]
    steps: list[Move]
    question: str
    debrief: list[str]
    variants: list[tuple[str, str]]
    cards: list[tuple[str, str]]
    chapters: list[tuple[str, str]]


@macro
def exercise(ctx: Context, key: str, *, id: str | None = None) -> View:
    """Show an exercise: what it is for, what to say, the steps with their minutes, and what to ask afterwards.

    Args:
        key: Name of a file in `docs/data/exercises`, without `.yml`. The heading above it names the exercise.
        id: Another anchor than `oevelse-` and the key.

    Raises:
        AuthorError: If there is no such exercise.
    """
    found: Exercise = ctx.library.find("exercises", key)
    ends = list(accumulate(step.minutes for step in found.steps))
    steps = [Move(end - step.minutes, end, ctx.text(step.what)) for step, end in zip(found.steps, ends, strict=True)]
    variants = [
        (ctx.word("online"), ctx.text(found.online)),
        (ctx.word("accessible"), ctx.text(found.accessible)),
        (ctx.word("derailed"), ctx.text(found.derailed)),
    ]
    return View(
        id or f"oevelse-{key}",
        ctx.text(found.title),
        ctx.text(found.goal),
        found.minutes,
        found.shortest,
        ctx.text(found.shorten) if found.shorten else "",
        ctx.text(found.groups),
        ctx.text(found.invitation),
        [ctx.text(thing) for thing in found.materials],
        steps,
        ctx.text(found.question),
        [ctx.text(question) for question in found.debrief],
        variants,
        [(ctx.text(card.text), ctx.text(card.answer)) for card in found.cards],
        ctx.titled(found.pages),
    )
