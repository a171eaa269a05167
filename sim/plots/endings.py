"""Which compromises come of it, how often, and how surely: bars with both intervals."""

from __future__ import annotations

from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.analysis.estimate import Share
from sim.analysis.summary import Compromise, Summary
from sim.plots.sheets import FOOT, SILVER, SKY, WIDE, field, percents, scaled, sheet
from sim.plots.style import BLUE, EDGE, INK, NOTE, PLAIN, QUIET, say
from sim.results.describe import percent

TOP, ROW, LEFT, RIGHT, SCALE, KEY = 9, 0.46, 1.75, 2.5, 0.34, 0.5
"""Rows shown at most; sizes in inches."""


def endings(summary: Summary) -> Figure:
    """Return the compromises as bars, the most frequent first."""
    shown, rest = summary.compromises[:TOP], summary.compromises[TOP:]
    count = len(shown) + bool(rest)
    said = "Share of all summits, by core + related target in % of GDP."
    figure = sheet(title(summary), said, KEY + count * ROW + SCALE, summary)
    axes = field(figure, LEFT, WIDE - LEFT - RIGHT, count * ROW, FOOT + SCALE)
    reach = max(high(one) for one in shown)
    most = min(1.0, max(0.1, 1.02 * reach))
    axes.set_xlim(0.0, most)
    axes.set_ylim(count, 0.0)
    marks = percents(most)
    scaled(axes, marks, [percent(mark) for mark in marks])
    for place, one in enumerate(shown):
        row(axes, place, one, most)
    if rest:
        other(axes, len(shown), rest, most)
    key(figure, summary, count)
    return figure


def high(one: Share) -> float:
    """Return how far to the right a row reaches."""
    ends = [one.share, *(end for interval in (one.luck, one.settings) for end in interval or ())]
    return float(max(ends))


def title(summary: Summary) -> str:
    """Return what the picture shows, in a line."""
    named = [f"{called(one)} ({percent(one.share)})" for one in summary.compromises[:2]]
    return f"Most often {' or '.join(named)}" if named[1:] else f"Always {called(summary.compromises[0])}"


def called(one: Compromise) -> str:
    """Return what an ending is called."""
    return "no new text" if one.compromise == "none" else one.compromise.replace("+", " + ")


def row(axes: Axes, place: int, one: Compromise, most: float) -> None:
    """Draw one compromise: its bar, the range between settings as a line, luck as a block at its end."""
    none, middle = one.compromise == "none", place + 0.5
    colour, pale = (QUIET, SILVER) if none else (BLUE, SKY)
    inch = most / (WIDE - LEFT - RIGHT)
    axes.add_patch(Rectangle((0.0, middle - 0.3), one.share, 0.6, fc=pale, lw=0, zorder=2))
    if one.settings is not None:
        whisker(axes, middle, one.settings.low, one.settings.high, colour)
    if one.luck is not None:
        low, up = one.luck
        axes.add_patch(Rectangle((low, middle - 0.36), up - low, 0.72, fc=colour, lw=0, zorder=4))
    axes.plot([one.share, one.share], [middle - 0.36, middle + 0.36], color=colour, lw=2.2, zorder=4)
    say(axes, -0.12 * inch, middle, called(one), PLAIN, weight="bold", ha="right", va="center_baseline", color=colour)
    say(axes, most + 0.15 * inch, middle, percent(one.share), PLAIN, weight="bold", va="center_baseline", color=colour)
    say(axes, most + 0.8 * inch, middle, doubt(one), NOTE, va="center_baseline", color=QUIET)


def whisker(axes: Axes, middle: float, low: float, high_: float, colour: str) -> None:
    """Draw a range as a line with ends."""
    axes.plot([low, high_], [middle, middle], color=colour, lw=1.4, zorder=3, solid_capstyle="butt")
    for end in (low, high_):
        axes.plot([end, end], [middle - 0.16, middle + 0.16], color=colour, lw=1.4, zorder=3)


def doubt(one: Share) -> str:
    """Return the range between settings in words."""
    if one.settings is None:
        return ""
    low, up = (f"{100 * end:.0f}" for end in one.settings)
    return f"settings {low}–{up}" if low != up else f"settings {low}"


def other(axes: Axes, place: int, rest: list[Compromise], most: float) -> None:
    """Draw the line of all that is too rare for one of its own."""
    middle, inch = place + 0.5, most / (WIDE - LEFT - RIGHT)
    together = fsum(one.share for one in rest)
    axes.add_patch(Rectangle((0.0, middle - 0.3), min(together, most), 0.6, fc=SKY, lw=0, zorder=2, alpha=0.6))
    say(axes, -0.12 * inch, middle, f"{len(rest)} others", PLAIN, ha="right", va="center_baseline")
    say(axes, most + 0.15 * inch, middle, percent(together), PLAIN, va="center_baseline")
    say(
        axes, most + 0.8 * inch, middle, f"none above {percent(rest[0].share)}", NOTE, va="center_baseline", color=QUIET
    )


def key(figure: Figure, summary: Summary, count: int) -> None:
    """Explain bar, block and line, each beside a small one of its kind."""
    axes = field(figure, EDGE, WIDE - 2 * EDGE, KEY, FOOT + SCALE + count * ROW)
    axes.set_xlim(0.0, WIDE - 2 * EDGE)
    axes.set_ylim(0.0, KEY)
    level, left = 0.28, LEFT - EDGE
    axes.add_patch(Rectangle((left, level - 0.09), 0.5, 0.18, fc=SKY, lw=0))
    say(axes, left + 0.6, level, "share", NOTE, va="center_baseline")
    if summary.new_target.luck is not None:
        axes.add_patch(Rectangle((left + 1.45, level - 0.13), 0.07, 0.26, fc=BLUE, lw=0))
        say(axes, left + 1.62, level, "what luck leaves open (95 %)", NOTE, va="center_baseline")
    if summary.new_target.settings is not None:
        axes.plot([left + 4.3, left + 4.9], [level, level], color=INK, lw=1.4)
        for end in (4.3, 4.9):
            axes.plot([left + end, left + end], [level - 0.07, level + 0.07], color=INK, lw=1.4)
        say(axes, left + 5.0, level, "8 of 10 plausible settings", NOTE, va="center_baseline")
