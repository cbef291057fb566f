"""What readers know by a word of the other language: `leadership` finds the Danish chapter on `ledelse`.

The two editions of a page say the same under the same ids. So what a word weighs in a section of one, it says a little
of the same section in the other, where that language has no such word itself.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from .impact import Piece, Weighed

_MARK = ":"  # between a language and a stem that is borrowed from it; no stem holds it
SHARE = 0.6  # what a borrowed word counts, of what it counts at home
OWN = 0.3  # a word that is this common in both languages is a word of both: the Danish `time` is an hour
LEAST = 0.3  # a word that says less at home is not borrowed


def borrow(own: Weighed, other: Weighed, lang: str, stops: Collection[str], twins: Mapping[str, str]) -> None:
    """Add to each section of `own` what the words of the same section of `other` say.

    Args:
        own: The language that borrows; its pieces and forms are added to.
        other: The language that lends.
        lang: The code of the latter, which keeps the stems of both apart.
        stops: Folded words of either language that say nothing.
        twins: For the address of a page of `own` that of its twin.
    """
    lent: dict[str, defaultdict[str, float]] = {}
    for piece in _pieces(other):
        said = lent.setdefault(piece.url, defaultdict(float))
        for root, impact in piece.impacts.items():
            if _MARK not in root:  # what it has borrowed itself is not lent
                said[root] = max(said[root], impact)
    counts: Counter[str] = Counter()
    for forms in own.forms.values():
        counts.update(forms)
    words = {
        root: _foreign(forms, counts, stops)
        for root, forms in other.forms.items()
        if root not in other.pairs and _MARK not in root
    }
    seen: set[str] = set()
    for piece in _pieces(own):
        page, _, anchor = piece.url.partition("#")
        if piece.url in seen or page not in twins:
            continue
        seen.add(piece.url)
        for root, impact in lent.get(twins[page] + (f"#{anchor}" if anchor else ""), {}).items():
            if impact >= LEAST and words.get(root):
                piece.impacts[f"{lang}{_MARK}{root}"] = SHARE * impact
                own.forms.setdefault(f"{lang}{_MARK}{root}", Counter()).update(dict.fromkeys(words[root], 1))


def _pieces(weighed: Weighed) -> list[Piece]:
    return [piece for page in weighed.pages for section in page for piece in section]


def _foreign(forms: Counter[str], own: Counter[str], stops: Collection[str]) -> list[str]:
    """The forms of a word that belong to the other language; none, when the word is at home here as well."""
    here = sum(own[form] for form in forms)
    if here > OWN * forms.total() or any(form in stops or not form.isalpha() for form in forms):
        return []
    return list(forms)
