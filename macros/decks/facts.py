"""Examples, dilemmas, steps and exercises as slides."""

from collections.abc import Iterator

from ..components.case import View as Case
from ..components.dilemma import View as Dilemma
from ..components.exercise import exercise as exercise_macro
from ..components.steps import View as Steps
from ..provenance import Said
from ..registry import Context
from .fitting import columns, points, quotation
from .model import Columns, Item, Points, Quotation, Slide, under, words
from .tables import letters, said, sources, table


def case(ctx: Context, view: Case, title: str) -> Iterator[Slide]:
    """An example: what is known, the deck's test of it, and what is not known."""
    notes = (view.place, *sources(ctx, view.notes))
    known = [view.summary, *view.facts]
    unknown = [] if view.identified else [Item(words(ctx.word("not_identified")))]
    started = f"{ctx.word('initiative')}: {view.who}. {view.initiator.text}"
    items = [*unknown, *(Item(said(ctx, one)) for one in known), Item(words(started))]
    for body, size in points(Points(tuple(items))):
        yield Slide(title, body, size, notes, view.title)
    if view.test:
        heads = (ctx.word("part_of_definition"), ctx.word("answer"), ctx.word("reason"))
        rows = [(words(part.label), words(part.answer), said(ctx, part.reason)) for part in view.test]
        name = under(view.title, ctx.word("five_part_test"))
        yield from table(name, view.title, heads, rows, notes, (0.3, 0.14, 0.56), letters(view.notes))
    rest = [Item(said(ctx, view.verdict))] if view.verdict else []
    rest += [Item(words(question)) for question in view.open_questions]
    if rest:
        for body, size in points(Points(tuple(rest))):
            name = ctx.word("what_we_do_not_know" if view.open_questions else "verdict")
            yield Slide(under(view.title, name), body, size, notes, view.title)


def dilemma(ctx: Context, view: Dilemma, title: str) -> Iterator[Slide]:
    """A dilemma: the deck's words above its two sides; the questions are for the speaker."""
    heads = tuple(label for label, _ in view.pulls)
    sides = tuple(Points((Item(said(ctx, pull)),), bullets=False) for _, pull in view.pulls)
    above = _quoted(ctx, view.claim)
    body = Columns((heads[0], heads[1]), (sides[0], sides[1]), above)
    yield Slide(title, body, columns(body), (*view.questions, *sources(ctx, view.notes)), view.title)


def steps(ctx: Context, view: Steps, title: str) -> Iterator[Slide]:
    """All questions on one slide, then each with its help; the examples are for the speaker."""
    notes = [view.motto.text] if view.motto else []
    all_ = tuple(Item(said(ctx, entry.question)) for entry in view.entries)
    for body, size in points(Points(all_, ordered=True)):
        yield Slide(title, body, size, (*notes, *sources(ctx, view.notes)), view.title)
    for entry in view.entries:
        examples = (
            f"{ctx.word('good_example')}: {entry.good.text}",
            f"{ctx.word('weak_example')}: {entry.weak.text}",
        )
        for body, size in points(Points(tuple(Item(words(one)) for one in entry.help))):
            yield Slide(entry.question.text, body, size, examples, view.title)


def exercises(ctx: Context) -> Iterator[Slide]:
    """The exercises that train a page."""
    for item in ctx.library.all("exercises"):
        if ctx.page.key in item.value.pages:
            yield exercise(ctx, item.key)


def exercise(ctx: Context, key: str, planned: int | None = None) -> Slide:
    """An exercise: what the trainer says, word for word; the rest is for the speaker.

    Args:
        ctx: The context of the page.
        key: Key of the exercise.
        planned: Minutes that a programme gives it; its own when left out.

    Raises:
        AuthorError: If there is no such exercise.
    """
    view = exercise_macro(ctx, key)
    minutes = ctx.word("minutes")
    said_aloud = f"{ctx.word('quote_open')}{view.invitation}{ctx.word('quote_close')}"
    body = Quotation(said_aloud, (f"{planned or view.minutes} {minutes} · {view.groups}",))
    notes = (
        f"{ctx.word('goal')}: {view.goal}",
        *(f"{ctx.word('materials')}: {one}, {count}" for one, count in view.materials),
        *(f"{move.start}–{move.end} {minutes} {move.what}" for move in view.steps),
        f"{ctx.word('dividing_question')}: {view.question}",
        *(f"{ctx.word('debrief')}: {one}" for one in view.debrief),
        *(f"{name}: {text}" for name, text in view.variants),
    )
    return Slide(f"{ctx.word('kind_exercise').capitalize()}: {view.title}", body, quotation(body), notes, view.title)


def _quoted(ctx: Context, one: Said) -> str:
    return f"{ctx.word('quote_open')}{one.text}{ctx.word('quote_close')} [{one.note.origins[0].label}]"
