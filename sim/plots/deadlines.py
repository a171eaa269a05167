"""By which year a new target is due: a bar a year, and one for no new target."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.analysis.summary import Due, Summary
from sim.plots.sheets import FOOT, SILVER, WIDE, field, percents, scaled, sheet
from sim.plots.style import BLUE, EDGE, FONT, INK, PLAIN, QUIET, VERMILLION, say
from sim.results.describe import percent

HIGH, LEFT, SCALE, TOP, APART, THICK = 3.2, 0.85, 0.62, 0.15, 1.6, 0.78
"""Sizes in inches; the bar for no target stands apart by so many years, bars take this part of one."""
SHOWN = 0.005


def deadlines(summary: Summary) -> Figure:
    """Return the bars, year by year."""
    dated = [one for one in summary.due if one.year is not None]
    none = next(one for one in summary.due if one.year is None)
    proposed = [summary.put_in.deadline] if summary.put_in.deadline else []
    years = [one.year for one in dated if one.year is not None] + proposed
    first, last = (min(years), max(years)) if years else (0, 0)
    said = f"Share of all summits, by the year in which the new target is due.{range_of(summary)}"
    figure = sheet(title(summary), said, HIGH + SCALE + TOP, summary)
    axes = field(figure, LEFT, WIDE - LEFT - EDGE, HIGH, FOOT + SCALE)
    most = max([0.1, *(one.share for one in summary.due)])
    axes.set_xlim(first - APART - 0.7, last + 0.7)
    axes.set_ylim(0.0, 1.05 * most)
    scaled(axes, percents(most), [percent(mark) for mark in percents(most)], across=False)
    column(axes, first - APART, none, SILVER, QUIET)
    for one in dated:
        column(axes, float(one.year or 0), one, BLUE, BLUE)
    names(axes, first, last, bool(years))
    if proposed:
        arrow(axes, proposed[0], next((one.share for one in dated if one.year == proposed[0]), 0.0), most)
    return figure


def title(summary: Summary) -> str:
    """Return what the picture shows, in a line."""
    dated = [one for one in summary.due if one.year is not None]
    if not dated:
        return "No summit ended with a new target"
    return f"New targets are most often due by {max(dated, key=lambda one: one.share).year}"


def range_of(summary: Summary) -> str:
    """Return between which years most new targets are due."""
    given = summary.given.deadline
    if given is None or given.p10 == given.p90:
        return ""
    return f" Of new targets, 8 in 10 are due between {given.p10:.0f} and {given.p90:.0f}."


def column(axes: Axes, at: float, one: Due, fill: str, ink: str) -> None:
    """Draw one bar with its share on top."""
    axes.add_patch(Rectangle((at - THICK / 2, 0.0), THICK, one.share, fc=fill, lw=0, zorder=2))
    if one.share >= SHOWN:
        top = one.share + 0.012 * axes.get_ylim()[1]
        words = percent(one.share) if one.year is None else f"{100 * one.share:.0f}"
        say(axes, at, top, words, PLAIN, ha="center", va="bottom", color=ink, weight="bold", zorder=6)


def names(axes: Axes, first: int, last: int, any_: bool) -> None:
    """Name the bars below, every second year where there are many."""
    every = 1 if last - first <= 12 else 2
    shown = [year for year in range(first, last + 1) if year % every == 0 or every == 1] if any_ else []
    axes.set_xticks([first - APART, *shown], ["no new\ntarget", *(str(year) for year in shown)])
    axes.tick_params(axis="x", length=0, labelcolor=INK, labelsize=PLAIN, labelfontfamily=FONT)
    axes.axhline(0.0, color=INK, lw=1.0, zorder=3)


def arrow(axes: Axes, year: int, share: float, most: float) -> None:
    """Point at the year that the proposal names."""
    inch = axes.get_ylim()[1] / HIGH
    foot = share + (0.3 if share >= SHOWN else 0.06) * inch
    head = max(foot + 0.35 * inch, min(0.8 * most, foot + 0.9 * inch))
    axes.plot([year, year], [foot, head], color=VERMILLION, lw=1.6, zorder=4, clip_on=False)
    axes.plot([year], [foot], marker="v", color=VERMILLION, ms=7, zorder=4, clip_on=False)
    say(axes, year, head, "proposed", PLAIN, color=VERMILLION, ha="center", va="bottom", weight="bold", zorder=5)
