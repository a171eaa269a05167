"""Ablations for machines: JSON with everything, and a table with a row for each world and measure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from sim.analysis.ablations import Ablation, Ablations
from sim.analysis.paired import Change
from sim.analysis.worlds import MEASURES
from sim.story.ablate_parts import headline
from sim.story.export import tidy
from sim.story.sweep_export import DOUBTS, Row, of_world, table

DIFFERENCES = ("difference", "difference_low", "difference_high", "rose", "fell", "tied")


def to_json(found: Ablations) -> str:
    """Return everything as JSON; what cannot be told is null."""
    units = {name: measure.unit for name, measure in MEASURES.items()}
    whole = {"headline": headline(found), **asdict(found), "units": units}
    return json.dumps(tidy(whole), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def rows(found: Ablations) -> Iterator[Row]:
    """Yield a row for each world and measure, the base first."""
    for row in of_world(found.base):
        yield {"group": "base", "name": "base", "title": found.base.name, **row}
    for one in found.ablations:
        whose = {"group": one.named.group, "name": one.named.name, "title": one.named.title}
        for row in of_world(one.world):
            yield {**whose, **row, **apart(one, row["measure"])}


def apart(one: Ablation, measure: str) -> Row:
    """Return how a measure differs from the base, where that is told."""
    found: Change | None = one.new_target if measure == "new_target" else one.differences.get(measure)
    if found is None:
        return {}
    signs = (
        {} if found.signs is None else {"rose": found.signs.rose, "fell": found.signs.fell, "tied": found.signs.tied}
    )
    return {name: getattr(found, name) for name in DIFFERENCES[:3]} | signs


def to_csv(found: Ablations) -> str:
    """Return the table."""
    head = ["group", "name", "title", "measure", "unit", "over", "value", *DOUBTS, *DIFFERENCES]
    return table(rows(found), head)
