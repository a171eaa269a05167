"""The rulebook's own functions, compiled: registered as they are, never copied."""

import importlib
import inspect
import pkgutil

import numpy as np

import sim.rules
from sim.ensemble.compiler import register
from sim.ensemble.records import ENOUGH, padded, places, record, several, wide_desk, wide_sheet, wide_table, wide_terms
from sim.rules.room import Room
from sim.rules.terms import Now, Table, Terms


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


def as_records(value):
    """Return what compiled code is given: terms, table and desk as records, a line for every chair."""
    if isinstance(value, Terms):
        return record(wide_terms(value))
    if isinstance(value, Table):
        return record(wide_table(value))
    if isinstance(value, Room):
        seats = len(value.threat)
        threat, credit = longer(value.threat, 0.0), longer(value.credit, ENOUGH)
        desk, sheets = record(wide_desk(seats)), several(3, wide_sheet, places(seats))
        return value._replace(threat=threat, credit=credit, desk=desk, sheets=sheets)
    if isinstance(value, Now):
        value = value._replace(threat=longer(value.threat, 0.0), sounded=longer(value.sounded, 0.0))
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(as_records(one) for one in value))
    if isinstance(value, tuple | list):
        return np.array(value)
    return value


def longer(column, blank):
    """Return a column of a line a seat with a line for every chair."""
    return np.array(padded(column, places(len(column)), blank))
