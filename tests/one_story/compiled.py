"""The rulebook's own functions, compiled: registered as they are, never copied."""

import importlib
import inspect
import pkgutil

import numpy as np
from numba import njit
from numba.extending import register_jitable

import sim.rules


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


def as_arrays(value):
    """Return nested named tuples with arrays where the plain engine has tuples."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(as_arrays(one) for one in value))
    if isinstance(value, tuple | list):
        return np.array(value)
    return value
