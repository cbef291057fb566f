"""A fact stands in the data and nowhere else: no page repeats its words."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from ..handbook import Handbook
from ..library import Item, texts
from ..messages import say
from ..model.base import LANGUAGES, Language
from ..problems import Problem

MIN_LENGTH = 30  # shorter wordings occur in any sentence about the subject
KINDS = (
    "slides", "comparisons", "ladders", "cases", "checklists", "dilemmas", "steps", "diagrams", "terms",
)  # fmt: skip
_WORD = re.compile(r"\w+")
_NAMES = ("title", "label", "term", "corner", "place")  # names of things; a sentence may use them


def check(handbook: Handbook) -> Iterator[Problem]:
    """Wordings of slides, tables, ladders and the other kinds, in the language of the page."""
    for lang in LANGUAGES:
        facts = [_Fact(*found) for found in _facts(handbook, lang)]
        for page in handbook.pages:
            if page.lang != lang or page.key.startswith("bidrag/"):
                continue  # the contributor pages show how data is written
            numbered = tuple(page.body())
            text, pairs = _read(numbered)
            for fact in facts:
                if (fact.pair is None or fact.pair in pairs) and fact.words.lower() in text:
                    start = fact.words.lower()[:25]
                    line = next((n for n, t in numbered if start in " ".join(t.split()).lower()), page.first)
                    message = say(
                        "'{words}…' stands in {place}; show it with a macro, or say it in other words",
                        words=fact.words[:40],
                        place=f"{fact.item.source.file}:{fact.item.line(*fact.path)}",
                    )
                    yield Problem(page.file, line, message)


@lru_cache(4096)
def _read(numbered: tuple[tuple[int, str], ...]) -> tuple[str, frozenset[tuple[str, str]]]:
    """The text of a page in one line, and every two words that stand side by side in it."""
    text = " ".join(" ".join(line for _, line in numbered).split()).lower()
    return text, frozenset(pairwise(_WORD.findall(text)))


class _Fact:
    """A wording in the data, and a pair of words inside it, which a page that repeats it must hold."""

    def __init__(self, item: Item, path: tuple[str | int, ...], words: str) -> None:
        self.item, self.path, self.words = item, path, words
        # The first and the last word may be part of a longer one on the page.
        inner = _WORD.findall(words.lower())[1:-1]
        self.pair = (inner[0], inner[1]) if len(inner) > 1 else None


def _facts(handbook: Handbook, lang: Language) -> Iterator[tuple[Item, tuple[str | int, ...], str]]:
    names = {slide.title.in_(lang) for slide in handbook.library.slides.values()}
    for kind in KINDS:
        for item in handbook.library.all(kind):
            for words, path in texts(item.value, lang, skip=_NAMES):
                if len(words) >= MIN_LENGTH and re.search(r"\s", words) and words not in names:
                    yield item, path, words.rstrip(".")
