"""Sentences that can be read once and understood: their length, and the readability of a whole page (LIX)."""

from collections.abc import Iterator

from ..handbook import Handbook
from ..library import texts
from ..messages import say
from ..model.base import LANGUAGES, Language
from ..pages import Page
from ..problems import Problem
from ..prose import Sentence, lix, sentences, split

MAX_WORDS: dict[Language, int] = {"da": 25, "en": 28}
MAX_LIX = 42
ENOUGH = 100  # words; the index says nothing about a shorter text
_NOT_OURS = ("search", "slides", "works", "words")  # the deck's words, and titles of others


def check(handbook: Handbook) -> Iterator[Problem]:
    """Pages and data; a long sentence may stand in `docs/data/words.yml` with a reason."""
    spared = [one.begins for item in handbook.library.all("words") for one in item.value.long_sentences]
    used: set[str] = set()
    for page in handbook.pages:
        found = list(sentences(page, handbook.library))
        for sentence in found:
            yield from _length(page.file, page.lang, sentence, spared, used)
        yield from _index(page, found)
    for kind, items in handbook.library.items.items():
        for item in items.values() if kind not in _NOT_OURS else ():
            for lang in LANGUAGES:
                for text, path in texts(item.value, lang):
                    for sentence in split([(item.line(*path), text)], lang):
                        yield from _length(item.source.file, lang, sentence, spared, used)
    for item in handbook.library.all("words"):
        for index, one in enumerate(item.value.long_sentences):
            if one.begins not in used:
                line = item.line("long_sentences", index)
                message = say("no long sentence begins '{words}'; delete the exception", words=one.begins)
                yield Problem(item.source.file, line, message)


def _length(file: str, lang: Language, sentence: Sentence, spared: list[str], used: set[str]) -> Iterator[Problem]:
    length = len(sentence.words)
    if length <= MAX_WORDS[lang]:
        return
    exception = next((one for one in spared if sentence.text.startswith(one)), None)
    if exception is not None:
        used.add(exception)
        return
    message = say(
        "the sentence has {found} words, expected at most {most}; split it: '{words}…'",
        found=length,
        most=MAX_WORDS[lang],
        words=sentence.text[:60],
    )
    yield Problem(file, sentence.line, message)


def _index(page: Page, found: list[Sentence]) -> Iterator[Problem]:
    value = lix(found)
    if page.lang == "da" and value > MAX_LIX and sum(len(one.words) for one in found) >= ENOUGH:
        hardest = max(found, key=lambda one: lix([one]))
        message = say(
            "the page is hard to read (LIX {value}, expected at most {most}); use shorter words and sentences, first "
            "here: '{words}…'",
            value=f"{value:.0f}",
            most=MAX_LIX,
            words=hardest.text[:60],
        )
        yield Problem(page.file, hardest.line, message)
