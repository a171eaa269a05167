"""The chair's desk: paper to reckon on while it compares drafts (ODD 7.9).

A search weighs the same few dozen drafts from every seat, many times over. Its notes are written
over and over and mean nothing once a draft is chosen; they stand in columns, so that a compiler's
vector units can work down them. This is the one thing in the rulebook that is written to.
"""

from collections.abc import MutableSequence
from typing import NamedTuple

CRITICS = 4
"""How many of a text's hardest critics are asked what hope a draft has."""


class Desk(NamedTuple):
    """Columns of notes: the first three a line a seat, ``critics`` a few distinct seats, the others a line a move.

    There are as many lines as there are moves: what a longer desk bore below them would join the race.
    """

    value: MutableSequence[float]
    odds: MutableSequence[float]
    past: MutableSequence[float]
    critics: MutableSequence[int]
    allowed: MutableSequence[int]
    core: MutableSequence[float]
    related: MutableSequence[float]
    deadline: MutableSequence[int]
    counts: MutableSequence[int]
    review: MutableSequence[int]
    firmness: MutableSequence[float]
    wording: MutableSequence[int]
    effort: MutableSequence[float]
    breadth: MutableSequence[float]
    distaste: MutableSequence[float]
    toggled: MutableSequence[float]
    met: MutableSequence[float]
    years: MutableSequence[float]
    delivered: MutableSequence[float]
    time_value: MutableSequence[float]
    burden: MutableSequence[float]
    pace: MutableSequence[float]
    satisfaction: MutableSequence[float]
    isolated: MutableSequence[float]
    doubt: MutableSequence[float]
    own: MutableSequence[float]
    hope: MutableSequence[float]


SEATED = ("value", "odds", "past")
WHOLE = ("critics", "allowed", "deadline", "counts", "review", "wording")
"""Columns of a line a seat, and columns of whole numbers."""


def clear_desk(seats: int, moves: int) -> Desk:
    """Return a desk with room for this many seats and moves."""
    columns: list[list[float]] = []
    for name in Desk._fields:
        lines = seats if name in SEATED else CRITICS if name == "critics" else moves
        columns.append([0 if name in WHOLE else 0.0] * lines)
    return Desk(*columns)  # type: ignore[arg-type]
