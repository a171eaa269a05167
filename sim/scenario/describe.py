"""What an entry is called, what it says, and in which unit: by its dotted name."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.scenario.difference import said
from sim.scenario.quantity import Quantity
from sim.scenario.read import inner
from sim.scenario.schema import Scenario


def described(entry: str) -> tuple[str, str]:
    """Return an entry's unit and meaning (both empty where there is no such entry; ``*`` stands for every row)."""
    model: Any = Scenario
    field: FieldInfo | None = None
    times = entry.endswith("*")
    for part in entry.removesuffix("*").split("."):
        fields = getattr(model, "model_fields", {})
        if part in fields:
            field = fields[part]
            model = inner(field.annotation)
    unit, meaning = said(field)
    return ("times", meaning) if times else (unit, meaning)


def stands(scenario: Scenario, entry: str) -> float | str | None:
    """Return what a scenario says at an entry: its central number, or what it is if it is none.

    None where nothing stands there yet, and for names that stand for several entries.
    """
    found: Any = scenario
    for part in entry.split("."):
        found = found.get(part) if isinstance(found, dict) else getattr(found, part, None)
    if isinstance(found, Quantity):
        return found.central()
    if isinstance(found, bool):
        return "a yes or no"
    if isinstance(found, int | float):
        return float(found)
    if isinstance(found, str):
        return "a word"
    if isinstance(found, list):
        return "a list"
    return "a table of entries" if isinstance(found, dict | BaseModel) else None
