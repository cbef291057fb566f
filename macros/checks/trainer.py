"""A chapter's box for trainers says what its edition for trainers shows; exercises have a page each."""

from collections.abc import Iterator

from ..exercise_pages import page_key
from ..handbook import Handbook
from ..messages import say
from ..pages import Page
from ..problems import Problem
from ..trainer_box import LABELS, is_chapter, trainer_box


def check(handbook: Handbook) -> Iterator[Problem]:
    """Labels of the box, and the page of each exercise with its title and call."""
    words = handbook.library.items["ui"]
    if all(key in words for key in LABELS):  # a missing word is reported where it is missing
        for page in handbook.pages:
            if is_chapter(page) and page.lines:
                yield from _box(handbook, page)
    for item in handbook.library.all("exercises"):
        pair = handbook.pages.by_key.get(page_key(item.key), {})
        if not pair:
            message = say(
                "the exercise has no page; write {danish} and {english}",
                danish=f"docs/oevelser/{item.key}.md",
                english=f"docs/oevelser/{item.key}.en.md",
            )
            yield Problem(item.source.file, 1, message)
        for page in pair.values():
            yield from _page(page, item.key, item.value.title.in_(page.lang), item.source.file)


def _box(handbook: Handbook, page: Page) -> Iterator[Problem]:
    words = {key: handbook.library.items["ui"][key].value.in_(page.lang) for key in LABELS}
    box = trainer_box(page, words)
    if box is None:
        message = say("the chapter has no box for trainers, expected '{box}'", box='??? trainer "…"')
        yield Problem(page.file, page.first, message)
        return
    for key in LABELS:
        if key not in box.said:
            message = say("the box for trainers says nothing after '{label}'", label=f"**{words[key]}:**")
            yield Problem(page.file, box.line, message)
    if "trainer_time" in box.said and box.minutes is None:
        found = box.said["trainer_time"]
        message = say("the time '{found}' says no minutes, expected it as '20 min.'", found=found)
        yield Problem(page.file, box.line, message)
    if not box.group and "trainer_time" in box.said:
        message = say("the box for trainers does not say how the group works; write it after the time and ' · '")
        yield Problem(page.file, box.line, message)


def _page(page: Page, key: str, title: str, file: str) -> Iterator[Problem]:
    if page.headings and page.title != title:
        message = say(
            "the title is '{found}', expected '{title}' as in {file}", found=page.title, title=title, file=file
        )
        yield Problem(page.file, page.headings[0].line, message)
    if page.readable and not any(call.name == "exercise" and call.args[:1] == (key,) for call in page.calls):
        call = f'{{{{ exercise("{key}") }}}}'
        message = say("the page does not show its exercise; write {call}", call=call)
        yield Problem(page.file, page.first, message)
