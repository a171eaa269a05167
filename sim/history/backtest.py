"""A back-test: the simulation and every rival held against what happened, case by case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.forecasts.belief import Belief, pool
from sim.forecasts.climatology import beliefs
from sim.history.case import Case, Happened
from sim.history.judge import HIGH_IS_GOOD, Scores, judge, skill
from sim.rules.outcome import CLASSES, NONE
from sim.rules.text import FIRMNESS_STEPS

CENTRAL, ENSEMBLE = "the simulation, central", "the simulation, ensemble"
WITH_POOL = "the pool with the simulation"
SHOWN, MOST_BARS = 0.03, 8
NO_TEXT = -1
"""Where an ending without a text stands below the degrees of firmness."""


@dataclass(frozen=True)
class Judged:
    """One forecast of one case: its name, its chance of a new target, its scores."""

    name: str
    p_new_target: float
    scores: Scores


@dataclass(frozen=True)
class Bar:
    """A line of a picture: how often, by the ensemble and by central settings, and whether it is what happened."""

    label: str
    ensemble: float
    central: float
    happened: bool


@dataclass(frozen=True)
class Held:
    """One case: who it is, how the defaults know it, every forecast with its scores, and the picture's bars."""

    case: Case
    forecasts: tuple[Judged, ...]
    pictured: Mapping[str, tuple[Bar, ...]]

    def of(self, name: str) -> Judged:
        """Return a forecast by name."""
        return next(one for one in self.forecasts if one.name == name)

    def skills(self, name: str, score: str) -> dict[str, float | None]:
        """Return the skill of a forecast in one score against every other forecast."""
        own = self.of(name).scores[score]
        return {one.name: skill(own, one.scores[score]) for one in self.forecasts if one.name != name}

    def better(self, name: str, score: str) -> list[str]:
        """Return the forecasts of theories that beat this one in a score, the best first."""
        own = self.of(name).scores[score]
        if own is None:
            return []
        others = [one for one in self.forecasts if "simulation" not in one.name]
        sign = -1.0 if score in HIGH_IS_GOOD else 1.0
        known = [(sign * found, one.name) for one in others if (found := one.scores[score]) is not None]
        return [which for found, which in sorted(known) if found < sign * own - 1e-9]


@dataclass(frozen=True)
class Backtest:
    """All cases with what they were made from."""

    tested: tuple[Held, ...]
    runs: int
    settings: int
    seed: int
    rulebook: str
    command: str
    versions: Mapping[str, str] = field(default_factory=dict)


def hold(case: Case, central: Belief, ensemble: Belief, extra: Sequence[Belief] = ()) -> Held:
    """Return a case with every forecast scored: the simulation twice, its rivals, and a pool of both."""
    rivals = beliefs(case.scenario)
    [rival_pool] = [one for one in rivals if one.name == "the pool"]
    with_pool = pool([rival_pool, ensemble], WITH_POOL, [3.0, 1.0])
    told = [central, ensemble, *extra, *rivals, with_pool]
    judged = tuple(Judged(one.name, one.p_new_target, judge(one, case)) for one in told)
    return Held(case, judged, bars(case, ensemble, central))


def bars(case: Case, ensemble: Belief, central: Belief) -> dict[str, tuple[Bar, ...]]:
    """Return what the picture of a case shows: endings, years, firmness, and who stood out."""
    true, year = case.happened, case.seating.terms.summit.year
    return {
        "ending": kinds(ensemble, central, true.kind),
        "year": counted(due(ensemble, year), due(central, year), 0 if true.kind == NONE else round(true.years) + year),
        "firmness": degrees(ensemble, central, true),
        "allies": allies(case, ensemble, central),
    }


def kinds(ensemble: Belief, central: Belief, true: int) -> tuple[Bar, ...]:
    """Return a bar for each class of ending that is foreseen or happened."""
    both = ensemble.class_chances, central.class_chances
    return tuple(
        Bar(name, float(both[0][place]), float(both[1][place]), place == true)
        for place, name in enumerate(CLASSES)
        if place == true or max(both[0][place], both[1][place]) >= SHOWN / 3
    )


def due(belief: Belief, year: int) -> dict[int, float]:
    """Return the weight of each year in which endings are due; 0 where no text was adopted."""
    return shares(np.where(belief.classes == NONE, 0.0, belief.years + year), belief.weights)


def counted(first: Mapping[int, float], second: Mapping[int, float], true: int) -> tuple[Bar, ...]:
    """Return a bar for each year that is foreseen often enough or happened, earliest first."""
    often = sorted({*first, *second}, key=lambda one: -max(first.get(one, 0.0), second.get(one, 0.0)))[:MOST_BARS]
    shown = {one for one in often if max(first.get(one, 0.0), second.get(one, 0.0)) >= SHOWN} | {true}
    return tuple(
        Bar(str(one) if one else "no text", first.get(one, 0.0), second.get(one, 0.0), one == true)
        for one in sorted(shown)
    )


def shares(values: Any, weights: Any) -> dict[int, float]:
    """Return the weight of each whole number among the values."""
    whole, place = np.unique(np.rint(values).astype(int), return_inverse=True)
    return dict(zip(whole.tolist(), np.bincount(place, weights=weights).tolist(), strict=True))


def degrees(ensemble: Belief, central: Belief, true: Happened) -> tuple[Bar, ...]:
    """Return a bar for no text and for each degree of firmness, each text set on the nearest."""
    first, second = (
        shares(np.where(one.classes == NONE, NO_TEXT, one.firmness * FIRMNESS_STEPS), one.weights)
        for one in (ensemble, central)
    )
    happened = NO_TEXT if true.kind == NONE else round(true.firmness * FIRMNESS_STEPS)
    steps = range(NO_TEXT, round(FIRMNESS_STEPS) + 1)
    bars = [
        Bar("no text" if step == NO_TEXT else f"{step}", first.get(step, 0.0), second.get(step, 0.0), step == happened)
        for step in steps
    ]
    return tuple(bars[0 if happened == NO_TEXT or max(bars[0].ensemble, bars[0].central) >= SHOWN / 3 else 1 :])


def allies(case: Case, ensemble: Belief, central: Belief) -> tuple[Bar, ...]:
    """Return a bar for those who stand out most often, and for those who did or held out longest."""
    first, second = ensemble.objects or {}, central.objects or {}
    likely = sorted(first, key=lambda code: -first[code])[:MOST_BARS]
    true = {*case.happened.stood_out, *case.happened.dissenters}
    codes = [*likely, *(code for code in first if code in true and code not in likely)]
    name = {code: one.name for code, one in case.scenario.members.items()}
    return tuple(Bar(name[code], first[code], second[code], code in true) for code in codes)
