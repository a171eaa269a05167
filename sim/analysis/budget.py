"""How the negotiations that a sensitivity analysis may spend are shared out among its three looks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from sim.results.faults import LedgerError
from sim.results.recipe import MOST_RUNS, check

FOR_SWINGS, FOR_SCREENING = 0.15, 0.2
"""Shares of all runs."""
FEWEST_WALKS, FEWEST_BASE, FEWEST_PICKED, MOST_PICKED = 4, 16, 8, 16
LARGEST_BASE = 1 << 16
MOST_LUCK = 1000


@dataclass(frozen=True)
class Budget:
    """Settings and runs of a sensitivity analysis.

    ``swing_runs``: runs at each end of a swing; ``luck``: runs of each setting of the designs;
    ``trajectories``: walks of the screening (0: none); ``base``: draws that the indices start from, a power of two
    (0: none); ``picked``: factors that have indices of their own.
    """

    factors: int
    swing_runs: int
    luck: int
    trajectories: int
    base: int
    picked: int

    @property
    def settings(self) -> int:
        """How many settings are played."""
        return self.swings + self.trajectories * (self.factors + 1) + self.base * (self.groups + 2)

    @property
    def swings(self) -> int:
        """How many settings the swings need: the central one, and two for each factor."""
        return 2 * self.factors + 1

    @property
    def groups(self) -> int:
        """How many factors have indices, all others together being one."""
        return self.picked + (self.picked < self.factors)

    @property
    def runs(self) -> int:
        """How many negotiations are played."""
        return self.swings * self.swing_runs + (self.settings - self.swings) * self.luck


def budget(runs: int, luck: int, factors: int, method: str) -> Budget:
    """Return how so many runs are best spent on so many factors, or raise an error that says how many it takes."""
    check("runs", runs, 1, MOST_RUNS)
    check("luck", luck, 1, MOST_LUCK)
    found = shared(runs, luck, factors, method)
    if found is None:
        enough = range(1, MOST_RUNS)
        least = enough[bisect_left(enough, True, key=lambda many: shared(many, luck, factors, method) is not None)]
        said = f"at least {least:,} with --luck {luck}, or fewer with a smaller --luck"
        raise LedgerError(f"runs {runs:,}: too few to move {factors} factors; allowed: {said}")
    return found


def shared(runs: int, luck: int, factors: int, method: str) -> Budget | None:
    """Return how runs are shared out; None if they are too few."""
    swing_runs = max(luck, int(FOR_SWINGS * runs) // (2 * factors + 1))
    left = (runs - swing_runs * (2 * factors + 1)) // luck
    walks = {"both": int(FOR_SCREENING * runs) // luck, "morris": left, "sobol": 0}[method] // (factors + 1)
    if method == "both":
        walks = max(walks, FEWEST_WALKS)
    if method != "sobol" and walks < FEWEST_WALKS:
        return None
    if method == "morris":
        return Budget(factors, swing_runs, luck, walks, 0, 0)
    left -= walks * (factors + 1)
    fewest = factors if method == "sobol" else min(FEWEST_PICKED, factors)
    base = power_of_two(left // (fewest + (2 if fewest == factors else 3)))
    if base < FEWEST_BASE:
        return None
    most = factors if method == "sobol" else min(MOST_PICKED, factors)
    picked = min(most, max(fewest, left // base - 3))
    return Budget(factors, swing_runs, luck, walks, base, picked)


def power_of_two(most: int) -> int:
    """Return the largest power of two that is not larger (0 if there is none)."""
    return min(LARGEST_BASE, 1 << most.bit_length() - 1) if most > 0 else 0
