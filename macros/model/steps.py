"""Questions or steps to be taken in order, with help and examples."""

from pydantic import Field, model_validator

from ..messages import say
from .base import Key, Model, Statement, Text, refusal, unique

RESERVED = ("name", "first", "gone", "other")


class Step(Model):
    """One question or step."""

    key: Key
    question: Statement
    help: list[Text] = Field(min_length=1, description="Redaktionens hjælpespørgsmål. / The editors' help questions.")
    good: Statement
    weak: Statement


class Blank(Model):
    """A field of the sheet that the deck does not have."""

    question: Text
    example: Text = Field(description="Hører til de opdigtede eksempler. / Belongs to the invented examples.")


class Sheet(Model):
    """What a sheet to fill in has besides the steps. Shown by `canvas`."""

    name: Blank = Field(description="Feltet over trinnene. / The field above the steps.")
    first: Blank = Field(description="Feltet under trinnene. / The field below the steps.")
    nudge: Text = Field(description="Hvad man kan gøre med arket. / What to do with the sheet.")


class Steps(Model):
    """A run of steps. Shown by `steps`."""

    title: Text
    motto: Statement | None = None
    steps: list[Step] = Field(min_length=2)
    sheet: Sheet | None = Field(None, description="Gør trinnene til et ark. / Makes the steps a sheet to fill in.")

    @model_validator(mode="after")
    def _unique(self) -> "Steps":
        unique([step.key for step in self.steps], "steps")
        for index, step in enumerate(self.steps):
            if step.key in RESERVED:
                message = say(
                    "the key '{key}' is taken by the sheet itself; call the step something else", key=step.key
                )
                raise refusal(message, ("steps", index, "key"))
        return self
