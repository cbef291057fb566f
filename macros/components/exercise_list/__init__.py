"""All exercises in one table."""

from dataclasses import dataclass

from ...maturity import maturity
from ...registry import Context, macro


@dataclass(frozen=True)
class Row:
    """One exercise as shown."""

    number: int
    title: str
    url: str
    minutes: str
    people: str
    group: str
    chapters: list[tuple[str, str]]
    level: str
    mark: str


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    rows: list[Row]


@macro
def exercise_list(ctx: Context) -> View:
    """Show all exercises in a table: minutes, people, chapters, and how well each is tried."""
    log = ctx.library.items["exercise_log"].get("exercise_log")
    uses = log.value.uses if log else ()
    rows = []
    for item in sorted(ctx.library.all("exercises"), key=lambda item: int(item.value.number)):
        one = item.value
        level = maturity(uses, item.key).level
        rows.append(
            Row(
                one.number,
                ctx.text(one.title),
                ctx.shown_at("exercise", item.key),
                f"{one.shortest}–{one.minutes}" if one.shortest < one.minutes else str(one.minutes),
                f"{one.people.min}–{one.people.max}",
                f"{one.group.min}–{one.group.max}" if one.group.min < one.group.max else str(one.group.min),
                ctx.titled(one.pages),
                level,
                ctx.word(f"maturity_{level}"),
            )
        )
    return View(rows)
