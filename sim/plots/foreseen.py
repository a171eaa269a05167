"""Predictive checks of one case: what each forecast foresaw of every summary, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.history.checks import FITTED, LEFT_OUT, PRIOR, Check, Checks, Predicted
from sim.history.findings import Findings
from sim.plots.sheets import FOOT, SILVER, SKY, WIDE, field
from sim.plots.style import (
    BLUE,
    EDGE,
    INK,
    NOTE,
    PAPER,
    PLAIN,
    QUIET,
    VERMILLION,
    head,
    heading,
    say,
    width,
)
from sim.signs.outcomes import KINDS, NAMES, SUBJECTS, chance, missed, said, side

LABEL, GAP, HEAD, BARS, SCALE, ROW, TALL = 2.2, 0.3, 0.66, 0.5, 0.27, 1.08, 0.72
"""Sizes in inches: names at the left, between columns, their heads, bars, the scale below, a row in all, its cell."""
COLUMNS = {
    PRIOR: ("prior", "every draw alike", SILVER),
    FITTED: ("weighed by all cases", "this one too: no test", SKY),
    LEFT_OUT: ("weighed by the others", "this case left out: the test", BLUE),
}
SLOTS = 2
"""A row has room for so many bars at least."""
SHOWN = 0.005
"""Values rarer than this in every forecast are left out of the scale, unless they happened."""
TINT = "#FBEDE3"
"""The ground of a cell in which what happened lies outside the middle 90 %."""


def foreseen(one: Checks, found: Findings) -> Figure:
    """Return the sheet of one case: a row a summary, a column a forecast, what happened in red."""
    shown = [check for check in one.checks if not doubled(check, one)]
    known = [name for name in COLUMNS if name in one.worth]
    said_ = (
        "Bars: share of runs. Red: what happened. Percentage: runs that end like it, or are at least as extreme; "
        "tinted where these are fewer than one in twenty. Year and firmness: of runs with a text."
    )
    who = 0.3 * len(one.suspects) + 0.2
    high, rows = HEAD + ROW * len(shown) + who, FOOT + ROW * len(shown) + who
    figure = Figure(figsize=(WIDE, heading(said_, WIDE) + high + FOOT), facecolor=PAPER)
    head(figure, title(one), said_)
    foot(figure, one, found)
    wide = (WIDE - 2 * EDGE - LABEL - GAP * (len(known) - 1)) / len(known)
    for place, name in enumerate(known):
        left = EDGE + LABEL + place * (wide + GAP)
        heads(field(figure, left, wide, HEAD, rows), name)
        for row, check in enumerate(shown):
            axes = field(figure, left, wide, TALL, rows - ROW * (row + 1) + SCALE)
            cell(axes, check, check.by[name], name, one.year)
        dissent(field(figure, left, wide, who), one, name, who)
    for row, check in enumerate(shown):
        label(field(figure, EDGE, LABEL, ROW, rows - ROW * (row + 1)), check, one)
    names(field(figure, EDGE, LABEL, who), one, who)
    return figure


def doubled(check: Check, one: Checks) -> bool:
    """Return whether a row would only say again what the core's says: no forecast has related spending."""
    core = next(each for each in one.checks if each.name == "core")
    return check.name == "headline" and check.by == core.by


def title(one: Checks) -> str:
    """Return what the picture shows, in a line."""
    if not one.failed:
        return f"{one.title}: what happened lies within what was foreseen"
    first = one.failed[0]
    more = f", and {len(one.failed) - 1} more" if len(one.failed) > 1 else ""
    return f"{one.title}: {SUBJECTS[first.name]} fails{more}. {missed(first, one).capitalize()}"


def foot(figure: Figure, one: Checks, found: Findings) -> None:
    """Say which runs the picture shows."""
    run = found.calibration
    worth = ", ".join(f"{COLUMNS[name][0]} {value:,.0f}" for name, value in one.worth.items() if name != PRIOR)
    played = f"{run.runs:,} runs of {run.draws:,} draws, seed {run.seed}"
    words = f"{one.allies} allies · {played} · worth so many draws: {worth}"
    say(figure, EDGE / WIDE, 0.16 / figure.get_figheight(), words, NOTE - 1.5, color=QUIET)


def heads(axes: Axes, name: str) -> None:
    """Write a column's head."""
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(0.0, HEAD)
    words, meaning, _ = COLUMNS[name]
    say(axes, 0.0, HEAD - 0.1, words, PLAIN, weight="bold", va="top")
    say(axes, 0.0, HEAD - 0.32, meaning, NOTE, color=QUIET, va="top")


