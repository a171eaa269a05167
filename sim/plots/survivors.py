"""What survives: the chance of a new target in each patched world, beside that of the scenario as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.ablations import Ablation, Ablations
from sim.plots.cliffs import PALE
from sim.plots.sheets import FOOT, WIDE, field, percents, scaled
from sim.plots.style import BLUE, EDGE, INK, NOTE, PAPER, PLAIN, QUIET, VERMILLION, head, heading, say, short, width
from sim.results.describe import percent

NAMES, ENDING, ROW, TOP, SCALE = 2.75, 1.75, 0.29, 0.62, 0.42
"""Sizes in inches: names at the left, endings at the right, a row, room for the heads, for the scale."""
NEAR = 0.02
"""A world whose chance is this near to the base's is drawn in grey."""


class Row(NamedTuple):
    """A row of the picture: a group's title, or a world."""

    words: str
    one: Ablation | None


def rows(found: Ablations) -> Iterator[Row]:
    """Yield the rows from top to bottom."""
    for group in dict.fromkeys(one.named.group for one in found.ablations):
        yield Row(group[:1].upper() + group[1:], None)
        for one in found.ablations:
            if one.named.group == group:
                yield Row(one.named.title, one)


def survivors(found: Ablations) -> Figure:
    """Return the picture: a row a world, the chance with its range between settings, its most frequent text."""
    told = list(rows(found))
    base = found.base.value("new_target") or 0.0
    said = "Share of runs that end with a new target. The same luck and the same draws of all doubt in every world."
    high = TOP + len(told) * ROW + SCALE
    figure = Figure(figsize=(WIDE, heading(said, WIDE) + high + FOOT), facecolor=PAPER)
    head(figure, f"A new target in {percent(base)} of runs, and with one thing changed", said)
    drawn = f"{found.settings:,} settings" if found.settings else "central settings"
    words = f"{found.title} · {found.runs:,} runs of each world, {drawn}, seed {found.seed}"
    say(figure, EDGE / WIDE, 0.16 / figure.get_figheight(), words, NOTE - 1.5, color=QUIET)
    axes = field(figure, EDGE + NAMES, WIDE - 2 * EDGE - NAMES - ENDING, len(told) * ROW, FOOT + SCALE)
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(len(told), 0.0)
    scaled(axes, percents(1.0), [percent(mark) for mark in percents(1.0)])
    axes.plot([base, base], [0.0, len(told)], color=VERMILLION, lw=1.4, dashes=(4, 3), zorder=3)
    inch = 1.0 / (WIDE - 2 * EDGE - NAMES - ENDING)
    heads(axes, inch, found)
    for place, row in enumerate(told):
        draw(axes, place + 0.5, row, found, inch)
    return figure


def heads(axes: Axes, inch: float, found: Ablations) -> None:
    """Write what dots, bars and columns are."""
    say(axes, 1.0 + 0.2 * inch, -0.35, "most frequent text", NOTE, color=QUIET, va="bottom")
    across = -NAMES * inch
    said = [(BLUE, "o", "share of runs"), (QUIET, "o", "within 2 points"), (VERMILLION, "", "as it is")]
    if any(one.world.shares["new_target"] and one.world.shares["new_target"].settings for one in found.ablations):
        said.insert(2, (PALE, "-", "between settings (80 %)"))
    for colour, marker, words in said:
        if marker == "o":
            axes.plot([across + 0.1 * inch], [-0.75], "o", color=colour, ms=7, clip_on=False)
        else:
            thick = 9 if marker else 1.4
            axes.plot([across, across + 0.25 * inch], [-0.75, -0.75], color=colour, lw=thick, clip_on=False)
        say(axes, across + 0.34 * inch, -0.75, words, NOTE, va="center_baseline")
        across += (0.34 + width(words, NOTE) + 0.28) * inch


def draw(axes: Axes, at: float, row: Row, found: Ablations, inch: float) -> None:
    """Draw one row."""
    left = -NAMES * inch
    if row.one is None:
        say(axes, left, at, row.words, PLAIN, weight="bold", va="center_baseline")
        return
    say(axes, left + 0.15 * inch, at, short(row.words, NAMES - 0.25), PLAIN, va="center_baseline")
    share = row.one.world.shares["new_target"]
    if share is None:
        return
    if share.settings is not None:
        axes.plot(
            [share.settings.low, share.settings.high], [at, at], color=PALE, lw=9, solid_capstyle="butt", zorder=2
        )
    moved = abs(row.one.new_target.difference) >= NEAR
    axes.plot([share.share], [at], "o", color=BLUE if moved else QUIET, ms=7, zorder=5, clip_on=False)
    text, part = row.one.world.text, row.one.world.text_share
    same = text == found.base.text
    words = "" if part is None else f"{text} ({percent(part.share)})"
    ink = QUIET if same else INK
    say(axes, 1.0 + 0.2 * inch, at, words, PLAIN, color=ink, weight="normal" if same else "bold", va="center_baseline")
