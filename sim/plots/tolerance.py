"""How much hangs on the share kept: losses of all draws, and what other shares would have said of each case."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.history.findings import Findings
from sim.plots.sheets import FOOT, SILVER, SKY, WIDE, field, scaled
from sim.plots.shifts import foot
from sim.plots.style import (
    BLUE,
    EDGE,
    FAINT,
    INK,
    NOTE,
    PAPER,
    PLAIN,
    QUIET,
    VERMILLION,
    head,
    heading,
    say,
)
from sim.plots.tornado import ticks

HIGH, LEFT, GAP, NAMES, SCALE, TOP, ROW, BETWEEN = 3.1, 4.0, 0.45, 1.2, 0.55, 0.35, 0.27, 0.55
"""Sizes in inches: the histogram, how wide it is, between both, rows' names, scale, head, a row, between cases."""
LINE = 0.25
"""Room of a line of words, in inches."""
SCORE = "vector"
Dot = tuple[str, float | None, float | None]


def tolerance(found: Findings) -> Figure:
    """Return the sheet: a histogram of losses, and for each case its error by the share kept."""
    said = (
        "Left: how far each draw is from what happened, all cases together; blue: kept. Right: error of the whole text "
        "(energy score, 0 is best) by the share kept, with a case among those weighed by, and left out."
    )
    groups = cases(found)
    rows = ROW * max(len(dots) for _, dots in groups)
    high = max(HIGH, len(groups) * (TOP + rows) + (len(groups) - 1) * BETWEEN)
    bottom = FOOT + SCALE
    figure = Figure(figsize=(WIDE, heading(said, WIDE) + TOP + high + bottom), facecolor=PAPER)
    head(figure, title(found), said)
    foot(figure, found)
    histogram(field(figure, EDGE, LEFT, high, bottom), found)
    reach = 1.3 * max(value for _, dots in groups for _, *both in dots for value in both if value is not None)
    left = EDGE + LEFT + GAP + NAMES
    for place, (name, dots) in enumerate(groups):
        up = bottom + high - place * (TOP + rows + BETWEEN) - TOP - rows
        axes = field(figure, left, WIDE - EDGE - left, rows, up)
        scores(axes, name, dots, reach, place == 0, place == len(groups) - 1)
    return figure


def title(found: Findings) -> str:
    """Return what the picture shows, in a line."""
    told = [one for one in cases(found) if any(left_out is not None for _, _, left_out in one[1])]
    if not told:
        return f"{found.calibration.kept} of {found.calibration.draws:,} draws kept"
    worse = [
        name
        for name, dots in told
        if all(left_out is not None and left_out > prior(dots) for _, _, left_out in dots[1:])
    ]
    if len(worse) == len(told):
        return "Left out, every case is foreseen worse than by the prior at every share kept"
    if worse:
        return f"Left out, {' and '.join(worse)} is foreseen worse than by the prior at every share kept"
    return "Left out, no case is foreseen worse than by the prior at every share"


def prior(dots: list[Dot]) -> float:
    """Return the prior's error, the first dot."""
    return dots[0][1] or 0.0


def cases(found: Findings) -> list[tuple[str, list[Dot]]]:
    """Return for each case a row a share, the prior first: its name, the error fitted, the error left out."""
    told = []
    for one, scored in zip(found.checks, found.calibration.checked, strict=True):
        dots: list[Dot] = [("prior", scored.prior[SCORE], None)]
        for share in found.shares:
            left_out = share.left_out[one.name]
            named = f"{100 * share.keep:g} % kept"
            dots.append((named, share.fitted[one.name][SCORE], None if left_out is None else left_out[SCORE]))
        told.append((one.title, dots))
    return told


def histogram(axes: Axes, found: Findings) -> None:
    """Draw the losses of all draws, those kept in blue up to the tolerance."""
    one = found.losses
    top = 1.3 * max(one.all)
    axes.set_xlim(0.0, one.edges[-1])
    axes.set_ylim(0.0, top)
    marks = ticks(0.0, one.edges[-1])
    scaled(axes, marks, [f"{mark:g}" for mark in marks])
    axes.stairs(one.all, one.edges, fill=True, color=SILVER, lw=0, zorder=2)
    axes.stairs(one.chosen, one.edges, fill=True, color=BLUE, lw=0, zorder=3)
    run = found.calibration
    across, down = one.edges[-1], top * LINE / HIGH
    kept = f"{run.kept:,} draws kept, worth {run.effective:.0f}: loss below {one.tolerance:.2f}"
    say(axes, across, top - down / 2, kept, NOTE, color=BLUE, ha="right", va="top", weight="bold", zorder=6)
    rest = f"{run.draws - run.kept:,} refused; median loss of all: {one.median:.2f}"
    say(axes, across, top - 1.5 * down, rest, NOTE, color=QUIET, ha="right", va="top", zorder=6)
    if one.beyond:
        say(
            axes,
            across,
            top - 2.5 * down,
            f"{one.beyond} beyond this scale",
            NOTE,
            color=QUIET,
            ha="right",
            va="top",
            zorder=6,
        )
    say(axes, 0.0, -0.36 * top / HIGH, "loss: scores of all cases, added up", NOTE, va="top")


def scores(axes: Axes, name: str, dots: list[Dot], reach: float, first: bool, last: bool) -> None:
    """Draw one case: the prior as a line, at each share the error fitted and left out as dots."""
    axes.set_xlim(0.0, reach)
    axes.set_ylim(len(dots), 0.0)
    marks = ticks(0.0, reach)
    scaled(axes, marks, [f"{mark:g}" if last else "" for mark in marks])
    inch = reach / (WIDE - 2 * EDGE - LEFT - GAP - NAMES)
    before = prior(dots)
    axes.axvline(before, color=QUIET, lw=1.4, dashes=(4, 3), zorder=2)
    say(axes, -NAMES * inch, -0.35, name, PLAIN, weight="bold", va="bottom")
    for place, (words, fitted, left_out) in enumerate(dots):
        at = place + 0.5
        say(axes, -NAMES * inch, at, words, NOTE, va="center_baseline", color=INK)
        if place == 0:
            axes.plot([before], [at], "o", color=QUIET, ms=7, zorder=4)
            continue
        ends = [each for each in (fitted, left_out) if each is not None]
        axes.plot([min(ends), max(ends)], [at, at], color=FAINT, lw=1.2, zorder=3)
        for value, fill, edge in ((fitted, SKY, BLUE), (left_out, VERMILLION, VERMILLION)):
            if value is not None:
                axes.plot([value], [at], "o", mfc=fill, mec=edge, ms=7, zorder=5)
    if first:
        legend(axes, dots, inch)
    if last:
        say(axes, 0.0, len(dots) + 0.36 / ROW, "energy score of the whole text", NOTE, va="top")


def legend(axes: Axes, dots: list[Dot], inch: float) -> None:
    """Name the dots beside those of the first share."""
    _, fitted, left_out = dots[1]
    if fitted is not None:
        say(axes, fitted - 0.1 * inch, 1.5, "fitted", NOTE, color=BLUE, ha="right", va="center_baseline")
    if left_out is not None:
        say(axes, left_out + 0.1 * inch, 1.5, "left out", NOTE, color=VERMILLION, va="center_baseline")
