"""A workshop programme as a run sheet: when, how long, what, and where to read on."""

from dataclasses import dataclass

from ...model.programme import Programme
from ...registry import Context, macro


@dataclass(frozen=True)
class Line:
    """One step as shown."""

    clock: str
    minutes: int
    what: str
    trainer: str
    links: list[tuple[str, str]]


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    id: str
    title: str
    goal: str
    people: str
    room: str
    materials: list[str]
    before: list[str]
    minutes: int
    lines: list[Line]
    after: list[str]
    short_of_time: str
    online: str


@macro
def programme(ctx: Context, key: str, *, caption: str | None = None, id: str | None = None) -> View:
    """Show a workshop programme with the time of each step, what the trainer says, and its exercise or chapter.

    Args:
        key: Name of a file in `docs/data/programmes`, without `.yml`.
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
        trainer = ctx.text(step.trainer) if step.trainer else ""
        lines.append(Line(f"{now // 60}.{now % 60:02}", step.minutes, ctx.text(step.what), trainer, links))
        now += step.minutes
    return View(
        id or f"program-{key}",
        caption or ctx.text(found.title),
        ctx.text(found.goal),
        ctx.text(found.people),
        ctx.text(found.room),
        [ctx.text(thing) for thing in found.materials],
        [ctx.text(thing) for thing in found.before],
        found.minutes,
        lines,
        [ctx.text(thing) for thing in found.after],
        ctx.text(found.short_of_time),
        ctx.text(found.online),
    )


def _exercise(ctx: Context, key: str | None) -> list[tuple[str, str]]:
    """Name of an exercise and where it stands; a wrong key is reported where it stands."""
    item = ctx.library.items["exercises"].get(key or "")
    return [(ctx.text(item.value.title), ctx.shown_at("exercise", item.key))] if item else []
