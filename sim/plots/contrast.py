"""Two scenarios side by side: how often each ending comes of either, and the difference with its intervals."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.analysis.comparison import Comparison, Contrast
from sim.analysis.paired import Change
from sim.plots.sheets import FOOT, SILVER, WIDE, field, percents, scaled
from sim.plots.style import BLUE, EDGE, INK, NOTE, PAPER, PLAIN, QUIET, STRONG, head, heading, say, short
from sim.results.describe import percent, signed_points, with_sign

ROW, LEFT, BARS, BETWEEN, GAPS, SCALE, KEY = 0.52, 2.15, 2.9, 0.85, 2.75, 0.34, 0.72
"""Sizes in inches: a row, the names, the bars, the space between, the differences, scale and key."""
TOP = 8
LEAST, TITLED = 0.005, 2.6
"""Endings rarer than the first in both are left out; a label in a title is as long as the second, in inches."""


class Line(NamedTuple):
    """What a row shows: a name, a change of a share, and whether it stands out."""

    name: str
    change: Change
    strong: bool = False


def brief(label: str) -> str:
    """Return a scenario's label as it fits into a title."""
    return short(label, TITLED, STRONG)


def called(compromise: str) -> str:
    """Return what an ending is called."""
    return "no new text" if compromise == "none" else compromise.replace("+", " + ")


def sheet(title: str, said: str, high: float, comparison: Comparison, one: Contrast) -> Figure:
    """Return an empty sheet with its head and foot, and ``high`` inches between them."""
    figure = Figure(figsize=(WIDE, heading(said, WIDE) + high + FOOT), facecolor=PAPER)
    head(figure, title, said)
    drawn = "central settings" if comparison.settings == 0 else f"{comparison.settings:,} settings"
    foot = f"{comparison.base.label} · {one.label} · {comparison.runs:,} runs each, {drawn}, seed {comparison.seed}"
    line = short(foot, WIDE - 2 * EDGE, NOTE - 1.5)
    say(figure, EDGE / WIDE, 0.16 / figure.get_figheight(), line, NOTE - 1.5, color=QUIET)
    return figure


def endings(comparison: Comparison, one: Contrast) -> Figure:
    """Return the chance of a new target and the compromises, in both, with their differences."""
    frequent = [each for each in one.endings if max(each.change.before, each.change.after) >= LEAST][:TOP]
    lines = [Line("a new target", one.new_target, True)]
    lines += [Line(called(each.compromise), each.change) for each in frequent]
    said = "Share of all summits, by core + related target in % of GDP; and the difference in percentage points."
    return shares(title(one), said, lines, comparison, one)


def title(one: Contrast) -> str:
    """Return what the picture of endings shows, in a line."""
    share = one.new_target
    if share.difference == 0:
        return f"{brief(one.label)}: a new target in {percent(share.after)} of summits either way"
    ends_ = f"{percent(share.after)} of summits instead of {percent(share.before)}"
    return f"{brief(one.label)}: a new target in {ends_}"


def politics(comparison: Comparison, one: Contrast) -> Figure:
    """Return the other shares over all runs: silence, letters, the president, the patron's chance to scale back."""
    found = {
        "nobody breaks": one.shares["nobody_broke"],
        "any side letter": one.shares["letter"],
        "president comes": one.shares["attended"],
        "patron scales back": one.means["scales_back"],
    }
    lines = [Line(name, change) for name, change in found.items() if change is not None]
    most = max(lines, key=lambda line: abs(line.change.difference))
    told = f"{brief(one.label)}: {most.name} {percent(most.change.after)} instead of {percent(most.change.before)}"
    said = (
        "Share of all summits (the president: where it is decided in both), and the mean chance that the patron "
        "scales back; the difference in percentage points."
    )
    return shares(told, said, lines, comparison, one)


