"""A sweep: one or two entries varied, all luck and all other doubt held the same from point to point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.paired import Signs, signs
from sim.analysis.worlds import Columns, World, columns, measured

if TYPE_CHECKING:
    from sim.results.ledger import Ledger

TOLD = ("new_target", "core", "deadline")
"""The measures of which a sweep tells how they change from end to end."""


@dataclass(frozen=True)
class Axis:
    """What is varied: the entry's dotted name, its unit and meaning, and the values it takes.

    ``central`` is what the scenario itself says there, None where it says no single number.
    """

    entry: str
    unit: str
    meaning: str
    values: tuple[float, ...]
    central: float | None


@dataclass(frozen=True)
class Point:
    """One point of a sweep: the value of each axis, and what came of it."""

    at: tuple[float, ...]
    world: World


@dataclass(frozen=True)
class Change:
    """How a measure differs between two points of a line: its two values and the settings' signs."""

    measure: str
    start: float
    end: float
    before: float | None
    after: float | None
    signs: Signs

    @property
    def difference(self) -> float | None:
        """After less before, None where one of them is not there."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Line:
    """One entry varied: its points in order, what changes from the first to the last, and from each to the next."""

    axis: Axis
    points: list[Point]
    across: list[Change]
    steps: list[Change]


@dataclass(frozen=True)
class Sweep:
    """What a sweep found, and how it was made.

    ``lines``: each entry varied by itself; ``grid``: two entries varied together (the second runs fastest).
    One of the two is empty.
    """

    title: str
    seed: int
    runs: int
    settings: int
    digest: str
    rulebook: str
    versions: dict[str, str]
    command: str
    axes: list[Axis]
    lines: list[Line]
    grid: list[Point]


Ledgers = Mapping[tuple[float, ...], "Ledger"]


def sweep(title: str, digest: str, axes: Sequence[Axis], ledgers: Sequence[Ledgers]) -> Sweep:
    """Return what the ledgers of a sweep say, a line each or a grid of two axes.

    ``title`` and ``digest`` are those of the scenario that was varied.
    """
    recipe = next(iter(ledgers[0].values())).recipe
    together = len(ledgers) < len(axes)
    return Sweep(
        title=title,
        seed=recipe.seed,
        runs=recipe.runs,
        settings=recipe.settings,
        digest=digest,
        rulebook=recipe.rulebook,
        versions=recipe.versions,
        command=recipe.command,
        axes=list(axes),
        lines=[] if together else [line(one, found) for one, found in zip(axes, ledgers, strict=True)],
        grid=[point(at, columns(ledger)) for at, ledger in ledgers[0].items()] if together else [],
    )


def point(at: tuple[float, ...], found: Columns) -> Point:
    """Return one point's numbers."""
    return Point(at, measured(", ".join(f"{value:g}" for value in at), found))


def line(axis: Axis, ledgers: Ledgers) -> Line:
    """Return what one varied entry does."""
    read = [columns(ledger) for ledger in ledgers.values()]
    points = [point(at, found) for at, found in zip(ledgers, read, strict=True)]
    told = list(zip(points, read, strict=True))
    return Line(
        axis=axis,
        points=points,
        across=[change(name, told[0], told[-1]) for name in TOLD],
        steps=[change(name, one, other) for name in TOLD for one, other in pairwise(told)],
    )


def change(name: str, one: tuple[Point, Columns], other: tuple[Point, Columns]) -> Change:
    """Return how a measure differs between two points."""
    (start, first), (end, last) = one, other
    moved = last.by_setting(name) - first.by_setting(name)
    return Change(
        measure=name,
        start=start.at[0],
        end=end.at[0],
        before=start.world.value(name),
        after=end.world.value(name),
        signs=signs(moved, ~np.isnan(moved)),
    )
