"""What one entry does: a line through the points of a sweep, with bands for luck and between settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import nan
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.intervals import Interval
from sim.analysis.sweep import Axis, Line, Sweep
from sim.plots.sheets import FOOT, SKY, WIDE, field, percents, scaled
from sim.plots.style import (
    BLUE,
    EDGE,
    FONT,
    INK,
    LEADING,
    NOTE,
    PAPER,
    PLAIN,
    QUIET,
    VERMILLION,
    head,
    heading,
    say,
    tall,
    width,
    wrap,
)
from sim.results.describe import plain

LEFT, GAP, HIGH, KEY, BETWEEN = 0.95, 0.85, 2.35, 0.4, 0.78
"""Sizes in inches: scale at the left, room between columns, height of a panel, key, room between panels."""
PALE = "#D6E9F6"
MOST_TICKS = 9


class Panel(NamedTuple):
    """A measure as panels show it: its name, how a value is written, the scale from what it spans."""

    measure: str
    words: str
    write: Callable[[float], str]
    least: float
    """The scale spans at least so much."""


CHANCE = Panel("new_target", "A new target, share of runs", lambda value: f"{100 * value:.0f} %", 1.0)
CORE = Panel("core", "Core target over all runs, % of GDP (status quo where none)", lambda value: f"{value:.2g}", 1.0)
DEADLINE = Panel("deadline", "Mean deadline of new targets", lambda value: f"{value:.0f}", 4.0)


def new_target(found: Sweep) -> Figure:
    """Return one panel an entry: the chance of a new target."""
    return cliffs(found, [CHANCE])


def core_and_deadline(found: Sweep) -> Figure:
    """Return two panels an entry: the unconditional core, and the year."""
    return cliffs(found, [CORE, DEADLINE])


def cliffs(found: Sweep, panels: Sequence[Panel]) -> Figure:
    """Return the figure: a row a measure, a column an entry, all columns of a row on one scale."""
    columns = len(found.lines)
    wide = (WIDE - LEFT - EDGE - (columns - 1) * GAP) / columns
    names = [wrap(label(line.axis), wide, NOTE) for line in found.lines]
    below = 0.34 + tall(max(len(one) for one in names), NOTE)
    high = KEY + len(panels) * (HIGH + BETWEEN) + below - 0.3
    figure = sheet(title(found, panels), "All luck and all other doubt are the same at every point.", high, found)
    for row, panel in enumerate(panels):
        bottom = FOOT + below + (len(panels) - 1 - row) * (HIGH + BETWEEN)
        low, top = reach(found.lines, panel)
        for column, line in enumerate(found.lines):
            axes = field(figure, LEFT + column * (wide + GAP), wide, HIGH, bottom)
            draw(axes, line, panel, low, top)
            if column == 0:
                up = (top - low) / HIGH
                start = axes.get_xlim()[0] - (LEFT - EDGE) * (axes.get_xlim()[1] - axes.get_xlim()[0]) / wide
                say(axes, start, top + 0.14 * up, panel.words, PLAIN, weight="bold", clip_on=False)
            if row == len(panels) - 1:
                under(axes, names[column], wide)
    key(figure, high + FOOT - KEY + 0.06, found)
    return figure


def sheet(title_: str, said: str, high: float, found: Sweep) -> Figure:
    """Return an empty sheet with head and foot."""
    figure = Figure(figsize=(WIDE, heading(said, WIDE) + high + FOOT), facecolor=PAPER)
    head(figure, title_, said)
    drawn = f"{found.settings:,} settings" if found.settings else "central settings"
    words = f"{found.title} · {found.runs:,} runs at each point, {drawn}, seed {found.seed}"
    say(figure, EDGE / WIDE, 0.16 / figure.get_figheight(), words, NOTE - 1.5, color=QUIET)
    return figure


def title(found: Sweep, panels: Sequence[Panel]) -> str:
    """Return what the picture shows, in a line."""
    if panels[0] is not CHANCE:
        return "What stands in the end, and by when"
    if len(found.lines) > 1:
        return "Where a new target becomes likely"
    ends = [point.world.value("new_target") or 0.0 for point in found.lines[0].points]
    return f"The chance of a new target goes from {100 * ends[0]:.0f} to {100 * ends[-1]:.0f} %"


def label(axis: Axis) -> str:
    """Return what an axis says, its unit in brackets unless it is a bare chance."""
    unit = "" if not axis.unit or axis.unit.startswith("(") else f", {axis.unit}"
    return f"{axis.meaning[:1].upper()}{axis.meaning[1:]}{unit} ({axis.entry})" if axis.meaning else axis.entry


class Curve(NamedTuple):
    """A measure along a line, not-a-number where no run has it."""

    across: list[float]
    middle: list[float]
    luck: list[Interval]
    settings: list[Interval]


def curve(line: Line, measure: str) -> Curve:
    """Return a measure along a line with its intervals."""
    blank = Interval(nan, nan)
    ones = [point.world.doubt(measure) for point in line.points]
    values = [point.world.value(measure) for point in line.points]
    return Curve(
        [point.at[0] for point in line.points],
        [nan if value is None else value for value in values],
        [one.luck if one and one.luck else blank for one in ones],
        [one.settings if one and one.settings else blank for one in ones],
    )


def reach(lines: Sequence[Line], panel: Panel) -> tuple[float, float]:
    """Return from where to where a measure's scale goes, in all columns."""
    if panel is CHANCE:
        return 0.0, 1.0
    curves = [curve(line, panel.measure) for line in lines]
    known = [
        value
        for one in curves
        for value in (*one.middle, *(end for interval in (*one.luck, *one.settings) for end in interval))
        if value == value
    ] or [0.0]
    low, top = min(known), max(known)
    pad = max(0.06 * (top - low), (panel.least - (top - low)) / 2)
    return low - pad, top + pad


