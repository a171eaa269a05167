"""Calibration: which draws of the parameters fit past summits, by approximate Bayesian computation.

Every setting is a draw from the prior, the same draw of behaviour for every case, since dice are keyed by an
entry's name. A setting's loss in a case is how far its own runs are from what happened. The settings of least loss
are kept, with Epanechnikov weights (Beaumont, Zhang and Balding 2002, Genetics 162; rejection as in Pritchard et al.
1999, Mol. Biol. Evol. 16). Few cases and many parameters: most will barely move, and what moves by chance is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from sim.analysis.rows import SETTING
from sim.forecasts import scores
from sim.forecasts.belief import Belief
from sim.history.case import FITTED, SEEN, Case
from sim.history.judge import AMBITION, SCALE, judge
from sim.history.simulated import simulated
from sim.results.ledger import Ledger
from sim.scenario.draw import entries
from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.layers import says
from sim.scenario.quantity import rounded
from sim.scenario.sets import Columns, is_behaviour

KEEP = 0.1
"""Share of the settings that is kept."""
SURE = 2.6
"""Standard errors beyond which a shift is taken for more than chance: one in a hundred by chance alone."""
TENTHS = (0.1, 0.5, 0.9)
Weights = Mapping[int, float]


@dataclass(frozen=True)
class Moved:
    """One parameter before and after: means, spreads, 10 and 90 % points; ``shift`` in prior spreads.

    ``beyond_chance``: whether the shift exceeds what so few kept settings would show of themselves.
    """

    entry: str
    before: float
    after: float
    before_spread: float
    after_spread: float
    median: float
    low: float
    high: float
    shift: float
    beyond_chance: bool


@dataclass(frozen=True)
class Checked:
    """One case after calibration: scores by the prior, by all cases, and by the other cases alone."""

    name: str
    prior: Mapping[str, float | None]
    fitted: Mapping[str, float | None]
    left_out: Mapping[str, float | None] | None
    chance_prior: float
    chance_fitted: float


@dataclass(frozen=True)
class Calibration:
    """Settings with their losses and weights, what moved, and how each case looks afterwards."""

    cases: tuple[str, ...]
    draws: int
    runs: int
    seed: int
    kept: int
    effective: float
    losses: Mapping[str, Any]
    weights: Weights
    moved: tuple[Moved, ...]
    checked: tuple[Checked, ...]


def fitting(cases: Sequence[Case]) -> None:
    """Refuse a case that is not for fitting: what a model is judged on must not be in its loss."""
    faults = [
        Fault((), f'{one.name}: {SEEN[one.seen]}; allowed: cases whose record says seen = "{FITTED}"')
        for one in cases
        if one.seen != FITTED
    ]
    if faults:
        raise ScenarioError("calibrate", faults)


def calibrate(cases: Sequence[Case], ledgers: Sequence[Ledger], keep: float = KEEP) -> Calibration:
    """Return the calibration on these cases, each played over the same settings."""
    fitting(cases)
    recipe = ledgers[0].recipe
    losses = {one.name: loss_by_setting(one, ledger) for one, ledger in zip(cases, ledgers, strict=True)}
    weights = kept(list(losses.values()), keep)
    effective = 1.0 / float(np.sum(np.square(list(weights.values()))))
    return Calibration(
        cases=tuple(losses),
        draws=recipe.settings,
        runs=recipe.runs,
        seed=recipe.seed,
        kept=len(weights),
        effective=effective,
        losses=losses,
        weights=weights,
        moved=moved(cases, ledgers[0], weights, effective),
        checked=tuple(checked(one, ledger, losses, keep) for one, ledger in zip(cases, ledgers, strict=True)),
    )


def loss_by_setting(one: Case, ledger: Ledger) -> Any:
    """Return each setting's loss: the energy score of its runs' vectors plus the ranked score of their endings."""
    said, true = simulated("all", ledger), one.happened
    setting = ledger.frame([SETTING])[SETTING].to_numpy()
    vector = (true.core, true.related, true.years, true.firmness)
    found = np.zeros(ledger.recipe.settings)
    for number in range(ledger.recipe.settings):
        mine = setting == number
        kinds = np.bincount(said.classes[mine], minlength=len(AMBITION)) / np.count_nonzero(mine)
        ordered = [float(kinds[kind]) for kind in AMBITION]
        off = scores.energy(said.vector[mine], vector, scale=SCALE)
        found[number] = off + scores.ranked(ordered, AMBITION.index(true.kind))
    return found


def kept(losses: Sequence[Any], keep: float) -> dict[int, float]:
    """Return the weights of the settings of least total loss, adding up to one: 1 − (loss / bound)²."""
    total = np.sum(losses, axis=0)
    order = np.argsort(total, kind="stable")
    number = max(2, round(keep * len(total)))
    bound = float(total[order[min(number, len(total) - 1)]])
    chosen = order[:number]
    raw = np.array([1.0 - (total[one] / bound) ** 2 if bound > 0 else 1.0 for one in chosen])
    raw = raw if np.sum(raw) > 0 else np.ones(number)
    return {int(one): float(weight) for one, weight in zip(chosen, raw / np.sum(raw), strict=True) if weight > 0}


def shared(cases: Sequence[Case]) -> list[str]:
    """Return the entries that every case draws from the same distribution: behaviour, not what a day's file says."""
    drawn = [behaviour(one) for one in cases]
    return [path for path in drawn[0] if all(one.get(path) == drawn[0][path] for one in drawn)]


