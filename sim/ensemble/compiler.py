"""The compiler: the rulebook's own functions and the conductor's, compiled as they are.

``numba.extending.register_jitable`` leaves a rule plain Python for the agents and lets compiled code
call the very same object. Terms, table, desk and minds are records, passed by address.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from functools import cache
from typing import Any, Final

import sim.rules
from sim.ensemble import conduct, ending, log, minds
from sim.ensemble.log import Log
from sim.ensemble.shelf import kept
from sim.rules import hopes
from sim.rules.chance import Dice
from sim.rules.sheet import Paper

DIVISION: Final = "numpy"
"""A division by zero gives infinity: a check for it would keep every loop from the vector units."""


WITHIN = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "noalias": True}
"""Rules are called from compiled code only: no doors to elsewhere need to be compiled."""


@cache
def register() -> None:
    """Let compiled code call every rule and every step of the conductor."""
    from numba.extending import register_jitable

    keep_apart()
    modules = [importlib.import_module(f"sim.rules.{info.name}") for info in pkgutil.iter_modules(sim.rules.__path__)]
    for module in [*modules, minds, log, ending, conduct]:
        for function in list(vars(module).values()):
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                loose = LOOSE if module is hopes else False
                register_jitable(error_model=DIVISION, fastmath=loose, **WITHIN, forceinline=taken_in(function))(
                    function
                )


LOOSE = {"reassoc"}
"""What a draft is worth at best has a margin for rounding: its sums may be added up in whatever order is fastest."""
TAKEN_IN = (
    *("members", "consensus", "expect", "log_of_product", "greatest", "keep"),
    *(
        "note_steps",
        "note_aims",
        "note_loads",
        "note_moves",
        "note_readings",
        "note_pulls",
        "note_shares",
        "note_targets",
        "note_efforts",
        "note_envy",
        "note_missing",
    ),
)
"""Rules that loop, but are small beside what it takes to hand them all that they ask for."""


def taken_in(function: Any) -> bool:
    """Return whether a function is made part of those that call it, so that their loops can work down columns."""
    return not loops(function) or function.__name__ in TAKEN_IN


@cache
def loops(function: Any) -> bool:
    """Return whether a function loops, or calls one that does."""
    body = ast.parse(inspect.getsource(function))
    if any(isinstance(node, ast.For | ast.While) for node in ast.walk(body)):
        return True
    names = {node.func.id for node in ast.walk(body) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    called = [function.__globals__.get(name) for name in names]
    return any(loops(one) for one in called if inspect.isfunction(one) and one.__module__.startswith("sim."))


@cache
def keep_apart() -> None:
    """Let rules say that no two of their arguments share memory (``noalias``): numba knows it, but has no name for it.

    What a loop writes to the desk then cannot change what it reads from the table, and need not be read again.
    """
    from numba.core.cpu import CPUTargetOptions
    from numba.core.options import TargetOptions

    CPUTargetOptions.noalias = TargetOptions.Mapping("noalias")  # type: ignore[no-untyped-call]


@cache
def interleave() -> None:
    """Let the compiler work on two blocks of a loop at a time: a rule's long chains of sums then overlap.

    It is an option of the compiler as a whole (it may be set once), and changes no bit of any result.
    """
    from llvmlite import binding

    binding.set_option("summit", "-force-vector-interleave=2")
    binding.set_option("summit", "-unroll-full-max-count=12")


@cache
def compiled() -> Any:
    """Return the compiled loop over runs: compiled on first use, or read from the disk (see ``shelf``)."""
    import numba

    interleave()
    register()
    play, write = conduct.conduct, log.write_ending

    def many(
        seed: int,
        first: int,
        start: Any,
        table: Any,
        terms: Any,
        desk: Any,
        sheets: Any,
        minds: Any,
        trace: Any,
        ends: Any,
        drafts: Any,
        calls: Any,
    ) -> None:
        for place in range(len(ends)):
            notes = Log(trace, drafts[place], calls[place])
            write(ends[place], play(start, Dice(seed, first + place), table, terms, Paper(desk, sheets), minds, notes))

    return kept(numba.njit(nogil=True, error_model=DIVISION)(many))
