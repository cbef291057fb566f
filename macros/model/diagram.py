"""Diagrams: which figure, which words in it, and what it shows in plain text."""

from typing import Literal

from pydantic import Field

from .base import Key, Model, Statement, Text


class Diagram(Model):
    """A diagram. Shown by `diagram`, drawn by the template of its `figure`."""

    title: Text
    description: Text = Field(description="Figuren i ord, for den, der ikke ser den. / The figure in words.")
    figure: Literal["chain-to-arena", "staircase", "leadership", "overview"] = Field(
        description="Hvilken tegning. / Which drawing."
    )
    caption: Statement = Field(description="Hvem der har tegnet, og efter hvad. / Who drew it, after what.")
    ladder: Key | None = Field(None, description="Stigen, som figuren viser. / The ladder it draws.")
    comparison: Key | None = Field(None, description="Tabellen, som figuren viser. / The table it draws.")
    labels: dict[Key, Text] = Field(default_factory=dict, description="Ordene i figuren. / The words in the figure.")
