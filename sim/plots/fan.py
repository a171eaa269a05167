"""How the text spreads out over the rounds: median, half of all runs, eight of ten."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.summary import Band, Summary
from sim.plots.sheets import FOOT, SKY, WIDE, field, scaled, sheet
from sim.plots.style import BLUE, EDGE, NOTE, PLAIN, QUIET, SHADE, blank, days, say, wrap
from sim.results.describe import plain
from sim.scenario.schema import Scenario

LEFT, RIGHT, HIGH, GAP, AXIS, KEY = 2.45, 1.35, 1.25, 0.3, 1.0, 0.45
PALE = "#D6E9F6"
FIRM = ("aims", "commits", "annual plans", "fixed steps")


class Strip(NamedTuple):
    """One issue: its label, its unit, how its values are said."""

    issue: str
    label: str
    unit: str
    say: Callable[[float], str]


def degree(value: float) -> str:
    """Return the word for a degree of firmness."""
    return FIRM[round(value * (len(FIRM) - 1))]


STRIPS = (
    Strip("core", "Core", "% of GDP", plain),
    Strip("headline", "Core and related", "% of GDP", plain),
    Strip("deadline", "Deadline", "year", lambda value: f"{value:.0f}"),
    Strip("firmness", "Firmness", "how closely progress is watched", degree),
)


def fan(summary: Summary, scenario: Scenario) -> Figure:
    """Return one strip an issue over the same rounds, the proposal at the left."""
    said = "The draft on the table after each round, adopted or not; a summit that ended keeps its last text."
    figure = sheet(title(summary), said, KEY + len(STRIPS) * (HIGH + GAP) + AXIS, summary)
    wide = WIDE - LEFT - RIGHT
    bottom = FOOT + AXIS
    for strip in reversed(STRIPS):
        axes = field(figure, LEFT, wide, HIGH, bottom)
        band(axes, summary.fan[strip.issue], strip, scenario)
        label(axes, strip)
        bottom += HIGH + GAP
    key(figure, bottom)
    meetings(field(figure, LEFT, wide, AXIS, FOOT), scenario)
    return figure


def title(summary: Summary) -> str:
    """Return what the picture shows, in a line: where the median draft begins and ends."""
    core, year = summary.fan["core"], summary.fan["deadline"]
    said = [moved("core", *(f"{plain(one.median)} %" for one in (core[0], core[-1])))]
    if not isnan(year[0].median):
        said.append(moved("deadline", *(f"{one.median:.0f}" for one in (year[0], year[-1]))))
    return f"The median draft: {', '.join(said)}"


def moved(issue: str, first: str, last: str) -> str:
    """Return where an issue goes."""
    return f"{issue} stays {first}" if first == last else f"{issue} goes from {first} to {last}"


def band(axes: Axes, bands: list[Band], strip: Strip, scenario: Scenario) -> None:
    """Draw one issue: two shaded ranges and the median, a step a round."""
    known = [one for one in bands if not isnan(one.median)]
    if not known:
        say(axes, 0.5, 0.5, "no date", PLAIN, color=QUIET)
        return
    low, high = min(one.p10 for one in known), max(one.p90 for one in known)
    pad = 0.16 * max(high - low, 0.5 if strip.unit == "% of GDP" else 1.0 if strip.issue == "deadline" else 0.3)
    axes.set_xlim(-0.5, bands[-1].round + 0.5)
    axes.set_ylim(low - pad, high + pad)
    for number, meeting in enumerate(scenario.meetings, 1):
        if meeting.silence:
            axes.axvspan(number - 0.5, number + 0.5, color=SHADE, lw=0, zorder=0)
    across = [edge for one in known for edge in (one.round - 0.5, one.round + 0.5)]
    for lower, upper, colour in (("p10", "p90", PALE), ("p25", "p75", SKY)):
        below, above = ([getattr(one, end) for one in known for _ in range(2)] for end in (lower, upper))
        axes.fill_between(across, below, above, color=colour, lw=0, zorder=2)
    axes.plot(across, [one.median for one in known for _ in range(2)], color=BLUE, lw=3.0, zorder=3)
    ticks(axes, strip, low, high)
    ends(axes, known, strip)


def ticks(axes: Axes, strip: Strip, low: float, high: float) -> None:
    """Show the values that a text may take, as many as there is room for."""
    if strip.issue == "firmness":
        places = [place / (len(FIRM) - 1) for place in range(len(FIRM))]
        scaled(axes, places, FIRM, across=False)
        return
    steps = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0) if strip.issue != "deadline" else (1.0, 2.0, 5.0, 10.0, 20.0)
    step = next(one for one in steps if (high - low) / one <= 5 or one == steps[-1])
    first = -(-low // step) * step
    marks = [first + place * step for place in range(int((high - first) / step + 1e-9) + 1)]
    scaled(axes, marks, [strip.say(mark) for mark in marks], across=False)


def label(axes: Axes, strip: Strip) -> None:
    """Name the issue and its unit at the left."""
    low, high = axes.get_ylim()
    start = axes.get_xlim()[0] - (LEFT - EDGE) * (axes.get_xlim()[1] - axes.get_xlim()[0]) / (WIDE - LEFT - RIGHT)
    inch = (high - low) / HIGH
    names = wrap(strip.label, 1.15, PLAIN, "bold")
    say(axes, start, high, "\n".join(names), PLAIN, weight="bold", va="top", clip_on=False)
    below = high - (0.08 + 0.22 * len(names)) * inch
    say(axes, start, below, "\n".join(wrap(strip.unit, 1.0, NOTE - 1)), NOTE - 1, color=QUIET, va="top")


def ends(axes: Axes, known: list[Band], strip: Strip) -> None:
    """Write where the median begins and ends."""
    last = known[-1]
    inch = (axes.get_xlim()[1] - axes.get_xlim()[0]) / (WIDE - LEFT - RIGHT)
    say(
        axes,
        last.round + 0.5 + 0.1 * inch,
        last.median,
        strip.say(last.median),
        PLAIN,
        weight="bold",
        color=BLUE,
        va="center_baseline",
    )


def key(figure: Figure, bottom: float) -> None:
    """Explain line and shades."""
    axes = blank(figure, LEFT, bottom - 0.05, WIDE - LEFT - EDGE, KEY)
    axes.set_xlim(0.0, WIDE - LEFT - EDGE)
    axes.set_ylim(0.0, KEY)
    for left, colour, thick, words in (
        (0.0, BLUE, 3.0, "median"),
        (1.45, SKY, 12.0, "half of all summits"),
        (3.9, PALE, 12.0, "8 of 10"),
    ):
        axes.plot([left, left + 0.4], [0.25, 0.25], color=colour, lw=thick, solid_capstyle="butt")
        say(axes, left + 0.5, 0.25, words, NOTE, va="center_baseline")
    axes.plot([5.35, 5.75], [0.25, 0.25], color=SHADE, lw=12.0, solid_capstyle="butt")
    say(axes, 5.85, 0.25, "silence called", NOTE, va="center_baseline")


def meetings(axes: Axes, scenario: Scenario) -> None:
    """Write number, date and place of the rounds."""
    count = len(scenario.meetings)
    axes.set_xlim(-0.5, count + 0.5)
    axes.set_ylim(AXIS, 0.0)
    room = (WIDE - LEFT - RIGHT) / (count + 1) - 0.08
    say(axes, 0.0, 0.04, "start", PLAIN, weight="bold", ha="center", va="top")
    say(axes, 0.0, 0.27, "\n".join(wrap("the proposal", room, NOTE - 2)), NOTE - 2, color=QUIET, ha="center", va="top")
    for number, meeting in enumerate(scenario.meetings, 1):
        when = days(meeting.date.isoformat(), meeting.until.isoformat() if meeting.until else None)
        said = [*wrap(when, room, NOTE - 2), *wrap(meeting.place, room, NOTE - 2)][:4]
        say(axes, number, 0.04, str(number), PLAIN, weight="bold", ha="center", va="top")
        say(axes, number, 0.27, "\n".join(said), NOTE - 2, color=QUIET, ha="center", va="top")
