"""Prior against posterior: how far every parameter moved, and what the draws of those that did look like."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.history.findings import Findings, Spread
from sim.plots.sheets import FOOT, SILVER, WIDE, field, scaled
from sim.plots.style import BLUE, EDGE, NOTE, PAPER, QUIET, SHADE, head, heading, say, short, width
from sim.plots.tornado import ticks

HIGH, LEFT, GAP, SCALE, TITLED, MOST = 5.8, 4.9, 0.4, 0.36, 0.5, 5
"""Sizes in inches: the panels, the left one, between both, a scale, a small panel's title; panels at most."""
STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Steps of the scale of shifts, in spreads of the prior."""
LINE, TICK, BAND = 0.27, 0.62, 1.15
"""Room from name to name, from mark to mark of the scale, and for the words beside the band, in inches."""


def shifts(found: Findings) -> Figure:
    """Return the sheet: a dot a parameter over the band of chance, and before and after of those outside it."""
    one = found.calibration
    said = (
        f"Left: a dot a parameter, by how far its mean moved; grey: what chance does to a mean over {one.kept} of "
        f"{one.draws:,} draws (2.6 standard errors). Right: the draws of those outside, before and after."
    )
    bottom = FOOT + SCALE + 0.25
    figure = Figure(figsize=(WIDE, heading(said, WIDE) + 0.1 + HIGH + bottom), facecolor=PAPER)
    head(figure, title(found), said)
    foot(figure, found)
    shown = found.spreads[:MOST]
    wide = LEFT if shown else WIDE - 2 * EDGE
    dots(field(figure, EDGE, wide, HIGH, bottom), found, wide)
    left, room = EDGE + LEFT + GAP, HIGH / max(3, len(shown))
    for place, each in enumerate(shown):
        box = (left, bottom + HIGH - (place + 1) * room + SCALE, WIDE - EDGE - left, room - SCALE - TITLED)
        bars(figure, box, each, found, place == 0)
    return figure


def title(found: Findings) -> str:
    """Return what the picture shows, in a line."""
    moved, all_ = len(found.sure), len(found.calibration.moved)
    if not moved:
        return f"None of {all_} parameters moved by more than chance"
    return f"{moved} of {all_} parameters moved by more than chance; {all_ - moved} did not"


def foot(figure: Figure, found: Findings) -> None:
    """Say which runs the picture shows."""
    one = found.calibration
    words = f"{', '.join(one.cases)} · {one.draws:,} draws, {one.runs:,} runs of each case, seed {one.seed}"
    say(figure, EDGE / WIDE, 0.16 / figure.get_figheight(), words, NOTE - 1.5, color=QUIET)


def dots(axes: Axes, found: Findings, wide: float) -> None:
    """Draw every parameter from the largest rise to the largest fall, and name those outside the band."""
    ordered = sorted(found.calibration.moved, key=lambda one: -one.shift)
    low, high = (1.15 * max(found.band, *(sign * one.shift for one in ordered)) for sign in (-1.0, 1.0))
    names = {sign: longest(found, sign) for sign in (-1.0, 1.0)}
    inch = (low + high) / (wide - names[-1.0] - names[1.0])
    axes.set_xlim(-low - names[-1.0] * inch, high + names[1.0] * inch)
    axes.set_ylim(HIGH, 0.0)
    step = next(one for one in STEPS if one >= TICK * inch or one == STEPS[-1])
    marks = [place * step for place in range(-int(low / step), int(high / step) + 1)]
    scaled(axes, marks, [f"{mark:+.3g}".replace("-", "−") if mark else "0" for mark in marks])
    axes.add_patch(Rectangle((-found.band, 0.0), 2 * found.band, HIGH, fc=SHADE, lw=0, zorder=0))
    axes.axvline(0.0, color=QUIET, lw=1.0, zorder=1)
    down = LINE / 2
    still = (HIGH - LINE * len(found.sure)) / max(1, len(ordered) - len(found.sure))
    for one in ordered:
        room = LINE if one.beyond_chance else still
        at = down + (room - LINE) / 2
        down += room
        colour, size = (BLUE, 8.0) if one.beyond_chance else (QUIET, 3.2)
        axes.plot([one.shift], [at], "o", color=colour, ms=size, zorder=5)
        if one.beyond_chance:
            beside = {"ha": "left" if one.shift > 0 else "right", "va": "center_baseline", "weight": "bold"}
            say(axes, one.shift + (0.12 if one.shift > 0 else -0.12) * inch, at, one.entry, NOTE, **beside)
    words = f"{len(ordered) - len(found.sure)} of them\nin the band\nof chance"
    say(axes, -found.band - 0.1 * inch, HIGH / 2, words, NOTE, ha="right", va="center", color=QUIET)
    say(axes, 0, HIGH + SCALE, "shift of the mean, in spreads of the prior", NOTE, ha="center", va="top")


def longest(found: Findings, sign: float) -> float:
    """Return how wide the longest name on one side is, in inches."""
    return max(
        [BAND if sign < 0 else 0.3, *(width(one.entry, NOTE, "bold") for one in found.sure if one.shift * sign > 0)]
    )


def bars(figure: Figure, box: tuple[float, float, float, float], one: Spread, found: Findings, first: bool) -> None:
    """Draw one parameter's draws: all of them as grey bars, the weighed ones as a blue outline."""
    left, bottom, wide, high = box
    axes = field(figure, left, wide, high, bottom)
    axes.set_xlim(one.edges[0], one.edges[-1])
    top = 1.08 * max(*one.before, *one.after)
    axes.set_ylim(0.0, top)
    marks = ticks(one.edges[0], one.edges[-1])
    scaled(axes, marks, [f"{mark:g}" for mark in marks])
    axes.stairs(one.before, one.edges, fill=True, color=SILVER, lw=0, zorder=2)
    axes.stairs(one.after, one.edges, color=BLUE, lw=2.2, zorder=3, baseline=None)
    told = next(each for each in found.calibration.moved if each.entry == one.entry)
    inch = top / high
    unit = "" if one.unit.startswith("(") else f", {one.unit}"
    whole = f"{one.meaning}{unit}"
    meaning = whole if width(whole, NOTE - 0.5) <= wide else short(one.meaning, wide, NOTE - 0.5)
    say(axes, one.edges[0], top + 0.27 * inch, one.entry, NOTE, weight="bold", va="bottom", clip_on=False)
    change = f"{told.before:.3g} → {told.after:.3g}"
    say(axes, one.edges[-1], top + 0.27 * inch, change, NOTE, weight="bold", color=BLUE, ha="right", va="bottom")
    say(axes, one.edges[0], top + 0.06 * inch, meaning, NOTE - 0.5, color=QUIET, va="bottom", clip_on=False)
    if first:
        name(axes, one, one.before, "before", QUIET)
        name(axes, one, one.after, "after", BLUE)


def name(axes: Axes, one: Spread, bars_: tuple[float, ...], words: str, colour: str) -> None:
    """Name a distribution on the flank where it rises farthest above the other."""
    other = one.after if bars_ is one.before else one.before
    place = max(range(len(bars_)), key=lambda at: bars_[at] - other[at])
    left = place >= len(bars_) / 2 and one.edges[place + 1] + room(one, words) > one.edges[-1]
    left = left or (place < len(bars_) / 2 and one.edges[place] - room(one, words) >= one.edges[0])
    reach = (one.edges[-1] - one.edges[0]) * (-0.03 if left else 0.03)
    at = one.edges[place if left else place + 1] + reach
    say(axes, at, bars_[place], words, NOTE, color=colour, ha="right" if left else "left", va="top", weight="bold")


def room(one: Spread, words: str) -> float:
    """Return how much of a parameter's scale a name takes, with a little to spare."""
    inch = (one.edges[-1] - one.edges[0]) / (WIDE - 2 * EDGE - LEFT - GAP)
    return (width(words, NOTE, "bold") + 0.2) * inch
