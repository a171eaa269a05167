"""The chair's desk: paper to reckon on while it compares drafts (ODD 7.9).

A search weighs the same few dozen drafts from every seat, many times over. Its notes are written
over and over and mean nothing once a draft is chosen; they stand in columns, so that a compiler's
vector units can work down them. The desk and the chair's sheets (``sim.rules.sheet``) are all that rules write to.
"""

from collections.abc import MutableSequence
from typing import Any, NamedTuple

from sim.rules.text import MOST_STEPS


class Desk(NamedTuple):
    """Columns of notes: a line a seat, a line a step of the core target, a line an aim, or a line a move.

    ``value`` and ``odds`` belong to the draft last weighed, ``served`` and ``felt`` keep those of the best draft
    found. There are as many lines as there are moves: what a longer desk bore below them would join the race.
    """

    value: MutableSequence[float]
    odds: MutableSequence[float]
    served: MutableSequence[float]
    felt: MutableSequence[float]
    pull: MutableSequence[float]
    rising: MutableSequence[float]
    watchful: MutableSequence[float]
    drawn: MutableSequence[float]
    strain: MutableSequence[float]
    cap: MutableSequence[float]
    stepped: MutableSequence[float]
    efforts: MutableSequence[float]
    ready: MutableSequence[float]
    watched: MutableSequence[float]
    crossed: MutableSequence[float]
    aimed_core: MutableSequence[float]
    aimed_related: MutableSequence[float]
    aimed_counts: MutableSequence[int]
    aimed_effort: MutableSequence[float]
    aimed_breadth: MutableSequence[float]
    aimed_distaste: MutableSequence[float]
    aimed_well: MutableSequence[int]
    loaded: MutableSequence[float]
    strained: MutableSequence[float]
    jealous: MutableSequence[float]
    effort: MutableSequence[float]
    distaste: MutableSequence[float]
    toggled: MutableSequence[float]
    isolated: MutableSequence[float]
    rises: MutableSequence[float]
    watches: MutableSequence[float]
    crosses: MutableSequence[float]
    loads: MutableSequence[float]
    strains: MutableSequence[float]
    envies: MutableSequence[float]
    own: MutableSequence[float]
    hope: MutableSequence[float]


SEATED = ("value", "odds", "served", "felt", "pull", "rising", "watchful", "drawn", "strain", "cap")
STEPPED = ("stepped", "efforts", "ready", "watched", "crossed")
AIMED = (
    *(
        "aimed_core",
        "aimed_related",
        "aimed_counts",
        "aimed_effort",
        "aimed_breadth",
        "aimed_distaste",
        "aimed_well",
    ),
    *("loaded", "strained", "jealous"),
)
WHOLE = ("aimed_counts", "aimed_well")
"""Columns of a line a seat, a step, an aim (the others: a move), and columns of whole numbers."""


def lines_of(name: str, seats: int, aims: int, moves: int) -> int:
    """Return how many lines a column has."""
    if name in SEATED:
        return seats
    if name in STEPPED:
        return 2 * MOST_STEPS + 1
    return aims if name in AIMED else moves


def clear_desk(seats: int, aims: int, moves: int) -> Desk:
    """Return a desk with room for this many seats, aims and moves."""
    columns: list[Any] = []
    for name in Desk._fields:
        blank: Any = 0 if name in WHOLE else 0.0
        lines = range(lines_of(name, seats, aims, moves))
        columns.append([blank for _ in lines])
    return Desk(*columns)


def keep(desk: Desk) -> None:
    """Keep the notes on the draft last weighed: it is the best so far."""
    for seat in range(len(desk.value)):
        desk.served[seat], desk.felt[seat] = desk.value[seat], desk.odds[seat]
