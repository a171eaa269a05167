"""Many negotiations at once: a seating as records, the compiled loop over runs, endings as rows."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.ensemble.compiler import compiled
from sim.ensemble.log import ISSUES_WRITTEN, NOT_CALLED, Ending, columns
from sim.ensemble.minds import blank_minds
from sim.ensemble.records import paper, record, several, wide_desk, wide_sheet, wide_table, wide_terms
from sim.ensemble.start import Start, outset, start_record
from sim.rules.purchase import Bought
from sim.rules.text import Text
from sim.scenario.seating import Seating

WHOLE = {
    **dict.fromkeys(("deadline", "counts", "kind", "round", "attempt", "most_reluctant", "pivotal"), np.int16),
    **dict.fromkeys(("review", "wording", "adopted", "attended", "crisis", "talks", "incidents"), np.int8),
    "letters": np.int64,
}
"""How the whole numbers of an ending are kept."""
SHEETS = 61
"""On how many sheets a chair keeps its notes on drafts; half or twice as many take about as long."""
PAID = "bought_"
FIELDS = [
    *Text._fields,
    *(name for name in Ending._fields if name not in ("text", "bought")),
    *(PAID + name for name in Bought._fields),
]
ENDING = np.dtype([(name, WHOLE.get(name, np.float64)) for name in FIELDS], align=True)
"""A row an ending: the last text, what came of it, what it buys."""


class Played(NamedTuple):
    """Many negotiations: a row of ``ENDING`` each, its drafts and its calls (see ``log.Log``)."""

    endings: Any
    drafts: Any
    calls: Any


class Papers(NamedTuple):
    """What the compiled loop works on: a seating as records, and paper of its own."""

    table: Any
    terms: Any
    desk: Any
    sheets: Any
    minds: Any


def papers(seating: Seating) -> Papers:
    """Return a seating as records of common shape; one set for each thread."""
    table, terms = wide_table(seating.table), wide_terms(seating.terms)
    chairs = len(table.weight)
    return Papers(
        record(table),
        record(terms),
        paper(wide_desk, chairs, len(terms.aim_of)),
        several(SHEETS, wide_sheet, chairs, len(terms.aim_of)),
        paper(blank_minds, chairs),
    )


def blank(runs: int, rounds: int, attempts: int) -> Played:
    """Return room for this many negotiations."""
    drafts = np.zeros((runs, rounds, ISSUES_WRITTEN))
    calls = np.full((runs, rounds, attempts), NOT_CALLED, np.int64)
    return Played(np.zeros(runs, ENDING), drafts, calls)


def play_many(seating: Seating, seed: int, first: int, runs: int) -> Played:
    """Play ``runs`` negotiations of one setting, the first numbered ``first``: the same bits as ``Summit`` gives.

    Other threads can play meanwhile: compiled code does not hold the interpreter, and has paper of its own.
    """
    return play_from(outset(seating), seating, seed, first, runs)


def play_from(start: Start, seating: Seating, seed: int, first: int, runs: int) -> Played:
    """Play ``runs`` negotiations on from one state, each with luck and hidden minds of its own.

    Rounds before the start are not written down: their drafts are zero, their calls ``NOT_CALLED``.
    """
    played = blank(runs, seating.terms.calendar.rounds, seating.terms.chair.attempts)
    compiled()(seed, first, start_record(start), *papers(seating), np.zeros((0, 0)), *played)
    return played


def play_one(seating: Seating, seed: int, run: int) -> tuple[Any, Any]:
    """Play one negotiation compiled; return its row of ``ENDING`` and its trace, a line a round."""
    played = blank(1, seating.terms.calendar.rounds, seating.terms.chair.attempts)
    trace = np.zeros((seating.terms.calendar.rounds, columns(seating.table.seats)))
    compiled()(seed, run, start_record(outset(seating)), *papers(seating), trace, *played)
    return played.endings[0], trace
