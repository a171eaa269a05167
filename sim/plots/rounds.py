"""A picture of the negotiation: the text and the positions by round, with events on the same axis."""

from __future__ import annotations

from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.plots import clauses, drafts, soundings
from sim.plots.bands import Band, headings
from sim.plots.style import EDGE, FONT, HAIR, INK, NOTE, PAPER, PLAIN, QUIET, blank, head, heading, say, tall, wrap
from sim.results.transcript import Transcript
from sim.scenario.schema import Scenario
from sim.signs.captions import course, source, title
from sim.signs.timeline import Column, timeline

LEFT, BOTTOM, GAP = 2.3, 0.15, 0.08
"""Margins of the sheet, and between bands, in inches."""


def rounds(transcript: Transcript, scenario: Scenario) -> Figure:
    """Return the picture of one negotiation, round by round."""
    columns = timeline(transcript, scenario)
    stack = bands(columns, transcript, scenario)
    said, across = f"{course(transcript)} {source(transcript)}", LEFT + columns[-1].right + drafts.MARGIN
    top = BOTTOM + fsum(band.high + GAP for band in stack)
    figure = Figure(figsize=(across, top + heading(said, across)), facecolor=PAPER)
    head(figure, title(transcript, scenario), said)
    for band in stack:
        axes = blank(figure, LEFT, top - band.high, columns[-1].right, band.high)
        band.draw(axes)
        dress(axes, band)
        top -= band.high + GAP
    return figure


def bands(columns: list[Column], transcript: Transcript, scenario: Scenario) -> list[Band]:
    """Return the strips of the picture from top to bottom."""
    years = " and ".join(dict.fromkeys(f"{meeting.date.year}" for meeting in scenario.meetings))
    if not transcript.rounds:
        return [headings(columns, years)]
    asked = transcript.setting.get("us.demand", scenario.us.demand.central())
    stack = [
        headings(columns, years),
        drafts.targets(columns, scenario, asked),
        drafts.deadlines(columns),
        clauses.clauses(columns, scenario),
        soundings.soundings(columns, transcript.outcome, scenario),
        soundings.threat(columns, scenario),
        clauses.patron(columns, scenario),
        clauses.world(columns),
        clauses.silence(columns, scenario),
    ]
    below = clauses.crowds(columns, scenario)
    return [*stack, below] if below else stack


def dress(axes: Axes, band: Band) -> None:
    """Give a band its label at the left and, if it has a scale, its ticks."""
    low, top = axes.get_ylim()
    line = (top - low) / band.high
    lines = wrap(band.label, 1.35, PLAIN, "bold")
    looks = {"va": "top", "clip_on": False}
    say(axes, EDGE - LEFT, top - 0.06 * line, "\n".join(lines), PLAIN, weight="bold", **looks)
    say(
        axes,
        EDGE - LEFT,
        top - (0.09 + tall(len(lines))) * line,
        "\n".join(wrap(band.unit, 1.35, NOTE)),
        NOTE,
        color=QUIET,
        **looks,
    )
    if band.label in ("Targets", "Deadline", "Soundings", "Threat to leave"):
        scale(axes)


def scale(axes: Axes) -> None:
    """Show a band's vertical scale."""
    axes.axis("on")
    axes.set_xticks([])
    axes.set_facecolor("none")
    axes.tick_params(axis="y", length=3, color=QUIET, labelcolor=QUIET, labelsize=NOTE, labelfontfamily=FONT)
    axes.grid(axis="y", color=HAIR, lw=0.6)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "left")
        spine.set_color(INK)
