"""All examples in one table: where, who began, and the deck's own test of each."""

from dataclasses import dataclass

from ...model.case import INITIATIVES, ORIGINS, PARTS, Answer, Case
from ...registry import Context, macro


@dataclass(frozen=True)
class Verdict:
    """The answer to one part of the test, and why."""

    answer: Answer | None
    reason: str


@dataclass(frozen=True)
class Row:
    """An example as shown."""

    key: str
    title: str
    place: str
    url: str
    origin: str
    initiator: str
    verdicts: list[Verdict]
    verdict: str


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    id: str
    parts: list[str]
    origins: list[str]
    initiators: list[str]
    answers: list[Answer]
    rows: list[Row]


@macro
def case_list(ctx: Context) -> View:
    """Show every example in one table, to filter and to compare; without JavaScript it is the whole table."""
    rows = [_row(ctx, item.key, item.value) for item in ctx.library.all("cases")]
    rows.sort(key=lambda row: ORIGINS.index(row.origin))
    answers: list[Answer] = ["met", "partly", "missing", "unknown"]
    return View(
        "eksempler",
        list(PARTS),
        [one for one in ORIGINS if any(row.origin == one for row in rows)],
        [one for one in INITIATIVES if any(row.initiator == one for row in rows)],
        answers,
        rows,
    )


def _row(ctx: Context, key: str, case: Case) -> Row:
    tests = [getattr(case.test, part) for part in PARTS] if case.test else [None] * len(PARTS)
    return Row(
        key,
        ctx.text(case.title),
        ctx.text(case.place),
        ctx.shown_at("case", key),
        case.origin,
        case.initiator.who,
        [Verdict(test.answer, ctx.said(test)) if test else Verdict(None, "") for test in tests],
        ctx.said(case.verdict) if case.verdict else "",
    )
