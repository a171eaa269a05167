"""The axis that all bands of a negotiation's picture share: one column a round, wider where silence is called.

Places along it are inches, so that words can be fitted to their columns.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from matplotlib.axes import Axes

from sim.plots.captions import under_way
from sim.plots.style import HAIR, INK, LEADING, NOTE, PAPER, PLAIN, QUIET, SHADE, days, say, tall, wrap
from sim.results.transcript import Attempt, RoundRecord, TextRecord, Transcript
from sim.scenario.schema import Scenario

START = 1.05
"""Width of the opening; a meeting, and every attempt at silence, takes one column."""
NARROWEST, WIDEST, SHEET = 1.2, 2.0, 12.6
"""Bounds of a column and what all columns together like to take, in inches."""
INSET = 0.06
"""Room between words and the edge of their column, in inches."""


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


class Cell(NamedTuple):
    """Words in a stretch of the axis."""

    left: float
    right: float
    words: list[str]
    colour: str = INK
    weight: str = "normal"


class Band(NamedTuple):
    """A horizontal strip of the picture: its height in inches, its label, and how it is drawn."""

    high: float
    label: str
    unit: str
    draw: Callable[[Axes], None]


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
    coming = scenario.meetings[len(pages) :] if under_way(transcript, scenario) else []
    whole = START + sum(map(share, pages)) + len(coming)
    unit = min(WIDEST, max(NARROWEST, SHEET / whole))
    at = START * unit
    opening = [Step(0.0, at, pages[0].before, None)] if pages else []
    columns = [Column(0.0, at, ["start", "", "the proposal"], None, opening)]
    for page in pages:
        left, at = at, at + share(page) * unit
        heading = [f"round {page.round}", days(page.date, page.until), page.place, "silence called" if page.silence else ""]
        columns.append(Column(left, at, heading, page, steps(page, left, at)))
    for number, meeting in enumerate(coming, len(pages) + 1):
        left, at = at, at + unit
        when = days(meeting.date.isoformat(), meeting.until.isoformat() if meeting.until else None)
        columns.append(Column(left, at, [f"round {number}", when, meeting.place], None, []))
    return columns


def walk(columns: list[Column]) -> list[Step]:
    """Return every step in order."""
    return [step for column in columns for step in column.steps]


def rule(axes: Axes, columns: list[Column], low: float = 0.0, high: float = 1.0) -> None:
    """Lay out a band: its columns, those with silence shaded."""
    axes.set_xlim(0.0, columns[-1].right)
    axes.set_ylim(low, high)
    for column in columns:
        if column.page and column.page.silence:
            axes.axvspan(column.left, column.right, color=SHADE, lw=0, zorder=0)
        axes.axvline(column.left, color=HAIR, lw=0.8, zorder=1)
        for step in column.steps[1:]:
            axes.axvline(step.left, color=PAPER, lw=2, zorder=1)


def words(label: str, unit: str, cells: list[Cell], columns: list[Column], size: float = NOTE) -> Band:
    """Return a band of words, as tall as its fullest cell."""
    fitted = [
        (cell, [line for part in cell.words for line in wrap(part, cell.right - cell.left - 2 * INSET, size, cell.weight)])
        for cell in cells
    ]
    high = max([tall(len(lines), size) for _, lines in fitted] + [tall(len(label.split("\n")) + 1)]) + 0.16

    def draw(axes: Axes) -> None:
        rule(axes, columns, 0.0, high)
        for cell, lines in fitted:
            looks = {"color": cell.colour, "weight": cell.weight, "va": "top", "linespacing": LEADING}
            say(axes, cell.left + INSET, high - 0.09, "\n".join(lines), size, **looks)

    return Band(high, label, unit, draw)


def headings(columns: list[Column], years: str) -> Band:
    """Return the band that numbers, dates and places the rounds."""
    cells = [Cell(c.left, c.right, [part for part in c.heading if part]) for c in columns]
    band = words("", years, [cell._replace(words=cell.words[1:]) for cell in cells], columns)
    high = band.high + tall(1, PLAIN)

    def draw(axes: Axes) -> None:
        band.draw(axes)
        axes.set_ylim(0.0, high)
        for cell in cells:
            say(axes, cell.left + INSET, high - 0.02, cell.words[0], PLAIN, weight="bold", va="top")

    return Band(high, "Rounds", years, draw)
