"""What everyone would like best, by the simulation's own figures: ideal points, and how much each issue matters.

Where public statements are known, they may stand in place of these (see ``sim.forecasts.table``).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.forecasts.faults import PositionsError
from sim.forecasts.inputs import Inputs
from sim.forecasts.table import FULL, Issue

Numbers = NDArray[np.float64]

CORE, RELATED, DEADLINE = "core", "related", "deadline"
WISHED = (CORE, RELATED, DEADLINE)
EQUAL, ROOT, SIZE = 0.0, 0.5, 1.0
"""Power as GDP to this exponent: alike for all, its square root, GDP itself."""

LEAST_STAKE = 1e-12


def wishes(inputs: Inputs, exponent: float = ROOT) -> list[Issue]:
    """Return core, related and deadline as issues: members and patron, each at the text it likes best.

    Of the texts of ``inputs.texts`` (lowest and earliest of equals) on their merits, before the first round, the
    patron at the one that contents it most. Salience: what moving that issue alone, end to end of the grid, can
    cost it, its dearest issue being 100; all alike where an issue cannot move, or nobody minds.
    """
    worth = np.array(inputs.merits)
    texts = np.array([(text.core, text.related, text.deadline) for text in inputs.texts], dtype=float)
    ideal = texts[np.argmax(worth, axis=0)]
    at_stake = np.array([[stake(texts, worth[:, seat], one, k) for k in range(3)] for seat, one in enumerate(ideal)])
    salience = FULL * at_stake / np.maximum(np.max(at_stake, axis=1, keepdims=True), LEAST_STAKE)
    salience[:, np.all(salience == 0.0, axis=0)] = FULL
    power = powers(inputs, exponent)
    return [
        Issue(
            name=name,
            players=tuple(power),
            positions=tuple(ideal[:, column].tolist()),
            power=tuple(power.values()),
            salience=tuple(salience[:, column].tolist()),
            low=float(np.min(texts[:, column])),
            high=float(np.max(texts[:, column])),
        )
        for column, name in enumerate(WISHED)
    ]


def stake(texts: Numbers, worth: Numbers, ideal: Numbers, column: int) -> float:
    """Return how much a seat's worth varies along one issue, the others at its ideal."""
    others = [place for place in range(texts.shape[1]) if place != column]
    line = worth[np.all(texts[:, others] == ideal[others], axis=1)]
    return float(np.ptp(line))


def powers(inputs: Inputs, exponent: float) -> dict[str, float]:
    """Return everyone's power: GDP to an exponent, members in order, then the patron."""
    gdp: Sequence[float] = [*inputs.table.gdp, inputs.table.patron_gdp]
    codes = [*inputs.codes, inputs.scenario.patron.code]
    return {code: float(one**exponent) for code, one in zip(codes, gdp, strict=True)}


def stated(hoped: Sequence[Issue], statements: Sequence[Issue]) -> list[Issue]:
    """Return wishes with public statements in their place, issue by issue; where there are none wishes remain.

    ``statements`` come from a table whose issues are core, related or deadline (a year) and whose players are
    codes of the scenario. PositionsError for any other name.
    """
    known = {one.name: one for one in hoped}
    strange = [one.name for one in statements if one.name not in known]
    strange += [player for one in statements for player in one.players if player not in hoped[0].players]
    if strange:
        allowed = f"issues {', '.join(known)}; players {', '.join(hoped[0].players)}"
        raise PositionsError(f"unknown here: {', '.join(dict.fromkeys(strange))}; allowed: {allowed}")
    return list({**known, **{one.name: one for one in statements}}.values())
