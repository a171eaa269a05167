"""The compiled loop over runs: the rulebook's own functions, compiled as they are, on every core.

``numba.extending.register_jitable`` leaves a rule plain Python for the agents and lets compiled code
call the very same object. Terms and table are records, passed by address.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, NamedTuple

import numpy as np

import sim.rules
from sim.ensemble import conduct, ending, log, minds
from sim.ensemble.log import ISSUES_WRITTEN, NOT_CALLED, Ending, Log, columns
from sim.ensemble.records import record
from sim.rules.chance import Dice
from sim.rules.purchase import Bought
from sim.rules.text import Text
from sim.scenario.seating import Seating

WHOLE = {
    **dict.fromkeys(("deadline", "counts", "kind", "round", "attempt", "most_reluctant", "pivotal"), np.int16),
    **dict.fromkeys(("review", "wording", "adopted", "attended", "crisis", "talks", "incidents"), np.int8),
    "letters": np.int64,
}
"""How the whole numbers of an ending are kept."""
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


@cache
def register() -> None:
    """Let compiled code call every rule and every step of the conductor."""
    from numba.extending import register_jitable

    modules = [importlib.import_module(f"sim.rules.{info.name}") for info in pkgutil.iter_modules(sim.rules.__path__)]
    for module in [*modules, minds, log, ending, conduct]:
        for function in list(vars(module).values()):
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                register_jitable(function)


@cache
def compiled() -> tuple[Any, Any]:
    """Return the compiled loop over runs and a compiled single run with its trace (made on first use)."""
    import numba

    register()
    play, write = conduct.conduct, log.write_ending

    @numba.njit
    def one(seed: int, run: int, table: Any, terms: Any, notes: Any) -> Any:
        return play(Dice(seed, run), table, terms, notes)

    @numba.njit(nogil=True)
    def many(seed: int, first: int, table: Any, terms: Any, trace: Any, endings: Any, drafts: Any, calls: Any) -> None:
        for place in range(len(endings)):
            notes = Log(trace, drafts[place], calls[place])
            write(endings[place], play(Dice(seed, first + place), table, terms, notes))

    return many, one


def blank(runs: int, rounds: int, attempts: int) -> Played:
    """Return room for this many negotiations."""
    drafts = np.zeros((runs, rounds, ISSUES_WRITTEN))
    calls = np.full((runs, rounds, attempts), NOT_CALLED, np.int64)
    return Played(np.zeros(runs, ENDING), drafts, calls)


def play_many(seating: Seating, seed: int, first: int, runs: int, workers: int = 1) -> Played:
    """Play ``runs`` negotiations, the first numbered ``first``, on as many threads as ``workers``.

    The same bits as ``Summit`` gives, however many threads share the work.
    """
    many, _ = compiled()
    table, terms, nothing = record(seating.table), record(seating.terms), np.zeros((0, 0))
    played = blank(runs, len(seating.terms.calendar.silence), seating.terms.chair.attempts)
    size = -(-runs // workers) if runs else 1
    with ThreadPoolExecutor(workers) as threads:
        parts = [
            threads.submit(
                many, seed, first + start, table, terms, nothing, *(one[start : start + size] for one in played)
            )
            for start in range(0, runs, size)
        ]
    for part in parts:
        part.result()  # raises what went wrong in its thread
    return played


def play_one(seating: Seating, seed: int, run: int) -> tuple[Ending, Any]:
    """Play one negotiation compiled; return its ending and its trace, a line a round."""
    _, one = compiled()
    rounds, wide = len(seating.terms.calendar.silence), columns(len(seating.codes))
    trace, nothing = np.zeros((rounds, wide)), np.zeros((0, 0))
    notes = Log(trace, nothing, np.zeros((0, 0), np.int64))
    ending = one(seed, run, record(seating.table), record(seating.terms), notes)
    return ending, trace
