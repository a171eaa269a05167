"""A member's figures, each in words with its unit and where it comes from."""

from __future__ import annotations

from typing import NamedTuple

from sim.scenario.draw import bounds
from sim.scenario.quantity import Quantity
from sim.scenario.schema import COLUMNS, Member, Scenario


class Figure(NamedTuple):
    """What a figure means, how much it is, and who says so."""

    meaning: str
    value: str
    source: str


def figures(code: str, scenario: Scenario) -> list[Figure]:
    """Return a member's figures; those that the scenario does not give are left out."""
    member, found = scenario.members[code], []
    for column in COLUMNS:
        given = getattr(member, column)
        if given is None:
            continue
        within = bounds(Member.model_fields[column])
        unit, meaning = (within.unit, within.meaning) if within else ("", column)
        found.append(Figure(meaning, worded(given, unit), origin(given, column, scenario)))
    return found


def worded(given: Quantity, unit: str) -> str:
    """Return a figure with its unit as people write it."""
    value = given.central()
    if unit == "0 or 1":
        return "yes" if value else "no"
    bare = unit.strip("()")
    return f"{value:,g}" if unit.startswith("(") else f"{value:,g} {bare}"


def origin(given: Quantity, column: str, scenario: Scenario) -> str:
    """Return where a figure comes from, in words."""
    key = given.source or scenario.figures.get(f"members.{column}") or scenario.figures.get(column) or ""
    source = scenario.sources.get(key)
    if source is None:
        return key
    return f"{source.title}{f', {source.known_on}' if source.known_on else ''}"
