"""How long a capital takes to weigh a draft, compiled: a loop over one text's consensus, for the benchmark."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np

from sim.ensemble.compiler import DIVISION, register
from sim.ensemble.kernel import papers
from sim.rules.agreement import consensus
from sim.rules.drafting import PROPOSAL, origin
from sim.rules.patron import UNDECIDED
from sim.rules.reading import read_anew
from sim.rules.room import Room
from sim.scenario.seating import Seating


def weigh_often(times: int, threat: Any, credit: Any, desk: Any, sheets: Any, table: Any, terms: Any) -> float:
    """Weigh the proposal from every seat, this many times; return the sum, so that none is left out."""
    text, us = origin(PROPOSAL, table, terms), terms.us
    reading, total = read_anew(text, table, terms), 0.0
    room = Room(
        threat,
        credit,
        us.threat_to_leave,
        us.satisfaction_floor,
        1.0,
        terms.isolation.decay,
        us.coming,
        0,
        UNDECIDED,
        0.0,
        us.resolve_last,
        text,
        0,
        desk,
        sheets,
    )
    for time in range(times):
        total += consensus(text, reading, time / times, room, table, terms)
    return total


def nanoseconds_a_member(seating: Seating, times: int, repeats: int) -> list[float]:
    """Return, for each repeat, the nanoseconds that one member's evaluation of a draft takes."""
    import numba

    register()
    weigh = numba.njit(error_model=DIVISION)(weigh_often)
    paper, seats = papers(seating), seating.table.seats
    threat, credit = np.array(paper.table.threat), np.zeros(len(paper.table.threat))
    taken = []
    for _ in range(repeats + 1):
        start = perf_counter()
        weigh(times, threat, credit, paper.desk, paper.sheets, paper.table, paper.terms)
        taken.append(perf_counter() - start)
    return [1e9 * one / (times * seats) for one in taken[1:]]
