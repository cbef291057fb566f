"""Exercises: what a trainer says, what the group does, and how long it takes; and where they were used."""

from typing import Literal

from pydantic import Field, model_validator

from ..messages import Message, say
from .base import Day, Key, Line, Model, Text, refusal

Minutes = int
Aim = Literal["understand", "test", "plan", "lead"]
Per = Literal["person", "pair", "group", "room"]


def minutes_differ(total: int, minutes: int) -> Message:
    """The sentence about steps whose minutes are not those of the whole."""
    return say(
        "the steps add up to {total} minutes, expected {minutes}; change a step or 'minutes'",
        total=total,
        minutes=minutes,
    )


class Span(Model):
    """From how many people to how many."""

    min: int = Field(ge=1, le=500)
    max: int = Field(ge=1, le=500)

    @model_validator(mode="after")
    def _in_order(self) -> "Span":
        if self.min > self.max:
            message = say(
                "'min' is {least} and 'max' is {most}, expected 'min' to be the smaller", least=self.min, most=self.max
            )
            raise refusal(message, ("min",))
        return self


class Material(Text):
    """Something to bring: what it is, and how many of it for whom."""

    count: int = Field(1, ge=1, le=100, description="Hvor mange. / How many.")
    per: Per = Field("room", description="Til hver person, to, gruppe eller hele lokalet. / For each …")


class Move(Model):
    """One step of an exercise."""

    minutes: Minutes = Field(ge=1, le=120)
    what: Text


class Card(Model):
    """A card to cut out, with what a trainer may answer. Cards are invented, and say so."""

    text: Text
    answer: Text


class Exercise(Model):
    """An exercise for a group. Shown by `exercise`. The minutes of its steps add up to `minutes`."""

    title: Text
    goal: Text = Field(description="Hvad deltagerne kan bagefter. / What participants can do after.")
    minutes: Minutes = Field(ge=5, le=180)
    shortest: Minutes = Field(ge=3, description="Kort udgave, minutter. / Short version, in minutes.")
    shorten: Text = Field(description="Hvad du springer over. / What to leave out.")
    groups: Text
    invitation: Text = Field(description="Hvad du siger, ord for ord. / What you say, word for word.")
    materials: list[Material] = Field(min_length=1)
    steps: list[Move] = Field(min_length=2)
    question: Text = Field(description="Spørgsmålet, der deler rummet. / The question that divides the room.")
    debrief: list[Text] = Field(min_length=2)
    online: Text
    accessible: Text
    derailed: Text = Field(description="Når det kører af sporet. / When it goes off the rails.")
    cards: list[Card] = Field(default_factory=list)
    pages: list[Key] = Field(min_length=1, description="Kapitler, øvelsen træner. / Chapters it trains.")
    number: int = Field(ge=1, le=99, description="Fast nummer, aldrig genbrugt. / Permanent number, never reused.")
    aims: list[Aim] = Field(min_length=1, description="Hvad øvelsen er god til. / What the exercise is good for.")
    people: Span = Field(description="Hvor mange deltagere i alt. / How many participants in all.")
    group: Span = Field(description="Hvor mange i hver gruppe. / How many in each group.")
    room: Text
    large: Text = Field(description="Når I er mange. / With a large group.")
    law: list[Text] = Field(default_factory=list, description="Hvad du skal spørge om først. / What to ask first.")
    sheet: list[Text] = Field(min_length=2, description="Det, deltagerne skriver på arket. / What the handout asks.")

    @model_validator(mode="after")
    def _adds_up(self) -> "Exercise":
        total = sum(step.minutes for step in self.steps)
        if total != self.minutes:
            raise refusal(minutes_differ(total, self.minutes), ("minutes",))
        if self.shortest > self.minutes:
            message = say(
                "the short version takes {shortest} minutes, expected at most {minutes}, as the whole exercise",
                shortest=self.shortest,
                minutes=self.minutes,
            )
            raise refusal(message, ("shortest",))
        if self.group.min > self.people.max or self.group.max > self.people.max:
            message = say(
                "a group has up to {group} people, expected at most {people}, as in 'people'",
                group=self.group.max,
                people=self.people.max,
            )
            raise refusal(message, ("group",))
        return self


class Use(Model):
    """That an exercise was used: when, where, by how many, what worked, and who says so."""

    exercise: Key
    date: Day
    place: Line = Field(max_length=80, description="Hvor, fx en kommune eller forening. / Where.")
    setting: Literal["municipality", "association", "school", "company", "other"]
    people: int = Field(ge=1, le=500)
    worked: Text = Field(description="Hvad virkede, og hvad gjorde ikke? / What worked, and what did not?")
    by: Line = Field(max_length=80, description="Hvem siger det. / Who says so.")


class ExerciseLog(Model):
    """When and where exercises were used; begins empty, and grows by pull requests."""

    uses: list[Use] = Field(default_factory=list)
