"""A tornado: each outcome with one factor at a time at its low and at its high point, all else central."""

from __future__ import annotations

from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.analysis.factors import Factor
from sim.analysis.sensitivity import HIGH, LOW, Found, Sensitivity, Swing
from sim.plots.sheets import FOOT, WIDE, field, scaled
from sim.plots.style import BLUE, EDGE, INK, NOTE, PAPER, PLAIN, QUIET, VERMILLION, head, heading, say, short, width

ROW, LEFT, HEAD, SCALE, MOST, KEY = 0.29, 4.55, 0.62, 0.32, 6, 0.4
"""Sizes in inches: a bar's row, names at the left, a panel's title, its scale; bars of a panel; key."""
TITLES = {
    "new_target": "A new target, % of runs",
    "core": "Core that stands over all runs, % of GDP",
    "deadline": "Deadline of the last text on the table, years from the summit",
    "letters": "Side letters in a run",
}
AT_LOW, AT_HIGH = VERMILLION, BLUE


def tornado(found: Sensitivity) -> Figure:
    """Return one panel an outcome, the factors with the widest swings first."""
    shown = [(one, widest(one)) for one in found.found]
    lines = [len(bars) or 1 for _, bars in shown]
    high = KEY + len(shown) * (HEAD + SCALE) + ROW * int(fsum(lines))
    said = (
        f"Each bar moves one assumption from its {100 * LOW:.0f} to its {100 * HIGH:.0f} % point; all else stays at "
        "the central setting. A first look, which sees no interplay."
    )
    figure = Figure(figsize=(WIDE, heading(said, WIDE) + high + FOOT), facecolor=PAPER)
    head(figure, title(found), said)
    foot(figure, found)
    named = {one.name: one for one in found.factors}
    top = FOOT + high - KEY
    key(figure, top)
    for one, bars in shown:
        tall = ROW * (len(bars) or 1)
        axes = field(figure, LEFT, WIDE - LEFT - EDGE - 0.4, tall, top - HEAD - tall)
        panel(axes, one, bars, named)
        name = field(figure, EDGE, WIDE - 2 * EDGE, HEAD, top - HEAD)
        say(name, 0.0, 0.2, TITLES[one.outcome.name], PLAIN, weight="bold", va="bottom")
        top -= HEAD + tall + SCALE
    return figure


def widest(one: Found) -> list[Swing]:
    """Return the widest swings, those of no width left out."""
    return [swing for swing in sorted(one.swings, key=lambda swing: -swing.size)[:MOST] if swing.size > 0]


def title(found: Sensitivity) -> str:
    """Return what the picture shows, in a line."""
    first = widest(found.found[0])
    if not first:
        return "No single assumption moves the chance of a new target"
    ends = sorted((first[0].low, first[0].high))
    span = f"{100 * ends[0]:.0f} to {100 * ends[1]:.0f} %"
    return f"One assumption alone moves the chance of a new target from {span}"


def foot(figure: Figure, found: Sensitivity) -> None:
    """Say which runs the picture shows."""
    plan = found.budget
    words = f"{found.title} · {plan.swing_runs:,} runs at each end, on the same luck, seed {found.seed}"
    say(figure, EDGE / WIDE, 0.16 / figure.get_figheight(), words, NOTE - 1.5, color=QUIET)


def key(figure: Figure, bottom: float) -> None:
    """Explain both colours and the line."""
    axes = field(figure, EDGE, WIDE - 2 * EDGE, KEY, bottom)
    axes.set_xlim(0.0, WIDE - 2 * EDGE)
    axes.set_ylim(0.0, KEY)
    across = 0.0
    for colour, thick, words in (
        (AT_LOW, 9.0, f"with the assumption low ({100 * LOW:.0f} % point)"),
        (AT_HIGH, 9.0, f"high ({100 * HIGH:.0f} % point)"),
        (INK, 1.4, "central setting"),
    ):
        axes.plot([across, across + 0.3], [0.2, 0.2], color=colour, lw=thick, solid_capstyle="butt")
        say(axes, across + 0.4, 0.2, words, NOTE, va="center_baseline")
        across += 0.4 + width(words, NOTE) + 0.35


def panel(axes: Axes, one: Found, bars: list[Swing], named: dict[str, Factor]) -> None:
    """Draw one outcome: a bar from the central value to either end of each factor."""
    ends = [end for swing in bars for end in (swing.low, swing.high)]
    low, high = min([one.central, *ends]), max([one.central, *ends])
    pad = 0.12 * (high - low) or 0.5
    axes.set_xlim(low - pad, high + pad)
    axes.set_ylim(len(bars) or 1, 0.0)
    marks = ticks(low - pad, high + pad)
    percent = one.outcome.name == "new_target"
    scaled(axes, marks, [f"{100 * mark:.0f}" if percent else f"{mark:.4g}" for mark in marks])
    inch = (high - low + 2 * pad) / (WIDE - LEFT - EDGE - 0.4)
    for place, swing in enumerate(bars):
        bar(axes, place, swing, one.central)
        about = named[swing.factor]
        words = short(f"{about.meaning}", LEFT - EDGE - 0.2, NOTE)
        say(axes, low - pad - 0.15 * inch, place + 0.5, words, NOTE, ha="right", va="center_baseline", clip_on=False)
    if not bars:
        say(axes, one.central, 0.5, "moved by nothing alone", NOTE, color=QUIET, ha="center", va="center_baseline")
    axes.plot([one.central, one.central], [0.0, len(bars) or 1], color=INK, lw=1.4, zorder=4)


def bar(axes: Axes, place: int, swing: Swing, central: float) -> None:
    """Draw both halves of a bar; where both lie on one side, the shorter stands before the longer."""
    halves = [(swing.low, AT_LOW), (swing.high, AT_HIGH)]
    for end, colour in sorted(halves, key=lambda half: -abs(half[0] - central)):
        left, wide = min(end, central), abs(end - central)
        axes.add_patch(Rectangle((left, place + 0.16), wide, 0.68, fc=colour, lw=0, zorder=3))


def ticks(low: float, top: float) -> list[float]:
    """Return a scale's marks: multiples of a round step, six at most."""
    steps = (one * tenth for tenth in (0.001, 0.01, 0.1, 1.0, 10.0, 100.0) for one in (1, 2, 5))
    step = next(one for one in steps if (top - low) / one <= 6)
    first = -(-low // step) * step
    return [round(first + place * step, 6) for place in range(int((top - first) / step + 1e-9) + 1)]