def behaviour(one: Case) -> dict[str, dict[str, Any]]:
    """Return each uncertain entry of a scenario that its own files do not name, with its distribution."""
    found = {
        path: quantity
        for path, quantity, _ in entries(one.scenario)
        if quantity.uncertain and not says(one.own, tuple(path.split(".")))
    }
    plain = {"source", "known_on", "note"}
    return {path: each.model_dump(exclude=plain) for path, each in found.items() if not path.startswith("members.")}


def sets_of(found: Calibration, ledger: Ledger, source: str = "") -> Columns:
    """Return the settings that were kept, as a table of weighted sets: whole draws, so that correlations are kept.

    A ledger of any of the cases tells what was drawn, since all draw behaviour alike.
    """
    names = sorted(one.entry for one in found.moved if is_behaviour(one.entry))
    drawn = ledger.settings(names).loc[list(found.weights)]
    weights = [rounded(one) for one in found.weights.values()]
    return Columns(weights, {name: [float(one) for one in drawn[name]] for name in names}, source)


def moved(cases: Sequence[Case], ledger: Ledger, weights: Weights, effective: float) -> tuple[Moved, ...]:
    """Return every shared parameter before and after, those that moved most first."""
    entries = shared(cases)
    drawn = ledger.settings(entries)
    weight = np.array([weights.get(int(number), 0.0) for number in drawn.index])
    found = [compared(entry, drawn[entry].to_numpy(), weight, effective) for entry in entries]
    return tuple(sorted(found, key=lambda one: -abs(one.shift)))


def compared(entry: str, values: Any, weight: Any, effective: float) -> Moved:
    """Return one parameter before and after."""
    before, spread = float(np.mean(values)), float(np.std(values))
    after = float(weight @ values)
    left = sqrt(max(0.0, float(weight @ np.square(values - after))))
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weight[order])
    low, median, high = (float(values[order][np.searchsorted(reached, min(p, reached[-1]))]) for p in TENTHS)
    shift = (after - before) / spread if spread > 0 else 0.0
    return Moved(entry, before, after, spread, left, median, low, high, shift, abs(shift) * sqrt(effective) > SURE)


def checked(one: Case, ledger: Ledger, losses: Mapping[str, Any], keep: float) -> Checked:
    """Return how a case looks by the prior, with all cases in the loss, and with itself left out."""
    others = [loss for name, loss in losses.items() if name != one.name]
    prior = simulated("prior", ledger)
    fitted = simulated("fitted", ledger, kept(list(losses.values()), keep))
    left_out = judge(simulated("left out", ledger, kept(others, keep)), one) if others else None
    return Checked(one.name, judge(prior, one), judge(fitted, one), left_out, chance(prior, one), chance(fitted, one))


def chance(belief: Belief, one: Case) -> float:
    """Return the chance given to the class of ending that happened."""
    return float(belief.class_chances[one.happened.kind])
