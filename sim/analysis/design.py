"""Designs: at which points of the unit cube a sensitivity analysis looks, and how it adds up what it sees.

SALib makes the designs and the indices (Morris 1991, Campolongo et al. 2007; Sobol 2001, Saltelli et al. 2010).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

LEVELS = 4
"""Levels of the screening: the middles of four equally likely parts of each distribution."""
ENDS = (0.5 / LEVELS, 1 - 0.5 / LEVELS)
SURE = 0.95
RESAMPLES = 200
SCREENING, BASE, RESAMPLING = range(3)


@dataclass(frozen=True)
class Effect:
    """How much a factor moves an outcome: the mean size of its elementary effects (μ*), ± ``off`` (95 %).

    It is in the outcome's own unit: what going from the 12.5 % to the 87.5 % point of the factor does, by size,
    averaged over where all else may stand.
    """

    factor: str
    effect: float
    off: float

    @property
    def interval(self) -> tuple[float, float]:
        """Between what the effect lies."""
        return self.effect - self.off, self.effect + self.off

    @property
    def clear(self) -> bool:
        """Whether the interval leaves no doubt that there is one."""
        return self.interval[0] > 0.0


@dataclass(frozen=True)
class Index:
    """What share of an outcome's variance a factor makes by itself (first), and with others (total), ± 95 %."""

    factor: str
    first: float
    first_off: float
    total: float
    total_off: float

    @property
    def interval(self) -> tuple[float, float]:
        """Between what the total index lies."""
        return self.total - self.total_off, self.total + self.total_off

    @property
    def clear(self) -> bool:
        """Whether the interval leaves no doubt that the factor takes part."""
        return self.interval[0] > 0.0


def seed_for(seed: int, purpose: int) -> int:
    """Return the seed of a design's own random numbers; never 0, which SALib takes for none."""
    return 1 + int(np.random.SeedSequence([seed, purpose]).generate_state(1)[0])


def problem(groups: Sequence[str], ends: tuple[float, float] = (0.0, 1.0)) -> dict[str, Any]:
    """Return the problem as SALib wants it: a variable for each column of the cube, in groups by these names."""
    names = [f"x{place}" for place in range(len(groups))]
    return {"num_vars": len(groups), "names": names, "groups": list(groups), "bounds": [list(ends)] * len(groups)}


def screening_points(groups: Sequence[str], trajectories: int, seed: int) -> Any:
    """Return the points of a screening by Morris: ``trajectories`` walks that move each group once."""
    from SALib.sample import morris

    told = problem(groups, ENDS)
    points: Any = morris.sample(told, trajectories, num_levels=LEVELS, seed=seed_for(seed, SCREENING))
    return points


def effects(groups: Sequence[str], points: Any, outcome: Any, seed: int) -> list[Effect]:
    """Return each group's effect on an outcome seen at the points of a screening."""
    from SALib.analyze import morris

    told, again = problem(groups, ENDS), seed_for(seed, RESAMPLING)
    found = morris.analyze(told, points, outcome, RESAMPLES, SURE, num_levels=LEVELS, seed=again)
    return [
        Effect(str(name), *one)
        for name, *one in zip(found["names"], *numbers(found, "mu_star", "mu_star_conf"), strict=True)
    ]


def sobol_points(groups: Sequence[str], base: int, seed: int) -> Any:
    """Return the points from which Sobol's indices are made: ``base`` (a power of two) times groups + 2."""
    from SALib.sample import sobol

    points: Any = sobol.sample(problem(groups), base, calc_second_order=False, seed=seed_for(seed, BASE))
    return points


def indices(groups: Sequence[str], outcome: Any, seed: int) -> list[Index]:
    """Return each group's indices for an outcome seen at those points; none where the outcome never varies."""
    from SALib.analyze import sobol
    from SALib.util import extract_group_names

    if np.ptp(outcome) == 0.0:
        return []
    told, again = problem(groups), seed_for(seed, RESAMPLING)
    with warnings.catch_warnings():  # of a resample in which a rare outcome never occurs: its indices are 0
        warnings.simplefilter("ignore", UserWarning)
        found = sobol.analyze(told, outcome, False, RESAMPLES, SURE, seed=again)
    named = extract_group_names(told)[0]
    return [
        Index(str(name), *one)
        for name, *one in zip(named, *numbers(found, "S1", "S1_conf", "ST", "ST_conf"), strict=True)
    ]


def numbers(found: Any, *names: str) -> list[list[float]]:
    """Return some of the columns that SALib found, as plain numbers."""
    return [np.asarray(found[name], float).tolist() for name in names]


def base_points(groups: Sequence[str]) -> list[int]:
    """Return which lines of each block of such a design are draws of everything: its first, and its last."""
    return [0, len(set(groups)) + 1]