def draw(axes: Axes, line: Line, panel: Panel, low: float, top: float) -> None:
    """Draw one panel."""
    found = curve(line, panel.measure)
    first, last = found.across[0], found.across[-1]
    axes.set_xlim(first - 0.02 * (last - first), last + 0.02 * (last - first))
    axes.set_ylim(low, top)
    marks = percents(1.0) if panel is CHANCE else ticks(low, top, 1.0 if panel is DEADLINE else 0.25)
    scaled(axes, marks, [panel.write(mark) for mark in marks], across=False)
    for part, colour in ((found.settings, PALE), (found.luck, SKY)):
        ends = [one.low for one in part], [one.high for one in part]
        axes.fill_between(found.across, *ends, color=colour, lw=0, zorder=2)
    axes.plot(found.across, found.middle, color=BLUE, lw=2.6, marker="o", ms=4.5, zorder=4, clip_on=False)
    central = line.axis.central
    if central is not None and first <= central <= last:
        axes.plot([central, central], [low, top], color=VERMILLION, lw=1.4, dashes=(4, 3), zorder=3)
    values = shown(found.across)
    axes.set_xticks(values, [plain(value) for value in values])
    axes.tick_params(axis="x", length=3, color=QUIET, labelcolor=INK, labelsize=NOTE, labelfontfamily=FONT)


def shown(values: Sequence[float]) -> list[float]:
    """Return the values that are written below a line: as many as there is room for."""
    every = -(-len(values) // MOST_TICKS)
    return list(values[::every])


def ticks(low: float, top: float, finest: float) -> list[float]:
    """Return a scale's marks: multiples of a round step, six at most."""
    step = next(one * finest for one in (1, 2, 4, 8, 20, 40, 80, 400) if (top - low) / (one * finest) <= 6)
    first = -(-low // step) * step
    return [first + place * step for place in range(int((top - first) / step + 1e-9) + 1)]


def under(axes: Axes, names: list[str], wide: float) -> None:
    """Write what is varied below a column."""
    first = axes.get_xlim()[0]
    inch = (axes.get_ylim()[1] - axes.get_ylim()[0]) / HIGH
    low = axes.get_ylim()[0] - 0.34 * inch
    say(axes, first, low, "\n".join(names), NOTE, va="top", linespacing=LEADING, clip_on=False)


def key(figure: Figure, bottom: float, found: Sweep) -> None:
    """Explain line, bands and mark: what is drawn, and nothing else."""
    worlds = [point.world.shares["new_target"] for line in found.lines for point in line.points]
    axes = field(figure, LEFT, WIDE - LEFT - EDGE, KEY, bottom)
    axes.set_xlim(0.0, WIDE - LEFT - EDGE)
    axes.set_ylim(0.0, KEY)
    across = 0.0
    for there, colour, thick, words in (
        (True, BLUE, 2.6, "mean over all runs"),
        (any(one and one.luck for one in worlds), SKY, 12.0, "luck (95 %)"),
        (any(one and one.settings for one in worlds), PALE, 12.0, "between plausible settings (80 %)"),
        (any(line.axis.central is not None for line in found.lines), VERMILLION, 1.4, "as in the scenario"),
    ):
        if there:
            axes.plot([across, across + 0.35], [0.2, 0.2], color=colour, lw=thick, solid_capstyle="butt")
            say(axes, across + 0.43, 0.2, words, NOTE, va="center_baseline")
            across += 0.43 + width(words, NOTE) + 0.3
