"""What need not be reckoned anew as long as the table and the terms stay as they are."""

from __future__ import annotations

from typing import NamedTuple

from sim.rules.reading import Reading
from sim.rules.sheet import Paper, clear_paper
from sim.rules.terms import Table, Terms
from sim.rules.text import Text

SHEETS = 4
"""On how many sheets the chair keeps its notes on drafts."""


class Notes(NamedTuple):
    """How texts read, and the chair's paper, by this table and these terms."""

    table: Table
    terms: Terms
    readings: dict[Text, Reading]
    paper: Paper

    @classmethod
    def blank(cls, table: Table, terms: Terms) -> Notes:
        """Return nothing noted yet."""
        return cls(table, terms, {}, clear_paper(table.seats, len(terms.aims), len(terms.aim_of), SHEETS))
