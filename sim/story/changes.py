"""Differences as a careful person says them: signed, no finer than chance allows, small ones called small."""

from __future__ import annotations

from collections.abc import Callable

from sim.analysis.intervals import Interval
from sim.analysis.paired import Change, Signs
from sim.results.describe import fine, signed_points, with_sign
from sim.story.measures import NOT_TOLD, Say, gdp

HARDLY, SLIGHTLY = 0.02, 0.05
"""Differences of a share below the first are hardly any, below the second small."""
Signed = Callable[[float], str]
points = signed_points


def finer(digits: int) -> Signed:
    """Return how to say a difference with so many digits after the point."""
    return lambda value: with_sign(value, f"{abs(value):,.{digits}f}")


def span(interval: Interval | None, say: Signed) -> str:
    """Return a range of differences: −5.4 to −1.4; one number if both ends sound the same."""
    if interval is None:
        return NOT_TOLD
    low, high = say(interval.low), say(interval.high)
    return low if low == high else f"{low} to {high}"


def overall(one: Change, say: Signed) -> str:
    """Return how far off a difference may be over all plausible settings."""
    return span(Interval(one.difference_low, one.difference_high), say)


def luck(one: Change, digits: int | None = None) -> str:
    """Return how far off a difference of shares may be by luck, in percentage points as fine as the difference."""
    if one.difference_luck is None:
        return NOT_TOLD
    half = 50 * (one.difference_luck.high - one.difference_luck.low)
    places = fine(one.difference) if digits is None else digits
    return plus_minus(half, places if half >= 0.5 else 1)


def gap(one: Change) -> str:
    """Return a difference of shares with its luck, as fine as the shares beside it: −3.8 ±0.4."""
    digits = max(fine(one.difference), decimals(one))
    return f"{signed_points(one.difference, digits)} {luck(one, digits)}"


def mean_luck(one: Change, digits: int) -> str:
    """Return how far off a difference of means may be by luck."""
    if one.difference_luck is None:
        return NOT_TOLD
    return plus_minus((one.difference_luck.high - one.difference_luck.low) / 2, digits)


def plus_minus(half: float, digits: int) -> str:
    """Return how far off a number may be, never less than can be said with so many digits; ±0 only for nothing."""
    return "±0" if half == 0.0 else f"±{max(half, 10.0**-digits):,.{digits}f}"


def sign(signs: Signs | None, difference: float) -> str:
    """Return in how many settings the sign is that of the difference, if there is one."""
    return NOT_TOLD if signs is None or difference == 0.0 else f"{signs.like(difference):,}"


def settings_agree(signs: Signs, difference: float) -> str:
    """Return in words in how many settings the sign is the same, ties apart."""
    same, tied = signs.like(difference), signs.tied if difference else 0
    other = signs.settings - same - tied
    if same == signs.settings:
        return f"in all {same:,} settings" if difference else f"tied in all {same:,} settings"
    parts = [f"{tied:,} tied"] * bool(tied) + [f"{other:,} opposite"] * bool(other and difference)
    head = f"same sign in {same:,} of {signs.settings:,} settings" if difference else f"tied in {same:,} settings"
    return ", ".join([head, *parts])


def told(one: Change) -> bool:
    """Return whether luck alone cannot have made a difference (without luck to be told: whether nothing can)."""
    low, high = one.difference_luck or (one.difference_low, one.difference_high)
    return low > 0 or high < 0


def sizes(one: Change) -> str:
    """Return what a difference of shares is to be called: nothing for one that is neither small nor unsure."""
    if not told(one):
        return "not told from luck"
    size = abs(one.difference)
    return "hardly any" if size < HARDLY else "a small change" if size < SLIGHTLY else ""


def decimals(one: Change) -> int:
    """Return with how many decimals two percentages are said: one where whole ones would not add up, or hide much."""
    before, after = 100 * one.before, 100 * one.after
    adds_up = round(after) - round(before) == round(after - before)
    edge = any(0 < end < 0.5 or 99.5 < end < 100 for end in (before, after))
    return 0 if adds_up and not edge and (abs(after - before) >= 2 or before == after) else 1


def from_to(one: Change) -> str:
    """Return two shares as percentages, as fine as their difference asks for: 81 → 75."""
    digits = decimals(one)
    return f"{100 * one.before:.{digits}f} → {100 * one.after:.{digits}f}"


def means(one: Change, say: Say = gdp) -> str:
    """Return two means: 2.87 → 2.83."""
    return f"{say(one.before)} → {say(one.after)}"
