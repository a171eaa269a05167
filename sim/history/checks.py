"""Predictive checks: what the prior, the weighed draws and a case left out say of each summary, and what happened.

Gelman, Meng and Stern (1996), "Posterior predictive assessment of model fitness via realized discrepancies",
Statistica Sinica 6; Gelman, Carlin, Stern, Dunson, Vehtari and Rubin (2013), *Bayesian Data Analysis*, 3rd ed., 6.3:
play what might have happened under the weighed draws, and see where what did happen lies among it.
A caution goes with it. Draws that were weighed by a case and are then held against that same case use the data twice:
such shares lie nearer to the middle than they should (Meng 1994, Ann. Stat. 22; Bayarri and Berger 2000, J. Am. Stat.
Assoc. 95), so that a summary that passes has passed little. The test is the case left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from sim.forecasts.belief import Belief
from sim.history.case import Case, Happened
from sim.history.judge import AMBITION
from sim.history.simulated import Endings, weighed
from sim.rules.outcome import NONE

PRIOR, FITTED, LEFT_OUT = "prior", "fitted", "left out"
"""Every draw alike; weighed by all cases; weighed by the other cases alone."""
FAILS = 0.05
"""What happened is outside what a forecast said if fewer of its runs than this are as extreme: the middle 90 %."""
ENDS = (FAILS, 0.5, 1.0 - FAILS)
NEAR = 1e-9
"""Values nearer to each other than this are the same: thirds are stored in binary."""
Weights = Mapping[int, float]


class Summary(NamedTuple):
    """A number that sums up how a summit ended: its unit, over which runs it is taken, both sides of a check."""

    unit: str
    adopted: bool
    of: Callable[[Belief], Any]
    true: Callable[[Happened], float]
    low: str
    high: str


SUMMARIES = {
    "text": Summary("0 no, 1 yes", False, lambda b: b.classes != NONE, lambda t: t.kind != NONE, "without", "with one"),
    "new target": Summary("0 no, 1 yes", False, lambda b: b.new_target, lambda t: t.new_target, "without", "with one"),
    "class": Summary(
        "ambition, 0 to 6",
        False,
        lambda b: np.array([AMBITION.index(kind) for kind in range(len(AMBITION))])[b.classes],
        lambda t: AMBITION.index(t.kind),
        "as modest",
        "as ambitious",
    ),
    "core": Summary("% of GDP", False, lambda b: b.core, lambda t: t.core, "as low", "as high"),
    "headline": Summary("% of GDP", False, lambda b: b.headline, lambda t: t.headline, "as low", "as high"),
    "years": Summary("years from the summit", True, lambda b: b.years, lambda t: t.years, "as early", "as late"),
    "firmness": Summary("0 to 1", True, lambda b: b.firmness, lambda t: t.firmness, "as soft", "as firm"),
}
"""What is checked of an ending. Years and firmness are those of a text: only runs that adopt one are counted, since an
undated status quo stands for many years in the scores, and would pass for a late deadline."""
STAND_OUT = "stand out"
COUNTED = Summary("allies", False, lambda b: None, lambda t: float(len(t.stood_out)), "as few", "as many")
"""How many allies break silence or get a letter."""


@dataclass(frozen=True)
class Predicted:
    """What one forecast says of a summary, as shares of its runs (weighted), held against what happened.

    ``at_or_above`` is the posterior predictive p value Pr(T(replicated) ≥ T(happened)) of Gelman, Meng and Stern
    (1996), here with weights; ``at_or_below`` is its mirror image. Both count ties, since endings lie on a grid, so
    that together they make more than one. ``tail`` is the smaller: the share of runs at least as extreme as what
    happened, on its own side. ``off_below``, ``off_above``: two standard errors of both shares, draws taken as
    clusters. ``low``, ``median``, ``high``: 5, 50, 95 % points; ``spread``: each value with its share.
    """

    low: float
    median: float
    high: float
    mean: float
    at_or_below: float
    equal: float
    at_or_above: float
    off_below: float
    off_above: float
    spread: tuple[tuple[float, float], ...]

    @property
    def tail(self) -> float:
        """The share of runs at least as extreme as what happened."""
        return min(self.at_or_below, self.at_or_above)

    @property
    def above(self) -> bool:
        """Whether what happened lies above most runs."""
        return self.at_or_above < self.at_or_below

    @property
    def fails(self) -> bool:
        """Whether what happened lies outside the middle 90 % of the runs."""
        return self.tail < FAILS


@dataclass(frozen=True)
class Check:
    """One summary of one case: what happened, and what each forecast said of it; None where it has no such runs."""

    name: str
    unit: str
    adopted: bool
    happened: float
    by: Mapping[str, Predicted | None]

    @property
    def honest(self) -> Predicted | None:
        """What was said without this case: left out, or else by the prior."""
        return self.by[LEFT_OUT] if LEFT_OUT in self.by else self.by[PRIOR]

    @property
    def fails(self) -> bool:
        """Whether what happened lies outside what was said without this case."""
        return self.honest is not None and self.honest.fails


@dataclass(frozen=True)
class Suspect:
    """An ally that did dissent: by each forecast its chance to stand out, and its rank among all (1: likeliest)."""

    code: str
    name: str
    by: Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Checks:
    """One case: its checks, who dissented, and how many draws each forecast's weights are worth."""

    name: str
    title: str
    year: int
    allies: int
    checks: tuple[Check, ...]
    suspects: tuple[Suspect, ...]
    worth: Mapping[str, float]

    @property
    def failed(self) -> list[Check]:
        """The summaries of which what happened was not foreseen without this case."""
        return [one for one in self.checks if one.fails]


