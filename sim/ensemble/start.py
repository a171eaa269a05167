"""Where a negotiation sets out from: before its first round, or between two phases of a later one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sim.ensemble.records import padded, places, record
from sim.rules.terms import Now
from sim.rules.text import Text
from sim.scenario.opening import opening
from sim.scenario.seating import Seating


class Insight(NamedTuple):
    """What is known of private minds: the members', a value a seat, and the patron's.

    ``known`` is the part that is known, ``hidden`` the share of a mind's spread that is not: 1 before anything
    was heard, 0 where nothing is left to learn. A mind is the known part plus a draw of what is hidden.
    """

    known: Sequence[float]
    hidden: Sequence[float]
    us_known: float
    us_hidden: float


class Start(NamedTuple):
    """A state to set out from.

    ``phase`` comes next, by its place in ``sim.rules.round.PHASES``; ``friends`` is what friends have said to
    each seat in this round, once it has sounded.
    """

    now: Now
    phase: int
    minds: Insight
    friends: Sequence[float]


def outset(seating: Seating) -> Start:
    """Return where a whole negotiation sets out: the proposal on the table, nothing heard yet."""
    seats = seating.table.seats
    nothing = Insight((0.0,) * seats, (1.0,) * seats, 0.0, 1.0)
    return Start(opening(seating.table, seating.terms), 0, nothing, ())


def wide(columns: Any, chairs: int) -> Any:
    """Return a named tuple whose columns have a line for every chair, empty chairs too."""
    longer = {
        name: padded(one, chairs, 0.0)
        for name, one in columns._asdict().items()
        if isinstance(one, tuple | list) and not isinstance(one, Text)
    }
    return columns._replace(**longer)


def start_record(start: Start) -> Any:
    """Return a start as a record of common shape; there is nothing to know of an empty chair."""
    chairs = places(len(start.now.beliefs))
    whole = Start(wide(start.now, chairs), start.phase, wide(start.minds, chairs), padded(start.friends, chairs, 0.0))
    return record(whole)
