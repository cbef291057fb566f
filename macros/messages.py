"""What the checks and the commands say, in the language of the one who reads it.

A sentence stands in the code in English, with names in curly brackets for what differs from case to case. Its Danish
stands in `_messages/da.po`, a catalogue of the usual kind (gettext). `make messages` writes new sentences into it;
until one is translated, it is said in English.
"""

import gettext
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from typing import Literal, Union

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = ("da", "en")
CATALOGUE = FilePath(__file__).parent / "_messages" / "da.po"


@dataclass(frozen=True)
class Message:
    """One sentence, whatever the language.

    Attributes:
        one: The sentence in English; it is also the name of the rule.
        many: The same for other counts than one; empty when nothing is counted.
        values: What stands for the names in curly brackets; another message is said in the same language.
    """

    one: str
    many: str = ""
    values: tuple[tuple[str, Union[str, int, "Message"]], ...] = ()

    def in_(self, lang: Language) -> str:
        """The sentence in one language."""
        values = {name: value.in_(lang) if isinstance(value, Message) else value for name, value in self.values}
        if self.many:
            said = _catalogue(lang).ngettext(self.one, self.many, int(str(values["count"])))
        else:
            said = _catalogue(lang).gettext(self.one)
        return said.format_map(values)

    def __str__(self) -> str:
        return self.in_(language())


def say(sentence: str, /, **values: object) -> Message:
    """A sentence to be said in the reader's language.

    Args:
        sentence: The sentence in English, written out where it is said: the tests and `make messages` look for it.
        values: What stands for its names in curly brackets.
    """
    return Message(sentence, "", _plain(values))


def counted(one: str, many: str, /, **values: object) -> Message:
    """A sentence with a number in it.

    Args:
        one: The sentence in English when `count` is one.
        many: The sentence for other counts.
        values: As for `say`; `count` must be among them.
    """
    return Message(one, many, _plain(values))


def _plain(values: Mapping[str, object]) -> tuple[tuple[str, str | int | Message], ...]:
    return tuple(
        (name, value if isinstance(value, (int, Message)) and not isinstance(value, bool) else str(value))
        for name, value in values.items()
    )


def language() -> Language:
    """The language of the one who reads: English if the environment asks for it, otherwise Danish.

    The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that names a language counts; `C` and `POSIX` name none.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        said = os.environ.get(name, "").split(".")[0].split("_")[0].lower()
        if said and said not in ("c", "posix"):
            return "en" if said == "en" else "da"
    return "da"


@cache
def _catalogue(lang: Language) -> gettext.NullTranslations:
    if lang == "en":
        return gettext.NullTranslations()
    # Only those who read Danish wait for it, a few hundredths of a second.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
