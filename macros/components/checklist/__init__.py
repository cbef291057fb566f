"""Questions to answer about one's own project, and what the answers mean."""

import json
from dataclasses import dataclass

from ...model.checklist import Checklist
from ...provenance import Notes, Said
from ...registry import Context, macro


@dataclass(frozen=True)
class Entry:
    """A question as shown; its answers with the letters that rules and links call them by."""

    key: str
    question: Said
    answers: list[tuple[str, str]]
    result: str
    next: str
    about: str


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language; `rules` is the JSON that the script reads."""

    key: str
    id: str
    title: str
    entries: list[Entry]
    outcomes: list[tuple[str, str, str, str]]
    evidence: str
    remark: str
    read_on: tuple[str, str] | None
    rules: str
    notes: Notes


@macro
def checklist(ctx: Context, key: str, *, caption: str | None = None, id: str | None = None) -> View:
    """Show a checklist: questions to tick on screen or on paper, and what the answers mean.

    Args:
        key: Name of a file in `docs/data/checklists`, without `.yml`.
        caption: Another caption than the checklist's own.
        id: Another anchor than `tjek-` and the key.

    Raises:
        AuthorError: If there is no such checklist, or it sends the reader on to a page that does not exist.
    """
    found: Checklist = ctx.library.find("checklists", key)
    anchor = id or f"tjek-{key}"
    notes = Notes(ctx, anchor)
    place = found.place
    entries = [
        Entry(
            one.key,
            notes.say(one.question),
            [(letter, ctx.text(answer)) for letter, answer in zip(one.letters, one.answers, strict=True)],
            ctx.text(one.result) if one.result else "",
            ctx.text(one.next) if one.next else "",
            ctx.text(place.text) if place and place.question == one.key else "",
        )
        for one in found.questions
    ]
    outcomes = [(one.key, ctx.text(one.when), ctx.text(one.title), ctx.text(one.text)) for one in found.outcomes]
    read_on = None
    if found.read_on:
        page = ctx.pages.get(found.read_on.page, ctx.lang)
        read_on = (page.title, ctx.link(page.key, found.read_on.anchor))
    return View(
        key, anchor, caption or ctx.text(found.title), entries, outcomes,
        ctx.text(found.evidence) if found.evidence else "", ctx.text(found.remark) if found.remark else "",
        read_on, _rules(found), notes,
    )  # fmt: skip


def _rules(found: Checklist) -> str:
    rules = [rule.model_dump(exclude_none=True) for rule in found.rules]
    return json.dumps(
        {"letters": ["".join(one.letters) for one in found.questions], "rules": rules}, ensure_ascii=False
    )
