"""The glossary."""

from pydantic import Field

from .base import Key, Model, Statement, Text


class Term(Model):
    """A term of the field. Shown by `term` and `glossary`."""

    term: Text
    definition: Statement
    confusion: Statement | None = Field(None, description="Hvad det forveksles med. / What it is confused with.")
    elsewhere: list[Statement] = Field(
        default_factory=list, description="Hvad andre forfattere kalder det. / What other authors call it."
    )
    see: list[Key] = Field(default_factory=list)
