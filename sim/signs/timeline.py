"""The axis that all bands of a negotiation's picture share: one column a round, wider where silence is called.

Places along it are inches, so that words can be fitted to their columns.
"""

from __future__ import annotations

from math import fsum
from typing import NamedTuple

from sim.results.transcript import Attempt, RoundRecord, TextRecord, Transcript
from sim.scenario.schema import Scenario
from sim.signs.words import days

START = 1.05
"""Width of the opening; a meeting, and every attempt at silence, takes one column."""
NARROWEST, WIDEST, SHEET = 1.2, 3.4, 12.6
"""Bounds of a column and what all columns together like to take, in inches."""


class Step(NamedTuple):
    """A stretch of the axis on which one text lies on the table."""

    left: float
    right: float
    text: TextRecord
    attempt: Attempt | None


class Column(NamedTuple):
    """One meeting (``page`` is None for the opening, and for a meeting still to come)."""

    left: float
    right: float
    heading: list[str]
    page: RoundRecord | None
    steps: list[Step]


def share(page: RoundRecord) -> float:
    """Return how many columns a meeting takes."""
    return float(max(1, len(page.silence)))


def steps(page: RoundRecord, left: float, right: float) -> list[Step]:
    """Return the texts of one meeting, side by side."""
    if not page.silence:
        return [Step(left, right, page.text, None)]
    each = (right - left) / len(page.silence)
    return [Step(left + n * each, left + (n + 1) * each, one.text, one) for n, one in enumerate(page.silence)]


def timeline(transcript: Transcript, scenario: Scenario) -> list[Column]:
    """Return the columns: the opening, the meetings held and, if it is not over, those to come."""
    pages = transcript.rounds
    coming = scenario.meetings[len(pages) :] if not transcript.over else []
    whole = START + fsum(map(share, pages)) + len(coming)
    unit = min(WIDEST, max(NARROWEST, SHEET / whole))
    at = START * unit
    opening = [Step(0.0, at, pages[0].before, None)] if pages else []
    columns = [Column(0.0, at, ["start", "", "the proposal"], None, opening)]
    for page in pages:
        left, at = at, at + share(page) * unit
        heading = [
            f"round {page.round}",
            days(page.date, page.until),
            page.place,
            "silence called" if page.silence else "",
        ]
        columns.append(Column(left, at, heading, page, steps(page, left, at)))
    for number, meeting in enumerate(coming, len(pages) + 1):
        left, at = at, at + unit
        when = days(meeting.date.isoformat(), meeting.until.isoformat() if meeting.until else None)
        planned = "silence planned" if meeting.silence else ""
        columns.append(Column(left, at, [f"round {number}", when, meeting.place, planned], None, []))
    return columns


def walk(columns: list[Column]) -> list[Step]:
    """Return every step in order."""
    return [step for column in columns for step in column.steps]
