"""Snapshot: a summit between two phases, kept so that one may go back to it.

All that a phase changes is small and never written to in place, so that a snapshot is a handful of
references. Only a summit of the same seats, luck and minds may be put back to it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sim.results.transcript import RoundRecord
from sim.rules.terms import Now, Table, Terms
from sim.rules.text import Text
from sim.summit.model import Summit


class Snapshot(NamedTuple):
    """What a summit is between two phases; ``phase`` counts those played of the round, 0 to 6."""

    now: Now
    phase: int
    running: bool
    adopted: Text | None
    terms: Terms
    table: Table
    q0: float
    pages: tuple[RoundRecord, ...]
    page: dict[str, Any]
    minds: tuple[tuple[float, float, float], ...]


def keep(summit: Summit) -> Snapshot:
    """Return a summit as it stands."""
    return Snapshot(
        summit.now,
        summit.phase,
        summit.running,
        summit.adopted,
        summit.terms,
        summit.table,
        summit.q0,
        tuple(summit.record.rounds),
        copied(summit.record.page),
        tuple((ally.mood, ally.friends, ally.posture) for ally in summit.allies),
    )


def restore(summit: Summit, there: Snapshot) -> None:
    """Put a summit back to (or forward to) a snapshot of itself."""
    summit.now, summit.phase, summit.running = there.now, there.phase, there.running
    summit.adopted, summit.terms, summit.table, summit.q0 = there.adopted, there.terms, there.table, there.q0
    summit.record.rounds, summit.record.page = list(there.pages), copied(there.page)
    for ally, mind in zip(summit.allies, there.minds, strict=True):
        ally.mood, ally.friends, ally.posture = mind
    forget(summit, len(there.pages))


def copied(page: dict[str, Any]) -> dict[str, Any]:
    """Return a page whose list of attempts may be written on without touching this one's."""
    return page | ({"silence": list(page["silence"])} if "silence" in page else {})


def forget(summit: Summit, rounds: int) -> None:
    """Let Mesa's collector forget what lies ahead, or an afternoon of going back and forth would fill it."""
    for column in summit.datacollector.model_vars.values():
        del column[rounds + 1 :]
