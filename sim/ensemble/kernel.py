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
from sim.ensemble import conduct
from sim.ensemble.records import record
from sim.rules.chance import Dice
from sim.scenario.seating import Seating


class Endings(NamedTuple):
    """How many negotiations ended: arrays of one entry a run (fields as in ``conduct.Ending``)."""

    core: Any
    related: Any
    deadline: Any
    counts: Any
    review: Any
    firmness: Any
    wording: Any
    letters: Any
    adopted: Any
    round: Any
    attempt: Any
    kappa: Any
    attended: Any
    crisis: Any
    first_broken: Any
    breakers: Any
    patron_broke: Any


FRACTIONS = ("core", "related", "firmness", "kappa")
"""The fields that are not whole numbers."""


@cache
def register() -> None:
    """Let compiled code call every rule and every step of the conductor."""
    from numba.extending import register_jitable

    modules = [importlib.import_module(f"sim.rules.{info.name}") for info in pkgutil.iter_modules(sim.rules.__path__)]
    for module in [*modules, conduct]:
        for function in list(vars(module).values()):
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                register_jitable(function)


@cache
def compiled() -> tuple[Any, Any]:
    """Return the compiled loop over runs and a compiled single run with its trace (made on first use)."""
    import numba

    register()
    play = conduct.conduct

    @numba.njit
    def one(seed: int, run: int, table: Any, terms: Any, trace: Any) -> Any:
        return play(Dice(seed, run), table, terms, trace)

    @numba.njit(nogil=True)
    def many(seed: int, first: int, table: Any, terms: Any, trace: Any, endings: Any) -> None:
        for place in range(len(endings.core)):
            end = play(Dice(seed, first + place), table, terms, trace)
            endings.core[place] = end.text.core
            endings.related[place] = end.text.related
            endings.deadline[place] = end.text.deadline
            endings.counts[place] = end.text.counts
            endings.review[place] = end.text.review
            endings.firmness[place] = end.text.firmness
            endings.wording[place] = end.text.wording
            endings.letters[place] = end.text.letters
            endings.adopted[place] = end.adopted
            endings.round[place] = end.round
            endings.attempt[place] = end.attempt
            endings.kappa[place] = end.kappa
            endings.attended[place] = end.attended
            endings.crisis[place] = end.crisis
            endings.first_broken[place] = end.first_broken
            endings.breakers[place] = end.breakers
            endings.patron_broke[place] = end.patron_broke

    return many, one


def play_many(seating: Seating, seed: int, first: int, runs: int, workers: int = 1) -> Endings:
    """Play ``runs`` negotiations, the first numbered ``first``, on as many threads as ``workers``.

    The same bits as ``Summit`` gives, however many threads share the work.
    """
    many, _ = compiled()
    table, terms, blank = record(seating.table), record(seating.terms), np.zeros((0, 0))
    kinds = [np.float64 if name in FRACTIONS else np.int64 for name in Endings._fields]
    endings = Endings(*(np.zeros(runs, kind) for kind in kinds))
    size = -(-runs // workers) if runs else 1
    with ThreadPoolExecutor(workers) as threads:
        parts = [
            threads.submit(
                many,
                seed,
                first + start,
                table,
                terms,
                blank,
                Endings(*(column[start : start + size] for column in endings)),
            )
            for start in range(0, runs, size)
        ]
    for part in parts:
        part.result()  # raises what went wrong in its thread
    return endings


def play_one(seating: Seating, seed: int, run: int) -> tuple[conduct.Ending, Any]:
    """Play one negotiation compiled; return its ending and its trace, a line a round."""
    _, one = compiled()
    rounds, columns = len(seating.terms.calendar.silence), conduct.columns(len(seating.codes))
    trace = np.zeros((rounds, columns))
    ending = one(seed, run, record(seating.table), record(seating.terms), trace)
    return ending, trace
