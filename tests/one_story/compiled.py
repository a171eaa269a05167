"""The rulebook's own functions, compiled: registered as they are, never copied."""

import importlib
import inspect
import pkgutil

import numpy as np

import sim.rules
from sim.ensemble.kernel import register
from sim.ensemble.records import record
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
register()


def as_arrays(value):
    """Return nested named tuples with arrays where the plain engine has tuples, terms as a record."""
    if isinstance(value, Terms):
        return record(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(as_arrays(one) for one in value))
    if isinstance(value, tuple | list):
        return np.array(value)
    return value
