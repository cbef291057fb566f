"""Workshop programmes: steps with minutes that add up."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Key, Model, Text


def _clock(text: str) -> str:
    if not re.fullmatch(r"([01]?\d|2[0-3])\.[0-5]\d", text):
        raise PydanticCustomError("clock", "'{found}' is not a time of day, expected it as \"9.00\"", {"found": text})
    return text


class Session(Model):
    """One step of a programme."""

    minutes: int = Field(ge=1, le=180)
    what: Text
    trainer: Text | None = Field(None, description="Hvad du siger og gør. / What you say and do.")
    exercise: Key | None = None
    pages: list[Key] = Field(default_factory=list)


class Programme(Model):
    """A programme for a workshop. Shown by `programme`. The minutes of its steps add up to `minutes`."""

    title: Text
    goal: Text
    people: Text
    room: Text
    materials: list[Text] = Field(min_length=1)
    before: list[Text] = Field(default_factory=list)
    minutes: int = Field(ge=10, le=600)
    start: Annotated[str, AfterValidator(_clock)] = Field("0.00", description="Hvornår det begynder. / When it begins.")
    steps: list[Session] = Field(min_length=2)
    after: list[Text] = Field(default_factory=list)
    short_of_time: Text
    online: Text

    @model_validator(mode="after")
    def _adds_up(self) -> "Programme":
        total = sum(step.minutes for step in self.steps)
        if total != self.minutes:
            raise PydanticCustomError(
                "minutes",
                "the steps add up to {total} minutes, expected {minutes}",
                {"total": total, "minutes": self.minutes, "at": ("minutes",)},
            )
        return self
