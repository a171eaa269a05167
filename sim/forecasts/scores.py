"""Scoring rules: how far a forecast was off, so that only an honest one does best in expectation.

Every score is 0 at best and grows with the error. All are proper: whoever believes a distribution expects to
do best by stating it (Gneiting and Raftery 2007, "Strictly proper scoring rules, prediction, and estimation",
J. Am. Stat. Assoc. 102). Chances are between 0 and 1; samples may carry weights, which need not add up to one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

LEAST_CHANCE = 1e-3
"""What a log score takes an outcome's chance for at least: one surprise costs 6.9, not everything."""

MOST_PAIRED = 2_000
"""How many points of a sample an energy score compares with each other: four million pairs."""

BLOCK = 256
"""How many rows of distances are held at once."""


def brier(chance: float, happened: bool) -> float:
    """Return (p − o)²: 0 if surely right, 1 if surely wrong.

    Brier (1950), "Verification of forecasts expressed in terms of probability", Mon. Weather Rev. 78, for a
    yes-or-no question; half of what ``brier_classes`` says of the same two classes.
    """
    [p] = chances([chance])
    return float((p - happened) ** 2)


def brier_each(chance: ArrayLike, happened: ArrayLike) -> float:
    """Return the mean of (p − o)² over many yes-or-no questions, such as whether each ally dissents."""
    p, happened = chances(chance), np.asarray(happened, dtype=float)
    if p.shape != happened.shape:
        raise ValueError(f"{p.size} chances for {happened.size} events")
    return float(np.mean((p - happened) ** 2))


def brier_classes(chance: ArrayLike, happened: int) -> float:
    """Return Σ (p − o)² over exclusive classes, of which number ``happened`` occurred: between 0 and 2.

    Brier (1950), in its original form.
    """
    p = distribution(chance, happened)
    return float(np.sum((p - (np.arange(p.size) == happened)) ** 2))


def log_score(chance: ArrayLike, happened: int, least: float = LEAST_CHANCE) -> float:
    """Return −ln of the chance that was given to what happened, taken for ``least`` if it was smaller.

    Good (1952), "Rational decisions", J. R. Stat. Soc. B 14. The least chance keeps it finite; below it the
    score is no longer proper.
    """
    return float(-np.log(max(distribution(chance, happened)[happened], least)))


def ranked(chance: ArrayLike, happened: int) -> float:
    """Return the ranked probability score of ordered classes: Σ (P − O)² of cumulated chances over K − 1.

    Being one class off costs less than being three off. Epstein (1969), "A scoring system for probability
    forecasts of ranked categories", J. Appl. Meteorol. 8; divided by K − 1 as Murphy (1971), ibid. 10, so
    that it lies between 0 and 1.
    """
    p = distribution(chance, happened)
    if p.size < 2:
        return 0.0
    off = np.cumsum(p)[:-1] - (np.arange(p.size - 1) >= happened)
    return float(np.sum(off**2) / (p.size - 1))


def crps(sample: ArrayLike, happened: float, weights: ArrayLike | None = None) -> float:
    """Return the continuous ranked probability score E|X − y| − ½ E|X − X′|, in the unit of y.

    Exact for the sample's own distribution, in n log n: ½ E|X − X′| is ∫ F (1 − F), a sum over the gaps of
    the sorted sample. For a single point it is the plain distance. Matheson and Winkler (1976), Manage. Sci.
    22; in this form Gneiting and Raftery (2007), eq. 21.
    """
    x, w = weighted(sample, weights)
    if x.ndim != 1 or not np.isfinite(happened):
        raise ValueError("a CRPS needs a plain list of numbers and a number that happened")
    order = np.argsort(x, kind="stable")
    x, w = x[order], w[order]
    below = np.cumsum(w)[:-1]
    return max(0.0, float(w @ np.abs(x - happened) - np.diff(x) @ (below * (1.0 - below))))


