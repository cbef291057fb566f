"""The words all kinds share: bilingual text, keys, sources and statements."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from ..messages import Message, say

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Voice = Literal["deck", "research", "editors", "unsure"]
Certainty = Literal["certain", "likely", "open"]

_LEFTOVERS = re.compile(r"\{\{|\}\}|\{%|<[a-zA-Z/!]|\b(?:TODO|FIXME)\b")
# Direction marks and zero-width signs can make a reader see another text than the file holds.
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def refusal(message: Message, at: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """The error that a model raises.

    Args:
        message: What is wrong, and what to write instead.
        at: Where in the value; empty for the value itself.
    """
    return PydanticCustomError("refused", "{said}", {"said": message, "at": at})


def _readable(text: str) -> str:
    if not text.strip():
        raise refusal(say("the text is empty, expected words"))
    leftover = _LEFTOVERS.search(text)
    if leftover:
        raise refusal(say("'{found}' does not belong in data; write plain text", found=leftover[0]))
    if INVISIBLE.search(text):
        raise refusal(say("the text holds an invisible sign; type it again without copying"))
    return " ".join(text.split())


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise refusal(say("'{found}' is not a day, expected it as 2026-11-23", found=text)) from None
    return text


Line = Annotated[str, AfterValidator(_readable)]
Day = Annotated[str, AfterValidator(_day)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
WorkKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
PointKey = Annotated[str, Field(pattern=r"^[1-9][0-9]?-[1-9][0-9]?$")]


class Model(BaseModel):
    """Base of all kinds: no unknown fields, no silent conversions, no changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Text(Model):
    """Human text in both languages, neither of them empty."""

    da: Line = Field(description="Teksten på dansk. / The text in Danish.")
    en: Line = Field(description="Teksten på engelsk. / The text in English.")

    def in_(self, lang: Language) -> str:
        """The text in one language."""
        return self.da if lang == "da" else self.en


_SOURCE = re.compile(
    r"^(?:(?P<editorial>editorial)"
    r"|slide-(?P<slide>[1-9][0-9]?)(?:-(?P<point>[1-9][0-9]?))?"
    r"|(?P<work>(?!editorial|slide)[a-z][a-z0-9_]*)(?P<unread>~)?"
    r"(?: p\. (?P<page>[0-9]+(?:[-–][0-9]+)?(?:, [0-9]+(?:[-–][0-9]+)?)*))?)$"
)


@dataclass(frozen=True)
class SourceRef:
    """Where a claim comes from, taken apart.

    Attributes:
        voice: Whose claim it is.
        slide: Number of the slide, when the deck says it.
        point: Key of the point on that slide (`4-1`), when named.
        work: Key in `docs/data/works`, when a work says it.
        page: Pages in that work, when known.
        unread: The work is known, but its text was not read again for this claim (`~`).
    """

    voice: Voice
    slide: int | None = None
    point: str | None = None
    work: str | None = None
    page: str | None = None
    unread: bool = False


def parse_source(text: str) -> SourceRef:
    """Take a source such as `slide-4-1`, `osborne2006 p. 380` or `editorial` apart.

    Raises:
        ValueError: If the text is none of these.
    """
    match = _SOURCE.match(text)
    if not match:
        raise ValueError(text)
    if match["editorial"]:
        return SourceRef("editors")
    if match["slide"]:
        point = f"{match['slide']}-{match['point']}" if match["point"] else None
        return SourceRef("deck", slide=int(match["slide"]), point=point)
    return SourceRef("research", work=match["work"], page=match["page"], unread=bool(match["unread"]))


def _source(text: str) -> str:
    try:
        parse_source(text)
    except ValueError:
        message = say(
            "'{found}' is not a source, expected 'slide-4', 'slide-4-1', 'editorial', a work such as "
            "'osborne2006', or a work with a page: 'osborne2006 p. 380'",
            found=text,
        )
        raise refusal(message) from None
    return text


Source = Annotated[
    str,
    AfterValidator(_source),
    Field(description="slide-4 · slide-4-1 · editorial · osborne2006 · osborne2006~ · osborne2006 p. 380"),
]
Sources = Annotated[
    list[Source], Field(min_length=1, description="Hvor påstanden kommer fra. / Where the claim comes from.")
]


class Statement(Model):
    """A claim with its source: our words in both languages, or the slide's own words by key.

    Either `da`, `en` and `sources`, or `claim` alone; `note` says what the source does not.
    """

    da: Line | None = Field(None, description="Påstanden på dansk. / The claim in Danish.")
    en: Line | None = Field(None, description="Påstanden på engelsk. / The claim in English.")
    sources: Sources | None = None
    claim: PointKey | None = Field(None, description="Nøgle til et punkt på en slide. / Key of a point on a slide.")
    note: Text | None = Field(None, description="Forbehold. / A reservation.")

    @model_validator(mode="after")
    def _one_form(self) -> "Statement":
        if self.claim is not None:
            if self.da or self.en or self.sources:
                raise refusal(
                    say("'claim' quotes the slide, so 'da', 'en' and 'sources' must not stand beside it; delete them")
                )
            return self
        absent = [name for name in ("da", "en", "sources") if getattr(self, name) is None]
        if absent:
            names = ", ".join(absent)
            raise refusal(
                say(
                    "missing here: {names}; a claim has a text in Danish ('da') and in English ('en'), and says where "
                    "it comes from ('sources')",
                    names=names,
                )
            )
        return self


def unique(items: list[str], field: str) -> None:
    """Refuse a key that stands twice in a list.

    Args:
        items: The keys.
        field: Name of the list.

    Raises:
        PydanticCustomError: Naming the key.
    """
    for index, item in enumerate(items):
        if item in items[:index]:
            raise refusal(say("the key '{key}' stands twice; give one another", key=item), (field, index, "key"))
