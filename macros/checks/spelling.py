"""Words are spelled right, in Danish and in British English."""

import re
from collections.abc import Iterator

from ..dictionaries import Dictionary, available
from ..foreign import OTHER
from ..handbook import Handbook
from ..library import texts
from ..messages import Message, say
from ..model.base import LANGUAGES, Language
from ..pages import Page
from ..problems import Problem
from ..prose import ABBREVIATION, WORD, plain

WORDS = "docs/data/words.yml"
_FOREIGN = re.compile(r"\*[^*]+\*|»[^«]*«|‘[^’]*’|“[^”]*”")  # words in italics or quoted may be the other language's
_ITALICS = re.compile(r"\*[^*]+\*")
_SPARED = re.compile(r"\*|\{\w+\}")  # what is no word: stars, and what a script fills in
MAX_HINTS = 50  # words for which the problem says what may be meant; looking it up takes up to a third of a second
_READ = ("description",)  # of the front matter; keywords hold what people type, mistakes and all


def check(handbook: Handbook) -> Iterator[Problem]:
    """Pages and data. Our own words stand in `docs/data/words.yml`; without dictionaries nothing is checked."""
    words = next((item.value for item in handbook.library.all("words")), None)
    if words is None or not available():
        return
    names = {
        part
        for item in handbook.library.all("works")
        for name in (*item.value.author, *item.value.editor)
        for part in (name.family, name.given, name.literal)
        if part
    }
    known = {lang: Dictionary(lang, words, names) for lang in LANGUAGES}
    reported: set[tuple[str, str]] = set()
    meant: dict[tuple[Language, str], list[str]] = {}
    for file, line, lang, raw in _texts(handbook):
        text = known[lang].without_names(raw)
        own, foreign = _FOREIGN.sub(" ", text), " ".join(_FOREIGN.findall(text))
        wrong = [word for word in _words(own, lang) if not known[lang].knows(word)]
        wrong += [word for word in _words(foreign, lang) if not any(one.knows(word) for one in known.values())]
        for word in wrong:
            if (file, word) in reported:
                continue
            reported.add((file, word))
            if (lang, word) not in meant:
                meant[lang, word] = known[lang].suggest(word) if len(meant) < MAX_HINTS else []
            yield Problem(file, line, _sentence(word, meant[lang, word]))
        yield from _italics(file, line, lang, text, known)


def _italics(file: str, line: int, lang: Language, text: str, known: dict[Language, Dictionary]) -> Iterator[Problem]:
    """Italics tell a screen reader that the words are in the other language, so they must be."""
    other = OTHER[lang]
    for word in _words(" ".join(_ITALICS.findall(text)), lang):
        if known[lang].knows(word) and not known[other].knows(word):
            if lang == "da":
                message = say("in italics stand English words only; put '{word}' in »…« or in bold", word=word)
            else:
                message = say("in italics stand Danish words only; put '{word}' in ‘…’ or in bold", word=word)
            yield Problem(file, line, message)


def _words(text: str, lang: Language) -> Iterator[str]:
    return (word for word in WORD.findall(_SPARED.sub("", ABBREVIATION[lang].sub("", text))) if len(word) > 1)


def _sentence(word: str, meant: list[str]) -> Message:
    if not meant:
        return say("'{word}' is in no dictionary; if it is right, write it in {file}", word=word, file=WORDS)
    return say(
        "'{word}' is in no dictionary, did you mean {near}? If it is right, write it in {file}",
        word=word,
        near=" / ".join(meant),
        file=WORDS,
    )


def _texts(handbook: Handbook) -> Iterator[tuple[str, int, Language, str]]:
    """File, line, language and text of everything that is read."""
    for page in handbook.pages:
        for name in _READ:
            line = page.meta_source.line((name,)) if page.meta_source else 1
            yield page.file, line, page.lang, str(page.meta.get(name, ""))
        for number, raw in page.body():
            yield page.file, number, page.lang, _with_italics(page, raw, handbook)
    for kind, items in handbook.library.items.items():
        for item in items.values() if kind not in ("search", "works", "words") else ():
            for lang in LANGUAGES:
                for text, path in texts(item.value, lang):
                    yield item.source.file, item.line(*path), lang, plain(text, handbook.library, lang)


def _with_italics(page: Page, raw: str, handbook: Handbook) -> str:
    """A line as it is read, with the stars of italics, which say that a word may be the other language's."""
    stars = raw.replace("**", "").replace("*", "\x00")
    return plain(stars, handbook.library, page.lang).replace("\x00", "*")
