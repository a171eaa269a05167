"""Shares and means of many negotiations, each with what luck, settings and sampling leave open.

Runs come in settings: draws of what a scenario leaves uncertain, each played several times. Three things are
told apart. LUCK: how far off the figure may be for the settings that were drawn, since each was played only so
often (95 %). SETTINGS: how much the figure differs from one plausible setting to another (the middle 80 % of
them, luck taken out). And, as ``low`` and ``high``, how far off it may be for all plausible settings, since
only so many were drawn (95 %; runs of one setting resemble each other, so settings count, not runs alone).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any, NamedTuple

import numpy as np

from sim.analysis import spread
from sim.analysis.intervals import Interval, around, student, wilson
from sim.analysis.spread import Sums, of_hits, variances, whole

CENTRAL = -1
"""The number of a setting that was not drawn."""
TENTHS = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True, kw_only=True)
class Share:
    """How often something happened, as a share of ``runs`` in which it could; ``hits`` times it did.

    ``luck`` and ``settings`` are None where the ledger cannot tell.
    """

    share: float
    low: float
    high: float
    luck: Interval | None
    settings: Interval | None
    hits: int
    runs: int


@dataclass(frozen=True, kw_only=True)
class Mean:
    """The mean of a number over ``runs``, with its intervals as for a share; and how single runs spread.

    ``p10`` … ``p90``: the value that so many per cent of runs do not exceed. ``median_low`` and
    ``median_high`` bound the median as ``low`` and ``high`` do the mean.
    """

    mean: float
    low: float
    high: float
    luck: Interval | None
    settings: Interval | None
    p10: float
    p25: float
    median: float
    p75: float
    p90: float
    median_low: float
    median_high: float
    runs: int


class Sample(NamedTuple):
    """Which setting each run belongs to, as a code from 0; and how many settings there are (0: central)."""

    code: Any
    settings: int

    def count(self, mask: Any) -> Any:
        """Return in how many runs of each setting the mask holds."""
        return np.bincount(self.code[mask], minlength=max(1, self.settings))

    def add(self, values: Any, mask: Any) -> Any:
        """Return each setting's sum of the values where the mask holds."""
        return np.bincount(self.code[mask], weights=values[mask], minlength=max(1, self.settings))


def sample(setting: Any) -> Sample:
    """Return the sample for the ledger's column ``setting``."""
    known, code = np.unique(np.asarray(setting), return_inverse=True)
    return Sample(code, 0 if list(known) == [CENTRAL] else len(known))


def everywhere(runs: Sample) -> Any:
    """Return the mask that holds in every run."""
    return np.ones(len(runs.code), bool)


def share_of(runs: Sample, happened: Any, among: Any = None) -> Share | None:
    """Return the share of runs in which something happened, among those that ``among`` picks (None: all).

    None if it picks no run.
    """
    picked = everywhere(runs) if among is None else among
    return share(runs.count(picked & happened), runs.count(picked), runs.settings)


def share(hits: Any, runs: Any, settings: int) -> Share | None:
    """Return a share with its intervals from hits and runs by setting; ``settings`` is 0 if central."""
    total = int(runs.sum())
    if total == 0:
        return None
    sums = of_hits(hits, runs)
    found, tell = whole(sums), tells(runs, settings)
    all_in = overall(sums, found, settings)
    return Share(
        share=found,
        low=all_in.low,
        high=all_in.high,
        luck=wilson(found, of_luck(sums, found), total) if tell.luck else None,
        settings=spread.of_shares(hits, runs) if tell.settings else None,
        hits=int(hits.sum()),
        runs=total,
    )


class Tells(NamedTuple):
    """Whether runs so spread over settings can tell luck, and settings, apart."""

    luck: bool
    settings: bool


def tells(runs: Any, settings: int) -> Tells:
    """Return what the runs by setting can tell."""
    present = runs[runs > 0]
    again, several = bool((present > 1).any()), len(present) > 1
    return Tells(again or settings <= 1, again and several and settings > 1)


