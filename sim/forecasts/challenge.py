"""Bueno de Mesquita's challenge model, round by round, as replicated by Scholz, Calbert and Smith.

Bueno de Mesquita (1994), "Political forecasting: an expected utility method", in Bueno de Mesquita and Stokman,
*European Community Decision Making*, Yale UP, ch. 4; Scholz, Calbert and Smith (2011), "Unravelling Bueno de
Mesquita's group decision model", J. Theor. Polit. 23. Neither published code, and readers of the paper had to
choose. What is chosen here stands in docs/FORECASTS.md, "Challenge model".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.forecasts.positions import compromise, median

Numbers = NDArray[np.float64]
Contest = Literal["pair", "all"]

CONFRONTED, COMPROMISED, GAVE_IN = "loses to", "compromises with", "gives in to"
KINDS = (CONFRONTED, COMPROMISED, GAVE_IN)
"""How a player may be moved, the most pressing first."""

MOST_ROUNDS = 10
SETTLED = 0.01
"""The talks end when the median moves by less than this share of the first round's range."""


@dataclass(frozen=True)
class Move:
    """One player's move in a round: whom it yields to, how, and from where to where."""

    player: int
    rival: int
    kind: str
    before: float
    after: float


@dataclass(frozen=True)
class Round:
    """One round: where all stood, the median and mean by power × salience, risk exponents, and the moves."""

    positions: tuple[float, ...]
    median: float
    mean: float
    risk: tuple[float, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Talks:
    """All rounds, where everyone stood in the end, and the outcome: the last weighted median."""

    rounds: tuple[Round, ...]
    positions: tuple[float, ...]
    outcome: float


@dataclass(frozen=True)
class Table:
    """What does not change from round to round; salience as a chance to resist, 0 to 1."""

    power: Numbers
    salience: Numbers
    span: float
    still: float
    contest: Contest

    @property
    def weight(self) -> Numbers:
        """Power × salience: what a player brings to a vote."""
        return self.power * self.salience


def challenge(
    positions: Sequence[float],
    power: Sequence[float],
    salience: Sequence[float],
    *,
    still: float = 1.0,
    contest: Contest = "pair",
    rounds: int = MOST_ROUNDS,
) -> Talks:
    """Return the talks on one issue: positions on any scale, salience from 0 to 100.

    ``still`` is Q, the chance at which an unchallenged rival is expected to stay where it is. ``contest`` says
    what a challenger's support is measured against: "pair", all votes between the two (the published formula),
    or "all", all votes between any two (what reproduces the example printed in the paper).
    """
    x = np.asarray(positions, dtype=float)
    table = Table(np.asarray(power, float), np.asarray(salience, float) / 100, float(np.ptp(x)), still, contest)
    told: list[Round] = []
    while len(told) < rounds and table.span > 0.0:
        told.append(one_round(x, table))
        x = moved(x, told[-1].moves)
        if not told[-1].moves or abs(middle(x, table) - told[-1].median) < SETTLED * table.span:
            break
    return Talks(tuple(told), tuple(x.tolist()), middle(x, table))


def middle(x: Numbers, table: Table) -> float:
    """Return the weighted median, which beats any other position in a vote by utility difference."""
    return median(x.tolist(), table.weight.tolist())


def one_round(x: Numbers, table: Table) -> Round:
    """Return what happens in a round: risk exponents from how threatened each is, then offers, then moves."""
    calm = np.ones(len(x))
    danger = np.sum(own_view(x, calm, table), axis=0)
    risk = exponents(danger)
    ours, theirs = own_view(x, risk, table), view_of_rival(x, risk, table)
    found = [yields(player, x, ours[player], theirs[player]) for player in range(len(x))]
    return Round(
        positions=tuple(x.tolist()),
        median=middle(x, table),
        mean=compromise(x.tolist(), table.power.tolist(), table.salience.tolist()),
        risk=tuple(risk.tolist()),
        moves=tuple(one for one in found if one is not None),
    )


def moved(x: Numbers, moves: Sequence[Move]) -> Numbers:
    """Return positions after all moves of a round, made at once."""
    after = x.copy()
    for one in moves:
        after[one.player] = one.after
    return after


def exponents(danger: Numbers) -> Numbers:
    """Return risk exponents r = (1 − R/3) / (1 + R/3), R from −1 (safest) to 1 (most threatened): 2 to ½.

    R = (2 D − max D − min D) / (max D − min D), where D is what others expect to gain by challenging a player.
    """
    high, low = float(danger.max()), float(danger.min())
    if high - low < 1e-12:
        return np.ones(len(danger))
    exposed = (2 * danger - high - low) / (high - low)
    return np.asarray((1 - exposed / 3) / (1 + exposed / 3))


def own_view(x: Numbers, risk: Numbers, table: Table) -> Numbers:
    """Return what each player (row) expects of challenging each other one (column)."""
    return expected(x, support(x, risk, table), risk[:, None], table.salience[None, :], table, x[:, None])


def view_of_rival(x: Numbers, risk: Numbers, table: Table) -> Numbers:
    """Return what each player (row) thinks each other one (column) expects of challenging it."""
    return expected(x, support(x, risk, table).T, risk[:, None], table.salience[:, None], table, x[None, :])


def expected(x: Numbers, wins: Numbers, risk: Numbers, resists: Numbers, table: Table, challenger: Numbers) -> Numbers:
    """Return s (P U_s + (1 − P) U_f) + (1 − s) U_s − Q U_q − (1 − Q) U_t for every pair.

    s is the target's salience, its chance to resist. If left alone (1 − Q) the target moves to the median μ,
    for better (U_b) where the challenger stands nearer to μ than to the target, else for worse (U_w).
    """
    apart = np.abs(x[:, None] - x[None, :]) / table.span
    mu = np.abs(challenger - middle(x, table)) / table.span
    success, failure = utility(-apart / 2, risk), utility(apart / 2, risk)
    drift = np.where(mu < apart, utility(-(mu + apart) / 4, risk), utility((mu + apart) / 4, risk))
    fight = resists * (wins * success + (1 - wins) * failure) + (1 - resists) * success
    left = table.still * utility(np.zeros(()), risk) + (1 - table.still) * drift
    return np.asarray(np.where(apart > 0, fight - left, 0.0))


def utility(shift: Numbers, risk: Numbers) -> Numbers:
    """Return U = 2 − 4 (½ + shift)^r, from 2 (all is won) to −2 (all is lost)."""
    return np.asarray(2 - 4 * np.clip(0.5 + shift, 0.0, 1.0) ** risk)


def support(x: Numbers, risk: Numbers, table: Table) -> Numbers:
    """Return the chance that each player (row) wins against each other one (column); 0 where they agree.

    Player k brings c s (|x_k − x_j|^r − |x_k − x_i|^r) to a contest of i with j, to i's side if positive.
    """
    near = (np.abs(x[:, None] - x[None, :]) / table.span) ** risk[:, None]
    votes = table.weight[:, None, None] * (near[:, None, :] - near[:, :, None])
    for_it, cast = np.sum(np.clip(votes, 0, None), axis=0), np.sum(np.abs(votes), axis=0)
    against = np.full_like(cast, np.sum(cast)) if table.contest == "all" else cast
    return np.asarray(np.divide(for_it, against, out=np.zeros_like(cast), where=cast > 0))


def yields(player: int, x: Numbers, ours: Numbers, theirs: Numbers) -> Move | None:
    """Return how a player moves, seen from its own seat: by its most pressing kind of offer, as little as it can."""
    offers = [
        one for rival in range(len(x)) if (one := offer(player, rival, x, float(ours[rival]), float(theirs[rival])))
    ]
    return min(offers, key=lambda one: (KINDS.index(one.kind), abs(one.after - one.before)), default=None)


def offer(player: int, rival: int, x: Numbers, own: float, other: float) -> Move | None:
    """Return what a player yields to a rival that expects ``other`` of challenging it, itself expecting ``own``.

    Both hope to gain: the one who hopes for less loses the confrontation. Only the rival does: a compromise
    weighed by hopes if the rival hopes for more than the player fears, else the player gives in.
    """
    here, there = float(x[player]), float(x[rival])
    if here == there or other <= 0.0:
        return None
    if own > 0.0:
        return Move(player, rival, CONFRONTED, here, there) if other > own else None
    if other > -own:
        return Move(player, rival, COMPROMISED, here, here + (there - here) * -own / other) if own < 0.0 else None
    return Move(player, rival, GAVE_IN, here, there)
