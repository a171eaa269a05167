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
from sim.rules.chance import Dice

DIVISION: Final = "numpy"
"""A division by zero gives infinity: a check for it would keep every loop from the vector units."""


WITHIN = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Rules are called from compiled code only: no doors to elsewhere need to be compiled."""


@cache
def register() -> None:
    """Let compiled code call every rule and every step of the conductor."""
    from numba.extending import register_jitable

    modules = [importlib.import_module(f"sim.rules.{info.name}") for info in pkgutil.iter_modules(sim.rules.__path__)]
    for module in [*modules, minds, log, ending, conduct]:
        for function in list(vars(module).values()):
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                register_jitable(error_model=DIVISION, **WITHIN, forceinline=not loops(function))(function)


@cache
def loops(function: Any) -> bool:
    """Return whether a function loops, or calls one that does.

    One that does not is made part of those that call it, so that their loops can work down columns.
    """
    body = ast.parse(inspect.getsource(function))
    if any(isinstance(node, ast.For | ast.While) for node in ast.walk(body)):
        return True
    names = {node.func.id for node in ast.walk(body) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    called = [function.__globals__.get(name) for name in names]
    return any(loops(one) for one in called if inspect.isfunction(one) and one.__module__.startswith("sim."))


@cache
def interleave() -> None:
    """Let the compiler work on two blocks of a loop at a time: a rule's long chains of sums then overlap.

    It is an option of the compiler as a whole (it may be set once), and changes no bit of any result.
    """
    from llvmlite import binding

    binding.set_option("summit", "-force-vector-interleave=2")


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
        minds: Any,
        trace: Any,
        ends: Any,
        drafts: Any,
        calls: Any,
    ) -> None:
        for place in range(len(ends)):
            notes = Log(trace, drafts[place], calls[place])
            write(ends[place], play(start, Dice(seed, first + place), table, terms, desk, minds, notes))

    return kept(numba.njit(nogil=True, error_model=DIVISION)(many))