def of_luck(sums: Sums, share_: float) -> float:
    """Return the variance that luck gives a run, settings being what they are; never more than all runs have.

    A setting with a single run says nothing of it, and is taken to vary as much as all runs do.
    """
    runs, _, within = sums.present()
    most = share_ * (1 - share_)
    each = np.where(runs > 1, within * runs / np.maximum(runs - 1, 1), most)
    return min(most, float(np.sum(runs * each) / np.sum(runs)))


def overall(sums: Sums, share_: float, settings: int) -> Interval:
    """Return the 95 % interval of a share over all plausible settings.

    Wilson's, over as many runs as would be worth the same if each had a setting of its own. Where nothing
    varied at all (a share of 0 or 1) nothing tells whether runs of one setting agree, so only settings count.
    """
    runs = sums.present().runs
    total, drawn = float(np.sum(runs)), len(runs)
    if settings <= 1 or drawn < 2:
        return wilson(share_, share_ * (1 - share_), total)
    worth, reach = float(drawn), student(drawn - 1)
    variance = of_whole(sums)
    if variance > 0:
        worth = min(total, share_ * (1 - share_) / variance)
    return wilson(share_, share_ * (1 - share_), worth, reach)


def of_whole(sums: Sums) -> float:
    """Return the variance of the mean over all runs, as it varies with the settings that happen to be drawn."""
    runs, means, _ = sums.present()
    off = runs * (means - whole(sums)) / np.sum(runs)
    return float(len(runs) / (len(runs) - 1) * np.sum(off * off))


def mean_of(runs: Sample, values: Any, among: Any = None) -> Mean | None:
    """Return the mean of a number, and how it spreads, over the runs picked that have it.

    None if there is no such run.
    """
    there = ~np.isnan(values) & (everywhere(runs) if among is None else among)
    count = runs.count(there)
    if count.sum() == 0:
        return None
    sums = summed(runs, values, there, count)
    return measured(sums, np.asarray(values)[there], overall_reach(runs, values, there), runs.settings)


def summed(runs: Sample, values: Any, there: Any, count: Any) -> Sums:
    """Return the values summed up by setting."""
    means = runs.add(values, there) / np.maximum(count, 1)
    off = values - means[runs.code]
    return Sums(count, means, runs.add(off * off, there) / np.maximum(count, 1))


def measured(sums: Sums, values: Any, halves: Interval, settings: int) -> Mean:
    """Return the record of a mean from its sums by setting and the values themselves."""
    middle, tell = whole(sums), tells(sums.runs, settings)
    drawn, total = len(sums.present().runs), int(sums.runs.sum())
    luck = around(middle, own_luck(sums)) if tell.luck else None
    clustered = settings > 1 and drawn > 1
    all_in = around(middle, of_whole(sums), student(drawn - 1)) if clustered else around(middle, own_luck(sums))
    parts = np.quantile(values, (*TENTHS, *halves), method="inverted_cdf")
    p10, p25, median, p75, p90, median_low, median_high = (float(one) for one in parts)
    return Mean(
        mean=middle,
        low=all_in.low,
        high=all_in.high,
        luck=luck,
        settings=spread.of_means(sums) if tell.settings else None,
        p10=p10,
        p25=p25,
        median=median,
        p75=p75,
        p90=p90,
        median_low=median_low,
        median_high=median_high,
        runs=total,
    )


def own_luck(sums: Sums) -> float:
    """Return the variance of the mean that is due to luck, settings being what they are."""
    runs = sums.present().runs
    within = variances(sums)[1] if len(runs) > 1 else float(np.sum(sums.runs * sums.within)) / max(1, runs.sum() - 1)
    return within / float(np.sum(runs))


def overall_reach(runs: Sample, values: Any, there: Any) -> Interval:
    """Return between which shares of runs the median lies (Woodruff 1952): 0.5, less and more what is open."""
    middle = float(np.quantile(values[there], 0.5, method="inverted_cdf"))
    below = share_of(runs, values <= middle, there)
    if below is None or below.share in (0.0, 1.0):
        return Interval(0.5, 0.5)
    half = (below.high - below.low) / 2 * sqrt(0.25 / (below.share * (1 - below.share)))
    return Interval(max(0.0, 0.5 - half), min(1.0, 0.5 + half))
