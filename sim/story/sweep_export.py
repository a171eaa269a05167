"""A sweep for machines: JSON with everything, and a table with a row for each point and measure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sim.analysis.sweep import Point, Sweep
from sim.analysis.worlds import MEASURES, World
from sim.story.export import doubts, tidy
from sim.story.sweep_parts import headline

DOUBTS = ("low", "high", "luck_low", "luck_high", "settings_low", "settings_high", "runs")
Row = dict[str, Any]


def to_json(found: Sweep) -> str:
    """Return the whole sweep as JSON; what cannot be told is null."""
    units = {name: measure.unit for name, measure in MEASURES.items()}
    whole = {"headline": headline(found), **asdict(found), "units": units}
    return json.dumps(tidy(whole), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def rows(found: Sweep) -> Iterator[Row]:
    """Yield a row for each point and measure; what is not varied at a point is left empty."""
    entries = [axis.entry for axis in found.axes]
    for line in found.lines:
        yield from (row for point in line.points for row in of_point(point, [line.axis.entry]))
    yield from (row for point in found.grid for row in of_point(point, entries))


def of_point(point: Point, entries: Sequence[str]) -> Iterator[Row]:
    """Yield a point's rows."""
    at = dict(zip(entries, point.at, strict=True))
    for row in of_world(point.world):
        yield {**at, **row}


def of_world(world: World) -> Iterator[Row]:
    """Yield a world's measures, a row each; those that no run has are left out."""
    for name, measure in MEASURES.items():
        one = world.doubt(name)
        if one is not None:
            over = "new target" if measure.given else "all runs"
            yield {"measure": name, "unit": measure.unit, "over": over, "value": world.value(name), **doubts(one)}


def to_csv(found: Sweep) -> str:
    """Return the sweep as a table."""
    entries = [axis.entry for axis in found.axes]
    return table(rows(found), [*entries, "measure", "unit", "over", "value", *DOUBTS])


def table(some: Iterator[Row], head: Sequence[str]) -> str:
    """Return rows as CSV."""
    file = io.StringIO()
    written = csv.DictWriter(file, head, restval="", lineterminator="\n")
    written.writeheader()
    written.writerows(tidy(row) for row in some)
    return file.getvalue()
