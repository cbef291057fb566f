"""What a language does to words: inflection, compounds, and words too common to say anything."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise

import snowballstemmer

from ..model.base import Language
from ..model.search import SearchLanguage
from .fold import fold, words

MIN_PART = 4  # shorter parts of a compound must be in the list of parts
MIN_COMPOUND = 8
LONG = 5
_LINKS = ("", "s", "e")  # what may stand between the parts of a compound
_PAST = "ede"
_NAMES = {"da": "danish", "en": "english"}


@cache
def stem(word: str, lang: Language) -> str:
    """What the inflections of a word have in common, folded; `word` is in small letters."""
    if lang == "da" and len(word) > LONG and word.endswith(_PAST):
        word = word[: -len(_PAST) + 1]  # Snowball leaves `startede` as `started`
    return fold(str(_stemmer(lang).stemWord(word)))


@cache
def _stemmer(lang: Language) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_NAMES[lang])


@dataclass(frozen=True)
class Family:
    """The forms of one word that the corpus has.

    Attributes:
        key: What all forms begin with.
        endings: What follows the key in each form, sorted.
    """

    key: str
    endings: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms, folded."""
        return tuple(self.key + ending for ending in self.endings)


@dataclass(frozen=True)
class Linguistics:
    """Everything about one language that indexing needs.

    Attributes:
        lang: The language.
        stops: Stop words, folded.
        weak: Stems of words that say little of the subject, though they stand on few pages.
        groups: Words that mean nearly the same; each is a sequence of stems, so a phrase may be among them.
        parts: Short words that compounds are made of, folded.
        spelled: A folded form of each word in the groups.
        same: For each single word in the groups, the stems of the other members, in order.
    """

    lang: Language
    stops: frozenset[str]
    weak: frozenset[str]
    groups: tuple[tuple[tuple[str, ...], ...], ...]
    parts: frozenset[str]
    spelled: Mapping[tuple[str, ...], str] = field(default_factory=dict, repr=False)
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, lang: Language, said: SearchLanguage, more: Iterable[Sequence[str]] = ()) -> "Linguistics":
        """From the words of `docs/data/search.yml`, and more groups of the same meaning."""
        named = [[(cls._phrase(one, lang), one) for one in group] for group in (*said.synonyms, *more)]
        groups = tuple(tuple(dict.fromkeys(phrase for phrase, _ in group)) for group in named)
        spelled = {phrase: fold("".join(word[0] for word in words(one))) for group in named for phrase, one in group}
        stops, parts = frozenset(map(fold, said.stop_words)), frozenset(map(fold, said.compound_parts))
        same: dict[str, tuple[str, ...]] = {}
        for group in groups:
            for one in group:
                others = (root for other in group if other != one for root in other if root not in stops)
                if len(one) == 1:
                    same[one[0]] = tuple(dict.fromkeys((*same.get(one[0], ()), *others)))
        weak = frozenset(stem(word, lang) for word in said.weak_words)
        return cls(lang, stops, weak, groups, parts, spelled, same)

    @cached_property
    def groups_of(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers of the groups in which a stem begins one of the phrases."""
        found: dict[str, list[int]] = {}
        for number, group in enumerate(self.groups):
            for root in {phrase[0] for phrase in group if phrase}:
                found.setdefault(root, []).append(number)
        return {root: tuple(numbers) for root, numbers in found.items()}

    @staticmethod
    def _phrase(text: str, lang: Language) -> tuple[str, ...]:
        return tuple(stem(word[0], lang) for word in words(text))

    def split(self, form: str, known: Collection[str]) -> tuple[str, ...]:
        """The parts of a folded compound, by the forms that the corpus knows; empty when it is none.

        Of several ways the one whose shortest part is longest is taken.
        """
        if len(form) < MIN_COMPOUND or any(sign.isdigit() for sign in form):
            return ()
        best: tuple[str, ...] = ()
        for at in range(2, len(form) - 2):
            left = form[:at]
            if not self._part(left, known):
                continue
            for link in _LINKS:
                right = form[at + len(link) :]
                if form[at : at + len(link)] == link and self._part(right, known):
                    pair = (left, right)
                    best = max(best, pair, key=lambda two: (min(map(len, two), default=0), two))
        return best

    def _part(self, word: str, known: Collection[str]) -> bool:
        if word in self.parts:
            return True
        known_as = next((one for one in (word, f"{word}e") if one in known), "")  # samarbejd-s-drevet
        return len(word) >= MIN_PART and known_as != "" and known_as not in self.stops


def families(forms: Mapping[str, Collection[str]]) -> dict[str, Family]:
    """The family of every stem.

    Args:
        forms: The folded forms of each stem. Forms that share too little (`gå`, `gik`) still share a stem here
            only if the stemmer said so.
    """
    found: dict[str, Family] = {}
    for root, ones in forms.items():
        first, last = min(ones), max(ones)
        same = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
        key = first[:same]
        found[root] = Family(key, tuple(sorted(one[len(key) :] for one in ones)))
    return found


def phrases(stems: Sequence[str], wanted: Collection[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Which of the wanted phrases stand in a text, given as stems."""
    if not wanted:
        return set()
    pairs, alone = set(pairwise(stems)), set(stems)
    here: set[tuple[str, ...]] = {one for one in wanted if len(one) == 1 and one[0] in alone}
    for one in wanted:
        if len(one) > 1 and set(pairwise(one)) <= pairs:
            here.add(one)
    return here
