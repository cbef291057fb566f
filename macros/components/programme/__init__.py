"""A workshop programme as a run sheet: when, how long, what, and where to read on."""

from dataclasses import dataclass
from typing import Literal

from ...exercise_pages import counted
from ...model.programme import Programme
from ...registry import Context, macro


@dataclass(frozen=True)
class Line:
    """One step as shown."""

    clock: str
    minutes: int
    what: str
    says: str
    does: str
    links: list[tuple[str, str]]


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    part: str
    id: str
    title: str
    goal: str
    people: str
    room: str
    materials: list[tuple[str, str]]
    before: list[str]
    minutes: int
    start: str
    lines: list[Line]
    after: list[str]
    variants: list[tuple[str, str]]


@macro
def programme(
    ctx: Context,
    key: str,
    *,
    part: Literal["programme", "variants"] = "programme",
    caption: str | None = None,
    id: str | None = None,
) -> View:
    """Show a workshop programme with the time of each step, what the trainer says, and its exercise or chapter.

    Args:
        key: Name of a file in `docs/data/programmes`, without `.yml`.
        part: The programme itself, or what to change when the group is different.
        caption: Another caption than the programme's own.
        id: Another anchor than `program-` and the key.

    Raises:
        AuthorError: If there is no such programme.
    """
    found: Programme = ctx.library.find("programmes", key)
    hours, begin = (int(part) for part in found.start.split("."))
    now = 60 * hours + begin
    lines = []
    for step in found.steps:
        links = [*_exercise(ctx, step.exercise), *ctx.titled(step.pages)]
        says = ctx.text(step.says) if step.says else ""
        clock = f"{now // 60}.{now % 60:02}"
        lines.append(Line(clock, step.minutes, ctx.text(step.what), says, ctx.text(step.does), links))
        now += step.minutes
    variants = [
        (ctx.word("few"), ctx.text(found.few)),
        (ctx.word("sceptical"), ctx.text(found.sceptical)),
        (ctx.word("no_citizens"), ctx.text(found.no_citizens)),
        (ctx.word("short_of_time"), ctx.text(found.short_of_time)),
        (ctx.word("online"), ctx.text(found.online)),
    ]
    return View(
        part,
        id or f"program-{key}" + ("-varianter" if part == "variants" else ""),
        caption or ctx.text(found.title),
        ctx.text(found.goal),
        ctx.text(found.people),
        ctx.text(found.room),
        [(ctx.text(thing), counted(ctx, thing)) for thing in found.materials],
        [ctx.text(thing) for thing in found.before],
        found.minutes,
        f"{hours:02}:{begin:02}",
        lines,
        [ctx.text(thing) for thing in found.after],
        variants,
    )


def _exercise(ctx: Context, key: str | None) -> list[tuple[str, str]]:
    """Name of an exercise and where it stands; a wrong key is reported where it stands."""
    item = ctx.library.items["exercises"].get(key or "")
    return [(ctx.text(item.value.title), ctx.shown_at("exercise", item.key))] if item else []
