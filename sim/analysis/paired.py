"""The difference that a change of scenario makes, run by run on the same luck and the same settings.

Run k of one scenario and run k of another throw the same dice in the same plausible world, so that they differ
only by what the scenarios do. What is judged is therefore the runs that flip: those in which something happens
after the change only (gained) and those in which it happened before only (lost). A difference of shares is
gained less lost. Each of the two has Wilson's limits, which are right at 0 and 1, and the limits of their
difference are had by squaring and adding (Newcombe 1998, Stat. Med. 17: 2635-50, method 10; Zou and Donner 2008,
Stat. Med. 27: 1693-702), here on the two kinds of flip, which exclude each other, instead of the two shares.
Where no run flips, that is Tango's score interval (1998, Stat. Med. 17: 891-908), and close to it elsewhere.

As in ``sim.analysis.estimate`` three things are told apart: LUCK, for the settings drawn; SETTINGS, how much the
difference differs from one plausible setting to another; and, as ``difference_low`` and ``difference_high``, how
far off it may be for all plausible settings. Swapping the scenarios turns every sign and nothing else, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import Any, NamedTuple, TypeVar

import numpy as np

from sim.analysis import spread
from sim.analysis.estimate import Sample, everywhere, of_luck, of_whole, own_luck, summed, tells
from sim.analysis.intervals import Interval, Z, around, student, wilson
from sim.analysis.spread import Sums, of_hits, whole

NONE = Interval(0.0, 0.0)
SLIGHT = 1e-12
"""A setting's mean difference below this is none: it may be what rounding left."""


@dataclass(frozen=True)
class Signs:
    """In how many settings something rose, fell, or stayed exactly as it was."""

    rose: int
    fell: int
    tied: int

    @property
    def settings(self) -> int:
        """How many settings there are."""
        return self.rose + self.fell + self.tied

    def like(self, difference: float) -> int:
        """Return in how many settings the sign is that of a difference."""
        return self.rose if difference > 0 else self.fell if difference < 0 else self.tied


@dataclass(frozen=True, kw_only=True)
class Change:
    """How a mean changes, over the pairs of runs that have it in both scenarios.

    ``before`` and ``after`` are the means over these pairs, ``difference`` is after less before. ``signs`` are None
    at central settings, ``difference_luck`` and ``difference_settings`` where the runs cannot tell. ``narrowed`` is
    the width of the interval over that of as many runs not paired, ``narrowed_luck`` the same for luck alone
    (None: nothing to compare).
    """

    before: float
    after: float
    difference: float
    difference_low: float
    difference_high: float
    difference_luck: Interval | None
    difference_settings: Interval | None
    signs: Signs | None
    narrowed: float | None
    narrowed_luck: float | None
    pairs: int


@dataclass(frozen=True, kw_only=True)
class Flips(Change):
    """How a share changes: in ``gained`` pairs it happens after the change only, in ``lost`` before it only."""

    gained: int
    lost: int


Changed = TypeVar("Changed", bound=Change)


class Pairs(NamedTuple):
    """Runs of two scenarios side by side; ``same``: the two are known to be one and the same scenario."""

    runs: Sample
    same: bool = False


def apart(one: float, its: Interval, other: float, others: Interval, correlation: float) -> Interval:
    """Return the interval of one share less another by squaring and adding their limits.

    Written so that swapping the two turns the signs and nothing else.
    """
    gap = one - other
    low = gap - leg(one - its.low, others.high - other, correlation)
    high = gap + leg(its.high - one, other - others.low, correlation)
    return Interval(max(-1.0, low) + 0.0, min(1.0, high) + 0.0)


def leg(one: float, other: float, correlation: float) -> float:
    """Return the length of the third side: two errors added that go together as far as they are correlated."""
    return sqrt(max(0.0, (one * one + other * other) - 2.0 * correlation * (one * other)))


def excluding(gained: float, lost: float) -> float:
    """Return how two shares are correlated of which a run counts to one at most."""
    spread_ = (gained * (1 - gained)) * (lost * (1 - lost))  # in this order, so that swapping them changes no bit
    return -gained * lost / sqrt(spread_) if spread_ > 0 else 0.0


def excluding_within(gained: Any, lost: Any, runs: Any) -> float:
    """Return the same for shares by setting, settings being what they are."""
    across = np.maximum(runs, 1)
    one, other = gained / across, lost / across
    joint = float(np.sum(runs * (one * other)))
    spread_ = float(np.sum(runs * one * (1 - one))) * float(np.sum(runs * other * (1 - other)))
    return max(-1.0, -joint / sqrt(spread_)) if spread_ > 0 else 0.0


def flips(pairs: Pairs, before: Any, after: Any, among: Any = None) -> Flips | None:
    """Return how a share changes between two masks, over the pairs that ``among`` picks (None: all).

    None if it picks no pair.
    """
    runs = pairs.runs
    picked = everywhere(runs) if among is None else among
    count = runs.count(picked)
    total = int(count.sum())
    if total == 0:
        return None
    was, is_ = runs.count(picked & before), runs.count(picked & after)
    gained, lost = runs.count(picked & after & ~before), runs.count(picked & before & ~after)
    tell, overall = tells(count, runs.settings), of_all(gained, lost, count, runs.settings)
    luck = by_luck(gained, lost, count) if tell.luck else None
    loose = unpaired(was, is_, count)
    found = Flips(
        before=int(was.sum()) / total,
        after=int(is_.sum()) / total,
        difference=int(gained.sum() - lost.sum()) / total,
        difference_low=overall.low,
        difference_high=overall.high,
        difference_luck=luck,
        difference_settings=mirrored(by_setting(gained, lost, count)) if tell.settings else None,
        signs=signs(gained - lost, count) if runs.settings else None,
        narrowed=ratio(overall, unpaired_overall(was, is_, count, runs.settings)),
        narrowed_luck=ratio(luck, loose),
        pairs=total,
        gained=int(gained.sum()),
        lost=int(lost.sum()),
    )
    return known(found) if pairs.same and found.gained == found.lost == 0 else found


