"""Comparison tables: aspects down, what is compared across."""

from pydantic import Field, model_validator

from ..messages import say
from ..problems import did_you_mean
from .base import Key, Model, Statement, Text, refusal, unique


class Column(Model):
    """One of the things compared."""

    key: Key
    label: Text


class Row(Model):
    """One aspect, with a cell for every column."""

    key: Key
    label: Text
    cells: dict[Key, Statement] = Field(description="Én celle for hver kolonne. / One cell for every column.")


class Comparison(Model):
    """A comparison table. Shown by `comparison`."""

    title: Text = Field(description="Tabellens overskrift. / The caption of the table.")
    corner: Text = Field(description="Hvad rækkernes overskrifter er. / What the row headings are.")
    intro: Text | None = Field(None, description="Én sætning før tabellen. / One sentence before the table.")
    columns: list[Column] = Field(min_length=1)
    rows: list[Row] = Field(min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> "Comparison":
        columns = [column.key for column in self.columns]
        unique(columns, "columns")
        unique([row.key for row in self.rows], "rows")
        for index, row in enumerate(self.rows):
            at = ("rows", index, "cells")
            for key in row.cells:
                if key not in columns:
                    hint = did_you_mean(key, columns)
                    message = say(
                        "the row '{row}' has a cell for '{key}', and no column is called that{hint}",
                        row=row.key,
                        key=key,
                        hint=hint,
                    )
                    raise refusal(message, (*at, key))
            for key in columns:
                if key not in row.cells:
                    message = say("the row '{row}' has no cell for the column '{key}'; write one", row=row.key, key=key)
                    raise refusal(message, at)
        return self
