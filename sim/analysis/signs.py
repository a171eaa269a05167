"""In how many settings a number is larger in one world than in another, on the same luck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.estimate import Sample, everywhere

ALIKE = 1e-9
"""Differences smaller than this are none."""


@dataclass(frozen=True)
class Signs:
    """Settings in which a number rises, stays and falls; ``untold``: those in which a world has no such number."""

    rises: int
    stays: int
    falls: int
    untold: int = 0

    @property
    def settings(self) -> int:
        """Settings that tell."""
        return self.rises + self.stays + self.falls


def by_setting(runs: Sample, values: Any, among: Any = None) -> Any:
    """Return each setting's mean of a number over the runs picked that have it; not-a-number where none has."""
    there = ~np.isnan(values) & (everywhere(runs) if among is None else among)
    count = runs.count(there)
    return np.where(count > 0, runs.add(values, there) / np.maximum(count, 1), np.nan)


def signs(first: Any, second: Any) -> Signs:
    """Return in how many settings the second world's mean lies above the first's, level with it, and below."""
    apart = second - first
    told = apart[~np.isnan(apart)]
    rises, falls = int((told > ALIKE).sum()), int((told < -ALIKE).sum())
    return Signs(rises, len(told) - rises - falls, falls, len(apart) - len(told))
