"""An exercise for a group, as the one who runs it needs it."""

from dataclasses import dataclass
from itertools import accumulate

from ...exercise_pages import counted, sheet_links
from ...maturity import maturity
from ...model.exercise import Exercise
from ...registry import Context, macro


@dataclass(frozen=True)
class Move:
    """One step as shown: from which minute to which, and what happens."""

    start: int
    end: int
    what: str


@dataclass(frozen=True)
class Used:
    """One use of the exercise as shown."""

    date: str
    place: str
    setting: str
    people: int
    worked: str
    by: str


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    id: str
    title: str
    goal: str
    minutes: int
    shortest: int
    groups: str
    people: str
    room: str
    invitation: str
    materials: list[tuple[str, str]]
    steps: list[Move]
    question: str
    debrief: list[str]
    variants: list[tuple[str, str]]
    cards: list[tuple[str, str]]
    chapters: list[tuple[str, str]]
    sheets: list[tuple[str, str]]
    level: str
    mark: str
    uses: list[Used]


@macro
def exercise(ctx: Context, key: str, *, id: str | None = None) -> View:
    """Show an exercise: what it is for, what to say, the steps with their minutes, and what to ask afterwards.

    Args:
        key: Name of a file in `docs/data/exercises`, without `.yml`. The page's title names the exercise.
        id: Another anchor than `oevelse-` and the key.

    Raises:
        AuthorError: If there is no such exercise.
    """
    found: Exercise = ctx.library.find("exercises", key)
    ends = list(accumulate(step.minutes for step in found.steps))
    steps = [Move(end - step.minutes, end, ctx.text(step.what)) for step, end in zip(found.steps, ends, strict=True)]
    variants = [
        (f"{ctx.word('short_version')}, {found.shortest} {ctx.word('minutes')}", ctx.text(found.shorten)),
        (ctx.word("online"), ctx.text(found.online)),
        (ctx.word("large_group"), ctx.text(found.large)),
        (ctx.word("accessible"), ctx.text(found.accessible)),
        (ctx.word("derailed"), ctx.text(found.derailed)),
    ]
    if found.law:
        variants.append((ctx.word("law"), " ".join(ctx.text(line) for line in found.law)))
    log = ctx.library.items["exercise_log"].get("exercise_log")
    tried = maturity(log.value.uses if log else (), key)
    uses = [
        Used(use.date, use.place, ctx.word(f"setting_{use.setting}"), use.people, ctx.text(use.worked), use.by)
        for use in tried.uses
    ]
    return View(
        id or f"oevelse-{key}",
        ctx.text(found.title),
        ctx.text(found.goal),
        found.minutes,
        found.shortest,
        ctx.text(found.groups),
        f"{found.people.min}–{found.people.max}",
        ctx.text(found.room),
        ctx.text(found.invitation),
        [(ctx.text(thing), counted(ctx, thing)) for thing in found.materials],
        steps,
        ctx.text(found.question),
        [ctx.text(question) for question in found.debrief],
        variants,
        [(ctx.text(card.text), ctx.text(card.answer)) for card in found.cards],
        ctx.titled(found.pages),
        sheet_links(ctx, key, found, ctx.page.url),
        tried.level,
        ctx.word(f"maturity_{tried.level}"),
        uses,
    )
