"""Checklists: questions to answer about one's own project, and what the answers mean."""

from typing import Annotated

from pydantic import Field, model_validator

from ..messages import say
from ..problems import did_you_mean
from .base import Key, Model, Statement, Text, refusal, unique

Letter = Annotated[str, Field(pattern=r"^[A-ZÆØÅ]$")]


class Question(Model):
    """One question."""

    key: Key
    question: Statement
    answers: list[Text] = Field(min_length=2)
    result: Text | None = Field(None, description="Hvad et ja betyder. / What a yes means.")
    next: Text | None = Field(None, description="Redaktionens råd om næste skridt. / The editors' advice on what next.")

    @property
    def letters(self) -> list[str]:
        """What rules, links and stored answers call the answers: the first letter of each in Danish."""
        return [answer.da[0].upper() for answer in self.answers]


class Outcome(Model):
    """What the answers mean; the first that fits counts."""

    key: Key
    when: Text
    title: Text
    text: Text


class Rule(Model):
    """When an outcome fits. Answers are named by their first letter in Danish; a rule that asks nothing always fits."""

    outcome: Key
    any: dict[Letter, list[Key]] | None = Field(
        None, description="Mindst ét af disse svar. / At least one of these answers: {J: [n1, n2]}."
    )
    all: dict[Letter, list[Key]] | None = Field(None, description="Alle disse svar. / All of these answers.")
    gap: list[Letter] | None = Field(
        None, min_length=2, max_length=2, description="Det første svar står før det andet: [N, J]. / In this order."
    )


class Vector(Model):
    """Answers that were judged by hand; the rules must say the same."""

    answers: str = Field(pattern=r"^[A-ZÆØÅ/-]+$", description="Ét bogstav for hvert svar. / A letter an answer.")
    outcome: Key | None = Field(None, description="Udeladt, når et svar mangler. / Left out when an answer is missing.")


class Place(Model):
    """A question that is about something else than the others."""

    question: Key
    text: Text


class ReadOn(Model):
    """A section of a page of the handbook."""

    page: str
    anchor: Key


class Checklist(Model):
    """A checklist. Shown by `checklist`."""

    title: Text
    questions: list[Question] = Field(min_length=2)
    outcomes: list[Outcome] = Field(default_factory=list)
    evidence: Text | None = Field(
        None, description="Overskrift på et felt til beviser. / Label of a field for evidence."
    )
    place: Place | None = Field(None, description="Et spørgsmål om noget andet. / A question about something else.")
    remark: Text | None = Field(None, description="Står ved hvert resultat. / Stands beside every result.")
    read_on: ReadOn | None = Field(None, description="Et afsnit at læse videre i. / A section to read on in.")
    rules: list[Rule] = Field(default_factory=list, description="Den første, der passer. / The first that fits counts.")
    vectors: list[Vector] = Field(default_factory=list, description="Prøver på reglerne. / Tests of the rules.")

    @model_validator(mode="after")
    def _unique(self) -> "Checklist":
        unique([one.key for one in self.questions], "questions")
        unique([one.key for one in self.outcomes], "outcomes")
        return self

    @model_validator(mode="after")
    def _rules(self) -> "Checklist":
        if self.place:
            self._known(self.place.question, ("place", "question"))
        if not self.rules:
            return self
        for index, question in enumerate(self.questions):
            if len(set(question.letters)) < len(question.letters):
                raise refusal(
                    say("two answers begin with the same letter in Danish; word one differently"),
                    ("questions", index, "answers"),
                )
        for index, rule in enumerate(self.rules):
            self._rule(rule, index)
        if [rule for rule in self.rules[:-1] if _asks_nothing(rule)] or not _asks_nothing(self.rules[-1]):
            raise refusal(
                say("the last rule, and no other, has an outcome alone, so that all answers lead to one"), ("rules",)
            )
        for index, vector in enumerate(self.vectors):
            at = ("vectors", index, "answers")
            letters = vector.answers.replace("/", "")
            fits = [letter in (*q.letters, "-") for q, letter in zip(self.questions, letters, strict=False)]
            if len(letters) != len(self.questions) or not all(fits):
                raise refusal(
                    say(
                        "'{answers}' does not answer the {count} questions, expected one letter for each",
                        answers=vector.answers,
                        count=len(self.questions),
                    ),
                    at,
                )
            found = self.judge(letters)
            if found is None and vector.outcome is not None:
                message = say(
                    "the rules give {answers} no outcome; change the rules or this line", answers=vector.answers
                )
                raise refusal(message, at)
            if found is not None and found[0] != vector.outcome:
                message = say(
                    "the rules give {answers} the outcome '{outcome}'; change the rules or this line",
                    answers=vector.answers,
                    outcome=found[0],
                )
                raise refusal(message, at)
        return self

    def _rule(self, rule: Rule, index: int) -> None:
        outcomes = [one.key for one in self.outcomes]
        if rule.outcome not in outcomes:
            hint = did_you_mean(rule.outcome, outcomes)
            message = say("no outcome is called '{key}'{hint}", key=rule.outcome, hint=hint)
            raise refusal(message, ("rules", index, "outcome"))
        for name in ("any", "all"):
            for letter, keys in (getattr(rule, name) or {}).items():
                for key in keys:
                    question = self._known(key, ("rules", index, name))
                    if letter not in question.letters:
                        message = say(
                            "no answer to '{key}' begins with '{letter}', expected one of: {letters}",
                            key=key,
                            letter=letter,
                            letters=", ".join(question.letters),
                        )
                        raise refusal(message, ("rules", index, name))

    def _known(self, key: str, at: tuple[str | int, ...]) -> Question:
        found = next((one for one in self.questions if one.key == key), None)
        if found is None:
            hint = did_you_mean(key, [one.key for one in self.questions])
            raise refusal(say("no question is called '{key}'{hint}", key=key, hint=hint), at)
        return found

    def judge(self, answers: str) -> tuple[str, list[str]] | None:
        """The first outcome whose rule fits, and the questions it rests on.

        Args:
            answers: One letter a question, `-` where there is no answer.

        Returns:
            None while answers are missing. The same is written in `checklist-rules.js`.
        """
        if "-" in answers:
            return None
        given = dict(zip([one.key for one in self.questions], answers, strict=True))
        for rule in self.rules:
            because: list[str] = []
            if rule.any is not None:
                because = [key for key, letter in given.items() if key in rule.any.get(letter, [])]
            elif rule.gap is not None:
                top = answers.rfind(rule.gap[1])
                because = [key for at, (key, letter) in enumerate(given.items()) if at < top and letter == rule.gap[0]]
            whole = all(given[key] == letter for letter, keys in (rule.all or {}).items() for key in keys)
            if whole and (because or (rule.any is None and rule.gap is None)):
                return rule.outcome, because
        return None


def _asks_nothing(rule: Rule) -> bool:
    return rule.any is None and rule.all is None and rule.gap is None