def label(axes: Axes, check: Check, one: Checks) -> None:
    """Name a row, and say what happened."""
    axes.set_xlim(0.0, LABEL)
    axes.set_ylim(0.0, ROW)
    say(axes, 0.0, SCALE + 0.36, NAMES[check.name], NOTE, weight="bold", va="bottom")
    say(axes, 0.0, SCALE + 0.28, said(check.name, check.happened, one.year), NOTE, color=VERMILLION, va="top")


def names(axes: Axes, one: Checks, high: float) -> None:
    """Name the rows of those who dissented."""
    axes.set_xlim(0.0, LABEL)
    axes.set_ylim(high, 0.0)
    for place, each in enumerate(one.suspects):
        say(axes, 0.0, 0.3 + 0.3 * place, f"{each.name} dissented", NOTE, weight="bold", va="center")


def dissent(axes: Axes, one: Checks, name: str, high: float) -> None:
    """Say how often those who dissented stand out, and where that puts them among all allies."""
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(high, 0.0)
    for place, each in enumerate(one.suspects):
        often, rank = each.by[name]
        words = f"stands out in {chance(often)}, no. {rank:g}"
        say(axes, 0.0, 0.3 + 0.3 * place, words, NOTE, va="center")


def cell(axes: Axes, check: Check, told: Predicted | None, name: str, year: int) -> None:
    """Draw what one forecast says of one summary."""
    known, step = values(check), gap(check)
    spare = max(0.7, (SLOTS - (known[-1] - known[0]) / step) / 2)
    axes.set_xlim(known[0] - spare * step, known[-1] + spare * step)
    axes.set_ylim(0.0, 1.0)
    if told is None:
        say(axes, known[0], 0.3, "no such run", NOTE, color=QUIET, va="center")
        return
    high = BARS / TALL
    if told.fails:
        ends = axes.get_xlim()
        axes.add_patch(Rectangle((ends[0], 0.0), ends[1] - ends[0], 1.0, fc=TINT, lw=0, zorder=0))
    top = max(part for _, part in told.spread)
    for value, part in (each for each in told.spread if known[0] <= each[0] <= known[-1]):
        fill = VERMILLION if abs(value - check.happened) < step / 100 else COLUMNS[name][2]
        axes.add_patch(Rectangle((value - 0.42 * step, 0.0), 0.84 * step, high * part / top, fc=fill, lw=0, zorder=2))
    axes.axhline(0.0, color=QUIET, lw=0.8, zorder=3)
    axes.plot([check.happened], [-0.03], "^", color=VERMILLION, ms=6, mec=PAPER, mew=0.6, zorder=6, clip_on=False)
    scale(axes, check, known, year)
    looks = {"color": VERMILLION, "weight": "bold"} if told.fails else {"color": INK}
    say(axes, axes.get_xlim()[1], 1.0, extreme(check, told), NOTE, ha="right", va="top", zorder=7, **looks)


def extreme(check: Check, told: Predicted) -> str:
    """Return the share of runs at least as extreme as what happened, in words; of a kind of ending, its chance."""
    if check.name in KINDS:
        return chance(told.equal)
    judged = check.honest or told
    return f"{chance(told.at_or_above if judged.above else told.at_or_below)} {side(check, judged)}"


def values(check: Check) -> list[float]:
    """Return the values on a row's scale: what happened, and what some forecast thought possible."""
    often = {value for told in check.by.values() if told for value, part in told.spread if part >= SHOWN}
    return [0.0, 1.0] if check.name in KINDS[:2] else sorted({round(check.happened, 6), *often})


def gap(check: Check) -> float:
    """Return the smallest distance between two values of a summary."""
    all_ = sorted(
        {round(check.happened, 6), *(value for told in check.by.values() if told for value, _ in told.spread)}
    )
    return min((high - low for low, high in pairwise(all_)), default=1.0)


def scale(axes: Axes, check: Check, known: Sequence[float], year: int) -> None:
    """Write both ends of a scale below it, and what happened in red where there is room."""
    ends = axes.get_xlim()
    inches = axes.get_position().width * axes.get_figure().get_size_inches()[0]  # type: ignore[union-attr]
    inch = (ends[1] - ends[0]) / inches
    words = {value: said(check.name, value, year) for value in known}
    taken: list[tuple[float, float]] = []
    for value in (check.happened, known[0], known[-1]):
        shown = words.get(value, said(check.name, value, year))
        half = width(shown, NOTE - 1) * inch / 2
        at = min(max(value, ends[0] + half), ends[1] - half)
        if all(at + half < low or at - half > high for low, high in taken):
            happened = value == check.happened
            looks = {"color": VERMILLION, "weight": "bold"} if happened else {"color": QUIET}
            say(axes, at, -0.16, shown, NOTE - 1, ha="center", va="top", clip_on=False, **looks)
            taken.append((at - 1.35 * half, at + 1.35 * half))
