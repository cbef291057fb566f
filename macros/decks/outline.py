"""A chapter's deck: which slides, from which headings, tables and questions of the page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from babel.dates import format_date

from ..handbook import Handbook
from ..model.base import Language
from ..pages import Page
from ..registry import Context
from . import facts, tables
from .addresses import short_link
from .fitting import columns, points
from .model import Columns, Deck, Ending, Item, Opening, Points, Run, Slide, Voice, joined, text_of, under, words
from .reading import Block, Box, Listing, Paragraph, Section, Shown, sections, sentences

_TO_SPEAKER = "trainer"  # the box whose words are for the one who teaches
_ASIDE = {"voice", "promise", "references"}  # macros that are no facts
_NAMED = {"case", "dilemma"}  # facts that stand under their own names
_DATES: dict[Language, str] = {"da": "da", "en": "en_GB"}
_BIG, _FINE = (36, 32, 28, 24, 20), (20, 18)


@dataclass(frozen=True)
class Publication:
    """What a deck says about the handbook: its address, with a final slash, and its name."""

    site_url: str
    name: str


def chapter(handbook: Handbook, page: Page, publication: Publication) -> Deck:
    """The deck of a chapter whose macro calls are right."""
    return _Outline(handbook, page, publication).deck()


def finished(ctx: Context, publication: Publication, slides: Iterable[Slide]) -> Deck:
    """A deck in which every slide has a title of its own."""
    page = ctx.page
    editors = f"{ctx.word('voice_editors')}, {publication.name}"
    reviewed = page.meta["review"]["date"]
    return Deck(page.key, page.lang, page.title, publication.name, editors, reviewed, _told_apart(ctx, [*slides]))


def opening(ctx: Context, publication: Publication, promise: str, notes: Sequence[str]) -> Slide:
    """The first slide of a deck."""
    day = format_date(date.fromisoformat(ctx.page.meta["review"]["date"]), "long", locale=_DATES[ctx.lang])
    lines = (publication.name, f"{ctx.word('reviewed')} {day}", ctx.word("licence"))
    return Slide(ctx.page.title, Opening(promise, lines), 24, tuple(notes))


def ending(ctx: Context, publication: Publication, title: str, items: Sequence[Item]) -> Slide:
    """The last slide of a deck."""
    link = short_link(publication.site_url, ctx.page.key, ctx.lang)
    shown = link.split("://")[-1]
    return Slide(title, Ending(tuple(items), link, shown, f"{ctx.word('qr_of')} {shown}"), 22, (), title)


def listed(title: str, body: Points, notes: Sequence[str] = (), sizes: Sequence[int] | None = None) -> Iterator[Slide]:
    """A list on as many slides as it needs; each has the notes of its own items."""
    for number, (part, size) in enumerate(points(body, sizes) if sizes else points(body)):
        own = dict.fromkeys(item.note for item in part.items if item.note)
        yield Slide(title, part, size, (*(notes if number == 0 else ()), *own), title)


def _told_apart(ctx: Context, slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """Slides with one title are numbered: `Fra oplægget (1 af 2)`."""
    count, seen = Counter(slide.title for slide in slides), Counter[str]()
    out = []
    for slide in slides:
        seen[slide.title] += 1
        if count[slide.title] > 1:
            number = ctx.word("one_of").replace("{number}", str(seen[slide.title]))
            slide = replace(slide, title=f"{slide.title} ({number.replace('{all}', str(count[slide.title]))})")
        out.append(slide)
    return tuple(out)


class _Outline:
    def __init__(self, handbook: Handbook, page: Page, publication: Publication) -> None:
        self.ctx = handbook.context(page)
        self.publication = publication
        self.sections = sections(handbook, page)

    def deck(self) -> Deck:
        return finished(self.ctx, self.publication, self._slides())

    def _slides(self) -> Iterator[Slide]:
        boxes = [block for section in self.sections for block in section.blocks if isinstance(block, Box)]
        to_speaker = [text_of(one.words) for box in boxes if box.kind == _TO_SPEAKER for one in box.paragraphs]
        promise = self.ctx.page.meta["description"]
        yield opening(self.ctx, self.publication, promise, to_speaker)
        last: Slide | None = None
        for number, section in enumerate(self.sections[1:], 1):
            if section.id == "kilder":
                yield from facts.exercises(self.ctx)
                yield from self._sources(section)
            elif section.id == "laes-videre":
                items = [item for block in section.blocks for item in self._items(block, None)]
                last = ending(self.ctx, self.publication, section.title, items)
            elif section.id == "goer-og-undgaa":
                yield from self._advice(section)
            elif section.id in ("spoergsmaal", "i-morgen"):
                yield from self._big(section)
            else:
                yield from self._section(section, self.sections[number + 1 :])
        yield last or ending(self.ctx, self.publication, self.ctx.word("read_on"), ())

    # Sections of one kind ---------------------------------------------------------------------

    def _sources(self, section: Section) -> Iterator[Slide]:
        items = []
        for view in section.shown("references"):
            items += [
                Item(words(f"{self.ctx.word('slide').capitalize()} {number}: {title}"))
                for number, title, _ in view.slides
            ]
            items += [Item(tuple(Run(piece.text, italic=piece.italic) for piece in work.pieces)) for work in view.works]
        items = items or [Item(words(self.ctx.word("no_sources")))]
        yield from listed(section.title, Points(tuple(items)), sizes=_FINE)

    def _advice(self, section: Section) -> Iterator[Slide]:
        heads = [text_of(one.words) for one in section.blocks if isinstance(one, Paragraph)]
        sides = [Points(tuple(self._items(one, None))) for one in section.blocks if isinstance(one, Listing)]
        if len(heads) == len(sides) == 2:
            body = Columns((heads[0], heads[1]), (sides[0], sides[1]))
            yield Slide(section.title, body, columns(body), (), section.title)
        else:
            yield from self._section(section, [])

    def _big(self, section: Section) -> Iterator[Slide]:
        """Words for the room: the questions, or what to do tomorrow; with questions, the rest is for the speaker."""
        lists = [one for one in section.blocks if isinstance(one, Listing)]
        texts = [one for one in section.blocks if isinstance(one, Paragraph)]
        notes = [text_of(one.words) for one in texts] if lists else []
        blocks: Sequence[Block] = lists or texts
        items = [item for block in blocks for item in self._whole(block)]
        body = Points(tuple(items), ordered=any(one.ordered for one in lists), bullets=bool(lists))
        yield from listed(section.title, body, notes, _BIG)

    # Any section ------------------------------------------------------------------------------

    def _section(self, section: Section, later: Sequence[Section]) -> Iterator[Slide]:
        shown = [one for one in section.blocks if isinstance(one, Shown) and one.call.name not in _ASIDE]
        named = [one for one in shown if one.call.name in _NAMED]
        inner = _inner(section, later)
        voice: Voice | None = None
        items: list[Item] = []
        aside: list[str] = []
        for block in section.blocks:
            if isinstance(block, Shown) and block.call.name == "voice":
                voice = Voice(block.view.kind, block.view.name)
            elif isinstance(block, Paragraph) and shown:
                aside.append(text_of(block.words))
            else:
                items += self._items(block, voice)
        names = [one.view.title for one in named] if len(named) > 1 else [one.title for one in inner]
        if names and not items:
            items = [Item(words(name)) for name in names]
        if items:
            yield from listed(section.title, Points(tuple(items)), aside)
            aside = []
        for number, one in enumerate(shown):
            for slide in self._fact(one, section.title, len(named) > 1):
                yield replace(slide, notes=(*aside, *slide.notes)) if number == 0 and aside else slide
                aside = []
        for box in section.blocks:
            if isinstance(box, Box) and box.kind != _TO_SPEAKER:
                body = Points(tuple(Item(one.words) for one in box.paragraphs), bullets=False)
                yield from listed(box.title, body)

    def _fact(self, shown: Shown, title: str, several: bool) -> Iterator[Slide]:
        view, name = shown.view, shown.call.name
        own = view.title if several else under(title, view.title)
        if name == "comparison":
            yield from tables.comparison(self.ctx, view, title)
        elif name == "ladder":
            yield from tables.ladder(self.ctx, view, title)
        elif name == "diagram":
            yield tables.figure(self.ctx, view, title)
        elif name == "steps":
            yield from facts.steps(self.ctx, view, title)
        elif name == "case":
            yield from facts.case(self.ctx, view, own)
        elif name == "dilemma":
            yield from facts.dilemma(self.ctx, view, own)

    def _items(self, block: Block, voice: Voice | None) -> Iterator[Item]:
        if isinstance(block, Listing):
            yield from (Item(item.words, voice) for item in block.items)
        elif isinstance(block, Paragraph):
            note = text_of(block.words)
            for part in self._leads(block, voice):
                yield Item(part, voice, note)

    def _whole(self, block: Block) -> Iterator[Item]:
        if isinstance(block, Listing):
            yield from (Item(item.words) for item in block.items)
        elif isinstance(block, Paragraph):
            yield Item(block.words)

    def _leads(self, paragraph: Paragraph, voice: Voice | None) -> Iterator[tuple[Run, ...]]:
        """What of a paragraph stands on the slide: its first sentence; of the deck and research all with a source."""
        parts = sentences(paragraph, self.ctx.lang)
        if voice and voice.key in ("deck", "research") and paragraph.sources:
            gathered: list[Paragraph] = []
            for part in parts:
                gathered.append(part)
                if part.sources:
                    yield joined([one.words for one in gathered])
                    gathered = []
            return
        first = parts[:1]
        # A lead in bold, or a claim whose source comes in the next sentence, is nothing without that one.
        if len(parts) > 1 and (all(run.bold for run in parts[0].words) or (parts[1].sources and not parts[0].sources)):
            first = parts[:2]
        yield joined([one.words for one in first])


def _inner(section: Section, later: Sequence[Section]) -> list[Section]:
    """The sections that stand below one, up to the next of its level."""
    found = []
    for one in later:
        if one.level <= section.level:
            break
        found.append(one)
    return found
