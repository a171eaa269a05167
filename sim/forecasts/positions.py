"""Theories that need to know only where everyone stands on an issue."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

UNANIMITY, MAJORITY = 1.0, 0.5
"""The share of all power without which nothing moves: all of it, or more than half."""


def compromise(positions: Sequence[float], power: Sequence[float], salience: Sequence[float]) -> float:
    """Return Σ c s x / Σ c s: positions weighed by power and by how much the issue matters to each.

    With equal power and salience it is the plain mean. Van den Bos (1991), *Dutch EC Decision Making*, Thela
    Thesis; long hard to beat: Achen (2006), "Evaluating political decision-making models", in Thomson et al.,
    *The European Union Decides*, Cambridge UP, ch. 10.
    """
    pulls = [c * s for c, s in zip(power, salience, strict=True)]
    if not fsum(pulls) > 0.0:
        raise ValueError("a compromise needs someone with both power and salience above 0")
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


def pivot(positions: Sequence[float], power: Sequence[float], reference: float, quota: float = UNANIMITY) -> float:
    """Return how far the outcome moves from the reference point: to where the pivotal player stands.

    In whichever direction enough power wants to go, the move ends with the player whose consent is still
    needed and who wants least. Under unanimity that is whoever stands nearest to the reference point, and
    nothing moves if anyone stands on its other side: the lowest common denominator (Moravcsik 1998, *The
    Choice for Europe*, Cornell UP, ch. 1; Tsebelis 2002, *Veto Players*, Princeton UP, ch. 1). Under majority
    rule it is the median player (Black 1948). A quota above one half lies between (Krehbiel 1998, *Pivotal
    Politics*, Chicago UP, ch. 2).
    """
    needed = quota * fsum(power)
    for sign in (1.0, -1.0):
        reached = 0.0
        for x, c in sorted(zip(positions, power, strict=True), key=lambda one: -sign * one[0]):
            if sign * (x - reference) <= 0.0:
                break
            reached += c
            if reached > needed or (quota == UNANIMITY and reached >= needed * (1.0 - 1e-12)):
                return x
    return reference
