"""How much settings differ, once the luck within them is taken out.

A setting's own share over a few runs spreads wider than the settings do: luck comes on top. The variance
between settings is therefore what is left of the observed variance when that of luck is taken off (method of
moments, as in the analysis of variance). For shares, settings are taken to follow a beta distribution of that
mean and variance; each setting's runs then say where in it that setting lies, and the spread reported is that of
all settings' answers together (Laird and Louis 1991, Comput. Stat. Data Anal. 12: one step from a smooth start).
With many runs a setting this is the settings' own shares; with few it is the fitted beta. For means, each
setting's is drawn towards the whole by as much as its own luck inflates it (Louis 1984, J. Am. Stat. Assoc. 79).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.analysis.intervals import Interval

LOW, HIGH = 0.1, 0.9
"""The spread between settings leaves out the lowest and the highest tenth of them."""
CELLS = 1001
"""Into how many cells the shares from 0 to 1 are cut, closer together towards both ends."""
TOO_SLIGHT = 1e-7
"""A variance between settings below this is none."""


class Sums(NamedTuple):
    """A value summed up by setting: number of runs, mean of the value, mean square about that mean."""

    runs: Any
    means: Any
    within: Any

    def present(self) -> Sums:
        """Return the settings that have any run."""
        there = self.runs > 0
        return Sums(self.runs[there], self.means[there], self.within[there])


def of_hits(hits: Any, runs: Any) -> Sums:
    """Return the sums of something that happened in ``hits`` of a setting's ``runs``."""
    shares = hits / np.maximum(runs, 1)
    return Sums(runs, shares, shares * (1 - shares))


def whole(sums: Sums) -> float:
    """Return the mean over all runs."""
    return float(np.sum(sums.runs * sums.means) / np.sum(sums.runs))


def variances(sums: Sums) -> tuple[float, float]:
    """Return the variance between settings and that of a run within one, by moments; both at least 0."""
    runs, means, within = sums.present()
    total, settings = float(np.sum(runs)), len(runs)
    if settings < 2 or total <= settings:
        return 0.0, 0.0
    luck = float(np.sum(runs * within)) / (total - settings)
    seen = float(np.sum(runs * (means - whole(sums)) ** 2)) / (settings - 1)
    size = (total - float(np.sum(runs.astype(float) ** 2)) / total) / (settings - 1)
    return max(0.0, (seen - luck) / size), luck


def of_shares(hits: Any, runs: Any) -> Interval:
    """Return the range in which settings' shares lie, their highest and lowest tenth left out."""
    sums = of_hits(hits, runs)
    share, (between, _) = whole(sums), variances(sums)
    if between < TOO_SLIGHT:
        return Interval(share, share)
    strength = max(share * (1 - share) / between - 1, 0.01)
    return quantiles(hits[runs > 0], runs[runs > 0], share * strength, (1 - share) * strength)


def quantiles(hits: Any, runs: Any, a: float, b: float) -> Interval:
    """Return the outer tenths of all settings' answers, if settings follow a beta (a, b)."""
    step = np.pi / 2 / CELLS
    angle = (np.arange(CELLS) + 0.5) * step  # share = sin², so that cells are as fine as shares near 0 and 1 need
    yes, no = 2 * np.log(np.sin(angle)), 2 * np.log(np.cos(angle))
    prior = (a - 0.5) * yes + (b - 0.5) * no + np.log(step)
    # a beta may be infinite at its ends: there the cell's mass is integrated, not read off at its middle
    prior[0], prior[-1] = 2 * a * np.log(step) - np.log(2 * a), 2 * b * np.log(step) - np.log(2 * b)
    pairs, count = np.unique(np.column_stack([hits, runs]), axis=0, return_counts=True)
    answer = prior + pairs[:, :1] * yes + (pairs[:, 1:] - pairs[:, :1]) * no
    answer = np.exp(answer - answer.max(axis=1, keepdims=True))
    mass = count @ (answer / answer.sum(axis=1, keepdims=True))
    reached = np.concatenate([[0.0], np.cumsum(mass)]) / mass.sum()
    edges = np.sin(np.arange(CELLS + 1) * step) ** 2
    return Interval(*(float(np.interp(part, reached, edges)) for part in (LOW, HIGH)))


def of_means(sums: Sums) -> Interval:
    """Return the range in which settings' means lie, their highest and lowest tenth left out."""
    between, luck = variances(sums)
    middle, (runs, means, _) = whole(sums), sums.present()
    if between < TOO_SLIGHT:
        return Interval(middle, middle)
    drawn_in = middle + (means - middle) * np.sqrt(between / (between + luck / runs))
    return Interval(*(float(one) for one in np.quantile(drawn_in, (LOW, HIGH))))
