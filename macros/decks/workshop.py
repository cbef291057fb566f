"""A workshop's deck: the programme's steps in their order, with the exercises and the chapters they name."""

from collections.abc import Iterator
from dataclasses import replace

from ..exercise_pages import counted
from ..handbook import Handbook
from ..model.programme import Programme, Session
from ..pages import Page
from . import facts
from .model import Deck, Grid, Item, Points, Slide, under, words
from .outline import Publication, chapter, ending, finished, listed, opening
from .tables import table

_MACRO = "programme"


def programme_of(page: Page) -> str | None:
    """Key of the programme that a page shows, if any."""
    return next((call.args[0] for call in page.calls if call.name == _MACRO), None)


def workshop(handbook: Handbook, page: Page, publication: Publication) -> Deck:
    """The deck of a page with a programme.

    Raises:
        AuthorError: If the programme does not exist.
    """
    return finished(handbook.context(page), publication, _Workshop(handbook, page, publication).slides())


class _Workshop:
    def __init__(self, handbook: Handbook, page: Page, publication: Publication) -> None:
        self.handbook = handbook
        self.ctx = handbook.context(page)
        self.publication = publication
        self.programme: Programme = self.ctx.library.find("programmes", programme_of(page) or "")
        self.told: set[str] = set()

    def slides(self) -> Iterator[Slide]:
        text, word = self.ctx.text, self.ctx.word
        one = self.programme
        notes = [
            f"{word('people')}: {text(one.people)}",
            f"{word('room')}: {text(one.room)}",
            *(f"{word('materials')}: {text(thing)}, {counted(self.ctx, thing)}" for thing in one.materials),
            *(f"{word('before')}: {text(thing)}" for thing in one.before),
            f"{word('short_of_time')}: {text(one.short_of_time)}",
            f"{word('online')}: {text(one.online)}",
        ]
        yield opening(self.ctx, self.publication, text(one.goal), notes)
        yield from self._plan()
        for step in one.steps:
            yield from self._step(step)
        after = [Item(words(text(thing))) for thing in one.after]
        yield ending(self.ctx, self.publication, word("after") if after else word("read_on"), after)

    def _plan(self) -> Iterator[Slide]:
        """The whole programme at a glance."""
        word = self.ctx.word
        heads = (word("minutes_head"), word("what_happens"))
        rows = [(words(str(step.minutes)), words(self.ctx.text(step.what))) for step in self.programme.steps]
        rows.append((words(str(self.programme.minutes)), words(word("in_all"))))
        yield from table(word("course"), self.ctx.text(self.programme.title), heads, rows, (), (0.12, 0.88))

    def _step(self, step: Session) -> Iterator[Slide]:
        """A step: its exercise, or its minutes and chapters; then what the chapters have to show."""
        notes = [f"{self.ctx.word('you_say')}: {self.ctx.text(step.says)}"] if step.says else []
        notes.append(f"{self.ctx.word('you_do')}: {self.ctx.text(step.does)}")
        title = self.ctx.text(step.what).rstrip(".")
        if step.exercise in self.ctx.library.items["exercises"]:
            exercise = facts.exercise(self.ctx, str(step.exercise), step.minutes)
            yield replace(exercise, title=title, notes=(*notes, *exercise.notes))
        else:
            shown = [key for key in step.pages if key in self.ctx.pages.by_key and not self._for_trainers(key)]
            lines = [f"{step.minutes} {self.ctx.word('minutes')}", *(name for name, _ in self.ctx.titled(shown))]
            body = Points(tuple(Item(words(line)) for line in lines), bullets=False)
            yield from listed(title, body, notes, (32,))
        for key in step.pages:
            yield from self._chapter(key)

    def _for_trainers(self, key: str) -> bool:
        return bool(self.ctx.pages.get(key, self.ctx.lang).meta.get("audience") == ["trainer"])

    def _chapter(self, key: str) -> Iterator[Slide]:
        """What a chapter has to show: its three points, its tables and drawings; once in a deck."""
        pair = self.handbook.pages.by_key.get(key, {})
        page = pair.get(self.ctx.lang)
        if page is None or page.meta.get("kind") != "chapter" or key in self.told:
            return
        self.told.add(key)
        for slide in chapter(self.handbook, page, self.publication).slides[1:]:
            first = slide.kind == "points" and slide.section == page.headings[1].text
            if first or slide.kind == "figure" or (slide.kind == "grid" and _whole(slide)):
                yield Slide(under(page.title, slide.title), slide.body, slide.size, slide.notes, slide.section)


def _whole(slide: Slide) -> bool:
    """Whether a table's slide shows rows of the table, and not one row alone."""
    return isinstance(slide.body, Grid) and slide.body.caption == slide.section
