"""Core against related: how often each pair of targets stands in the end."""

from __future__ import annotations

from math import fsum
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.analysis.summary import Summary
from sim.plots.sheets import FOOT, WIDE, field, lines, sheet
from sim.plots.style import FONT, HAIR, INK, NOTE, PAPER, PLAIN, QUIET, STRONG, VERMILLION, say
from sim.results.describe import percent, plain
from sim.scenario.schema import Scenario

LEFT, RIGHT, SCALE, TOP, KEY = 1.15, 2.7, 0.75, 0.1, 2.3
TALLEST, KEY_HIGH = 0.62, 3.0
SHADES = LinearSegmentedColormap.from_list("shares", ["#E3EFF8", "#7FB8DE", "#0068A3", "#003A5C"])
DARKEST, SHOWN = 0.4, 0.0095
"""The share that is drawn darkest; the least that is written into its cell."""
PROPOSAL: dict[str, Any] = {"fc": "none", "ec": VERMILLION, "lw": 3.0, "zorder": 6}
BEFORE: dict[str, Any] = {"fc": "none", "ec": INK, "lw": 1.8, "ls": (0, (3, 2)), "zorder": 5}
DEMAND: dict[str, Any] = {"color": INK, "lw": 1.6}


def heat(summary: Summary, scenario: Scenario) -> Figure:
    """Return the map of targets: core across, related upwards, the darker the more often."""
    step, given = scenario.grid.step, summary.put_in
    cores = span([*(cell.core for cell in summary.cells), given.core, given.status_quo_core], step, scenario.grid.core)
    relateds = span(
        [*(cell.related for cell in summary.cells), given.related, given.status_quo_related],
        step,
        scenario.grid.related,
    )
    high = max(KEY_HIGH, min(TALLEST * len(relateds), 5.4))
    said = (
        "Share of all summits in which the two targets stand in the end; those from before where no text was adopted."
    )
    figure = sheet(title(summary), said, TOP + high + SCALE, summary)
    axes = field(figure, LEFT, WIDE - LEFT - RIGHT, high, FOOT + SCALE)
    axes.set_xlim(cores[0] - step / 2, cores[-1] + step / 2)
    axes.set_ylim(relateds[0] - step / 2, relateds[-1] + step / 2)
    grid(axes, cores, relateds, step)
    for cell in summary.cells:
        tile(axes, cell.core, cell.related, cell.share, step)
    marks(axes, summary, step)
    key(figure, summary, high)
    return figure


def span(values: list[float], step: float, bounds: list[float]) -> list[float]:
    """Return the grid's values from the lowest to the highest given, with one to spare on either side."""
    low, high = max(min(values) - step, min(bounds[0], *values)), min(max(values) + step, max(bounds[1], *values))
    return [low + place * step for place in range(round((high - low) / step) + 1)]


def title(summary: Summary) -> str:
    """Return what the picture shows, in a line."""
    asked = summary.put_in.demand - 0.005
    met = fsum(cell.share for cell in summary.cells if cell.core + cell.related >= asked)
    return f"Core and related together reach {plain(summary.put_in.demand)} % in {percent(met)} of summits"


def grid(axes: Axes, cores: list[float], relateds: list[float], step: float) -> None:
    """Draw the cells that a text may fall into, and both scales."""
    axes.axis("on")
    axes.set_facecolor("none")
    axes.set_xticks(cores, [plain(one) if one % (2 * step) == 0 else "" for one in cores])
    axes.set_yticks(relateds, [plain(one) if one % (2 * step) == 0 else "" for one in relateds])
    axes.tick_params(length=0, labelcolor=QUIET, labelsize=NOTE, labelfontfamily=FONT, pad=5)
    looks: dict[str, Any] = {"fontsize": PLAIN, "color": INK, "family": FONT, "labelpad": 6}
    axes.set_xlabel("core target, % of GDP", **looks)
    axes.set_ylabel("related target, % of GDP", **looks)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for core in cores:
        for related in relateds:
            corner = (core - step / 2, related - step / 2)
            axes.add_patch(Rectangle(corner, step, step, fc="none", ec=HAIR, lw=0.6, zorder=1, clip_on=False))


def tile(axes: Axes, core: float, related: float, share: float, step: float) -> None:
    """Draw one pair of targets; its share is written in if it is not tiny."""
    depth = min(1.0, share / DARKEST)
    corner = (core - step / 2, related - step / 2)
    axes.add_patch(Rectangle(corner, step, step, fc=SHADES(depth), ec=PAPER, lw=0.8, zorder=2))
    if share >= SHOWN:
        ink = PAPER if depth > 0.35 else INK
        weight = "bold" if share >= 0.05 else "normal"
        looks = {"ha": "center", "va": "center_baseline", "color": ink, "weight": weight, "zorder": 5}
        say(axes, core, related, f"{100 * share:.0f}", STRONG if share >= 0.05 else NOTE, **looks)


def marks(axes: Axes, summary: Summary, step: float) -> None:
    """Frame the proposal and the status quo, and draw where both targets make up the demand."""
    given = summary.put_in
    for core, related, looks in (
        (given.core, given.related, PROPOSAL),
        (given.status_quo_core, given.status_quo_related, BEFORE),
    ):
        axes.add_patch(Rectangle((core - step / 2, related - step / 2), step, step, **looks))
    axes.plot(*border(axes, given.demand, step), zorder=4, **DEMAND)


def border(axes: Axes, demand: float, step: float) -> tuple[list[float], list[float]]:
    """Return the stairs between the cells that meet the demand, above them, and those that do not."""
    low, high = axes.get_ylim()
    rows = [low + step * (place + 0.5) for place in range(round((high - low) / step))]
    across = [edge for related in rows for edge in [demand - related - step / 2] * 2]
    return across, [edge for related in rows for edge in (related - step / 2, related + step / 2)]


def key(figure: Figure, summary: Summary, high: float) -> None:
    """Explain frames and line at the right."""
    given = summary.put_in
    axes = field(figure, WIDE - RIGHT + 0.2, KEY, high, FOOT + SCALE)
    axes.set_xlim(0.0, KEY)
    axes.set_ylim(high, 0.0)
    none = next((one.share for one in summary.due if one.year is None), 0.0)
    down = 0.05
    entries: list[tuple[dict[str, Any] | None, str, str]] = [
        (PROPOSAL, "the proposal", "the first text on the table"),
        (BEFORE, "from before", f"the status quo; it stands in {percent(none)} of summits"),
        (None, "the demand", f"right of these stairs core and related reach {plain(given.demand)} %"),
    ]
    for looks, short, meaning in entries:
        if looks is None:
            axes.plot(
                [0.04, 0.04, 0.22, 0.22, 0.4, 0.4], [down + up for up in (0.04, 0.15, 0.15, 0.26, 0.26, 0.36)], **DEMAND
            )
        else:
            axes.add_patch(Rectangle((0.04, down + 0.02), 0.34, 0.34, **looks))
        say(axes, 0.55, down + 0.02, short, PLAIN, weight="bold", va="top")
        down += 0.45 + lines(axes, 0.55, down + 0.25, meaning, KEY - 0.6, NOTE, QUIET)
    lines(
        axes,
        0.0,
        down,
        "Numbers: per cent of summits. Shaded without a number: under 1 %.",
        KEY,
        NOTE,
        QUIET,
    )
