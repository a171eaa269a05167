"""What every move from a draft leads to, and how that reads: noted once on a sheet, and looked up again (ODD 7.9).

All of this depends on the draft alone, whatever has happened in the room, and a search comes back to the same
drafts. The chair keeps some sheets: a draft's notes go on the one that its words point to, and what they replace
is reckoned anew when it is asked for. So the number of sheets changes how long a search takes, and nothing else.
"""

from collections.abc import MutableSequence, Sequence
from typing import Any, NamedTuple

from sim.rules.desk import Desk, clear_desk
from sim.rules.reading import Reading, absorbed, monitored, precedent
from sim.rules.terms import Terms
from sim.rules.text import FIRMNESS_STEPS, MOST_STEPS, Text, size_of

ITSELF = 0
"""The line of the draft itself: that of the move that leaves it as it is."""


class Sheet(NamedTuple):
    """Columns of notes, a line a move: the draft it leads to, whether that may be written, and how it reads.

    ``letters``, the same for all, has one line. ``taste`` is what the chair thinks of a draft whoever sits in the
    room. ``asked`` and ``past`` have a row for every core target within reach: Δ of each seat, and how far it goes
    past its red line; ``load`` has a row an aim: the effort L that it asks of each seat.
    """

    letters: MutableSequence[int]
    core: MutableSequence[float]
    related: MutableSequence[float]
    deadline: MutableSequence[int]
    counts: MutableSequence[int]
    review: MutableSequence[int]
    firmness: MutableSequence[float]
    wording: MutableSequence[int]
    allowed: MutableSequence[int]
    years: MutableSequence[float]
    delivered: MutableSequence[float]
    time_value: MutableSequence[float]
    burden: MutableSequence[float]
    pace: MutableSequence[float]
    breadth: MutableSequence[float]
    common: MutableSequence[float]
    satisfaction: MutableSequence[float]
    taste: MutableSequence[float]
    asked: MutableSequence[MutableSequence[float]]
    past: MutableSequence[MutableSequence[float]]
    load: MutableSequence[MutableSequence[float]]


class Paper(NamedTuple):
    """What the chair writes on: a desk to reckon on, and sheets that keep what it has noted of drafts."""

    desk: Desk
    sheets: Sequence[Sheet]


WHOLE = ("letters", "deadline", "counts", "review", "wording", "allowed")
"""Columns of whole numbers."""
PER_STEP, PER_RELATED_STEP, PER_YEAR, PER_SET = 3, 7, 11, 5
PER_REVIEW, PER_DEGREE, PER_WORDING, PER_LETTER = 13, 17, 19, 23
"""How many places further a draft's notes go for each step, year, … more: without a pattern, so that few meet."""
NOTHING = -1.0
"""A core target that no draft has: the sheet is blank."""


def clear_sheet(seats: int, aims: int, moves: int) -> Sheet:
    """Return a blank sheet with room for this many seats, aims and moves."""
    rows = {"asked": 2 * MOST_STEPS + 1, "past": 2 * MOST_STEPS + 1, "load": aims}
    columns: list[Any] = []
    for name in Sheet._fields:
        blank: Any = 0 if name in WHOLE else NOTHING
        lines = 1 if name == "letters" else moves
        columns.append([[blank] * seats for _ in range(rows[name])] if name in rows else [blank] * lines)
    return Sheet(*columns)


def clear_paper(seats: int, aims: int, moves: int, sheets: int) -> Paper:
    """Return a clear desk and this many blank sheets."""
    return Paper(clear_desk(seats, aims, moves), tuple(clear_sheet(seats, aims, moves) for _ in range(sheets)))


def place_of(text: Text, sheets: int, terms: Terms) -> int:
    """Return which of so many sheets a draft's notes go on."""
    core, related = int(text.core / terms.grid.step + 0.5), int(text.related / terms.grid.step + 0.5)
    degrees, letters = int(text.firmness * FIRMNESS_STEPS + 0.5), size_of(text.letters)
    place = PER_STEP * core + PER_RELATED_STEP * related + PER_YEAR * text.deadline + PER_SET * text.counts
    place += PER_REVIEW * text.review + PER_DEGREE * degrees + PER_WORDING * text.wording + PER_LETTER * letters
    return place % sheets


def noted(sheet: Sheet, step: int) -> Text:
    """Return the draft noted for a move."""
    return Text(
        sheet.core[step],
        sheet.related[step],
        sheet.deadline[step],
        sheet.counts[step],
        sheet.review[step],
        sheet.firmness[step],
        sheet.wording[step],
        sheet.letters[0],
    )


def reread(sheet: Sheet, step: int, letters: float, terms: Terms) -> Reading:
    """Return how the draft of a move reads, as noted."""
    text = noted(sheet, step)
    return Reading(
        sheet.years[step],
        sheet.delivered[step],
        sheet.time_value[step],
        sheet.burden[step],
        sheet.pace[step],
        monitored(text, terms),
        absorbed(text, terms),
        letters,
        precedent(letters, terms),
        sheet.breadth[step],
        sheet.common[step],
        sheet.satisfaction[step],
    )
