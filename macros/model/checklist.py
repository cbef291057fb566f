"""Checklists: questions to answer about one's own project, and what the answers mean."""

from pydantic import Field, model_validator

from .base import Key, Model, Statement, Text, unique


class Question(Model):
    """One question."""

    key: Key
    question: Statement
    answers: list[Text] = Field(min_length=2)
    result: Text | None = Field(None, description="Hvad et ja betyder. / What a yes means.")
    next: Text | None = Field(None, description="Redaktionens råd om næste skridt. / The editors' advice on what next.")


class Outcome(Model):
    """What the answers mean; the first that fits counts."""

    key: Key
    when: Text
    title: Text
    text: Text


class Checklist(Model):
    """A checklist. Shown by `checklist`."""

    title: Text
    questions: list[Question] = Field(min_length=2)
    outcomes: list[Outcome] = Field(default_factory=list)

    @model_validator(mode="after")
    def _unique(self) -> "Checklist":
        unique([one.key for one in self.questions], "question", "questions")
        unique([one.key for one in self.outcomes], "outcome", "outcomes")
        return self
