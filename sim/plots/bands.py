"""The bands of a negotiation's picture: strips on one axis, a curve or words in each."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from matplotlib.axes import Axes

from sim.plots.style import HAIR, INK, LEADING, NOTE, PAPER, PLAIN, SHADE, say, tall, wrap
from sim.signs.timeline import Column

INSET = 0.06
"""Room between words and the edge of their column, in inches."""


class Cell(NamedTuple):
    """Words in a stretch of the axis."""

    left: float
    right: float
    words: list[str]
    colour: str = INK
    weight: str = "normal"


class Band(NamedTuple):
    """A horizontal strip of the picture: its height in inches, its label, and how it is drawn."""

    high: float
    label: str
    unit: str
    draw: Callable[[Axes], None]


def rule(axes: Axes, columns: list[Column], low: float = 0.0, high: float = 1.0) -> None:
    """Lay out a band: its columns, those with silence shaded."""
    axes.set_xlim(0.0, columns[-1].right)
    axes.set_ylim(low, high)
    for column in columns:
        if column.page and column.page.silence:
            axes.axvspan(column.left, column.right, color=SHADE, lw=0, zorder=0)
        axes.axvline(column.left, color=HAIR, lw=0.8, zorder=1)
        for step in column.steps[1:]:
            axes.axvline(step.left, color=PAPER, lw=2, zorder=1)


def words(label: str, unit: str, cells: list[Cell], columns: list[Column], size: float = NOTE) -> Band:
    """Return a band of words, as tall as its fullest cell."""
    fitted = [
        (
            cell,
            [line for part in cell.words for line in wrap(part, cell.right - cell.left - 2 * INSET, size, cell.weight)],
        )
        for cell in cells
    ]
    high = max([tall(len(lines), size) for _, lines in fitted] + [tall(len(label.split("\n")) + 1)]) + 0.16

    def draw(axes: Axes) -> None:
        rule(axes, columns, 0.0, high)
        for cell, lines in fitted:
            looks = {"color": cell.colour, "weight": cell.weight, "va": "top", "linespacing": LEADING}
            say(axes, cell.left + INSET, high - 0.09, "\n".join(lines), size, **looks)

    return Band(high, label, unit, draw)


def headings(columns: list[Column], years: str) -> Band:
    """Return the band that numbers, dates and places the rounds."""
    cells = [Cell(c.left, c.right, [part for part in c.heading if part]) for c in columns]
    band = words("", years, [cell._replace(words=cell.words[1:]) for cell in cells], columns)
    high = band.high + tall(1, PLAIN)

    def draw(axes: Axes) -> None:
        band.draw(axes)
        axes.set_ylim(0.0, high)
        for cell in cells:
            say(axes, cell.left + INSET, high - 0.02, cell.words[0], PLAIN, weight="bold", va="top")

    return Band(high, "Rounds", years, draw)
