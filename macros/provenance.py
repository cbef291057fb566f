"""Turn the sources of statements into notes that a reader can follow."""

from dataclasses import dataclass, field

from .citation import pages_label, short_citation
from .model.base import SourceRef, Statement, parse_source
from .model.work import Work
from .problems import BrokenDataError, NotFoundError
from .registry import Context

VOICES = ("deck", "research", "documents", "editors")
_DOCUMENTS = ("webpage", "article-newspaper", "article-magazine", "legislation", "document")


@dataclass(frozen=True)
class Origin:
    """One source of a note: whose voice, what to call it, and where to read on.

    Works count as research, but for pages, papers and laws, which are `documents`.
    """

    voice: str
    label: str
    url: str | None = None
    detail: str = ""


@dataclass(frozen=True)
class Note:
    """A note under a table or figure.

    Attributes:
        mark: What stands in the cell: the voices' letters and a number (`O1`).
        id: Anchor of the note.
        back: Anchor of the first mark that points to it.
        origins: The sources.
        reservation: What the sources do not say, in a sentence; may be empty.
    """

    mark: str
    id: str
    back: str
    origins: tuple[Origin, ...]
    reservation: str


@dataclass(frozen=True)
class Said:
    """A statement ready to show: its text, whether it is a quotation, and its note.

    `first` tells the first mark of a note, which the note links back to.
    """

    text: str
    quoted: bool
    note: Note
    first: bool


@dataclass
class Notes:
    """Collects the notes of one table or figure; equal sources share a note.

    Attributes:
        ctx: The context of the macro.
        prefix: Id of the table or figure; note ids begin with it.
        notes: The notes so far, in order of first mention.
        voices: The voices that occur, in fixed order, with letter and name.
    """

    ctx: Context
    prefix: str
    notes: list[Note] = field(default_factory=list)
    _seen: dict[tuple[tuple[Origin, ...], str], Note] = field(default_factory=dict)

    def say(self, statement: Statement) -> Said:
        """A statement in the language of the page, with the note that carries its sources."""
        text = self.ctx.said(statement)
        sources = statement.sources or [f"slide-{statement.claim}"]
        note, first = self._note(tuple(sources), self.ctx.text(statement.note) if statement.note else "")
        return Said(text, statement.claim is not None, note, first)

    @property
    def voices(self) -> list[tuple[str, str]]:
        """Letter and name of each voice that occurs."""
        used = {origin.voice for note in self.notes for origin in note.origins}
        return [(self.ctx.word(f"mark_{v}"), self.ctx.word(f"voice_{v}")) for v in VOICES if v in used]

    def _note(self, sources: tuple[str, ...], reservation: str) -> tuple[Note, bool]:
        origins = tuple(dict.fromkeys(origin(self.ctx, parse_source(source)) for source in sources))
        key = (origins, reservation)
        if key in self._seen:
            return self._seen[key], False
        number = len(self.notes) + 1
        letters = "".join(self.ctx.word(f"mark_{v}") for v in VOICES if v in {one.voice for one in origins})
        note = Note(f"{letters}{number}", f"{self.prefix}-n{number}", f"{self.prefix}-r{number}", origins, reservation)
        self._seen[key] = note
        self.notes.append(note)
        return note, True


def origin(ctx: Context, source: SourceRef) -> Origin:
    """A source as the reader meets it.

    Raises:
        BrokenDataError: If the point or work does not exist; that is reported where the data names it.
    """
    try:
        return _origin(ctx, source)
    except NotFoundError as error:
        raise BrokenDataError(error.message) from None


def _origin(ctx: Context, source: SourceRef) -> Origin:
    if source.slide is not None:
        unsure = ""
        if source.point is not None:
            point = ctx.library.point(source.point)
            if point.certainty != "certain" and point.unsure is not None:
                unsure = f"{ctx.word('unsure_reading')}: {ctx.text(point.unsure)}"
        return Origin(
            "deck", f"{ctx.word('slide')} {source.slide}", ctx.link("kilder", f"slide-{source.slide}"), unsure
        )
    if source.work is not None:
        work: Work = ctx.cite(source.work)
        label = short_citation(ctx, work)
        if source.page:
            label += f", {pages_label(ctx, source.page)}"
        detail = ctx.word("not_reread") if source.unread else ""
        voice = "documents" if work.type in _DOCUMENTS else "research"
        return Origin(voice, label, work_url(ctx, source.work), detail)
    return Origin("editors", ctx.word("voice_editors"))


def work_url(ctx: Context, key: str) -> str:
    """Where the full reference stands: at the end of this page if it has a list, else on the page of all works."""
    if any(call.name == "references" for call in ctx.page.calls):
        return f"#ref-{key}"
    return ctx.link("litteratur", f"ref-{key}")
