"""One ally's balance at the last text, taken apart: what speaks for it, what against, down to the total."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.plots.captions import source
from sim.plots.stances import last_attempt, last_text, last_voices, occasion
from sim.plots.style import (
    BLUE,
    HAIR,
    INK,
    LEADING,
    NOTE,
    PAPER,
    PLAIN,
    QUIET,
    SHADE,
    STRONG,
    VERMILLION,
    blank,
    clean,
    head,
    percent,
    say,
    signed,
    wrap,
)
from sim.results.describe import spoken
from sim.results.transcript import Transcript, Voice
from sim.rules.interests import MERITS
from sim.scenario.schema import Scenario

PARTS = {
    "own_security": "its own extra defence",
    "common_security": "the others' extra defence",
    "guarantee": "a surer guarantee by {patron}",
    "fiscal": "cost to the budget",
    "monitoring": "being monitored",
    "red_line": "crossing its own red line",
    "precedent": "others got side letters",
    "shaming": "being pressed in public",
    "influence": "pull of friends",
    "posturing": "posturing to get more",
    "character": "private character",
    "mood": "mood of the day",
    "pressure": "pressure from {patron}",
    "isolation": "breaking silence has its price",
}
LEFT, BARS, RIGHT, ROW, THICK, TOP, BOTTOM = 4.3, 7.4, 0.9, 0.44, 0.28, 1.75, 1.15
"""Margins, the field of the bars, and the rows, in inches."""
SLIGHT = 0.005
"""A part below this is no bar: it would show as 0.00."""


class Row(NamedTuple):
    """A bar from one place to another; a subtotal's starts at nothing."""

    words: str
    start: float
    end: float
    whole: bool = False


def balance(transcript: Transcript, scenario: Scenario, code: str) -> Figure:
    """Return one ally's balance at the last text, as bars that add up."""
    voice = find(code, last_voices(transcript))
    found, none = rows(voice, transcript, scenario)
    high = ROW * len(found)
    figure = Figure(figsize=(LEFT + BARS + RIGHT, TOP + high + BOTTOM), facecolor=PAPER)
    name, text = scenario.members[code].name, last_text(transcript)
    said = f"{text.words if text else ''} — {occasion(transcript)} — {source(transcript)}"
    head(figure, f"{name} {verdict(voice, transcript)}", said)
    axes = blank(figure, LEFT, BOTTOM, BARS, high)
    low, top = (pick(0.0, *(edge for row in found for edge in (row.start, row.end))) for pick in (min, max))
    margin = 0.14 * max(top - low, 0.01)
    axes.set_xlim(low - margin, top + margin)
    axes.set_ylim(high, 0.0)
    draw(axes, found)
    scale(axes, high, none)
    return figure


def find(code: str, voices: list[Voice]) -> Voice:
    """Return an ally's voice, or say whose there are."""
    for voice in voices:
        if voice.code == code:
            return voice
    known = ", ".join(voice.code for voice in voices) or "none before the first round"
    raise ValueError(f"no balance of {code}; allowed: {known}")


def verdict(voice: Voice, transcript: Transcript) -> str:
    """Return what the ally does, in words."""
    if last_attempt(transcript):
        return "keeps silence" if voice.accepts else "breaks silence"
    return f"sounds {percent(voice.accepts)} likely to accept"


def rows(voice: Voice, transcript: Transcript, scenario: Scenario) -> tuple[list[Row], list[str]]:
    """Return the bars in order, subtotal and total among them, and the parts that come to nothing."""
    found, none, at = [], [], 0.0
    for number, (name, part) in enumerate(voice.parts.items(), 1):
        words = PARTS.get(name, name.replace("_", " ")).replace("{patron}", spoken(scenario.patron.code, scenario))
        if abs(part) < SLIGHT:
            none.append(words)
        else:
            found.append(Row(words, at, at + part))
        at += part
        if number == MERITS:
            found.append(Row("the text on its merits", 0.0, at, whole=True))
    return [*found, Row(verdict(voice, transcript), 0.0, voice.total, whole=True)], none


def draw(axes: Axes, found: list[Row]) -> None:
    """Draw the bars, each from where the one before ends."""
    low, high = axes.get_xlim()
    inch = (high - low) / BARS
    for number, row in enumerate(found):
        middle, change = (number + 0.5) * ROW, row.end - row.start
        colour = INK if row.whole else BLUE if change > 0 else VERMILLION
        if row.whole:
            axes.add_patch(Rectangle((low - LEFT * inch, middle - ROW / 2), (LEFT + BARS) * inch, ROW, fc=SHADE, clip_on=False))
        hatch = None if row.whole or change > 0 else "////"
        looks = {"fc": PAPER if hatch else colour, "ec": colour, "hatch": hatch, "lw": 1.2, "zorder": 3}
        axes.add_patch(Rectangle((row.start, middle - THICK / 2), change, THICK, **looks))
        axes.plot([row.end, row.end], [middle, middle + ROW], color=QUIET, lw=0.8, zorder=2)
        weight, way = "bold" if row.whole else "normal", 1 if change >= 0 else -1
        side = {"ha": "left" if way > 0 else "right", "va": "center", "color": colour}
        say(axes, row.end + 0.08 * inch * way, middle, signed(change), PLAIN, weight="bold", zorder=4, **side)
        say(axes, low - (LEFT - 0.35) * inch, middle, clean(row.words), PLAIN, weight=weight, va="center")


def scale(axes: Axes, high: float, none: list[str]) -> None:
    """Draw the line between keeping and breaking silence, the unit, and name what comes to nothing."""
    low, top = axes.get_xlim()
    inch = (top - low) / BARS
    axes.axvline(0.0, color=INK, lw=1.4, zorder=2)
    say(axes, -0.1 * inch, -0.14, "◀ against", NOTE, color=VERMILLION, ha="right", va="center", weight="bold")
    say(axes, 0.1 * inch, -0.14, "for ▶", NOTE, color=BLUE, ha="left", va="center", weight="bold")
    unit = "points of GDP-equivalent: what 1 % of its annual GDP is worth to a government"
    lines = [unit, *wrap(f"Nothing comes from: {', '.join(none)}.", LEFT + BARS, NOTE)] if none else [unit]
    shown = "\n".join(lines)
    say(axes, low - (LEFT - 0.35) * inch, high + 0.14, shown, NOTE, color=QUIET, va="top", linespacing=LEADING)
