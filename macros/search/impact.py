"""How much each word says about each piece of text: frequency, place, compounds and words of the same meaning."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .extract import Block, Extract
from .fold import fold, words
from .linguistics import Linguistics, phrases, stem

PIECE = 1200  # letters; a longer section is weighed piece by piece, and its best piece is shown
LINKED = 0.3  # the words of a link say more about the page it leads to
HYPHENED, COMPOUNDED, SYNONYM = 0.8, 0.5, 0.4
TITLE, HEADING, KEYWORD, EVERYDAY = 2.4, 0.7, 1.3, 1.2
SUBJECT = 1.7  # the first keyword names the subject of the page
STOPPED = 0.2  # what a stop word in a name counts
ADDED = 0.4  # of a name that says again what a better one said
DESCRIPTION = 2.0
BOILERPLATE = 0.08  # what stands word for word on more pages than this share says nothing about any of them
MIN_BOILERPLATE = 4


@dataclass(frozen=True)
class SourcePage:
    """A page that search shall find.

    Attributes:
        url: Address relative to the root of the site.
        extract: What it says.
        keywords: Words that people search for and the page need not say.
        everyday: What people call its subject who do not know the words of the field.
        prior: How likely readers are to look for this page, whatever they ask; 1 is usual.
    """

    url: str
    extract: Extract
    keywords: Sequence[str] = ()
    everyday: Sequence[str] = ()
    prior: float = 1


@dataclass
class Piece:
    """Part of a section, at most `PIECE` letters or one block.

    Attributes:
        url: Address of the section.
        title: Title of the page.
        heading: Heading of the section; empty at the beginning of a page.
        text: What it says.
        impacts: How much each stem says about it.
    """

    url: str
    title: str
    heading: str
    text: str
    impacts: dict[str, float] = field(default_factory=dict)


@dataclass
class Weighed:
    """A whole language, weighed.

    Attributes:
        pages: For each page, for each of its sections, its pieces.
        forms: Every folded form of every stem, with the number of times it stands anywhere.
        pairs: Stems that are no words, but two that stand side by side in keywords.
    """

    pages: list[list[list[Piece]]]
    forms: dict[str, Counter[str]]
    pairs: set[str] = field(default_factory=set)


@dataclass
class _Draft:
    piece: Piece
    frequency: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    names: dict[str, dict[str, float]] = field(default_factory=dict)
    stems: list[str] = field(default_factory=list)

    def bonus(self, root: str) -> float:
        """What the names (title, headings, keywords) say about a stem: the best of them, and some of the others."""
        said = [names.get(root, 0.0) for names in self.names.values()]
        return (1 - ADDED) * max(said, default=0) + ADDED * sum(said)

    @property
    def length(self) -> float:
        return sum(self.frequency.values())


class _Weigher:
    def __init__(self, linguistics: Linguistics) -> None:
        self.linguistics = linguistics
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        self.known: dict[str, str] = {}
        self.learnt: set[str] = set()
        self.splits: dict[str, tuple[str, ...]] = {}
        self.pairs: set[str] = set()
        self.read: dict[str, tuple[tuple[str, ...], ...]] = {}
        self.expanded: dict[tuple[str, ...], tuple[tuple[str, float, bool, str], ...]] = {}
        self.counts: Counter[tuple[str, ...]] = Counter()

    def words(self, text: str) -> tuple[tuple[str, ...], ...]:
        """The words of a text, which is taken apart once."""
        if text not in self.read:
            self.read[text] = tuple(words(text))
        return self.read[text]

    def learn(self, text: str) -> None:
        for group in self.words(text):
            for word in group:
                if word not in self.learnt:
                    self.learnt.add(word)
                    self.known.setdefault(fold(word), stem(word, self.linguistics.lang))

    def tokens(self, text: str) -> Iterator[tuple[str, float, bool]]:
        """Stem, weight, and whether the word itself stands there, for each word and each part of it."""
        for group in self.words(text):
            yield from self.token(group)

    def token(self, group: tuple[str, ...]) -> Iterator[tuple[str, float, bool]]:
        """The same for one word."""
        self.counts[group] += 1
        if group not in self.expanded:
            self.expanded[group] = tuple(self._token(group))
        for root, share, whole, _ in self.expanded[group]:
            yield root, share, whole

    def _token(self, group: tuple[str, ...]) -> Iterator[tuple[str, float, bool, str]]:
        for number, word in enumerate(group):
            yield stem(word, self.linguistics.lang), HYPHENED if number else 1.0, True, fold(word)
        yield from self._parts(fold(group[0]), COMPOUNDED)

    def count(self) -> None:
        """Once all texts are read: how often each form stands anywhere."""
        for group, count in self.counts.items():
            for root, _, _, form in self.expanded[group]:
                self.forms[root][form] += count

    def _parts(self, form: str, weight: float) -> Iterator[tuple[str, float, bool, str]]:
        if form not in self.splits:
            self.splits[form] = self.linguistics.split(form, self.known)
        for part in self.splits[form]:
            root = self.known.get(part) or self.known.get(f"{part}e") or stem(part, self.linguistics.lang)
            yield root, weight, False, part
            yield from self._parts(part, weight / 2)

    def add(self, draft: _Draft, group: tuple[str, ...], weight: float) -> None:
        """A word of running text; stop words say nothing in it."""
        for root, share, whole in self.token(group):
            if whole:
                draft.stems.append(root)
            if root not in self.stops:
                draft.frequency[root] += weight * share

    def mark(self, draft: _Draft, text: str, name: str, bonus: float) -> None:
        """A title, a heading, a keyword: each of its words counts by itself, stop words little."""
        names = draft.names.setdefault(name, {})
        for root, share, whole in self.tokens(text):
            if whole:
                draft.stems.append(root)
            names[root] = max(names.get(root, 0.0), bonus * share * (STOPPED if root in self.stops else 1))

    def pair(self, draft: _Draft, text: str, name: str, bonus: float) -> None:
        """Two words that stand side by side, such as `sige nej`, say more than each of them: as one word."""
        names = draft.names.setdefault(name, {})
        for one, other in pairwise(word[0] for word in self.words(text)):
            joined = fold(one) + fold(other)
            root = self.known.get(joined, joined)
            if joined not in self.known:
                self.pairs.add(root)
            self.forms[root][joined] += 1
            names[root] = max(names.get(root, 0.0), bonus)

    @property
    def stops(self) -> frozenset[str]:
        return self._stops

    def prepare(self) -> None:
        """Once all words are known: which stems are stop words."""
        self._stops = frozenset(root for form, root in self.known.items() if form in self.linguistics.stops)


def weigh(pages: Sequence[SourcePage], linguistics: Linguistics) -> Weighed:
    """Weigh every word of every section of the pages of one language."""
    weigher = _Weigher(linguistics)
    for page in pages:
        for text in (*page.keywords, *page.everyday, page.extract.description, *_texts(page.extract)):
            weigher.learn(text)
    weigher.prepare()
    spoken = _boilerplate(pages)
    drafts = [_page(page, weigher, spoken) for page in pages]
    weigher.count()
    every = [draft for page in drafts for section in page for draft in section]
    mean = sum(draft.length for draft in every) / max(1, len(every))
    for draft in every:
        scale = 0.4 + 0.6 * draft.length / mean if mean else 1
        body = {root: count / (count + scale) for root, count in draft.frequency.items()}
        named = {root for names in draft.names.values() for root in names}
        draft.piece.impacts = {root: body.get(root, 0) + draft.bonus(root) for root in sorted({*body, *named})}
        _same_meaning(draft, linguistics, weigher.forms)
    for page, sections in zip(pages, drafts, strict=True):
        for draft in (draft for section in sections for draft in section):
            draft.piece.impacts = {root: page.prior * one for root, one in draft.piece.impacts.items()}
    whole = [[[draft.piece for draft in section] for section in page] for page in drafts]
    return Weighed(whole, dict(weigher.forms), weigher.pairs)


def _texts(extract: Extract) -> Iterator[str]:
    for section in extract.sections:
        yield section.heading
        yield from (block.text for block in section.blocks)


def _boilerplate(pages: Sequence[SourcePage]) -> frozenset[str]:
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({block.text for section in page.extract.sections for block in section.blocks})
    limit = max(MIN_BOILERPLATE, BOILERPLATE * len(pages))
    return frozenset(text for text, count in seen.items() if count > limit)


def _page(page: SourcePage, weigher: _Weigher, spoken: frozenset[str]) -> list[list[_Draft]]:
    sections: list[list[_Draft]] = []
    for number, section in enumerate(page.extract.sections):
        blocks = [block for block in section.blocks if block.text not in spoken]
        url = page.url + (f"#{section.anchor}" if section.anchor else "")
        heading = section.heading if number else ""
        drafts: list[_Draft] = []
        for part in _cut(blocks):
            text = " ".join(block.text for block in part)
            draft = _Draft(Piece(url, page.extract.title, heading, text))
            if heading:
                weigher.mark(draft, heading, "heading", HEADING if not drafts else HEADING / 2)
            for block in part:
                linked = Counter(group[0] for group in weigher.words(block.linked))
                for group in weigher.words(block.text):
                    weigher.add(draft, group, LINKED if linked[group[0]] > 0 else 1)
                    linked[group[0]] -= 1
            drafts.append(draft)
        sections.append(drafts)
    first = sections[0][0]
    _share(weigher, first, page.extract.title, "title", TITLE)
    for group in weigher.words(page.extract.description):
        weigher.add(first, group, DESCRIPTION)
    for number, keyword in enumerate(page.keywords):
        _share(weigher, first, keyword, "keywords", KEYWORD if number else KEYWORD * SUBJECT)
    for word in page.everyday:
        _share(weigher, first, word, "keywords", EVERYDAY)
    return sections


def _share(weigher: _Weigher, draft: _Draft, text: str, name: str, bonus: float) -> None:
    """A name of several words says a little less by each of them."""
    said = sum(0.5 if fold(word[0]) in weigher.linguistics.stops else 1 for word in weigher.words(text))
    weigher.mark(draft, text, name, bonus / max(1, said) ** 0.75)
    if name == "keywords":
        weigher.pair(draft, text, name, bonus)


def _cut(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    part: list[Block] = []
    size = 0
    for block in blocks:
        if part and size + len(block.text) > PIECE:
            yield part
            part, size = [], 0
        part.append(block)
        size += len(block.text)
    yield part


def _same_meaning(draft: _Draft, linguistics: Linguistics, forms: Mapping[str, Counter[str]]) -> None:
    impacts = draft.piece.impacts
    alone = set(draft.stems)
    for number in sorted({number for root in alone for number in linguistics.groups_of.get(root, ())}):
        group = linguistics.groups[number]
        here = phrases(draft.stems, [phrase for phrase in group if alone.issuperset(phrase)])
        if not here:
            continue
        strength = max(min(impacts.get(root, 0) for root in phrase) for phrase in here)
        for phrase in group:
            if len(phrase) == 1 and strength:
                impacts[phrase[0]] = max(impacts.get(phrase[0], 0), SYNONYM * strength)
                forms[phrase[0]][linguistics.spelled[phrase]] += 0
