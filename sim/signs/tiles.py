"""Where the alliance's tiles lie: as the scenario says, or else in a plain grid."""

from __future__ import annotations

from sim.scenario.schema import Scenario

Place = tuple[float, float]
"""Column and row, counted from the top left."""
WIDE = 1.3
"""How much wider than tall a plain grid is."""
MOST = 20
"""A map wider or taller than this loses its empty columns and rows."""
APART = 1.4
"""Columns between the patron and a plain grid."""


def given(one: object) -> Place | None:
    """Return the place that a scenario gives (``tile = [column, row]``), if it does."""
    tile = getattr(one, "tile", None)
    return (float(tile[0]), float(tile[1])) if tile is not None else None


def grid(codes: list[str], scenario: Scenario) -> dict[str, Place]:
    """Return a plain grid, nearest to the power that is feared first; the patron stands apart."""
    across = max(1, round((WIDE * len(codes)) ** 0.5))
    order = sorted(codes, key=lambda code: scenario.members[code].distance.central())
    near = {code: (APART + number % across, float(number // across)) for number, code in enumerate(order)}
    return near | {scenario.patron.code: (0.0, 0.0)}


def closed_up(where: dict[str, Place]) -> dict[str, Place]:
    """Return the places without the columns and rows that nobody uses."""
    columns, rows = (sorted({place[axis] for place in where.values()}) for axis in (0, 1))
    return {code: (float(columns.index(across)), float(rows.index(down))) for code, (across, down) in where.items()}


def shifted(where: dict[str, Place]) -> dict[str, Place]:
    """Return the places counted from the leftmost column and the topmost row."""
    left, top = (min(place[axis] for place in where.values()) for axis in (0, 1))
    return {code: (across - left, down - top) for code, (across, down) in where.items()}


def places(codes: list[str], scenario: Scenario) -> tuple[dict[str, Place], bool]:
    """Return where each tile lies, the patron's too, and whether the scenario said so."""
    power = scenario.patron
    found = {code: given(scenario.members[code]) for code in codes} | {power.code: given(power)}
    known = {code: place for code, place in found.items() if place is not None}
    if len(known) < len(found) or len(set(known.values())) < len(known):
        return grid(codes, scenario), False
    whole = shifted(known)
    sparse = len(codes) < len(scenario.members) or max(max(place) for place in whole.values()) > MOST
    return closed_up(whole) if sparse else whole, True
