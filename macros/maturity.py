"""How well an exercise is tried, from the log of its uses. The rule stands here and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .model.exercise import Use

READY_USES = 3  # somebody has used it as often as this …
READY_PLACES = 2  # … in as many different places: then it is no longer one person's trick

Level = Literal["never", "tried", "ready"]


@dataclass(frozen=True)
class Maturity:
    """How far an exercise has come, and the uses that say so, the latest first."""

    level: Level
    uses: tuple[Use, ...]


def maturity(uses: Iterable[Use], key: str) -> Maturity:
    """The maturity of one exercise.

    Args:
        uses: Every use that the log holds.
        key: Key of the exercise.
    """
    own = sorted((use for use in uses if use.exercise == key), key=lambda use: use.date, reverse=True)
    places = {use.place.casefold() for use in own}
    level: Level = "ready" if len(own) >= READY_USES and len(places) >= READY_PLACES else "tried" if own else "never"
    return Maturity(level, tuple(own))
