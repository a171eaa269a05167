"""Numbers as a careful person says them: no digit that chance may have written, small things called small."""

from __future__ import annotations

from collections.abc import Callable
from math import floor, log10

from sim.analysis.estimate import Mean, Share
from sim.analysis.intervals import Interval

Say = Callable[[float], str]
NOT_TOLD = "–"
SLIGHT = 0.005
"""A share below this, or as near to all, is not rounded to none or all."""
FEW = 30
"""Fewer runs than this are called few."""


def share(value: float) -> str:
    """Return a share as a whole percentage; what is not none or all is never said to be."""
    if 0.0 < value < SLIGHT:
        return "under 1 %"
    if 1.0 - SLIGHT < value < 1.0:
        return "over 99 %"
    return f"{100 * value:.0f} %"


def points(value: float) -> str:
    """Return a share without its sign, for the ends of ranges, which are estimates themselves: 68, 100."""
    return f"{100 * value:.0f}"


def span(interval: Interval, say: Say = points) -> str:
    """Return a range: 20–100; one number if both ends sound the same."""
    low, high = say(interval.low), say(interval.high)
    if low == high:
        return low
    worded = " " in low or " " in high or low.startswith("−")
    return f"{low} to {high}" if worded else f"{low}–{high}"


def give(half: float) -> str:
    """Return how far off a figure may be: ±2, ±0.4, in the figure's own unit."""
    if half >= 0.5:
        return f"±{max(1.0, half):,.0f}"
    return f"±{half:.1f}" if half >= 0.05 else "under ±0.1"


def luck(one: Share) -> str:
    """Return how far off a share may be by luck, in percentage points; at the edges the range itself."""
    return NOT_TOLD if one.luck is None else off(one, one.luck)


def off(one: Share, interval: Interval) -> str:
    """Return an interval of a share as ±, or as a range where the share is none or all."""
    if one.share in (0.0, 1.0):
        return span(interval)
    return give(50 * (interval.high - interval.low))


def settings(one: Share) -> str:
    """Return between which shares plausible settings lie."""
    return NOT_TOLD if one.settings is None else span(one.settings)


def gdp(value: float) -> str:
    """Return a share of GDP: 2.87."""
    return f"{value:.2f}"


def grid(value: float) -> str:
    """Return a target as texts write it: 3.5."""
    return f"{value:g}"


def year(value: float) -> str:
    """Return a year."""
    return f"{value:.0f}"


def rounded(value: float, digits: int = 2) -> float:
    """Return a number with so many digits that count, and noughts after them."""
    if value == 0:
        return 0.0
    place = digits - 1 - floor(log10(abs(value)))
    return round(value, place)


def bare_money(value: float) -> str:
    """Return an amount in US$ bn, two digits of it."""
    return f"{rounded(value):,.0f}"


def mean_luck(one: Mean, digits: int = 2) -> str:
    """Return how far off a mean may be by luck."""
    if one.luck is None:
        return NOT_TOLD
    half = (one.luck.high - one.luck.low) / 2
    return f"±{half:.{digits}f}" if round(half, digits) > 0 else f"under ±{10.0**-digits:.{digits}f}"


def mean_settings(one: Mean, say: Say) -> str:
    """Return between which means plausible settings lie."""
    return NOT_TOLD if one.settings is None else span(one.settings, say)


def middle(one: Mean, say: Say) -> str:
    """Return how single runs spread: the median, and the range of the middle 80 %."""
    return f"{say(one.median)} ({tenths(one, say)})"


def tenths(one: Mean, say: Say) -> str:
    """Return the range of the middle 80 % of single runs."""
    return span(Interval(one.p10, one.p90), say)
