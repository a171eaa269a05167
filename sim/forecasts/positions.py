"""Theories that need to know only where everyone stands on an issue."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum


def compromise(positions: Sequence[float], power: Sequence[float], salience: Sequence[float]) -> float:
    """Return Σ c s x / Σ c s: positions weighed by power and by how much the issue matters to each.

    With equal power and salience it is the plain mean. The compromise model has long been hard to beat:
    Achen (2006), "Evaluating political decision-making models", in Thomson et al., *The European Union
    Decides*, Cambridge UP, ch. 10.
    """
    pulls = [c * s for c, s in zip(power, salience, strict=True)]
    return fsum(pull * x for pull, x in zip(pulls, positions, strict=True)) / fsum(pulls)


def median(positions: Sequence[float], power: Sequence[float]) -> float:
    """Return the position with at most half of all power on either side of it; midway if two qualify.

    Black (1948), "On the rationale of group decision-making", J. Polit. Econ. 56: with one issue and
    majority rule the median voter's position beats every other.
    """
    line = sorted(zip(positions, power, strict=True))
    half, reached = fsum(power) / 2, 0.0
    for place, (position, weight) in enumerate(line):
        reached += weight
        if reached > half:
            return position
        if reached == half and place + 1 < len(line):
            return (position + line[place + 1][0]) / 2
    return line[-1][0]
