"""The exchange of voting positions: two give way to each other, each where it cares less, both gaining the same.

Stokman and Van Oosten (1994), "The exchange of voting positions: an object-oriented model of policy networks", in
Bueno de Mesquita and Stokman, *European Community Decision Making*, Yale UP, ch. 5. What is chosen where the
text leaves room stands in docs/FORECASTS.md, "Position exchange".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

FULL = 100.0
LEAST_GAIN = 1e-9
"""Gains up to this are none, as a share of the greatest salience × 100 points."""


@dataclass(frozen=True)
class Swap:
    """A deal: ``first`` gives way on issue ``gives``, ``second`` on issue ``gets``, to the positions named.

    ``gain`` is what each of the two wins, in points of outcome × points of salience.
    """

    first: int
    second: int
    gets: int
    gives: int
    second_votes: float
    first_votes: float
    gain: float


@dataclass(frozen=True)
class Market:
    """What all voting positions come to: swaps in order, voting positions (players × issues) and outcomes."""

    swaps: tuple[Swap, ...]
    voting: tuple[tuple[float, ...], ...]
    before: tuple[float, ...]
    outcomes: tuple[float, ...]


@dataclass(frozen=True)
class Stalls:
    """The market between two swaps: positions wanted and voted, salience, pull c s / Σ c s, who has given where."""

    wanted: Numbers
    voted: Numbers
    salience: Numbers
    pull: Numbers
    given: NDArray[np.bool_]

    @cached_property
    def outcome(self) -> Numbers:
        """The compromise on each issue: the weighted mean of voting positions."""
        return np.asarray(np.sum(self.pull * np.nan_to_num(self.voted), axis=0))


def exchange(positions: ArrayLike, power: ArrayLike, salience: ArrayLike) -> Market:
    """Return the exchanges on several issues; rows are players, columns issues, NaN where one has no position.

    All issues on one scale, 0 to 100 by custom, and so salience; power one a player, or one a player and issue.
    The best deal left is struck first, at once as far as it goes; a player gives way on an issue once, and asks
    nothing there afterwards.
    """
    wanted = np.asarray(positions, dtype=float)
    strong, cares = np.asarray(power, dtype=float), np.where(np.isnan(wanted), 0.0, np.asarray(salience, float))
    heavy = (strong if strong.ndim == 2 else strong[:, None]) * cares
    if not np.all(np.sum(heavy, axis=0) > 0.0):
        raise ValueError("on each issue someone needs a position, and both power and salience above 0")
    pull = heavy / np.sum(heavy, axis=0)
    now = Stalls(wanted, wanted.copy(), cares, pull, np.isnan(wanted))
    before, swaps = now.outcome, []
    offers = {pair: best_between(*pair, now) for pair in permutations(range(wanted.shape[1]), 2)}
    while best := max((one for one in offers.values() if one), key=lambda swap: swap.gain, default=None):
        swaps.append(best)
        now, touched = struck(best, now), {best.gets, best.gives}
        offers |= {pair: best_between(*pair, now) for pair in offers if touched & set(pair)}
    voting = tuple(tuple(row) for row in now.voted.tolist())
    return Market(tuple(swaps), voting, tuple(before.tolist()), tuple(now.outcome.tolist()))


def best_between(gets: int, gives: int, now: Stalls) -> Swap | None:
    """Return the deal over two issues that gains both the most, the first in order of players if several do."""
    shift, gain = deals(gets, gives, now)
    first, second = np.unravel_index(int(np.argmax(gain)), gain.shape)
    if gain[first, second] <= LEAST_GAIN * FULL * float(np.max(now.salience, initial=0.0)):
        return None
    return deal(int(first), int(second), gets, gives, float(shift[first, second]), now)


def deals(gets: int, gives: int, now: Stalls) -> tuple[Numbers, Numbers]:
    """Return the largest deal that each player (row) has with each other one: the outcome's shift, and the gain.

    The outcome on ``gets`` shifts by δ towards the first, on ``gives`` by ε towards the second. The first gains
    δ s_gets − ε s_gives, the second ε s'_gives − δ s'_gets; they are equal where
    ε (s_gives + s'_gives) = δ (s_gets + s'_gets). Neither shift goes further than the giver's moving to where
    the other stands, nor carries the outcome past that. Where two may not deal the gain is 0.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        most_gets, most_gives = reach(gets, now).T, reach(gives, now)
        rate = exchange_rate(gets, gives, now.salience)
        shift = np.minimum(most_gets, most_gives / rate)
        gain = shift * now.salience[:, gets, None] - shift * rate * now.salience[:, gives, None]
    return shift, np.where(may_deal(gets, gives, now), np.nan_to_num(gain), 0.0)


def exchange_rate(gets: int, gives: int, salience: Numbers) -> Numbers:
    """Return ε/δ of each pair: how far ``gives`` shifts for a point on ``gets``, if both are to gain the same."""
    cares, gladly = salience[:, gets], salience[:, gives]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((cares[:, None] + cares[None, :]) / (gladly[:, None] + gladly[None, :]))


def reach(issue: int, now: Stalls) -> Numbers:
    """Return how far each giver (row) can shift an outcome towards where each other one (column) stands."""
    stand = now.wanted[:, issue]
    own = now.pull[:, issue, None] * np.abs(stand[:, None] - stand[None, :])
    return np.asarray(np.minimum(own, np.abs(stand - now.outcome[issue])[None, :]))


def may_deal(gets: int, gives: int, now: Stalls) -> NDArray[np.bool_]:
    """Return which pairs may deal: on opposite sides of both outcomes, the first caring relatively more for ``gets``.

    s_first,gets / s_first,gives > s_second,gets / s_second,gives; neither has given way on either issue yet.
    """
    one, two = (now.wanted[:, issue] - now.outcome[issue] for issue in (gets, gives))
    apart = (np.multiply.outer(one, one) < 0) & (np.multiply.outer(two, two) < 0)
    free = ~(now.given[:, gets] | now.given[:, gives])
    keener = np.multiply.outer(now.salience[:, gets], now.salience[:, gives])
    return np.asarray(apart & np.logical_and.outer(free, free) & (keener > keener.T))


def deal(first: int, second: int, gets: int, gives: int, shift: float, now: Stalls) -> Swap:
    """Return the deal that shifts the outcome on ``gets`` so far, and on ``gives`` at the rate of equal gain."""
    back = shift * float(exchange_rate(gets, gives, now.salience)[first, second])
    return Swap(
        first,
        second,
        gets,
        gives,
        second_votes=toward(second, gets, now.wanted[first, gets], shift, now),
        first_votes=toward(first, gives, now.wanted[second, gives], back, now),
        gain=float(shift * now.salience[first, gets] - back * now.salience[first, gives]),
    )


def toward(giver: int, issue: int, goal: float, shift: float, now: Stalls) -> float:
    """Return the voting position by which a giver shifts an outcome so far towards a goal."""
    here = float(now.wanted[giver, issue])
    return here + float(np.sign(goal - here)) * shift / float(now.pull[giver, issue])


def struck(swap: Swap, now: Stalls) -> Stalls:
    """Return the market after a deal."""
    voted, given = now.voted.copy(), now.given.copy()
    voted[swap.second, swap.gets], voted[swap.first, swap.gives] = swap.second_votes, swap.first_votes
    given[swap.second, swap.gets] = given[swap.first, swap.gives] = True
    return replace(now, voted=voted, given=given)
