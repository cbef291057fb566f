"""Questions or steps to be taken in order, with help and examples."""

from pydantic import Field, model_validator

from .base import Key, Model, Statement, Text, unique


class Step(Model):
    """One question or step."""

    key: Key
    question: Statement
    help: list[Text] = Field(min_length=1, description="Redaktionens hjælpespørgsmål. / The editors' help questions.")
    good: Statement
    weak: Statement


class Steps(Model):
    """A run of steps. Shown by `steps`."""

    title: Text
    motto: Statement | None = None
    steps: list[Step] = Field(min_length=2)

    @model_validator(mode="after")
    def _unique(self) -> "Steps":
        unique([step.key for step in self.steps], "step", "steps")
        return self
