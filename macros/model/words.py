"""Words that the dictionaries do not know, and sentences that may be long."""

from pydantic import Field

from .base import Line, Model


class LongSentence(Model):
    """A sentence that is longer than the rule allows, and why it must be."""

    begins: Line = Field(
        min_length=12, description="Sætningens begyndelse, ord for ord. / Its beginning, word for word."
    )
    why: Line


class Words(Model):
    """What the language checks accept. A word may name another that it is inflected like."""

    names: list[Line] = Field(
        default_factory=list, description="Navne, med og uden s, på begge sprog. / Names, with and without s, in both."
    )
    da: dict[Line, Line | None] = Field(
        default_factory=dict, description="Danske ord: hvad de bøjes som. / Danish words: what they are inflected like."
    )
    en: dict[Line, Line | None] = Field(
        default_factory=dict, description="Engelske ord. / English words: what they are inflected like."
    )
    long_sentences: list[LongSentence] = Field(default_factory=list)
