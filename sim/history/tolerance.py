"""How far a calibration hangs on how much of the draws is kept: losses, tolerance, other shares, chance.

Approximate Bayesian computation stands and falls with its tolerance: a small share kept is near to what happened and
few draws; a large one is many draws, most of them far off (Beaumont, Zhang and Balding 2002, Genetics 162).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from sim.history.calibrate import SURE, Weights, kept
from sim.history.case import Case
from sim.history.checks import FITTED, LEFT_OUT, PRIOR, predictive
from sim.history.judge import Scores, judge
from sim.history.simulated import Endings, weighed

SHARES = (0.05, 0.1, 0.2)
"""Shares kept that are told beside the one asked for."""
BARS, FAR, MOST = 4, 0.99, 60
"""Bars of the picture of losses up to the tolerance; the quantile at which it ends; bars at most."""
SHUFFLES, SEED = 1_000, 1


@dataclass(frozen=True)
class Losses:
    """Total losses of all draws: the best, the median, the bound of what is kept, and bars of all and of those kept.

    ``prior``, ``kept``: mean loss by case, of all draws and of the weighed ones.
    """

    best: float
    median: float
    tolerance: float
    edges: tuple[float, ...]
    all: tuple[int, ...]
    chosen: tuple[int, ...]
    beyond: int
    prior: Mapping[str, float]
    kept: Mapping[str, float]


@dataclass(frozen=True)
class Shuffled:
    """How many parameters would move if weights had nothing to do with draws: on average, and at most in 95 of 100."""

    mean: float
    most: float


@dataclass(frozen=True)
class Share:
    """What another share kept says: draws, their worth, the tolerance, who moved how far, scores and failed checks.

    ``shifts``: every parameter's shift in prior spreads; ``moved``: those beyond chance. ``scores`` by case: with all
    cases in the loss, and left out (None with a single case).
    """

    keep: float
    kept: int
    effective: float
    tolerance: float
    shifts: Mapping[str, float]
    moved: tuple[str, ...]
    fitted: Mapping[str, Scores]
    left_out: Mapping[str, Scores | None]
    failed: Mapping[str, tuple[str, ...]]


def effective(weights: Weights) -> float:
    """Return how many draws of equal weight these are worth."""
    return 1.0 / float(np.sum(np.square(list(weights.values()))))


def bound(total: Any, keep: float) -> float:
    """Return the loss at which a draw has no weight any more: that of the best draw that is not kept."""
    ordered = np.sort(total)
    return float(ordered[min(max(2, round(keep * len(total))), len(total) - 1)])


def losses(found: Mapping[str, Any], weights: Weights, keep: float) -> Losses:
    """Return how losses are distributed, given each case's loss of every draw."""
    total = np.sum(list(found.values()), axis=0)
    edges = bars(total, bound(total, keep))
    chosen = np.array(sorted(weights))
    weight = np.array([weights[int(one)] for one in chosen])
    return Losses(
        best=float(np.min(total)),
        median=float(np.median(total)),
        tolerance=bound(total, keep),
        edges=tuple(edges.tolist()),
        all=tuple(np.histogram(total, edges)[0].tolist()),
        chosen=tuple(np.histogram(total[chosen], edges)[0].tolist()),
        beyond=int(np.count_nonzero(total > edges[-1])),
        prior={name: float(np.mean(one)) for name, one in found.items()},
        kept={name: float(weight @ one[chosen]) for name, one in found.items()},
    )


def bars(total: Any, tolerance: float) -> Any:
    """Return the edges of bars, of which one is the tolerance, so that no bar holds both kept and refused draws."""
    best, far = float(np.min(total)), float(np.quantile(total, FAR))
    step = (tolerance - best) / BARS or 1e-9
    return best + step * np.arange(min(MOST, max(BARS, int(np.ceil((far - best) / step)))) + 1)


def standardised(drawn: Any) -> Any:
    """Return draws in spreads of the prior from its mean, a column a parameter; 0 for one that does not vary."""
    spread = np.std(drawn, axis=0)
    return (drawn - np.mean(drawn, axis=0)) / np.where(spread > 0, spread, 1.0)


def column(weights: Weights, draws: int) -> Any:
    """Return the weight of every draw."""
    return np.array([weights.get(number, 0.0) for number in range(draws)])


def shuffled(scores: Any, weights: Weights, times: int = SHUFFLES) -> Shuffled:
    """Return how many parameters chance alone would move: the same weights dealt to other draws, many times.

    A permutation test (Fisher 1935, *The Design of Experiments*): it asks nothing of the shape of priors.
    """
    deal, column_ = np.random.default_rng(SEED), column(weights, len(scores))
    least = SURE / sqrt(effective(weights))
    moved = [int(np.count_nonzero(np.abs(deal.permutation(column_) @ scores) > least)) for _ in range(times)]
    return Shuffled(float(np.mean(moved)), float(np.quantile(moved, 0.95)))


def share(
    keep: float, played: Sequence[tuple[Case, Endings]], found: Mapping[str, Any], drawn: Any, names: Sequence[str]
) -> Share:
    """Return what this share kept says, from the same draws (a column a parameter, of these names) and losses."""
    weights = kept(list(found.values()), keep)
    shifts = dict(zip(names, (column(weights, len(drawn)) @ standardised(drawn)).tolist(), strict=True))
    worth = effective(weights)
    others = {one.name: without(one, found, keep) for one, _ in played}
    return Share(
        keep=keep,
        kept=len(weights),
        effective=worth,
        tolerance=bound(np.sum(list(found.values()), axis=0), keep),
        shifts=shifts,
        moved=tuple(name for name, shift in shifts.items() if abs(shift) * sqrt(worth) > SURE),
        fitted={one.name: judge(weighed(FITTED, runs, weights), one) for one, runs in played},
        left_out={one.name: scored(one, runs, others[one.name]) for one, runs in played},
        failed={one.name: failed(one, runs, others[one.name]) for one, runs in played},
    )


def without(one: Case, found: Mapping[str, Any], keep: float) -> Weights | None:
    """Return the weights of draws by the other cases alone, None if there are none."""
    others = [loss for name, loss in found.items() if name != one.name]
    return kept(others, keep) if others else None


def scored(one: Case, runs: Endings, weights: Weights | None) -> Scores | None:
    """Return the scores of a case left out."""
    return None if weights is None else judge(weighed(LEFT_OUT, runs, weights), one)


def failed(one: Case, runs: Endings, weights: Weights | None) -> tuple[str, ...]:
    """Return the summaries of a case that were not foreseen without it."""
    told = predictive(one, runs, {PRIOR: None} if weights is None else {LEFT_OUT: weights})
    return tuple(check.name for check in told.failed)
