"""A fact stands in the data and nowhere else: no page repeats its words."""

import re
from collections.abc import Iterator

from ..handbook import Handbook
from ..library import Item, texts
from ..messages import say
from ..model.base import LANGUAGES, Language
from ..problems import Problem

MIN_LENGTH = 30  # shorter wordings occur in any sentence about the subject
KINDS = (
    "slides", "comparisons", "ladders", "cases", "checklists", "dilemmas", "steps", "diagrams", "terms",
)  # fmt: skip
_NAMES = ("title", "label", "term", "corner", "place")  # names of things; a sentence may use them


def check(handbook: Handbook) -> Iterator[Problem]:
    """Wordings of slides, tables, ladders and the other kinds, in the language of the page."""
    for lang in LANGUAGES:
        facts = list(_facts(handbook, lang))
        for page in handbook.pages:
            if page.lang != lang or page.key.startswith("bidrag/"):
                continue  # the contributor pages show how data is written
            numbered = list(page.body())
            text = " ".join(" ".join(line for _, line in numbered).split()).lower()
            for item, path, words in facts:
                if words.lower() in text:
                    line = next(
                        (n for n, t in numbered if words.lower()[:25] in " ".join(t.split()).lower()), page.first
                    )
                    place = f"{item.source.file}:{item.line(*path)}"
                    message = say(
                        "'{words}…' stands in {place}; show it with a macro, or say it in other words",
                        words=words[:40],
                        place=place,
                    )
                    yield Problem(page.file, line, message)


def _facts(handbook: Handbook, lang: Language) -> Iterator[tuple[Item, tuple[str | int, ...], str]]:
    names = {slide.title.in_(lang) for slide in handbook.library.slides.values()}
    for kind in KINDS:
        for item in handbook.library.all(kind):
            for words, path in texts(item.value, lang, skip=_NAMES):
                if len(words) >= MIN_LENGTH and re.search(r"\s", words) and words not in names:
                    yield item, path, words.rstrip(".")
