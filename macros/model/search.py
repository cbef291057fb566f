"""What search must know about words, in each language."""

from typing import Annotated

from pydantic import Field

from .base import Line, Model


class SearchLanguage(Model):
    """One language's words for search."""

    stop_words: list[Line] = Field(
        default_factory=list, description="Ord, der ikke siger noget om emnet. / Words that say nothing of the subject."
    )
    weak_words: list[Line] = Field(
        default_factory=list, description="Ord, der siger lidt om emnet. / Words that say little of the subject."
    )
    synonyms: list[Annotated[list[Line], Field(min_length=2)]] = Field(
        default_factory=list, description="Ord om det samme. / Words for the same thing."
    )
    compound_parts: list[Line] = Field(
        default_factory=list, description="Korte led i sammensatte ord. / Short words that compounds are made of."
    )
    endings: list[Line] = Field(
        default_factory=list, description="Bøjningsendelser, længste først. / Inflections, the longest first."
    )


class SearchWords(Model):
    """What search knows about words; a page's own words for search stand in its `keywords`."""

    da: SearchLanguage
    en: SearchLanguage