def energy(
    sample: ArrayLike,
    happened: ArrayLike,
    weights: ArrayLike | None = None,
    scale: ArrayLike = 1.0,
    most: int = MOST_PAIRED,
) -> float:
    """Return the energy score E‖X − y‖ − ½ E‖X − X′‖ of vectors, each component divided by its ``scale``.

    Gneiting and Raftery (2007), eq. 22: the CRPS of one component, if there is only one. The first part takes
    all rows of the sample, the second compares at most ``most`` of them, evenly spaced, with each other.
    """
    x, w = weighted(sample, weights)
    y, scale = np.asarray(happened, dtype=float), np.asarray(scale, dtype=float)
    if x.ndim != 2 or y.shape != x.shape[1:] or not np.all(np.isfinite(y)) or not np.all(scale > 0):
        raise ValueError("an energy score needs rows of as many finite components as happened, and scales above 0")
    x, y = x / scale, y / scale
    some = np.unique(np.linspace(0, len(x) - 1, min(len(x), most)).astype(int))
    return max(0.0, float(w @ lengths(x - y)) - 0.5 * apart(x[some], shares(w[some])))


def apart(x: Numbers, w: Numbers) -> float:
    """Return E‖X − X′‖ of rows x with weights w that add up to one."""
    starts = range(0, len(x), BLOCK)
    blocks = [w[at : at + BLOCK] @ lengths(x[at : at + BLOCK, None] - x[None]) @ w for at in starts]
    return float(np.sum(blocks))


def lengths(x: Numbers) -> Numbers:
    """Return the Euclidean length along the last axis."""
    return np.asarray(np.sqrt(np.sum(x**2, axis=-1)))


def reciprocal_rank(suspicion: ArrayLike, happened: int | Sequence[int]) -> float:
    """Return 1 over the rank of those it happened to, the most suspected first; the mean over several of them.

    1 if the true dissenter was the first suspect, ½ if the second. Ties are broken as if by lot: the mean of
    1 over every rank that the tied ones share. Voorhees (1999), "The TREC-8 question answering track report".
    """
    p = np.asarray(suspicion, dtype=float)
    found = [happened] if isinstance(happened, int | np.integer) else list(happened)
    if not found or not all(0 <= one < p.size for one in found):
        raise ValueError(f"nobody, or someone who is not among the {p.size}")
    return float(np.mean([mean_reciprocal(p, one) for one in found]))


def mean_reciprocal(p: Numbers, one: int) -> float:
    """Return the mean of 1 over the ranks that ``one`` shares with those suspected as much."""
    ahead, level = np.count_nonzero(p > p[one]), np.count_nonzero(p == p[one])
    return float(np.mean(1.0 / np.arange(ahead + 1, ahead + level + 1)))


def skill(score: float, baseline: float) -> float | None:
    """Return 1 − score / baseline: 1 is perfect, 0 no better than the baseline, below 0 worse.

    None where the baseline is perfect, so that there is nothing to gain on it.
    """
    return None if baseline == 0 else 1.0 - score / baseline


def chances(given: ArrayLike) -> Numbers:
    """Return chances as an array; ValueError unless each is between 0 and 1."""
    p = np.asarray(given, dtype=float)
    if not p.size or not np.all((p >= -1e-9) & (p <= 1 + 1e-9)):
        raise ValueError("chances are between 0 and 1")
    return np.asarray(np.clip(p, 0.0, 1.0))


def distribution(given: ArrayLike, happened: int) -> Numbers:
    """Return chances of exclusive classes; ValueError unless they add up to one and ``happened`` is among them."""
    p = chances(given)
    if p.ndim != 1 or abs(float(np.sum(p)) - 1.0) > 1e-6:
        raise ValueError("chances of exclusive classes add up to 1")
    if not 0 <= happened < p.size:
        raise ValueError(f"class {happened} is not among the {p.size}")
    return p


def weighted(sample: ArrayLike, weights: ArrayLike | None) -> tuple[Numbers, Numbers]:
    """Return a sample and its weights, made to add up to one; ValueError for what is no distribution."""
    x = np.asarray(sample, dtype=float)
    w = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=float)
    if not x.size or not np.all(np.isfinite(x)):
        raise ValueError("a sample has at least one point, and finite ones only")
    if w.shape != x.shape[:1] or not np.all(w >= 0) or not 0 < float(np.sum(w)) < np.inf:
        raise ValueError("weights: one for each point, none negative, not all zero")
    return x, shares(w)


def shares(w: Numbers) -> Numbers:
    """Return weights made to add up to one."""
    return np.asarray(w / np.sum(w))
