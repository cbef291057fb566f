"""Texts that are ready to copy: a letter, a mandate, an agreement."""

from pydantic import Field

from .base import Model, Text


class Passage(Model):
    """A part of the text: a heading, paragraphs, and points."""

    heading: Text | None = None
    paragraphs: list[Text] = Field(default_factory=list)
    points: list[Text] = Field(default_factory=list)


class ReadyText(Model):
    """A text to copy and fill in; what is to be filled in stands in [brackets]. Shown by `ready_text`."""

    title: Text
    use: Text = Field(description="Hvornår du bruger den. / When you use it.")
    before: list[Text] = Field(min_length=1, description="Afklar, før du sender. / Settle before you send it.")
    passages: list[Passage] = Field(min_length=1)
