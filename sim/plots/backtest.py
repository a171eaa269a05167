"""What was predicted, what happened: one sheet for a past summit, four columns of bars."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.history.backtest import Backtest, Bar, Held
from sim.history.case import SEEN
from sim.plots.sheets import FOOT, WIDE, field
from sim.plots.style import BLUE, EDGE, HAIR, INK, NOTE, PAPER, PLAIN, QUIET, VERMILLION, head, heading, say, short
from sim.results.describe import percent
from sim.signs.outcomes import DEGREES, ENDINGS

ROW, TOP, GAP = 0.3, 0.42, 0.28
COLUMNS = (
    ("ending", "How it ends", 1.5, 2.5),
    ("year", "Due by", 0.7, 1.8),
    ("firmness", "How firm", 1.2, 2.16),
    ("allies", "Who stands out", 1.3, 2.0),
)
"""Each column's bars, its heading, the room for its labels and for all of it in inches."""


def backtest(tested: Held, found: Backtest) -> Figure:
    """Return the sheet of one case."""
    rows = max(len(bars) for bars in tested.pictured.values())
    said = (
        "Bars: share of runs over plausible settings; dark line: at central settings. Red: what happened, as far "
        f"as it is on record. The defaults and this summit: {SEEN[tested.case.seen]}."
    )
    high = TOP + ROW * rows
    figure = Figure(figsize=(WIDE, heading(said, WIDE) + high + FOOT), facecolor=PAPER)
    head(figure, f"{tested.case.scenario.title}: {verdict(tested)}", said)
    foot = f"{found.runs:,} runs of each, {found.settings:,} settings, seed {found.seed}"
    say(figure, EDGE / WIDE, 0.16 / figure.get_figheight(), foot, NOTE - 1.5, color=QUIET)
    left = EDGE
    for key, title, room, wide in COLUMNS:
        axes = field(figure, left, wide, high, FOOT)
        axes.set_xlim(0, wide)
        axes.set_ylim(high, 0)
        column(axes, title, named(key, tested.pictured[key]), room, wide)
        left += wide + GAP
    return figure


def verdict(tested: Held) -> str:
    """Return in a few words how probable what happened was."""
    bar = next(one for one in tested.pictured["ending"] if one.happened)
    return f"how it ended had a chance of {percent(bar.ensemble)}"


def named(key: str, bars: Sequence[Bar]) -> list[tuple[str, Bar]]:
    """Return bars with what people call them."""
    words = {"firmness": dict(zip("0123", DEGREES, strict=True)), "ending": ENDINGS}.get(key, {})
    return [(words.get(one.label, one.label), one) for one in bars]


def column(axes: Axes, title: str, bars: Sequence[tuple[str, Bar]], room: float, wide: float) -> None:
    """Draw one column: heading, labels, bars, and a mark beside what happened."""
    say(axes, 0, 0.12, title, PLAIN, weight="bold", va="center")
    reach = wide - room - 0.45
    for place, (label, bar) in enumerate(bars):
        middle = TOP + (place + 0.5) * ROW
        colour = VERMILLION if bar.happened else INK
        words = short(label, room - 0.08, NOTE, "bold")
        say(axes, 0, middle, words, NOTE, color=colour, va="center", weight="bold" if bar.happened else "normal")
        axes.add_patch(Rectangle((room, middle - 0.09), reach, 0.18, color=HAIR, lw=0))
        axes.add_patch(
            Rectangle(
                (room, middle - 0.09), reach * bar.ensemble, 0.18, color=VERMILLION if bar.happened else BLUE, lw=0
            )
        )
        axes.plot([room + reach * bar.central] * 2, [middle - 0.13, middle + 0.13], color=INK, lw=1.6)
        say(axes, room + reach + 0.06, middle, percent(bar.ensemble), NOTE, color=colour, va="center")
