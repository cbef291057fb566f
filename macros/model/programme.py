"""Workshop programmes: steps with minutes that add up."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from ..messages import say
from .base import Key, Model, Text, refusal
from .exercise import Aim, Material, Span, minutes_differ


def _clock(text: str) -> str:
    if not re.fullmatch(r"([01]?\d|2[0-3])\.[0-5]\d", text):
        raise refusal(say("'{found}' is not a time of day, expected it as \"9.00\"", found=text))
    return text


class Session(Model):
    """One step of a programme: an exercise, chapters to read on in, or a break."""

    minutes: int = Field(ge=1, le=180)
    what: Text
    says: Text | None = Field(None, description="Hvad du siger, ord for ord. / What you say, word for word.")
    does: Text = Field(description="Hvad du gør. / What you do.")
    exercise: Key | None = None
    pages: list[Key] = Field(default_factory=list)
    rest: bool = Field(False, description="En pause. / A break.")
    id: int = Field(ge=1, le=99, description="Fast nummer i programmet. / Permanent number in the programme.")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Session":
        if not self.rest and self.says is None:
            raise refusal(say("'says' is missing; write what the trainer says in this step"))
        if not self.rest and self.exercise is None and not self.pages:
            raise refusal(
                say("the step leads nowhere; name its 'exercise' or 'pages', or write 'rest: true' for a break")
            )
        return self


class Programme(Model):
    """A programme for a workshop. Shown by `programme`. The minutes of its steps add up to `minutes`."""

    title: Text
    goal: Text
    people: Text
    room: Text
    materials: list[Material] = Field(min_length=1)
    before: list[Text] = Field(default_factory=list)
    minutes: int = Field(ge=10, le=600)
    start: Annotated[str, AfterValidator(_clock)] = Field("0.00", description="Hvornår det begynder. / When it begins.")
    steps: list[Session] = Field(min_length=2)
    after: list[Text] = Field(default_factory=list)
    short_of_time: Text
    online: Text
    number: int = Field(ge=1, le=99, description="Fast nummer, aldrig genbrugt. / Permanent number, never reused.")
    aims: list[Aim] = Field(min_length=1, description="Hvad programmet er godt til. / What it is good for.")
    size: Span = Field(description="Hvor mange deltagere. / How many participants.")
    few: Text = Field(description="Når I er få. / With few people.")
    sceptical: Text = Field(description="Når gruppen er skeptisk. / With a sceptical group.")
    no_citizens: Text = Field(description="Uden borgere i rummet. / With no citizens in the room.")

    @model_validator(mode="after")
    def _adds_up(self) -> "Programme":
        total = sum(step.minutes for step in self.steps)
        if total != self.minutes:
            raise refusal(minutes_differ(total, self.minutes), ("minutes",))
        ids = [step.id for step in self.steps]
        for index, one in enumerate(ids):
            if one in ids[:index]:
                message = say("the id {id} stands twice among the steps; give the new step a new one", id=one)
                raise refusal(message, ("steps", index, "id"))
        return self


class Goal(Model):
    """What a workshop may be for, and the exercises that serve it, the most useful first."""

    key: Aim
    label: Text
    exercises: list[Key] = Field(min_length=1)


class Amount(Model):
    """Minutes of a part, from a length of the workshop on."""

    from_: int = Field(alias="from", ge=0, le=600)
    minutes: int = Field(ge=1, le=90)


class Part(Model):
    """A part that a planned workshop has, whatever its exercises: its words and its minutes."""

    label: Text
    says: Text | None = None
    does: Text
    amounts: list[Amount] = Field(min_length=1, description="Minutter, efter hvor lang tid I har. / Minutes by length.")


class Breaks(Model):
    """The breaks of a workshop, from a length on, in their order."""

    from_: int = Field(alias="from", ge=0, le=600)
    kinds: list[Literal["pause", "lunch"]] = Field(min_length=1)


class Planner(Model):
    """The rules by which the planner makes a programme. Shown by `planner`."""

    shortest: int = Field(ge=10, le=600)
    longest: int = Field(ge=10, le=600)
    most_people: int = Field(ge=2, le=500)
    most_air: int = Field(ge=5, le=60, description="Højst så mange minutter til luft. / At most this much air.")
    goals: list[Goal] = Field(min_length=1)
    order: list[Key] = Field(min_length=1, description="Rækkefølgen i rummet. / The order in the room.")
    opening: Part
    pause: Part
    lunch: Part
    air: Part
    closing: Part
    breaks: list[Breaks] = Field(default_factory=list)
    rules: list[Text] = Field(min_length=1)
