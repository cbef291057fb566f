"""Tell a mended comma from a changed claim: what a translator would want to know about an edit.

Nothing to tell: punctuation, spaces, emphasis, capitals, another right spelling, a typing error, an ending that was
forgotten, a small word too many or too few, a word that moved to its place beside the next. Everything else is a
change. A typing error is one between a word that the handbook knows and something that it does not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from ..model.base import Language
from .grammar import CONFUSED, ENDINGS, LIGHT, OPPOSITES, TENSES, WEIGHTY, beside
from .tokens import Token, tokens

Known = Callable[[str], bool]
_MOST_CELLS = 60_000  # of the table of an alignment; two texts beyond that are different, and nobody asks how
_NEAR = 2  # words that one may move past and still be a mended word order


@dataclass(frozen=True)
class Change:
    """What stood, and what stands now; either may be empty."""

    old: str
    new: str


@dataclass(frozen=True)
class _Step:
    """One step of an alignment: tokens of the old text against tokens of the new one, and where in the new text."""

    old: tuple[Token, ...]
    new: tuple[Token, ...]
    at: int
    silent: bool


def changes(old: Sequence[str], new: Sequence[str], lang: Language, known: Known) -> list[Change]:
    """What one text says and the other does not.

    Args:
        old: Lines of the old text: paragraphs, list items and rows, each on a line.
        new: Lines of the new one.
        lang: Their language.
        known: Whether the handbook uses a folded word elsewhere.
    """
    left, right = tokens(old, lang), tokens(new, lang)
    matcher = SequenceMatcher(None, [one.key for one in left], [one.key for one in right], autojunk=False)
    rules = _Rules(lang, known)
    steps: list[_Step] = []
    for code, i1, i2, j1, j2 in matcher.get_opcodes():
        if code != "equal":
            steps += rules.aligned(left[i1:i2], right[j1:j2], j1, left[max(0, i1 - 1) : i1], left[i2 : i2 + 1])
    steps = _without_moves(steps, left, right, lang)
    loud = [list(group) for same, group in groupby(steps, lambda step: step.silent) if not same]
    return [change for group in loud for change in _told(group)]


def _told(group: list[_Step]) -> list[Change]:
    """Steps that follow each other closely are one change."""
    found: list[Change] = []
    last = -9
    for step in group:
        old, new = (" ".join(_shown(one) for one in side).strip() for side in (step.old, step.new))
        if found and step.at - last <= 1:
            found[-1] = Change(f"{found[-1].old} {old}".strip(), f"{found[-1].new} {new}".strip())
        else:
            found.append(Change(old, new))
        last = step.at + len(step.new)
    return found


def _shown(token: Token) -> str:
    return (
        {"item": "•", "row": "|", "cell": "|", "heading": "#"}.get(token.text, token.shown)
        if token.kind == "mark"
        else token.shown
    )


class _Rules:
    def __init__(self, lang: Language, known: Known) -> None:
        self._lang = lang
        self._weighty = WEIGHTY[lang]
        self._light = LIGHT[lang]
        self._known = known

    def aligned(
        self, old: Sequence[Token], new: Sequence[Token], at: int, before: Sequence[Token], after: Sequence[Token]
    ) -> list[_Step]:
        """The cheapest way from one span to the other, in steps."""
        if _joined(old) and _joined(old) == _joined(new):
            return [_Step(tuple(old), tuple(new), at, True)]
        if len(old) * len(new) > _MOST_CELLS:
            return [_Step(tuple(old), tuple(new), at, False)]
        rows, columns = len(old) + 1, len(new) + 1
        best: list[list[tuple[float, int, int, bool]]] = [[(0.0, 0, 0, True)] * columns for _ in range(rows)]
        for i in range(rows):
            for j in range(columns):
                if i or j:
                    best[i][j] = min(self._ways(old, new, i, j, best, before, after), key=lambda way: way[0])
        steps: list[_Step] = []
        i, j = len(old), len(new)
        while i or j:
            _, di, dj, silent = best[i][j]
            steps.append(_Step(tuple(old[i - di : i]), tuple(new[j - dj : j]), at + j - dj, silent))
            i, j = i - di, j - dj
        return steps[::-1]

    def _ways(
        self,
        old: Sequence[Token],
        new: Sequence[Token],
        i: int,
        j: int,
        best: list[list[tuple[float, int, int, bool]]],
        before: Sequence[Token],
        after: Sequence[Token],
    ) -> list[tuple[float, int, int, bool]]:
        ways = []
        if i:
            small = self._small(old, i - 1, before, after)
            ways.append((best[i - 1][j][0] + (0.6 if small else 1), 1, 0, small))
        if j:
            small = self._small(new, j - 1, before, after)
            ways.append((best[i][j - 1][0] + (0.6 if small else 1), 0, 1, small))
        if i and j:
            a, b = old[i - 1], new[j - 1]
            cost = 0.0 if a.key == b.key else 0.3 if self._same(a, b) else 1.9
            ways.append((best[i - 1][j - 1][0] + cost, 1, 1, cost < 1))
        for di, dj in ((2, 1), (1, 2), (2, 2)):
            if i >= di and j >= dj:
                written = _joined(old[i - di : i])
                if written and written == _joined(new[j - dj : j]):
                    ways.append((best[i - di][j - dj][0] + 0.3, di, dj, True))
        return ways

    def _small(self, span: Sequence[Token], index: int, before: Sequence[Token], after: Sequence[Token]) -> bool:
        """Whether a word more or less says nothing: a small one, or one that stands twice."""
        one = span[index]
        if one.kind != "word":
            return False
        beside = [span[index - 1] if index else None, span[index + 1] if index + 1 < len(span) else None]
        beside += [*(before if not index else ()), *(after if index + 1 == len(span) else ())]
        return one.text in self._light or any(other is not None and other.key == one.key for other in beside)

    def _same(self, a: Token, b: Token) -> bool:
        """Whether a word is the other one, written otherwise."""
        if a.kind != "word" or b.kind != "word":
            return self._number_slip(a, b) or self._number_slip(b, a)
        one, two = a.text, b.text
        pair = frozenset((one, two))
        if pair in CONFUSED[self._lang]:
            return True
        weights = [self._weighty.get(word) for word in (one, two)]
        if None not in weights:
            return weights[0] == weights[1]
        if weights != [None, None]:
            weighty, other = (one, two) if weights[1] is None else (two, one)
            return self._slip(other, weighty)
        if one in self._light and two in self._light:
            return True
        if self._tense(one, two) or self._opposite(one, two):
            return False
        if self._ending(one, two):
            return True
        return self._typo(a, b)

    def _number_slip(self, word: Token, number: Token) -> bool:
        """Whether a word is a number in letters, mistyped."""
        spelled = number.kind == "number" and number.shown.isalpha()
        return word.kind == "word" and spelled and self._slip(word.text, number.shown.lower())

    def _slip(self, word: str, weighty: str) -> bool:
        """Whether something that is no word is a mistyped word of weight."""
        lost = word in self._light and len(word) < len(weighty)  # "an" for "and" is a letter left out
        return (lost or not self._is_word(word)) and distance(word, weighty) <= 1

    def _is_word(self, word: str) -> bool:
        return word in self._weighty or word in self._light or self._known(word)

    def _tense(self, one: str, two: str) -> bool:
        common = _common(one, two)
        if common < 3 or not (self._is_word(one) and self._is_word(two)):
            return False
        tenses = TENSES[self._lang]
        ends = [(one[at:], two[at:]) for at in range(max(3, common - 2), common + 1)]
        return any(pair in tenses or pair[::-1] in tenses for pair in ends)

    def _opposite(self, one: str, two: str) -> bool:
        short, long = sorted((one, two), key=len)
        return len(short) >= 4 and any(
            long == prefix + short and prefix[-1] != short[0] for prefix in OPPOSITES[self._lang]
        )

    def _ending(self, one: str, two: str) -> bool:
        common = _common(one, two)
        endings = ENDINGS[self._lang]
        return any(
            one[:at] == two[:at] and one[at:] in endings and two[at:] in endings
            for at in range(max(3, common - 1), common + 1)
        )

    def _typo(self, a: Token, b: Token) -> bool:
        one, two = a.text, b.text
        apart = min(distance(one, two), distance(a.shown.lower(), b.shown.lower()))
        longest = max(len(one), len(two))
        if apart > (1 if longest < 7 else 2):
            return False
        same_start = one[0] == two[0]
        if all(token.shown[:1].isupper() and not token.first for token in (a, b)):
            return apart == 1 and same_start and longest >= 4  # names
        known = self._is_word(one), self._is_word(two)
        if all(known):
            return apart == 1 and longest >= 3 and sorted(one) == sorted(two)
        if not any(known):
            return apart == 1 and (beside(one[0], two[0]) or len(one) != len(two) or sorted(one) == sorted(two))
        return same_start or apart == 1


def _common(one: str, two: str) -> int:
    """How many letters two words begin with in common."""
    return next((n for n, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), min(len(one), len(two)))


def distance(one: str, two: str) -> int:
    """Letters typed wrongly: one left out, put in, put for another, or two beside each other in the wrong order."""
    if abs(len(one) - len(two)) > 2:
        return 9
    above: list[int] = []
    row = list(range(len(two) + 1))
    for i, x in enumerate(one, 1):
        above, before, row = row, above, [i]
        for j, y in enumerate(two, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y))
            if i > 1 and j > 1 and x == two[j - 2] and one[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _joined(span: Sequence[Token]) -> str:
    return "".join(one.text for one in span) if span and all(one.kind == "word" for one in span) else ""


def _without_moves(steps: list[_Step], left: list[Token], right: list[Token], lang: Language) -> list[_Step]:
    """Silence a word that moved past one or two others in its sentence, and a mark that stayed in its sentence."""
    gone = [n for n, step in enumerate(steps) if not step.silent and step.old and not step.new]
    come = [n for n, step in enumerate(steps) if not step.silent and step.new and not step.old]
    pairs: list[tuple[int, int]] = []
    for one in gone:
        for two in come:
            if all(two != taken for _, taken in pairs) and steps[one].old[0].key == steps[two].new[0].key:
                pairs.append((one, two))
                break
    silent: set[int] = set()
    for one, two in pairs:
        token, moved = steps[one].old[0], steps[two].new[0]
        if not _alike(_sentence(left, token), _sentence(right, moved)):
            continue
        if token.kind == "call":
            silent |= {one, two}
            continue
        low, high = sorted((steps[one].at, steps[two].at))
        passed = [other for other in right[low:high] if other is not moved]
        others = [pair for pair in pairs if pair != (one, two) and abs(steps[pair[1]].at - steps[two].at) < 8]
        weighty = WEIGHTY[lang]
        heavy = token.text in weighty and any(other.text in weighty or other.kind == "number" for other in passed)
        if token.kind == "word" and len(passed) <= _NEAR and not heavy and not others:
            silent |= {one, two}
    return [_Step(s.old, s.new, s.at, True) if n in silent else s for n, s in enumerate(steps)]


def _sentence(all_tokens: list[Token], token: Token) -> set[str]:
    return {one.text for one in all_tokens if one.sentence == token.sentence and one.kind == "word"}


def _alike(one: set[str], two: set[str]) -> bool:
    return 2 * len(one & two) >= max(len(one), len(two))
