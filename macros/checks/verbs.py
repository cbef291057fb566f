"""The deck says and claims; it does not show, find or prove. A slide is no study."""

import re
from collections.abc import Iterator

from ..handbook import Handbook
from ..library import texts
from ..messages import say
from ..model.base import LANGUAGES, Language
from ..problems import Problem
from ..prose import Sentence, sentences, split

_DECK = {
    "da": r"(?:oplægget|sliden|slidene|slides|slide \d+)",
    "en": r"(?:the (?:deck|slides?)|slide \d+)",
}
_VERBS = {
    "da": r"(?:viser|dokumenterer|beviser|påviser|fandt|finder|fastslår|undersøgte|godtgør)",
    "en": r"(?:shows?|showed|documents?|documented|proves?|proved|finds?|found|demonstrates?|establish(?:es)?)",
}
_BEFORE = r"(?:viser|dokumenterer|beviser|påviser|fastslår)"  # one may also find the deck on a shelf
_SAY = {"da": "siger/hævder/mener", "en": "says/claims/holds"}
_ADVERB = {"da": r"(?:også|altså|derfor|dermed|her|så) ", "en": r"(?:also|thus|clearly|here) "}
_NOT = {"da": "ikke|intet|ingen|hverken", "en": "not|nothing|no|neither"}  # that it shows nothing may be said
_PATTERNS = {
    lang: re.compile(
        rf"\b(?:{_DECK[lang]} (?:{_ADVERB[lang]})?(?P<after>{_VERBS[lang]})"
        + (rf"|(?P<before>{_BEFORE}) {_DECK[lang]}" if lang == "da" else "")
        + rf")\b(?! (?:{_NOT[lang]})\b)",
        re.I,
    )
    for lang in LANGUAGES
}


def check(handbook: Handbook) -> Iterator[Problem]:
    """Pages and data, in both languages."""
    for page in handbook.pages:
        if not page.key.startswith("bidrag/"):  # they quote what not to write
            for sentence in sentences(page, handbook.library):
                yield from _verb(page.file, page.lang, sentence)
    for kind, items in handbook.library.items.items():
        for item in items.values() if kind not in ("search", "works", "words") else ():
            for lang in LANGUAGES:
                for text, path in texts(item.value, lang):
                    for sentence in split([(item.line(*path), text)], lang):
                        yield from _verb(item.source.file, lang, sentence)


def _verb(file: str, lang: Language, sentence: Sentence) -> Iterator[Problem]:
    found = _PATTERNS[lang].search(sentence.text)
    if found:
        verb = next(value for value in found.groupdict().values() if value)
        message = say(
            "'{verb}' in '{found}' makes a study of the deck; write that it {better}",
            verb=verb,
            found=found[0],
            better=_SAY[lang],
        )
        yield Problem(file, sentence.line, message)
