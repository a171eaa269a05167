"""A setting: one draw of everything a scenario leaves uncertain (ODD 6.4).

A settled scenario is again a scenario, with numbers where there were distributions. Draws are
keyed by the entry's own name, so that adding one leaves all others as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zlib import crc32

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.rules.chance import SETTING, Dice, uniform
from sim.scenario.faults import unknown
from sim.scenario.quantity import Quantity, Within
from sim.scenario.schema import Scenario

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


def chance_of(path: str, seed: int, setting: int) -> float:
    """Return the uniform draw that belongs to an entry in one setting."""
    return uniform(Dice(seed, setting), 0, crc32(path.encode()), SETTING)


def draw_setting(scenario: Scenario, seed: int, setting: int) -> Setting:
    """Return one draw of every uncertain entry, of every poll's error and of every judged figure."""
    drawn: Setting = {}
    for path, quantity, within in entries(scenario):
        doubted = doubt(path, quantity, scenario)
        if doubted.uncertain:
            value = doubted.quantile(chance_of(path, seed, setting))
            drawn[path] = within.clip(value) if within is not None else value
    return drawn


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


def settle(scenario: Scenario, setting: Setting) -> Scenario:
    """Return the scenario with these values in place of what they name.

    Raises ``ValueError`` for a name that is no entry, or a value out of its bounds.
    """
    if not setting:
        return scenario
    known = {path: within for path, _, within in entries(scenario)}
    for path, value in setting.items():
        if path not in known:
            raise ValueError(f"setting: {unknown(path, known, 'entry')[:400]}")
        within = known[path]
        if within is not None and within.clip(value) != value:
            raise ValueError(f"setting {path}: {value:g}; allowed: {within.low:g} to {within.high:g} {within.unit}")
    whole: Scenario = settled(scenario, "", setting)
    return whole


def settled(value: Any, path: str, setting: Setting) -> Any:
    """Return a value with every quantity inside that the setting names made a number."""
    if isinstance(value, Quantity):
        return Quantity(value=setting[path], source=value.source) if path in setting else value
    if isinstance(value, BaseModel):
        inside = path and path + "."
        changed = {name: settled(getattr(value, name), inside + name, setting) for name in type(value).model_fields}
        return value.model_copy(update=changed)
    if isinstance(value, dict):
        return {key: settled(one, f"{path}.{key}", setting) for key, one in value.items()}
    if isinstance(value, list):
        return [settled(one, f"{path}.{place}", setting) for place, one in enumerate(value, 1)]
    return value
