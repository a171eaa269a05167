"""A setting: one draw of everything a scenario leaves uncertain (ODD 6.4).

A settled scenario is again a scenario, with numbers where there were distributions. Draws are
keyed by the entry's own name, so that adding one leaves all others as they were. Entries of a weighted
set are taken from one of its rows together (``sim.scenario.sets``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.rules.chance import SETTING, Dice, uniform
from sim.scenario.faults import unknown
from sim.scenario.quantity import Quantity, Within, rounded
from sim.scenario.schema import Scenario
from sim.scenario.sheet import once

SETS = "sets"
"""Before a set's name, what keys the die that picks one: no entry bears such a name."""
POLLS = ("threat_poll", "support_poll")
JUDGED = ("own_plan", "dependence", "value_to_us", "related_base")
"""Columns of a member's table that are judged, or announced, rather than measured."""

Setting = dict[str, float]
"""What was drawn: entry's dotted name to value."""


def bounds(field: FieldInfo) -> Within | None:
    """Return the bounds of a quantity's field, if it is one."""
    found = [one for one in field.metadata if isinstance(one, Within)]
    for part in getattr(field.annotation, "__args__", ()):
        found += [one for one in getattr(part, "__metadata__", ()) if isinstance(one, Within)]
    return found[0] if found else None


def entries(model: BaseModel, path: str = "") -> Iterator[tuple[str, Quantity, Within | None]]:
    """Yield every quantity of a scenario with its dotted name and bounds."""
    for name, field in type(model).model_fields.items():
        yield from nested(getattr(model, name), f"{path}{name}", bounds(field))


def nested(value: Any, path: str, within: Within | None) -> Iterator[tuple[str, Quantity, Within | None]]:
    """Yield the quantities inside a value of any shape."""
    if isinstance(value, Quantity):
        yield path, value, within
    elif isinstance(value, BaseModel):
        yield from entries(value, f"{path}.")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from nested(one, f"{path}.{key}", within)
    elif isinstance(value, list):
        for place, one in enumerate(value, 1):
            yield from nested(one, f"{path}.{place}", within)


class Doubt(NamedTuple):
    """An entry in doubt: its dotted name, its quantile function, its bounds, and the name that keys its die.

    Choices made together share the die of their set; every other entry has its own.
    """

    path: str
    inverse: Callable[[float], float]
    within: Within | None
    die: str

    def at(self, chance: float) -> float:
        """Return what the entry is at a chance between 0 and 1: rounded, and held within its bounds."""
        value = rounded(self.inverse(chance))
        return value if self.within is None else self.within.clip(value)


class Known:
    """A scenario looked at once: its entries with their bounds, those in doubt, and the dice codes of these."""

    def __init__(self, scenario: Scenario) -> None:
        """Walk through the scenario."""
        self.scenario = scenario
        found = [(path, doubt(path, quantity, scenario), within) for path, quantity, within in entries(scenario)]
        self.bounds = {path: within for path, _, within in found}
        self.doubts = [
            Doubt(path, quantity.inverse(), within, die_of(path, quantity))
            for path, quantity, within in found
            if quantity.uncertain
        ]
        self.codes = np.array([crc32(one.die.encode()) for one in self.doubts], np.int64)


def die_of(path: str, quantity: Quantity) -> str:
    """Return the name that keys an entry's die: its own, or that of the set from which it is taken with others."""
    return path if quantity.together is None else f"{SETS}.{quantity.together}"


def known(scenario: Scenario) -> Known:
    """Return what is known of a scenario, looked up once as long as it is among the last few."""
    return once(Known, scenario)


def draw_setting(scenario: Scenario, seed: int, setting: int) -> Setting:
    """Return one draw of every uncertain entry, of every poll's error and of every judged figure.

    Each entry's die is keyed by its name, or by that of the set it belongs to; all are thrown at once.
    """
    looked = known(scenario)
    thrown: Any = uniform(Dice(seed, setting), 0, looked.codes, SETTING)  # type: ignore[arg-type]
    return {one.path: one.at(chance) for one, chance in zip(looked.doubts, thrown.tolist(), strict=True)}


def doubt(path: str, quantity: Quantity, scenario: Scenario) -> Quantity:
    """Return the distribution of an entry: its own, or the common error of polls and of judged figures."""
    column, value = path.split(".")[-1], quantity.central()
    if quantity.uncertain or not path.startswith("members."):
        return quantity
    if column in POLLS and (error := scenario.mapping.poll_error.central()) > 0.0:
        return Quantity(mean=value, sd=error)
    if column in JUDGED and (off := scenario.mapping.judgement_error.central()) > 0.0 and value > 0.0:
        return Quantity(mode=value, span=[value * (1.0 - off), value * (1.0 + off)])
    return quantity


def check(scenario: Scenario, setting: Setting) -> None:
    """Raise ``ValueError`` for a name that is no entry of the scenario, or a value out of its bounds."""
    bounds_of = known(scenario).bounds
    for path, value in setting.items():
        if path not in bounds_of:
            raise ValueError(f"setting: {unknown(path, bounds_of, 'entry')[:400]}")
        within = bounds_of[path]
        if within is not None and not within.low <= value <= within.high:
            raise ValueError(f"setting {path}: {value:g}; allowed: {within.low:g} to {within.high:g} {within.unit}")


def settle(scenario: Scenario, setting: Setting) -> Scenario:
    """Return the scenario with these values in place of what they name.

    Raises ``ValueError`` for a name that is no entry, or a value out of its bounds.
    """
    if not setting:
        return scenario
    check(scenario, setting)
    whole: Scenario = settled(scenario, branches(setting))
    return whole


Branches = dict[str, Any]
"""A setting as a tree: the parts of each name lead to its value."""


def branches(setting: Setting) -> Branches:
    """Return a setting as a tree, so that what it does not touch need not be looked at."""
    tree: Branches = {}
    for path, value in setting.items():
        *way, last = path.split(".")
        branch = tree
        for part in way:
            branch = branch.setdefault(part, {})
        branch[last] = value
    return tree


def settled(value: Any, branch: Any) -> Any:
    """Return a value with every quantity that a branch of the setting names made a number."""
    if isinstance(value, Quantity):
        return Quantity(value=branch, source=value.source)
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: settled(getattr(value, name), one) for name, one in branch.items()})
    if isinstance(value, dict):
        return value | {key: settled(value[key], one) for key, one in branch.items()}
    if isinstance(value, list):
        return [settled(one, branch[str(place)]) if str(place) in branch else one for place, one in enumerate(value, 1)]
    return value
