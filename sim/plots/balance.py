"""One ally's balance at the last text, taken apart: what speaks for it, what against, down to the total."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.plots.style import (
    BLUE,
    EDGE,
    INK,
    LEADING,
    NOTE,
    PAPER,
    PLAIN,
    QUIET,
    SHADE,
    VERMILLION,
    blank,
    head,
    heading,
    say,
    short,
    signed,
    wrap,
)
from sim.results.transcript import Transcript, last_voices
from sim.scenario.schema import Scenario
from sim.signs.captions import source
from sim.signs.parts import Row, find, rows, verdict
from sim.signs.stances import last_text, occasion

LEFT, BARS, RIGHT, ROW, THICK, SIDES, BOTTOM = 4.8, 7.4, 0.9, 0.44, 0.28, 0.35, 0.95
"""Margins, the field of the bars, and the rows, in inches."""


def balance(transcript: Transcript, scenario: Scenario, code: str) -> Figure:
    """Return one ally's balance at the last text, as bars that add up."""
    voice = find(code, last_voices(transcript))
    found, none = rows(voice, transcript, scenario)
    high = ROW * len(found)
    name, text, wide = scenario.members[code].name, last_text(transcript), LEFT + BARS + RIGHT
    said = f"{occasion(transcript)} · {source(transcript)} · {text.words if text else ''}"
    figure = Figure(figsize=(wide, heading(said, wide) + SIDES + high + BOTTOM), facecolor=PAPER)
    head(figure, f"{name} {verdict(voice, transcript)}", said)
    axes = blank(figure, LEFT, BOTTOM, BARS, high)
    low, top = (pick(0.0, *(edge for row in found for edge in (row.start, row.end))) for pick in (min, max))
    margin = 0.14 * max(top - low, 0.01)
    axes.set_xlim(low - margin, top + margin)
    axes.set_ylim(high, 0.0)
    draw(axes, found)
    scale(axes, high, none)
    return figure


def draw(axes: Axes, found: list[Row]) -> None:
    """Draw the bars, each from where the one before ends."""
    low, high = axes.get_xlim()
    inch = (high - low) / BARS
    for number, row in enumerate(found):
        middle = (number + 0.5) * ROW
        weight = "bold" if row.whole else "normal"
        if row.whole:
            corner, whole = (low - (LEFT - 0.2) * inch, middle - ROW / 2), (LEFT + BARS + RIGHT - 0.4) * inch
            axes.add_patch(Rectangle(corner, whole, ROW, fc=SHADE, clip_on=False))
        if number + 1 < len(found):
            axes.plot([row.end, row.end], [middle, middle + ROW], color=QUIET, lw=0.8, zorder=2)
        label = short(row.words, LEFT - EDGE - 0.2, PLAIN, weight)
        say(axes, low - (LEFT - EDGE) * inch, middle, label, PLAIN, weight=weight, va="center")
        bar(axes, row, middle, inch)


def bar(axes: Axes, row: Row, middle: float, inch: float) -> None:
    """Draw one bar, hatched if it speaks against, and its number at its end."""
    change = row.end - row.start
    colour = INK if row.whole else BLUE if change > 0 else VERMILLION
    hatch = None if row.whole or change > 0 else "////"
    looks: dict[str, Any] = {"fc": PAPER if hatch else colour, "ec": colour, "hatch": hatch, "lw": 1.2, "zorder": 3}
    axes.add_patch(Rectangle((row.start, middle - THICK / 2), change, THICK, **looks))
    way = 1 if change >= 0 else -1
    side = {"ha": "left" if way > 0 else "right", "va": "center", "color": colour}
    say(axes, row.end + 0.08 * inch * way, middle, signed(change), PLAIN, weight="bold", zorder=4, **side)


def scale(axes: Axes, high: float, none: list[str]) -> None:
    """Draw the line between keeping and breaking silence, the unit, and name what comes to nothing."""
    low, top = axes.get_xlim()
    inch = (top - low) / BARS
    axes.axvline(0.0, color=INK, lw=1.4, zorder=2)
    say(axes, -0.1 * inch, -0.14, "◀ against", NOTE, color=VERMILLION, ha="right", va="center", weight="bold")
    say(axes, 0.1 * inch, -0.14, "for ▶", NOTE, color=BLUE, ha="left", va="center", weight="bold")
    unit = "points of GDP-equivalent (1 point: what 1 % of its annual GDP is worth to a government)"
    say(axes, top, high + 0.12, unit, NOTE, color=QUIET, va="top", ha="right")
    shown = "\n".join(wrap(f"Nothing comes from: {', '.join(none)}.", LEFT + BARS, NOTE)) if none else ""
    say(axes, low - (LEFT - EDGE) * inch, high + 0.42, shown, NOTE, color=QUIET, va="top", linespacing=LEADING)
