"""A sensitivity analysis for machines: JSON with everything, and a table with a row for each outcome and factor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sim.analysis.sensitivity import OTHERS, Found, Sensitivity
from sim.story.export import tidy
from sim.story.sensitivity_parts import headline
from sim.story.sweep_export import table

Row = dict[str, Any]
HEAD = ("outcome", "unit", "factor", "low", "high", "effect", "effect_off", "first", "first_off", "total", "total_off")


def to_json(found: Sensitivity) -> str:
    """Return the whole analysis as JSON; what cannot be told is null."""
    whole = {"headline": headline(found), **asdict(found)}
    for one, kept in zip(found.found, whole["found"], strict=True):
        kept["outcome"] = one.outcome._asdict()
    whole["budget"] |= {"settings": found.budget.settings, "runs": found.budget.runs}
    return json.dumps(tidy(whole), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def rows(found: Sensitivity) -> Iterator[Row]:
    """Yield a row for each outcome and factor, the factors in the scenario's order, then all others as one."""
    names = [one.name for one in found.factors] + [OTHERS] * (len(found.picked) < len(found.factors))
    for one in found.found:
        yield from (row(one, name) for name in names)


def row(one: Found, name: str) -> Row:
    """Return what is known of one factor and one outcome; what is not is left out."""
    known: Row = {"outcome": one.outcome.name, "unit": one.outcome.unit, "factor": name}
    for swing in one.swings:
        if swing.factor == name:
            known |= {"low": swing.low, "high": swing.high}
    for effect in one.effects:
        if effect.factor == name:
            known |= {"effect": effect.effect, "effect_off": effect.off}
    for index in one.indices:
        if index.factor == name:
            known |= {"first": index.first, "first_off": index.first_off}
            known |= {"total": index.total, "total_off": index.total_off}
    return known


def to_csv(found: Sensitivity) -> str:
    """Return the table as CSV."""
    return table(rows(found), HEAD)
