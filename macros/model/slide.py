"""The deck, slide by slide: what it says and how surely it was read."""

from pydantic import Field, model_validator

from ..messages import say
from .base import Certainty, Model, PointKey, Text, refusal, unique


class Point(Model):
    """One claim on a slide, in the slide's own words."""

    key: PointKey
    text: Text
    certainty: Certainty
    unsure: Text | None = Field(None, description="Hvad der er usikkert i læsningen. / What is uncertain.")

    @model_validator(mode="after")
    def _says_why(self) -> "Point":
        if self.certainty != "certain" and self.unsure is None:
            message = say(
                "'certainty' is '{certainty}', so 'unsure' must say what is uncertain in the reading",
                certainty=self.certainty,
            )
            raise refusal(message, ("certainty",))
        return self


class Slide(Model):
    """One slide. Shown by `slide`, `claim` and `slides`."""

    number: int = Field(ge=1, le=99, description="Vores nummer; oplægget har ingen. / Our number; the deck has none.")
    title: Text
    lead: Text | None = Field(None, description="Linjen over punkterne. / The line above the points.")
    points: list[Point] = Field(min_length=1)
    lost: Text | None = Field(None, description="Hvad der er gået tabt. / What is lost.")
    note: Text | None = None

    @model_validator(mode="after")
    def _own_points(self) -> "Slide":
        unique([point.key for point in self.points], "points")
        for index, point in enumerate(self.points, 1):
            if point.key != f"{self.number}-{index}":
                message = say(
                    "the point '{found}' should be called '{expected}': slide number, hyphen, place on the slide",
                    found=point.key,
                    expected=f"{self.number}-{index}",
                )
                raise refusal(message, ("points", index - 1, "key"))
        return self
