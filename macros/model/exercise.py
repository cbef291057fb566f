"""Exercises: what a trainer says, what the group does, and how long it takes."""

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Key, Model, Text

Minutes = int


class Move(Model):
    """One step of an exercise."""

    minutes: Minutes = Field(ge=1, le=120)
    what: Text


class Card(Model):
    """A card to cut out, with what a trainer may answer."""

    text: Text
    answer: Text


class Exercise(Model):
    """An exercise for a group. Shown by `exercise`. The minutes of its steps add up to `minutes`."""

    title: Text
    goal: Text = Field(description="Hvad deltagerne kan bagefter. / What participants can do after.")
    minutes: Minutes = Field(ge=5, le=180)
    shortest: Minutes | None = Field(None, description="Kort udgave, minutter. / Short version, in minutes.")
    shorten: Text | None = Field(None, description="Hvad du springer over. / What to leave out.")
    groups: Text
    invitation: Text = Field(description="Hvad du siger, ord for ord. / What you say, word for word.")
    materials: list[Text] = Field(default_factory=list)
    steps: list[Move] = Field(min_length=2)
    question: Text = Field(description="Spørgsmålet, der deler rummet. / The question that divides the room.")
    debrief: list[Text] = Field(min_length=2)
    online: Text
    accessible: Text
    derailed: Text = Field(description="Når det kører af sporet. / When it goes off the rails.")
    cards: list[Card] = Field(default_factory=list)
    pages: list[Key] = Field(min_length=1, description="Kapitler, øvelsen træner. / Chapters it trains.")

    @model_validator(mode="after")
    def _adds_up(self) -> "Exercise":
        total = sum(step.minutes for step in self.steps)
        if total != self.minutes:
            raise PydanticCustomError(
                "minutes",
                "the steps add up to {total} minutes, expected {minutes}",
                {"total": total, "minutes": self.minutes, "at": ("minutes",)},
            )
        if (self.shortest is None) != (self.shorten is None):
            raise PydanticCustomError(
                "shorten", "'shortest' and 'shorten' stand together: how short, and what to leave out"
            )
        return self