def predictive(one: Case, runs: Endings, weights: Mapping[str, Weights | None]) -> Checks:
    """Return what forecasts, given by their names with the weights of draws (None: alike), said of a case."""
    beliefs = {name: weighed(name, runs, weight) for name, weight in weights.items()}
    some, true = next(iter(beliefs.values())), one.happened
    values = {name: np.asarray(each.of(some), dtype=float) for name, each in SUMMARIES.items()}
    values[STAND_OUT] = np.sum(list(runs.stood_out.values()), axis=0).astype(float)
    told = [
        Check(
            name,
            each.unit,
            each.adopted,
            float(each.true(true)),
            {
                by: predicted(values[name], belief.weights, runs.setting, float(each.true(true)), counted(belief, each))
                for by, belief in beliefs.items()
            },
        )
        for name, each in {**SUMMARIES, STAND_OUT: COUNTED}.items()
        if not (each.adopted and true.kind == NONE)
    ]
    year, allies = one.seating.terms.summit.year, len(one.seating.codes)
    worth = {name: draws_worth(belief.weights, runs.setting) for name, belief in beliefs.items()}
    return Checks(one.name, one.scenario.title, year, allies, tuple(told), suspects(one, beliefs), worth)


def counted(belief: Belief, each: Summary) -> Any:
    """Return the mask of the runs over which a summary is taken."""
    return belief.classes != NONE if each.adopted else np.ones(len(belief.classes), dtype=bool)


def predicted(values: Any, weights: Any, setting: Any, happened: float, among: Any) -> Predicted | None:
    """Return where what happened lies among weighted runs; None if no run that counts has weight."""
    mass = float(weights @ among)
    if mass <= 0:
        return None
    share = weights * among / mass
    lower, upper = values <= happened + NEAR, values >= happened - NEAR
    known, place = np.unique(np.round(values, 6), return_inverse=True)
    spread = np.bincount(place, weights=share)
    return Predicted(
        *quantiles(values, share),
        mean=float(share @ values),
        at_or_below=min(1.0, float(share @ lower)),
        equal=min(1.0, float(share @ (lower & upper))),
        at_or_above=min(1.0, float(share @ upper)),
        off_below=doubt(lower, share, setting),
        off_above=doubt(upper, share, setting),
        spread=tuple((value, part) for value, part in zip(known.tolist(), spread.tolist(), strict=True) if part > 0),
    )


def doubt(hits: Any, share: Any, setting: Any) -> float:
    """Return two standard errors of a weighted share over runs of which those of one draw resemble each other.

    Taylor's, of a ratio over clusters (Cochran 1977, *Sampling Techniques*, 3rd ed., 9A): what each draw adds to hits
    less the share, squared and added up. ``share``: each run's part of all, 0 for runs that do not count. Where all
    runs agree nothing varies, and three over what the draws are worth is said instead (Hanley and Lippman-Hand 1983,
    J. Am. Med. Assoc. 249).
    """
    found = float(share @ hits)
    misses = np.bincount(setting, weights=share * (hits - found))
    agree = found < NEAR or found > 1.0 - NEAR
    return min(1.0, 3.0 / draws_worth(share, setting)) if agree else 2.0 * float(np.sqrt(np.sum(misses**2)))


def quantiles(values: Any, share: Any) -> tuple[float, float, float]:
    """Return the 5, 50 and 95 % points of weighted values: values that occurred."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(share[order])
    low, median, high = (float(values[order][np.searchsorted(reached, min(p, reached[-1]))]) for p in ENDS)
    return low, median, high


def draws_worth(weights: Any, setting: Any) -> float:
    """Return how many draws of equal weight these are worth: 1 / Σ w² (Kish 1965, *Survey Sampling*)."""
    return float(1.0 / np.sum(np.bincount(setting, weights=weights) ** 2))


def suspects(one: Case, beliefs: Mapping[str, Belief]) -> tuple[Suspect, ...]:
    """Return those who did dissent, with what each forecast thought of them."""
    return tuple(
        Suspect(
            code,
            one.scenario.members[code].name,
            {name: suspicion(code, belief.objects or {}) for name, belief in beliefs.items()},
        )
        for code in one.happened.dissenters
    )


def suspicion(code: str, objects: Mapping[str, float]) -> tuple[float, float]:
    """Return an ally's chance to stand out and its rank among all, the mean of the ranks that equals share."""
    chances = np.array(list(objects.values()))
    ahead = np.count_nonzero(chances > objects[code] + NEAR)
    level = np.count_nonzero(np.abs(chances - objects[code]) <= NEAR)
    return objects[code], float(ahead + (level + 1) / 2)
