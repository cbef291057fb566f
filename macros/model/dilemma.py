"""Dilemmas: two things a leader must do, each of which pulls against the other."""

from pydantic import Field

from .base import Model, PointKey, Statement, Text


class Pull(Model):
    """One side of a dilemma."""

    label: Text
    statement: Statement


class Dilemma(Model):
    """A dilemma. Shown by `dilemma`."""

    title: Text
    claim: PointKey = Field(description="Punktet på sliden. / The point on the slide.")
    pulls: list[Pull] = Field(min_length=2, max_length=2)
    questions: list[Text] = Field(min_length=1)
