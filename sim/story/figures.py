"""A member's figures: what each means, how much it is, and who says so."""

from __future__ import annotations

from typing import NamedTuple

from sim.scenario.draw import bounds
from sim.scenario.quantity import Quantity
from sim.scenario.schema import COLUMNS, Member, Scenario

YES_OR_NO = "0 or 1"


class Figure(NamedTuple):
    """One figure; ``source`` is a key of the scenario's sources, or empty where none is named."""

    column: str
    meaning: str
    value: str
    source: str


def figures(code: str, scenario: Scenario) -> list[Figure]:
    """Return a member's figures in the order of the schema; those that the scenario leaves out are left out."""
    member = scenario.members[code]
    return [
        Figure(column, meaning, worded(given, unit), source(given, column, scenario))
        for column, (unit, meaning) in units().items()
        if (given := getattr(member, column)) is not None
    ]


def units() -> dict[str, tuple[str, str]]:
    """Return the unit and the meaning of every column."""
    found = {column: bounds(Member.model_fields[column]) for column in COLUMNS}
    return {column: (within.unit, within.meaning) for column, within in found.items() if within is not None}


def worded(given: Quantity, unit: str) -> str:
    """Return a figure with its unit; a share, a chance or an exponent stands alone."""
    value = given.central()
    if unit == YES_OR_NO:
        return "yes" if value else "no"
    said = f"{value:,g}".replace("-", "−")
    if unit.startswith("US$ "):
        return f"US$ {said} {unit[4:]}"
    return said if unit.startswith("(") else f"{said} {unit}"


def source(given: Quantity, column: str, scenario: Scenario) -> str:
    """Return the key of a figure's source: its own, or else its column's."""
    return given.source or scenario.figures.get(f"members.{column}") or scenario.figures.get(column) or ""


def origin(key: str, scenario: Scenario) -> tuple[str, str]:
    """Return a source in words, and its web address where it has one."""
    found = scenario.sources.get(key)
    if found is None:
        return key, ""
    day = found.known_on
    when = f", {day.day} {day:%B %Y}" if day and f"{day:%B %Y}" not in found.title else ""
    web = found.url if found.url and found.url.startswith(("https://", "http://")) else ""
    return f"{found.title}{when}", web or ""
