"""Ladders, staircases and scales: steps from the bottom up."""

from typing import Literal

from pydantic import Field, model_validator

from ..messages import say
from ..problems import did_you_mean
from .base import Key, Model, Statement, Text, refusal, unique


class Group(Model):
    """A name for several neighbouring rungs."""

    key: Key
    label: Text


class Rung(Model):
    """One step."""

    key: Key
    label: Statement
    role: Statement | None = Field(None, description="Borgerens rolle på trinnet. / The citizen's role on the rung.")
    group: Key | None = None
    example: Statement | None = None


class Ladder(Model):
    """A ladder or scale. Shown by `ladder` and by diagrams."""

    title: Text
    intro: Text | None = None
    numbered_by: Literal["source", "editors"] = Field(
        description="Hvem der har nummereret trinnene. / Who numbered the rungs."
    )
    groups: list[Group] = Field(default_factory=list)
    rungs: list[Rung] = Field(min_length=2, description="Trinnene, det nederste først. / The rungs, bottom first.")

    @model_validator(mode="after")
    def _consistent(self) -> "Ladder":
        groups = [group.key for group in self.groups]
        unique(groups, "groups")
        unique([rung.key for rung in self.rungs], "rungs")
        for index, rung in enumerate(self.rungs):
            if rung.group is not None and rung.group not in groups:
                hint = did_you_mean(rung.group, groups)
                message = say(
                    "the rung '{rung}' belongs to '{group}', and no group is called that{hint}",
                    rung=rung.key,
                    group=rung.group,
                    hint=hint,
                )
                raise refusal(message, ("rungs", index, "group"))
        return self
