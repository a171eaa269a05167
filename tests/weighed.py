"""A calibration that never took place: made-up endings of two real cases; one of a dozen parameters decides."""

from dataclasses import replace
from functools import cache

import numpy as np

from sim.history.calibrate import Calibration, Checked, compared, kept
from sim.history.case import case
from sim.history.findings import told
from sim.history.judge import judge
from sim.history.simulated import Endings, weighed
from sim.history.tolerance import column, effective, without
from sim.rules.outcome import NONE, REAFFIRM

DRAWS, EACH, PARAMETERS = 200, 4, 12


def runs(one, late, rng, text=0.9):
    """Endings of a case: ``late`` is the year in which each draw's texts are due, in years from the summit."""
    setting = np.repeat(np.arange(DRAWS), EACH)
    adopted = rng.random(DRAWS * EACH) < text
    size = len(setting)
    stood = {code: rng.random(size) < (0.4 if code in one.happened.dissenters else 0.02) for code in one.seating.codes}
    return Endings(
        new_target=np.zeros(size, dtype=bool),
        core=np.full(size, 2.0),
        related=np.zeros(size),
        years=np.where(adopted, late[setting], 13.0),
        firmness=rng.choice([0.0, 1 / 3, 2 / 3], size=size),
        classes=np.where(adopted, REAFFIRM, NONE),
        setting=setting,
        stood_out=stood,
    )


@cache
def findings(alone=False, moving=True, keep=0.1):
    """All that is told of it; ``alone``: of one case only; ``moving``: whether the first parameter decides."""
    rng = np.random.default_rng(5)
    drawn = rng.normal(1.0, 0.2, (DRAWS, PARAMETERS))
    cases = [case("wales-2014"), case("vilnius-2023")][: 1 if alone else 2]
    late = np.clip(np.round(6 + 10 * (drawn[:, 0] - 1.0)), 1, 15)
    played = [(one, runs(one, late if one.name == "wales-2014" else np.full(DRAWS, 2.0), rng)) for one in cases]
    off = np.abs(drawn[:, 0] - 1.3) if moving else rng.random(DRAWS)
    losses = {one.name: off + 0.1 * place for place, one in enumerate(cases)}
    weights = kept(list(losses.values()), keep)
    weight = column(weights, DRAWS)
    names = ["temper.spread", *(f"inertia.{letter}" for letter in "abcdefghijk")]
    moved = [compared(name, drawn[:, at], weight, effective(weights)) for at, name in enumerate(names)]
    moved = [replace(one, beyond_chance=one.beyond_chance and one.entry == names[0]) for one in moved]
    checked = []
    for one, ended in played:
        others = without(one, losses, keep)
        left_out = None if others is None else judge(weighed("left out", ended, others), one)
        prior, fitted = judge(weighed("prior", ended), one), judge(weighed("fitted", ended, weights), one)
        checked.append(Checked(one.name, prior, fitted, left_out, 0.5, 0.5))
    found = Calibration(
        cases=tuple(losses),
        draws=DRAWS,
        runs=DRAWS * EACH,
        seed=5,
        kept=len(weights),
        effective=effective(weights),
        losses=losses,
        weights=weights,
        moved=tuple(moved),
        checked=tuple(checked),
    )
    return told(found, played, drawn, keep, "python run.py calibrate")
