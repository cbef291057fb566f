"""Examples, and the deck's own five-part test of them."""

from typing import Literal, get_args

from pydantic import Field

from .base import Model, Statement, Text

Part = Literal["parties", "equal_footing", "define", "design", "implement"]
PARTS: tuple[Part, ...] = get_args(Part)
Answer = Literal["met", "partly", "missing", "unknown"]
Origin = Literal["deck", "denmark", "abroad"]
Initiative = Literal["politicians", "officials", "employees", "citizens", "unknown"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)
INITIATIVES: tuple[Initiative, ...] = get_args(Initiative)


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


class Initiator(Statement):
    """Who took the first step."""

    who: Initiative


class Case(Model):
    """An example. Shown by `case`, and in the list of them all by `case_list`."""

    title: Text
    place: Text
    origin: Origin = Field(description="Oplægget, Danmark eller udlandet. / The deck, Denmark or abroad.")
    initiator: Initiator
    summary: Statement
    identified: bool = Field(description="Ved vi, hvad der menes? / Do we know what is meant?")
    facts: list[Statement] = Field(default_factory=list)
    test: Test | None = None
    verdict: Statement | None = None
    open_questions: list[Text] = Field(default_factory=list)
