"""Who holds out: how often each delegation breaks silence, and how often it gets a side letter."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.analysis.estimate import Share
from sim.analysis.summary import Seat, Summary
from sim.plots.sheets import FOOT, SKY, WIDE, field, percents, scaled, sheet
from sim.plots.style import BLUE, EDGE, GREEN, NOTE, PLAIN, QUIET, blank, say, short
from sim.results.describe import percent

ROW, LEFT, BARS, BETWEEN, LETTERS, SCALE, HEAD = 0.27, 1.95, 4.3, 0.95, 1.6, 0.34, 0.55
"""Sizes in inches."""
LEAST = 0.005
"""Who does less often than this is not listed by name."""


def holdouts(summary: Summary) -> Figure:
    """Return two columns of bars, delegation by delegation, those that break silence most often first."""
    shown = [seat for seat in summary.seats if seat.broke.share >= LEAST or lettered(seat) >= LEAST]
    rest, rows = len(summary.seats) - len(shown), max(1, len(shown))
    said = (
        "How often each broke silence at least once, of all summits; and got a side letter, of those with a new "
        "target. The dark end of a bar: what luck leaves open (95 %)."
    )
    figure = sheet(title(summary), said, HEAD + ROW * (rows + bool(rest)) + SCALE, summary)
    bottom, high = FOOT + SCALE + ROW * bool(rest), ROW * rows
    most = max([0.1, *(end(seat.broke) for seat in shown)])
    breaks = field(figure, LEFT, BARS, high, bottom)
    scale(breaks, most, rows, 6)
    given = max([0.1, *(end(seat.letter) for seat in shown)])
    letters = field(figure, LEFT + BARS + BETWEEN, LETTERS, high, bottom)
    scale(letters, given, rows, 3)
    for place, seat in enumerate(shown):
        line(breaks, letters, place, seat)
    headings(figure, bottom + high)
    if rest:
        below = blank(figure, EDGE, FOOT, WIDE - 2 * EDGE, SCALE)
        say(below, 0.0, 0.55, f"{rest} others: neither in half a per cent of summits.", NOTE, color=QUIET, va="center")
    return figure


def lettered(seat: Seat) -> float:
    """Return how often a seat got a letter (0 where it cannot)."""
    return 0.0 if seat.letter is None else seat.letter.share


def end(one: Share | None) -> float:
    """Return how far a bar reaches, what luck leaves open included."""
    return 0.0 if one is None else one.share if one.luck is None else one.luck.high


def title(summary: Summary) -> str:
    """Return what the picture shows, in a line."""
    first = summary.seats[0]
    if first.broke.hits == 0:
        return "Nobody ever breaks silence"
    given = max(summary.seats, key=lettered)
    who = "a side letter is rare" if lettered(given) < 0.2 else "side letters are common"
    if lettered(given) == 0.0:
        who = "nobody gets a side letter"
    return f"{first.name} breaks silence most often, in {percent(first.broke.share)} of summits; {who}"


def scale(axes: Axes, most: float, rows: int, marks: int) -> None:
    """Lay out a column of bars."""
    axes.set_xlim(0.0, 1.02 * most)
    axes.set_ylim(rows, 0.0)
    places = percents(most, marks)
    scaled(axes, places, [percent(mark) for mark in places])


def line(breaks: Axes, letters: Axes, place: int, seat: Seat) -> None:
    """Draw one delegation: its name and its bars."""
    inch = breaks.get_xlim()[1] / BARS
    name = short(seat.name, LEFT - EDGE - 0.15, PLAIN)
    say(breaks, -0.1 * inch, place + 0.5, name, PLAIN, ha="right", va="center_baseline")
    bar(breaks, place, seat.broke, BLUE, SKY, BARS)
    if seat.letter is not None and seat.letter.share >= LEAST:
        bar(letters, place, seat.letter, GREEN, "#9CCFBE", LETTERS)


def bar(axes: Axes, place: int, one: Share, colour: str, pale: str, wide: float) -> None:
    """Draw one bar, what luck leaves open as a block at its end, and its share."""
    middle, inch = place + 0.5, axes.get_xlim()[1] / wide
    axes.add_patch(Rectangle((0.0, middle - 0.36), one.share, 0.72, fc=pale, lw=0, zorder=2))
    low, up = one.luck or (one.share, one.share)
    axes.add_patch(Rectangle((low, middle - 0.36), max(up - low, 0.02 * inch), 0.72, fc=colour, lw=0, zorder=3))
    say(
        axes,
        up + 0.08 * inch,
        middle,
        percent(one.share),
        NOTE,
        color=colour,
        weight="bold",
        va="center_baseline",
        zorder=4,
    )


def headings(figure: Figure, bottom: float) -> None:
    """Name both columns."""
    for left, words, colour in ((LEFT, "broke silence", BLUE), (LEFT + BARS + BETWEEN, "got a letter", GREEN)):
        axes = blank(figure, left, bottom, 2.0, HEAD)
        say(axes, 0.0, 0.2, words, PLAIN, weight="bold", color=colour, va="bottom")
