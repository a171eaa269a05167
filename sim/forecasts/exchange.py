"""The exchange of voting positions: two give way to each other, each where it cares less, both gaining the same.

Stokman and Van Oosten (1994), "The exchange of voting positions: an object-oriented model of policy networks", in
Bueno de Mesquita and Stokman, *European Community Decision Making*, Yale UP, ch. 5. What is chosen where the
text leaves room stands in docs/FORECASTS.md, "Position exchange".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

FULL = 100.0
LEAST_GAIN = 1e-6
"""Gains up to this are none, as a share of the greatest salience × 100 points."""
SAME = 1e-9
"""Gains that differ by no more than this share are equal."""
MOST_KEPT = 10_000_000
"""Numbers kept to save reckoning them anew: 80 MB."""


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


def exchange(positions: ArrayLike, power: ArrayLike, salience: ArrayLike) -> Market:
    """Return the exchanges on several issues; rows are players, columns issues, NaN where one has no position.

    All issues on one scale, 0 to 100 by custom, and so salience; power one a player, or one a player and issue.
    The best deal left is struck first, as far as it goes; who has given way may do so again, to the same or another.
    """
    wanted = np.asarray(positions, dtype=float)
    strong, cares = np.asarray(power, dtype=float), np.where(np.isnan(wanted), 0.0, np.asarray(salience, float))
    heavy = (strong if strong.ndim == 2 else strong[:, None]) * cares
    if not np.all(np.sum(heavy, axis=0) > 0.0):
        raise ValueError("on each issue someone needs a position, and both power and salience above 0")
    stalls = Stalls(wanted, cares, heavy / np.sum(heavy, axis=0))
    before, swaps = stalls.outcome.tolist(), list[Swap]()
    stalls.look(range(wanted.shape[1]))
    while best := stalls.best():
        swaps.append(best)
        stalls.strike(best)
    return Market(tuple(swaps), tuple(map(tuple, stalls.voted.tolist())), tuple(before), tuple(stalls.outcome.tolist()))


class Stalls:
    """The market between two swaps: what is wanted and voted, and the best deal over every two issues.

    Tables are issues × players × players. ``both`` is s + s' of two players. ``room`` is what a giver (row) has to
    offer each other one (column) on an issue: how far it can shift the outcome, times ``both``. The outcome on one
    issue shifts by δ towards the first, on another by ε towards the second. The first gains δ s_gets − ε s_gives, the
    second ε s'_gives − δ s'_gets; they are equal where ε (s_gives + s'_gives) = δ (s_gets + s'_gets): where both
    bring the same room.
    """

    def __init__(self, wanted: Numbers, salience: Numbers, pull: Numbers) -> None:
        self.wanted, self.voted, self.pull, self.cares = wanted, wanted.copy(), pull, salience.T
        self.outcome = np.asarray(np.sum(pull * np.nan_to_num(wanted), axis=0))
        self.side = np.sign(np.nan_to_num(wanted - self.outcome))
        self.both = self.cares[:, :, None] + self.cares[:, None, :]
        self.share = np.divide(1.0, self.both, out=np.zeros_like(self.both), where=self.both > 0.0)
        self.room, issues = np.zeros_like(self.both), wanted.shape[1]
        self.gain, self.place = np.zeros((issues, issues)), np.zeros((issues, issues), dtype=np.intp)
        self.work, self.kept = np.empty_like(self.both), dict[int, Numbers]()
        self.least = LEAST_GAIN * FULL * float(np.max(salience, initial=0.0))

    def look(self, issues: Iterable[int]) -> None:
        """Look at these issues anew: what each has to offer there, then the best deals."""
        for issue in issues:
            self.room[issue] = self.reach(issue) * self.both[issue]
        for issue in issues:
            gain = self.gains(issue).reshape(len(self.gain), -1)
            most = np.max(gain, axis=1)
            self.place[issue] = np.argmax(gain >= most[:, None] * (1.0 - SAME), axis=1)
            self.gain[:, issue] = 0.0  # the other way round they are the same deals
            self.gain[issue] = most

    def reach(self, issue: int) -> Numbers:
        """Return how far each giver (row) can shift an outcome towards each other one (column).

        Only those deal who stood on opposite sides of it at first. A giver can move its vote from where it is to
        where the other stands, but carries the outcome no further than that.
        """
        stand, vote, side = self.wanted[:, issue], self.voted[:, issue], self.side[:, issue]
        way = np.where(side[:, None] * side[None, :] < 0.0, side[None, :], 0.0)
        with np.errstate(invalid="ignore"):
            own = self.pull[:, issue, None] * way * (stand[None, :] - vote[:, None])
            far = np.minimum(own, way * (stand - self.outcome[issue])[None, :])
        return np.asarray(np.maximum(0.0, np.where(way == 0.0, 0.0, far)))

    def gains(self, gets: int) -> Numbers:
        """Return what the largest deal gains both, for each issue given for ``gets``; rows are firsts."""
        np.minimum(self.room[gets].T, self.room, out=self.work)
        np.multiply(self.work, self.keener(gets), out=self.work)
        return self.work

    def keener(self, gets: int) -> Numbers:
        """Return what a deal gains both for each point of room.

        It is above 0 if the first cares relatively more for ``gets``: s_gets / s_gives > s'_gets / s'_gives. Tables are
        kept as long as there are not too many.
        """
        if gets in self.kept:
            return self.kept[gets]
        mine, other = self.cares[gets], self.cares
        more: Numbers = mine[:, None] * other[:, None, :] - mine[None, :] * other[:, :, None]
        more *= self.share * self.share[gets]
        if (len(self.kept) + 1) * more.size <= MOST_KEPT:
            self.kept[gets] = more
        return more

    def best(self) -> Swap | None:
        """Return the deal that gains both the most, of equals the first in order; None if none is left."""
        most = float(np.max(self.gain, initial=0.0))
        if most <= self.least:
            return None
        equals = np.argwhere(self.gain >= most * (1.0 - SAME)).tolist()
        gets, gives = min(equals, key=sorted)
        first, second = divmod(int(self.place[gets, gives]), len(self.wanted))
        if gets > gives:
            first, second, gets, gives = second, first, gives, gets
        room = min(self.room[gets, second, first], self.room[gives, first, second])
        to_first, to_second = (float(room * self.share[one, first, second]) for one in (gets, gives))
        return Swap(
            first,
            second,
            gets,
            gives,
            second_votes=self.toward(second, gets, to_first),
            first_votes=self.toward(first, gives, to_second),
            gain=to_first * float(self.cares[gets, first]) - to_second * float(self.cares[gives, first]),
        )

    def toward(self, giver: int, issue: int, shift: float) -> float:
        """Return the voting position by which a giver shifts an outcome so far towards those on the other side."""
        return float(self.voted[giver, issue] - self.side[giver, issue] * shift / self.pull[giver, issue])

    def strike(self, swap: Swap) -> None:
        """Strike a deal, and look anew at the two issues."""
        self.voted[swap.second, swap.gets], self.voted[swap.first, swap.gives] = swap.second_votes, swap.first_votes
        for issue in (swap.gets, swap.gives):
            self.outcome[issue] = np.sum(self.pull[:, issue] * np.nan_to_num(self.voted[:, issue]))
        self.look((swap.gets, swap.gives))
