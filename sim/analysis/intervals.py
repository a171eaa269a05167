"""Intervals for shares and means: what chance alone could have made of them.

All take sums over runs or over settings and know nothing of ledgers. References: Wilson (1927), J. Am. Stat.
Assoc. 22; Cornish and Fisher (1938), Rev. Int. Stat. Inst. 5.
"""

from __future__ import annotations

from math import pi, sqrt, tan
from statistics import NormalDist
from typing import NamedTuple

SURE = 0.95
"""How often an interval is meant to hold the truth."""
Z = NormalDist().inv_cdf(0.5 + SURE / 2)


class Interval(NamedTuple):
    """A range of values, both ends in it."""

    low: float
    high: float


def wilson(share: float, variance: float, size: float, reach: float = Z) -> Interval:
    """Return Wilson's interval for a share over ``size`` trials, whose ``variance`` each is given.

    With the variance of a coin, share × (1 - share), it is Wilson's own. With less (trials from strata
    that differ) it narrows, but never to nothing: a share of 0 or 1 keeps the width that the number of
    trials leaves it.
    """
    pull = reach * reach / size
    middle = (share + pull / 2) / (1 + pull)
    half = reach / (1 + pull) * sqrt(variance / size + pull / (4 * size))
    return Interval(max(0.0, middle - half) if share > 0 else 0.0, min(1.0, middle + half) if share < 1 else 1.0)


def around(mean: float, variance: float, reach: float = Z) -> Interval:
    """Return the interval of a mean, given the variance of that mean."""
    half = reach * sqrt(max(0.0, variance))
    return Interval(mean - half, mean + half)


def student(freedom: int) -> float:
    """Return Student's t for the same surety, by Cornish and Fisher's expansion (exact for 1 and 2)."""
    if freedom == 1:
        return tan(pi * SURE / 2)
    if freedom == 2:
        return SURE * sqrt(2 / (1 - SURE * SURE))
    z = [Z**power for power in range(10)]
    first = (z[3] + z[1]) / 4
    second = (5 * z[5] + 16 * z[3] + 3 * z[1]) / 96
    third = (3 * z[7] + 19 * z[5] + 17 * z[3] - 15 * z[1]) / 384
    fourth = (79 * z[9] + 776 * z[7] + 1482 * z[5] - 1920 * z[3] - 945 * z[1]) / 92160
    return Z + first / freedom + second / freedom**2 + third / freedom**3 + fourth / freedom**4