def change(pairs: Pairs, before: Any, after: Any, among: Any = None) -> Change | None:
    """Return how a mean changes between two columns of numbers, over the pairs picked that have both.

    None if there is no such pair.
    """
    runs = pairs.runs
    there = ~np.isnan(before) & ~np.isnan(after) & (everywhere(runs) if among is None else among)
    count = runs.count(there)
    total = int(count.sum())
    if total == 0:
        return None
    was, is_ = (summed(runs, np.where(there, one, 0.0), there, count) for one in (before, after))
    moved = summed(runs, np.where(there, after - before, 0.0), there, count)
    gap, tell, drawn = whole(moved) + 0.0, tells(count, runs.settings), int((count > 0).sum())
    clustered = runs.settings > 1 and drawn > 1
    reach, variance = (student(drawn - 1), of_whole) if clustered else (Z, own_luck)
    overall = around(gap, variance(moved), reach)
    luck = around(gap, own_luck(moved)) if tell.luck else None
    loose = around(gap, own_luck(was) + own_luck(is_))
    found = Change(
        before=whole(was),
        after=whole(is_),
        difference=gap,
        difference_low=overall.low + 0.0,
        difference_high=overall.high + 0.0,
        difference_luck=luck,
        difference_settings=mirrored(moved) if tell.settings else None,
        signs=signs(moved.means, count) if runs.settings else None,
        narrowed=ratio(overall, around(gap, variance(was) + variance(is_), reach)),
        narrowed_luck=ratio(luck, loose),
        pairs=total,
    )
    return known(found) if pairs.same and not (moved.means.any() or moved.within.any()) else found


def known(found: Changed) -> Changed:
    """Return a change that is known to be none, since both scenarios are the same: nothing is left open."""
    return replace(
        found,
        difference_low=0.0,
        difference_high=0.0,
        difference_luck=NONE,
        difference_settings=NONE,
        narrowed=None,
        narrowed_luck=None,
    )


def by_setting(gained: Any, lost: Any, runs: Any) -> Sums:
    """Return each setting's difference, summed up."""
    across = np.maximum(runs, 1)
    moved = (gained - lost) / across
    return Sums(runs, moved, (gained + lost) / across - moved * moved)


def by_luck(gained: Any, lost: Any, runs: Any) -> Interval:
    """Return what luck leaves open of a difference of shares, for the settings drawn."""
    total = int(runs.sum())
    up, down = of_hits(gained, runs), of_hits(lost, runs)
    more, less = int(gained.sum()) / total, int(lost.sum()) / total
    ups, downs = wilson(more, of_luck(up, more), total), wilson(less, of_luck(down, less), total)
    return apart(more, ups, less, downs, excluding_within(gained, lost, runs))


def of_all(gained: Any, lost: Any, runs: Any, settings: int) -> Interval:
    """Return what is left open of a difference of shares over all plausible settings.

    Over as many pairs as would be worth the same if each had a setting of its own. Where no run flips, nothing
    tells whether pairs of one setting agree, so only settings count.
    """
    total, drawn = float(runs.sum()), int((runs > 0).sum())
    more, less = int(gained.sum()) / total, int(lost.sum()) / total
    worth, reach = total, Z
    if settings > 1 and drawn > 1:
        worth, reach = float(drawn), student(drawn - 1)
        variance = of_whole(by_setting(gained, lost, runs))
        if variance > 0:
            worth = min(total, (more + less - (more - less) * (more - less)) / variance)
    ups, downs = (wilson(one, one * (1 - one), worth, reach) for one in (more, less))
    return apart(more, ups, less, downs, excluding(more, less))


def unpaired(was: Any, is_: Any, runs: Any) -> Interval:
    """Return what luck would leave open if each scenario had luck of its own."""
    total = int(runs.sum())
    one, other = int(is_.sum()) / total, int(was.sum()) / total
    ends = [wilson(share, of_luck(of_hits(hits, runs), share), total) for share, hits in ((one, is_), (other, was))]
    return apart(one, ends[0], other, ends[1], 0.0)


def unpaired_overall(was: Any, is_: Any, runs: Any, settings: int) -> Interval:
    """Return what would be left open if each scenario had luck and settings of its own."""
    nothing = np.zeros_like(runs)
    one, other = of_all(is_, nothing, runs, settings), of_all(was, nothing, runs, settings)
    total = int(runs.sum())
    return apart(int(is_.sum()) / total, one, int(was.sum()) / total, other, 0.0)


def mirrored(sums: Sums) -> Interval:
    """Return the range of settings' differences such that turning every sign turns the range, to the last bit."""
    up, down = spread.of_means(sums), spread.of_means(sums._replace(means=-sums.means))
    return Interval(0.5 * (up.low - down.high) + 0.0, 0.5 * (up.high - down.low) + 0.0)


def signs(moved: Any, runs: Any) -> Signs:
    """Return in how many of the settings that have runs a difference is above, below and exactly nothing."""
    there = runs > 0
    rose, fell = int((there & (moved > SLIGHT)).sum()), int((there & (moved < -SLIGHT)).sum())
    return Signs(rose, fell, int(there.sum()) - rose - fell)


def ratio(one: Interval | None, other: Interval) -> float | None:
    """Return the width of an interval over that of another, if there is one and it has any."""
    width = other.high - other.low
    return (one.high - one.low) / width if one is not None and width > 0 else None