def shares(title_: str, said: str, lines: list[Line], comparison: Comparison, one: Contrast) -> Figure:
    """Return rows of two bars each, and the difference of each row with both its intervals."""
    figure = sheet(title_, said, KEY + len(lines) * ROW + SCALE, comparison, one)
    high, bottom = len(lines) * ROW, FOOT + SCALE
    bars, gaps = field(figure, LEFT, BARS, high, bottom), field(figure, LEFT + BARS + BETWEEN, GAPS, high, bottom)
    most = min(1.0, 1.02 * max(0.1, *(max(line.change.before, line.change.after) for line in lines)))
    bars.set_xlim(0.0, most)
    marks = percents(most, 4)
    scaled(bars, marks, [percent(mark) for mark in marks])
    reach = 1.05 * max(0.01, *(abs(end) for line in lines for end in ends(line.change)))
    gaps.set_xlim(-reach, reach)
    around = [mark for mark in percents(reach, 3) if mark > 0]
    places = [-mark for mark in reversed(around)] + [0.0, *around]
    scaled(gaps, places, [with_sign(mark, f"{abs(100 * mark):.0f}") for mark in places])
    gaps.axvline(0.0, color=INK, lw=1.0, zorder=2)
    for axes in (bars, gaps):
        axes.set_ylim(len(lines), 0.0)
    for place, line in enumerate(lines):
        row(bars, place, line)
        gap(gaps, place, line)
    key(figure, comparison, one, bottom + high)
    return figure


def ends(one: Change) -> list[float]:
    """Return how far the difference and its intervals reach."""
    return [one.difference, *(one.difference_luck or ()), one.difference_low, one.difference_high]


def row(axes: Axes, place: int, line: Line) -> None:
    """Draw both shares of a row as bars, with their numbers."""
    inch, weight = axes.get_xlim()[1] / BARS, "bold" if line.strong else "normal"
    name = short(line.name, LEFT - EDGE - 0.15, PLAIN, weight)
    say(axes, -0.12 * inch, place + 0.5, name, PLAIN, weight=weight, ha="right", va="center_baseline")
    for share, up, colour, ink in ((line.change.before, 0.3, SILVER, QUIET), (line.change.after, 0.7, BLUE, BLUE)):
        axes.add_patch(Rectangle((0.0, place + up - 0.17), share, 0.34, fc=colour, lw=0, zorder=2))
        told = percent(share) if share == 0 or share >= LEAST else "under 1 %"
        say(axes, share + 0.06 * inch, place + up, told, NOTE, color=ink, va="center_baseline", zorder=3)


def gap(axes: Axes, place: int, line: Line) -> None:
    """Draw a row's difference: a dot, luck as a block, all plausible settings as a line; its number at the right."""
    one, middle = line.change, place + 0.5
    if place % 2:
        axes.axhspan(place, place + 1, fc="#F6F6F6", lw=0, zorder=0)
    axes.plot([one.difference_low, one.difference_high], [middle, middle], color=INK, lw=1.4, zorder=3)
    for end in (one.difference_low, one.difference_high):
        axes.plot([end, end], [middle - 0.13, middle + 0.13], color=INK, lw=1.4, zorder=3)
    if one.difference_luck is not None:
        low, up = one.difference_luck
        axes.add_patch(Rectangle((low, middle - 0.2), up - low, 0.4, fc=BLUE, lw=0, zorder=4))
    axes.plot([one.difference], [middle], marker="o", ms=4.5, color=PAPER, mec=BLUE, mew=1.5, zorder=5)
    right = axes.get_xlim()[1]
    looks = {"weight": "bold" if line.strong else "normal", "va": "center_baseline", "color": BLUE}
    say(axes, right * (1 + 0.2 / GAPS), middle, signed_points(one.difference), PLAIN, **looks)


def key(figure: Figure, comparison: Comparison, one: Contrast, bottom: float) -> None:
    """Explain bars, dot, block and line, each beside a small one of its kind."""
    axes = field(figure, 0.0, WIDE, KEY, bottom)
    axes.set_xlim(0.0, WIDE)
    axes.set_ylim(0.0, KEY)
    room = BARS + BETWEEN - 0.4
    for level, name, colour in ((0.49, comparison.base.label, SILVER), (0.23, one.label, BLUE)):
        axes.add_patch(Rectangle((LEFT, level - 0.09), 0.18, 0.18, fc=colour, lw=0))
        say(axes, LEFT + 0.26, level, short(name, room, NOTE), NOTE, va="center_baseline")
    left = LEFT + BARS + BETWEEN
    tells, settings = one.new_target.difference_luck is not None, comparison.settings > 1
    if tells:
        axes.add_patch(Rectangle((left + 0.08, 0.4), 0.18, 0.18, fc=BLUE, lw=0))
        say(axes, left + 0.44, 0.49, "what luck leaves open (95 %)", NOTE, va="center_baseline")
    if settings or not tells:
        axes.plot([left, left + 0.34], [0.23, 0.23], color=INK, lw=1.4)
        say(axes, left + 0.44, 0.23, "over all plausible settings (95 %)", NOTE, va="center_baseline")
