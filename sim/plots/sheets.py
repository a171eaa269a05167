"""Sheets for pictures of many negotiations: a head that says what is found, axes in inches, one look for all."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.summary import Summary
from sim.plots.style import EDGE, FONT, HAIR, INK, NOTE, PAPER, QUIET, blank, head, heading, say, tall, wrap

WIDE = 10.0
"""Width of a sheet in inches: as wide as a page of the report shows without shrinking."""
FOOT = 0.42
SKY, SILVER = "#9CC9E8", "#C9C9C9"
"""Paler twins of blue and grey, for what is less sure."""


def sheet(title: str, said: str, high: float, summary: Summary) -> Figure:
    """Return an empty sheet with its head and foot, and ``high`` inches between them."""
    figure = Figure(figsize=(WIDE, heading(said, WIDE) + high + FOOT), facecolor=PAPER)
    head(figure, title, said)
    say(figure, EDGE / WIDE, 0.16 / figure.get_figheight(), foot(summary), NOTE - 1.5, color=QUIET)
    return figure


def foot(summary: Summary) -> str:
    """Return which runs a picture shows."""
    source = summary.source
    drawn = "central settings" if source.settings == 0 else f"{source.settings:,} settings"
    part = "" if source.complete else f" of {source.planned:,}, unfinished"
    return f"{source.title} · {source.runs:,} runs{part}, {drawn}, seed {source.seed}"


def field(figure: Figure, left: float, wide: float, high: float, bottom: float = FOOT) -> Axes:
    """Return axes in inches from the sheet's lower left corner, without frame."""
    return blank(figure, left, bottom, wide, high)


def scaled(axes: Axes, ticks: Sequence[float], words: Sequence[str], across: bool = True) -> None:
    """Show a scale below (or at the left of) axes, with pale lines across."""
    axes.axis("on")
    axes.set_facecolor("none")
    axis, other = (axes.xaxis, axes.yaxis) if across else (axes.yaxis, axes.xaxis)
    axis.set_ticks(list(ticks), list(words))
    other.set_ticks([])
    axes.tick_params(length=0, labelcolor=QUIET, labelsize=NOTE, labelfontfamily=FONT, pad=4)
    axes.grid(axis="x" if across else "y", color=HAIR, lw=0.8, zorder=0)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)


def lines(axes: Axes, x: float, y: float, words: str, room: float, size: float = NOTE, colour: str = INK) -> float:
    """Write words broken to fit; return how tall they are, in inches."""
    broken = wrap(words, room, size)
    say(axes, x, y, "\n".join(broken), size, color=colour, va="top", linespacing=1.28)
    return tall(len(broken), size)


def percents(most: float, marks: int = 6) -> list[float]:
    """Return where a scale from 0 to ``most`` (a share) has its marks, so many at most: round percentages."""
    steps = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)
    step = next(one for one in steps if most / one <= marks or one == steps[-1])
    return [place * step for place in range(int(most / step + 1e-9) + 1)]
