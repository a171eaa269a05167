"""What two entries do together: a map a measure, a cell a point, the number written in it where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.analysis.sweep import Sweep
from sim.plots.cliffs import CHANCE, CORE, DEADLINE, Panel, label, sheet
from sim.plots.sheets import FOOT, WIDE, field
from sim.plots.style import EDGE, FONT, INK, LEADING, NOTE, PAPER, PLAIN, QUIET, SHADE, VERMILLION, say, tall, wrap
from sim.results.describe import plain

LEFT, HIGH, NAME, AXIS = 2.45, 2.5, 0.45, 0.5
"""Sizes in inches: names at the left, a map's height, room for its name, for the scale below it."""
SHADES = LinearSegmentedColormap.from_list("sky to ink", ["#EAF3FA", "#9CC9E8", "#0068A3", "#00344F"])
"""From pale to dark, even in grey print."""
DARK = 0.5
OWN = "Framed: the scenario's own values."
NARROW = 0.42
"""A cell less wide than this, in inches, bears no number."""


def maps(found: Sweep) -> Figure:
    """Return three maps, one above the other: chance of a new target, core over all runs, mean deadline."""
    panels = (CHANCE, CORE, DEADLINE)
    down, across = found.axes
    below = wrap(label(across), WIDE - LEFT - EDGE, NOTE)
    high = len(panels) * (NAME + HIGH + AXIS) + tall(len(below), NOTE)
    said = "Darker is more. All luck and all other doubt are the same in every cell."
    title = f"{down.entry} and {across.entry} together"
    figure = sheet(title, f"{said} {OWN}" if own_cell(found) else said, high, found)
    for row, panel in enumerate(panels):
        bottom = FOOT + tall(len(below), NOTE) + AXIS + (len(panels) - 1 - row) * (NAME + HIGH + AXIS)
        axes = field(figure, LEFT, WIDE - LEFT - EDGE, HIGH, bottom)
        cells(axes, found, panel)
        say(axes, 0.0, -0.12 * len(down.values) / HIGH, heading_of(panel), PLAIN, weight="bold", va="bottom")
        if row == 0:
            names(axes, wrap(broken(label(down)), LEFT - EDGE - 0.75, NOTE), len(across.values))
    say(axes, 0.0, len(down.values) * (1 + 0.34 / HIGH), "\n".join(below), NOTE, va="top", linespacing=LEADING)
    return figure


def broken(words: str) -> str:
    """Return words in which a dotted name may break after its dots."""
    return words.replace(".", ". ").replace(". (", ".(")


def own_cell(found: Sweep) -> tuple[int, int] | None:
    """Return column and row of the scenario's own values, if they are among those played."""
    down, across = found.axes
    rows, columns = list(reversed(down.values)), list(across.values)
    if down.central is None or across.central is None or down.central not in rows or across.central not in columns:
        return None
    return columns.index(across.central), rows.index(down.central)


def cells(axes: Axes, found: Sweep, panel: Panel) -> None:
    """Draw one map, the first entry up (its least value at the bottom), the second across."""
    down, across = found.axes
    at = {point.at: point.world.value(panel.measure) for point in found.grid}
    known = [value for value in at.values() if value is not None]
    low, top = (0.0, 1.0) if panel is CHANCE else (min(known, default=0.0), max(known, default=1.0))
    axes.set_xlim(0.0, len(across.values))
    axes.set_ylim(len(down.values), 0.0)
    wide = (WIDE - LEFT - EDGE) / len(across.values)
    for row, one in enumerate(reversed(down.values)):
        for column, other in enumerate(across.values):
            cell(axes, row, column, at[one, other], (low, top), panel, wide)
    own = own_cell(found)
    if own is not None:
        axes.add_patch(Rectangle(own, 1, 1, fill=False, ec=VERMILLION, lw=2.4, zorder=5))
    axes.axis("on")
    scale(axes, [plain(value) for value in across.values], [plain(value) for value in reversed(down.values)])


def cell(
    axes: Axes, row: int, column: int, value: float | None, ends: tuple[float, float], panel: Panel, wide: float
) -> None:
    """Draw one cell with its number."""
    low, top = ends
    part = 0.5 if value is None or top <= low else (value - low) / (top - low)
    colour = SHADE if value is None else SHADES(part)
    axes.add_patch(Rectangle((column, row), 1, 1, fc=colour, ec=PAPER, lw=1.0, zorder=2))
    if wide >= NARROW:
        words = "–" if value is None else written(value, panel)
        ink = PAPER if value is not None and luminance(colour) < DARK else INK
        say(axes, column + 0.5, row + 0.5, words, NOTE, color=ink, ha="center", va="center", zorder=3)


def heading_of(panel: Panel) -> str:
    """Return a map's name with the unit of its numbers."""
    return f"{panel.words}, %" if panel is CHANCE else panel.words


def written(value: float, panel: Panel) -> str:
    """Return a cell's number: a chance in per cent without the sign, a target to two places, a year."""
    return f"{100 * value:.0f}" if panel is CHANCE else f"{value:.2f}" if panel is CORE else f"{value:.0f}"


def luminance(colour: Any) -> float:
    """Return how light a colour is, from 0 to 1."""
    red, green, blue = to_rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def scale(axes: Axes, across: Sequence[str], down: Sequence[str]) -> None:
    """Name columns and rows, as many as there is room for."""
    for axis, words, most in ((axes.xaxis, across, 16), (axes.yaxis, down, 12)):
        every = -(-len(words) // most)
        axis.set_ticks([place + 0.5 for place in range(0, len(words), every)], list(words[::every]))
    axes.tick_params(length=0, labelcolor=INK, labelsize=NOTE, labelfontfamily=FONT, pad=4)
    for spine in axes.spines.values():
        spine.set_visible(False)


def names(axes: Axes, words: list[str], columns: int) -> None:
    """Write what is varied at the left of a map."""
    start = -(LEFT - EDGE) * columns / (WIDE - LEFT - EDGE)
    say(axes, start, 0.0, "\n".join(words), NOTE, color=QUIET, va="top", linespacing=LEADING)
