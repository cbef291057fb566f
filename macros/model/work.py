"""The literature: works in the fields of CSL, the Citation Style Language."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from ..messages import say
from .base import Line, Model, Text, refusal


def _doi(text: str) -> str:
    if not re.fullmatch(r"10\.\d{4,9}/\S+", text):
        raise refusal(say("'{found}' is not a DOI, expected it without address: 10.1080/…", found=text))
    return text


def _url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]+", text):
        raise refusal(say("'{found}' is not a web address, expected https://…", found=text))
    return text


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-\d{2}){1,2}", text):
        raise refusal(say("'{found}' is not a date, expected 2018-05 or 2018-05-31", found=text))
    return text


def _isbn(text: str) -> str:
    digits = text.replace("-", "")
    if re.fullmatch(r"\d{13}", digits):
        ok = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0
    elif re.fullmatch(r"\d{9}[\dX]", digits):
        ok = sum((10 if d == "X" else int(d)) * (10 - i) for i, d in enumerate(digits)) % 11 == 0
    else:
        ok = False
    if not ok:
        raise refusal(say("'{found}' is no ISBN; a digit in it is wrong, missing or too many", found=text))
    return text


Doi = Annotated[str, AfterValidator(_doi)]
Url = Annotated[str, AfterValidator(_url)]
Isbn = Annotated[str, AfterValidator(_isbn)]
Date = Annotated[str, AfterValidator(_date)]


class Name(Model):
    """A person (`family`, `given`) or a body (`literal`)."""

    family: Line | None = None
    given: Line | None = None
    literal: Line | None = None

    @model_validator(mode="after")
    def _one_form(self) -> "Name":
        if (self.literal is None) == (self.family is None) or (self.literal and self.given):
            raise refusal(
                say("a name is 'family' and 'given' for a person, or 'literal' for an organisation, not both")
            )
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
