"""The literature: works in the fields of CSL, the Citation Style Language."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Line, Model, Text


def _matching(pattern: str, sentence: str) -> AfterValidator:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise PydanticCustomError("format", "'{found}' " + sentence, {"found": text})
        return text

    return AfterValidator(check)


def _isbn(text: str) -> str:
    digits = text.replace("-", "")
    if re.fullmatch(r"\d{13}", digits):
        ok = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0
    elif re.fullmatch(r"\d{9}[\dX]", digits):
        ok = sum((10 if d == "X" else int(d)) * (10 - i) for i, d in enumerate(digits)) % 11 == 0
    else:
        ok = False
    if not ok:
        raise PydanticCustomError("isbn", "'{found}' is not a valid ISBN (its check digit is wrong)", {"found": text})
    return text


Doi = Annotated[str, _matching(r"10\.\d{4,9}/\S+", "is not a DOI, expected it without address: 10.1080/…")]
Url = Annotated[str, _matching(r"https?://[^\s<>\"]+", "is not a web address, expected https://…")]
Isbn = Annotated[str, AfterValidator(_isbn)]
Date = Annotated[str, _matching(r"\d{4}(-\d{2}){1,2}", "is not a date, expected 2018-05 or 2018-05-31")]


class Name(Model):
    """A person (`family`, `given`) or a body (`literal`)."""

    family: Line | None = None
    given: Line | None = None
    literal: Line | None = None

    @model_validator(mode="after")
    def _one_form(self) -> "Name":
        if (self.literal is None) == (self.family is None) or (self.literal and self.given):
            raise PydanticCustomError("name", "a name has 'family' and 'given', or 'literal' for a body, not both")
        return self


class Work(Model):
    """A work of the literature. Shown by `cite` and `references`."""

    type: Literal[
        "article-journal", "article-magazine", "article-newspaper", "book", "chapter", "report", "document",
        "manuscript", "webpage", "legislation",
    ]  # fmt: skip
    title: Line
    author: list[Name] = Field(default_factory=list)
    editor: list[Name] = Field(default_factory=list)
    container_title: Line | None = Field(None, alias="container-title")
    publisher: Line | None = None
    publisher_place: Line | None = Field(None, alias="publisher-place")
    issued: Annotated[int, Field(ge=1500, le=2100)] | Date | None = None
    volume: Line | None = None
    issue: Line | None = None
    number: Line | None = None
    page: Line | None = None
    edition: Line | None = None
    DOI: Doi | None = None
    ISBN: Isbn | None = None
    URL: Url | None = None
    language: Literal["da", "en", "no", "sv", "de"]
    checked: Literal["full", "partial"] = Field(
        description="Er alle felter set i en kilde? / Was every field seen in a source?"
    )
    note: Text | None = None

    @property
    def year(self) -> str | None:
        """Year of publication, or None when it is not known."""
        return None if self.issued is None else str(self.issued)[:4]

    @property
    def names(self) -> list[Name]:
        """Authors, or editors where there are no authors."""
        return self.author or self.editor
