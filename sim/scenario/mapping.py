"""From public figures to a member's state: threat, opposition, trade exposure (ODD 6.2).

A documented judgement, runnable on other figures. Where a figure is missing its *term* is zero;
where a member's table names the result itself, that is used instead.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sim.rules.arithmetic import clip, exp


class Weights(NamedTuple):
    """The weights of the mapping (scenario section ``mapping``)."""

    threat_base: float
    threat_near: float
    threat_border: float
    threat_opinion: float
    threat_scale: float
    opinion_poll: float
    opinion_base: float
    opinion_near: float
    opposition_support: float
    opposition_even: float
    opposition_party: float
    opposition_minority: float
    trade_full: float
    poll_error: float
    judgement_error: float


def nearness(distance: float, weights: Weights) -> float:
    """Return e^(-distance/scale), distance in km."""
    return exp(-distance / weights.threat_scale)


def opinion(near: float | None, poll: float | None, weights: Weights) -> float:
    """Return how a public sees the danger: half a poll (%), half nearness; nearness alone without a poll."""
    expected = 0.0 if near is None else weights.opinion_base + weights.opinion_near * near
    if poll is None:
        return expected
    return weights.opinion_poll * poll / 100.0 + (1.0 - weights.opinion_poll) * expected


def threat(distance: float | None, land_border: float, poll: float | None, weights: Weights) -> float:
    """Return θ in [0, 1] from distance (km; None where unknown), a land border (0 or 1) and a poll (%)."""
    near = None if distance is None else nearness(distance, weights)
    felt = weights.threat_base + weights.threat_near * (near or 0.0)
    felt += weights.threat_border * land_border
    return clip(felt + weights.threat_opinion * opinion(near, poll, weights), 0.0, 1.0)


def opposition(support: float | None, party_opposed: float, minority: float, weights: Weights) -> float:
    """Return domestic opposition in [-0.3, 0.6] from support for more spending (%) and the cabinet."""
    public = 0.0
    if support is not None:
        public = weights.opposition_support * (weights.opposition_even - support / 100.0)
    cabinet = weights.opposition_party * party_opposed + weights.opposition_minority * minority
    return clip(public + cabinet, -0.3, 0.6)


def trade_exposure(exports: float, weights: Weights) -> float:
    """Return exposure in [0, 1] from goods exports to the patron in % of GDP."""
    return min(1.0, exports / weights.trade_full)


class State(NamedTuple):
    """What the rules know of a member beyond its raw figures."""

    threat: float
    opposition: float
    exposure: float


def state(figures: Mapping[str, float | None], weights: Weights) -> State:
    """Return a member's state from its figures (keys as in a scenario's member table).

    ``threat``, ``opposition`` and ``trade_exposure`` among the figures override the mapping.
    """

    def known(name: str, otherwise: float = 0.0) -> float:
        value = figures.get(name)
        return otherwise if value is None else value

    poll, support = figures.get("threat_poll"), figures.get("support_poll")
    mapped = State(
        threat(figures.get("distance"), known("land_border"), poll, weights),
        opposition(support, known("party_opposed"), known("minority"), weights),
        trade_exposure(known("exports_to_us"), weights),
    )
    return State(
        known("threat", mapped.threat),
        known("opposition", mapped.opposition),
        known("trade_exposure", mapped.exposure),
    )
