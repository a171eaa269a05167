"""The text in the picture of a negotiation: its targets, its deadline, and what else changes in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.plots.bands import Band, rule
from sim.plots.style import BLUE, GREEN, INK, LEADING, NOTE, PLAIN, POINTS, QUIET, say, short, spread
from sim.results.describe import plain
from sim.results.transcript import TextRecord
from sim.scenario.schema import Scenario
from sim.signs.timeline import Column, Step, walk

Value = Callable[[TextRecord], float]
NONE = float("nan")
MARGIN = 2.15
"""Room for labels at the right of the sheet, in inches."""


class Tag(NamedTuple):
    """Words beside the end of a line, at the height ``at``."""

    at: float
    words: str
    colour: str = INK
    weight: str = "normal"


def tags(axes: Axes, end: float, x: float, marks: Sequence[Tag], high: float, size: float = NOTE) -> None:
    """Write labels at x for lines that end at ``end``, none on another, each joined to its line."""
    low, top = axes.get_ylim()
    gap = size * LEADING / POINTS * (top - low) / high
    for mark, place in zip(marks, spread([mark.at for mark in marks], gap, low + gap / 2, top - gap / 2), strict=True):
        axes.plot([end, x, x + 0.16], [mark.at, mark.at, place], color=mark.colour, lw=0.7, clip_on=False)
        looks = {"color": mark.colour, "weight": mark.weight, "va": "center_baseline"}
        say(axes, x + 0.2, place, short(mark.words, MARGIN - 0.35, size, mark.weight), size, **looks)


def stairs(axes: Axes, steps: list[Step], value: Value, colour: str, thick: float = 3.0) -> None:
    """Draw a value of the text as steps."""
    across = [edge for step in steps for edge in (step.left, step.right)]
    up = [value(step.text) for step in steps for _ in range(2)]
    axes.plot(across, up, color=colour, lw=thick, solid_capstyle="butt", zorder=3)


def turns(steps: list[Step], value: Value) -> list[Step]:
    """Return the steps at which a value differs from the one before, the first included."""
    before = [None, *(value(step.text) for step in steps)]
    return [step for step, last in zip(steps, before, strict=False) if value(step.text) not in (last,)]


def core(text: TextRecord) -> float:
    """Return the core target."""
    return text.core


def headline(text: TextRecord) -> float:
    """Return the core and related targets together."""
    return text.core + text.related


def deadline(text: TextRecord) -> float:
    """Return the deadline year, or not-a-number where the text has none."""
    return NONE if text.deadline is None else float(text.deadline)


def targets(columns: list[Column], scenario: Scenario, asked: float) -> Band:
    """Return the band of the two targets, beside what was promised before and what the patron asks."""
    steps, high, before = walk(columns), 1.75, scenario.status_quo.core
    shown = [value(step.text) for step in steps for value in (core, headline)] + [before, asked]
    patron = scenario.patron.code

    def draw(axes: Axes) -> None:
        rule(axes, columns, min(shown) - 0.55, max(shown) + 0.75)
        for level in (before, asked):
            axes.plot([0.0, steps[-1].right], [level, level], color=QUIET, lw=1.2, ls=":", zorder=2)
        pad = 0.07 * (axes.get_ylim()[1] - axes.get_ylim()[0]) / high
        marks = [Tag(before, f"promised before: {plain(before)} %", QUIET)]
        marks += [Tag(asked, f"asked by {patron}: {plain(asked)} %", QUIET)]
        for value, name, colour, thick in ((headline, "with related", GREEN, 5.0), (core, "core", BLUE, 2.5)):
            stairs(axes, steps, value, colour, thick)
            for step in turns(steps, value):
                below = value is core
                place = value(step.text) + (-pad if below else pad)
                looks = {"color": colour, "weight": "bold", "va": "top" if below else "bottom"}
                say(axes, step.left + 0.07, place, f"{plain(value(step.text))} %", PLAIN, **looks)
            last = value(steps[-1].text)
            marks.insert(2, Tag(last, f"{name}: {plain(last)} %", colour, "bold"))
        tags(axes, steps[-1].right, steps[-1].right, marks, high)

    return Band(high, "Targets", "% of GDP", draw)


def deadlines(columns: list[Column]) -> Band:
    """Return the band of the deadline year."""
    steps = walk(columns)
    dated = [step.text.deadline for step in steps if step.text.deadline]
    low, top = (min(dated), max(dated)) if dated else (0, 0)

    def draw(axes: Axes) -> None:
        margin = max(1.0, 0.35 * (top - low))
        rule(axes, columns, low - margin, top + 1.6 * margin)
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        stairs(axes, steps, deadline, INK)
        for step in turns(steps, deadline):
            year = "no date" if step.text.deadline is None else f"{step.text.deadline}"
            say(
                axes,
                step.left + 0.07,
                (step.text.deadline or low) + 0.15 * margin,
                year,
                PLAIN,
                weight="bold",
                va="bottom",
            )
        if steps[-1].text.deadline:
            last = Tag(deadline(steps[-1].text), f"by {steps[-1].text.deadline}", INK, "bold")
            tags(axes, steps[-1].right, steps[-1].right, [last], 1.0)

    return Band(1.1, "Deadline", "year", draw)
