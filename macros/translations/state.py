"""What has moved on in one language since somebody last compared the two."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path as FilePath
from typing import Literal

from ..library import Library
from ..model.base import LANGUAGES, Language
from ..pages import Page, Pages
from ..problems import Problem
from . import records
from .changes import Change, Known, changes
from .grammar import folded
from .records import Record
from .sections import Unit, shown_in, units

Ahead = Literal["da", "en", "both", "new"]
OTHER: dict[Language, Language] = {"da": "en", "en": "da"}
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑’'][^\W\d_]+)*")
_SHORT = (
    3  # letters; a word as short counts as one when several texts have it, for names and abbreviations are short too
)
_SHORT_WORDS = 4
_RENAMED = 0.6  # of the words; a section with a new id that shares as many is the old one


@dataclass(frozen=True)
class Finding:
    """A text whose languages may no longer say the same.

    Attributes:
        unit: The text.
        ahead: Which language has moved on; `new` when the text was never compared.
        since: The day on which they were last compared; empty when never.
        changes: What has changed in the language that moved on, or in both.
    """

    unit: Unit
    ahead: Ahead
    since: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def behind(self) -> tuple[Language, ...]:
        """The languages whose readers should know."""
        if self.ahead == "both":
            return LANGUAGES
        return () if self.ahead == "new" else (OTHER[self.ahead],)


@dataclass(frozen=True)
class Translations:
    """The state of the whole handbook."""

    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), repr=False)

    def notices(self, page: Page) -> dict[str, Finding]:
        """What readers of a page should know, by id of the section; what data say counts where they are shown."""
        found: dict[str, Finding] = {}
        for one in self.findings:
            if page.lang not in one.behind:
                continue
            if one.unit.item is None and one.unit.group == page.key:
                found[one.unit.id] = one
            elif one.unit.item is not None:
                for section in shown_in(page, one.unit.item):
                    found.setdefault(section, one)
        return found


class _Words:
    """Which words the handbook uses, and where; a word that only the text in question uses may be a mistake."""

    def __init__(self, texts: Iterable[tuple[str, Language, Sequence[str]]]) -> None:
        self._texts = texts

    @cached_property
    def _owners(self) -> dict[tuple[Language, str], set[str]]:
        owners: dict[tuple[Language, str], set[str]] = {}
        for owner, lang, lines in self._texts:
            for word in set(_WORD.findall("\n".join(lines))):
                holders = owners.setdefault((lang, _folded(word, lang)), set())
                if len(holders) <= _SHORT_WORDS:
                    holders.add(owner)
        return owners

    def elsewhere(self, owner: str, lang: Language) -> Known:
        """Whether a word stands outside one text."""

        def known(word: str) -> bool:
            others = len(self._owners.get((lang, word), set()) - {owner})
            return others >= (_SHORT_WORDS if len(word) <= _SHORT else 1)

        return known


@lru_cache(50_000)
def _folded(word: str, lang: Language) -> str:
    return folded(word, lang)


def state(root: FilePath, pages: Pages, library: Library) -> Translations:
    """Compare every text with its record. A handbook without records has nothing to say."""
    if not records.exists(root):
        return Translations()
    found: list[tuple[Unit, Record | None]] = []
    problems: list[Problem] = []
    for group, members in groupby(units(pages, library), lambda unit: unit.group):
        recorded, wrong = records.read(root, group)
        problems += wrong
        broken = {problem.message.split("'")[1] for problem in wrong if "the record of '" in problem.message}
        found += [(unit, record) for unit, record in matched(list(members), recorded) if unit.id not in broken]
    words = _Words(list(_all_texts(found)))
    return Translations(tuple(_findings(found, words)), tuple(problems))


def _all_texts(found: Iterable[tuple[Unit, Record | None]]) -> Iterator[tuple[str, Language, Sequence[str]]]:
    for unit, record in found:
        for lang in LANGUAGES:
            if lang in unit.texts:
                yield f"{unit.group}#{unit.id}", lang, unit.texts[lang].lines
            if record is not None:
                yield f"{unit.group}#{unit.id}", lang, record.texts[lang]


def _findings(found: Iterable[tuple[Unit, Record | None]], words: _Words) -> Iterator[Finding]:
    for unit, record in found:
        since = record.day if record else ""
        if len(unit.texts) < len(LANGUAGES):
            # Only one language has the section: it is new there, or the other language has dropped it.
            here = next(iter(unit.texts))
            yield Finding(unit, OTHER[here] if record else here, since)
        elif record is None:
            yield Finding(unit, "new")
        else:
            moved = {
                lang: changes(
                    record.texts[lang], unit.texts[lang].lines, lang, words.elsewhere(f"{unit.group}#{unit.id}", lang)
                )
                for lang in LANGUAGES
                if record.texts[lang] != unit.texts[lang].lines
            }
            moved = {lang: some for lang, some in moved.items() if some}
            if moved:
                ahead: Ahead = "both" if len(moved) > 1 else next(iter(moved))
                yield Finding(unit, ahead, since, tuple(change for some in moved.values() for change in some))


def matched(members: list[Unit], recorded: list[Record]) -> list[tuple[Unit, Record | None]]:
    """Give each text its record: the one that says the same, wherever it stood, then the one of its id.

    So a section may move or get another id, and a list of data may grow in the middle, and nobody has to say so.
    """
    free = {id(record): record for record in recorded}
    chosen: dict[str, Record] = {}

    def same(unit: Unit, record: Record) -> int:
        return sum(lang in unit.texts and unit.texts[lang].lines == record.texts[lang] for lang in LANGUAGES)

    def take(unit: Unit, record: Record) -> None:
        chosen[unit.id] = record
        free.pop(id(record))

    for least, by_id in ((2, True), (2, False), (1, True), (1, False), (0, True), (-1, False)):
        for unit in members:
            if unit.id in chosen:
                continue
            for record in list(free.values()):
                if by_id and record.id != unit.id:
                    continue
                if same(unit, record) >= least and (least >= 0 or _shared(unit, record) >= _RENAMED):
                    take(unit, record)
                    break
    return [(unit, chosen.get(unit.id)) for unit in members]


def _shared(unit: Unit, record: Record) -> float:
    """How many words a text has in common with a record, in the language that has more in common."""
    best = 0.0
    for lang in LANGUAGES:
        if lang in unit.texts:
            one, two = (set(_WORD.findall("\n".join(lines))) for lines in (unit.texts[lang].lines, record.texts[lang]))
            best = max(best, len(one & two) / max(len(one | two), 1))
    return best
