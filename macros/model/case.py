"""Examples, and the deck's own five-part test of them."""

from typing import Literal, get_args

from pydantic import Field

from .base import Model, Statement, Text

Part = Literal["parties", "equal_footing", "define", "design", "implement"]
PARTS: tuple[Part, ...] = get_args(Part)
Answer = Literal["met", "partly", "missing", "unknown"]


class Verdict(Statement):
    """How one part of the definition fits the example."""

    answer: Answer


class Test(Model):
    """The definition on slide 4 in five parts, held against the example."""

    parties: Verdict
    equal_footing: Verdict
    define: Verdict
    design: Verdict
    implement: Verdict


class Case(Model):
    """An example. Shown by `case`."""

    title: Text
    place: Text
    summary: Statement
    identified: bool = Field(description="Ved vi, hvad der menes? / Do we know what is meant?")
    facts: list[Statement] = Field(default_factory=list)
    test: Test | None = None
    verdict: Statement | None = None
    open_questions: list[Text] = Field(default_factory=list)
