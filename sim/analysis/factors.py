"""Factors: what a sensitivity analysis moves.

Each uncertain parameter is a factor; figures of members are moved by the column, all members at once but each
by a draw of its own, since nobody asks which of thirty polls matters. Which of some weighted sets is drawn is one
factor, whose values have no order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.scenario.describe import described
from sim.scenario.draw import SETS, Doubt, Setting, known
from sim.scenario.schema import Scenario
from sim.scenario.sheet import seated


@dataclass(frozen=True)
class Factor:
    """A factor: its name (``members.*.own_plan`` for a column), unit and meaning, and the entries it moves."""

    name: str
    unit: str
    meaning: str
    entries: tuple[str, ...]


def factor_of(one: Doubt) -> str:
    """Return the name of the factor that an entry belongs to: its set, its column, or itself."""
    path = one.path
    if one.die != path:
        return one.die
    top, _, rest = path.partition(".")
    return f"members.*.{rest.partition('.')[2]}" if top == "members" else path


def in_doubt(scenario: Scenario) -> list[Doubt]:
    """Return the entries that a setting draws, those of members that are not seated left out."""
    away = set(scenario.members) - set(seated(scenario))
    return [one for one in known(scenario).doubts if not (one.path.startswith("members.") and code(one.path) in away)]


def code(path: str) -> str:
    """Return the member that an entry of a member's table belongs to."""
    return path.split(".")[1]


def factors(scenario: Scenario) -> list[Factor]:
    """Return the factors of a scenario, in the order of its entries."""
    entries: dict[str, list[str]] = {}
    for one in in_doubt(scenario):
        entries.setdefault(factor_of(one), []).append(one.path)
    return [Factor(name, *told(name, paths), tuple(paths)) for name, paths in entries.items()]


def told(name: str, paths: Sequence[str]) -> tuple[str, str]:
    """Return a factor's unit and meaning."""
    return described(name) if ordered(name) else ("", f"which set of {len(paths)} parameters is drawn")


def ordered(name: str) -> bool:
    """Return whether a factor has a low and a high end; which set is drawn has none."""
    return not name.startswith(f"{SETS}.")


def cube(moved: Sequence[Factor], doubts: Sequence[Doubt]) -> tuple[list[str], Any]:
    """Return the factor of each column of the unit cube, a column a die, and the column of each entry in doubt."""
    die_of = {one.path: one.die for one in doubts}
    thrown = dict.fromkeys((one.name, die_of[path]) for one in moved for path in one.entries)
    columns = {die: place for place, (_, die) in enumerate(thrown)}
    return [name for name, _ in thrown], np.array([columns[one.die] for one in doubts])


class Drawn(Sequence[Setting]):
    """Settings given as points of the unit cube: a line a setting, a column an entry in doubt.

    A chance becomes a value as ``draw_setting`` makes it one: quantile, rounding, bounds. Values that return
    often, as they do in designs, are worked out once.
    """

    def __init__(self, doubts: Sequence[Doubt], cube: Any) -> None:
        """Work out all values."""
        self.paths = [one.path for one in doubts]
        self.values = np.empty_like(cube)
        for column, one in enumerate(doubts):
            chances, places = np.unique(cube[:, column], return_inverse=True)
            self.values[:, column] = np.array([one.at(chance) for chance in chances.tolist()])[places]

    def __len__(self) -> int:
        """Return how many settings there are."""
        return len(self.values)

    def __getitem__(self, number: Any) -> Any:
        """Return one setting."""
        return dict(zip(self.paths, self.values[number].tolist(), strict=True))
