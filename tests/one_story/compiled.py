"""The rulebook's own functions, compiled: registered as they are, never copied."""

import importlib
import inspect
import pkgutil

import numpy as np
from numba import njit
from numba.extending import register_jitable

import sim.rules
from sim.rules.terms import Terms


def rule_functions():
    """Return every rule by its module and name."""
    found = {}
    for info in pkgutil.iter_modules(sim.rules.__path__):
        module = importlib.import_module(f"sim.rules.{info.name}")
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                found[f"{info.name}.{name}"] = function
    return found


RULES = rule_functions()
for _rule in RULES.values():
    register_jitable(_rule)


def compiled(rule):
    """Return a compiled call of a rule."""
    names = ", ".join(inspect.signature(rule).parameters)
    scope = {"rule": rule}
    exec(f"def call({names}):\n    return rule({names})", scope)
    return njit(scope["call"])


def layout(value):
    """Return the layout of nested named tuples, sequences and numbers in one block of memory."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return np.dtype([(name, layout(one)) for name, one in zip(value._fields, value, strict=True)], align=True)
    if isinstance(value, tuple | list):
        array = np.array(value)
        return np.dtype((array.dtype, array.shape))
    return np.dtype(np.float64 if isinstance(value, float) else np.int64)


def fill(record, value):
    """Copy nested named tuples into a record of their layout."""
    for name, one in zip(value._fields, value, strict=True):
        if isinstance(one, tuple) and hasattr(one, "_fields"):
            fill(record[name], one)
        else:
            record[name] = one


def as_record(value):
    """Return a record of the same numbers: passed by address, it compiles in half the time."""
    block = np.zeros(1, layout(value)).view(np.recarray)
    fill(block[0], value)
    return block[0]


def as_arrays(value):
    """Return nested named tuples with arrays where the plain engine has tuples, terms as a record."""
    if isinstance(value, Terms):
        return as_record(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(as_arrays(one) for one in value))
    if isinstance(value, tuple | list):
        return np.array(value)
    return value
