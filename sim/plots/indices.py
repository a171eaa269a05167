"""Sobol's indices: how much of the variance of each outcome a factor makes, by itself and with others."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.design import Index
from sim.analysis.sensitivity import OTHERS, Found, Sensitivity
from sim.plots.sheets import FOOT, SKY, WIDE, field, scaled
from sim.plots.style import BLUE, EDGE, NOTE, PAPER, PLAIN, QUIET, head, heading, say, short, width

ROW, LEFT, GAP, HEAD, SCALE, KEY, MOST = 0.31, 4.25, 0.42, 0.42, 0.32, 0.4, 14
"""Sizes in inches: a row, names at the left, room between columns, names of outcomes, scale, key; rows at most."""
TITLES = {"new_target": "new target", "core": "core", "deadline": "deadline", "letters": "letters"}
TOP = 1.0


def indices(found: Sensitivity) -> Figure:
    """Return a row a factor, a column an outcome: first index as a dot, total index as a bar with its interval."""
    names = rows(found)
    said = (
        "Share of the variance between plausible settings that a factor makes by itself (dot) and with others (bar), "
        "in %. Where the bar is much longer than the dot, what the factor does hangs on others."
    )
    lines = max(1, len(names))
    high = KEY + HEAD + ROW * lines + SCALE
    figure = Figure(figsize=(WIDE, heading(said, WIDE) + high + FOOT), facecolor=PAPER)
    head(figure, title(found), said)
    foot(figure, found)
    key(figure, FOOT + high - KEY)
    wide = (WIDE - LEFT - EDGE - (len(found.found) - 1) * GAP) / len(found.found)
    for column, one in enumerate(found.found):
        axes = field(figure, LEFT + column * (wide + GAP), wide, ROW * lines, FOOT + SCALE)
        panel(axes, one, names)
        say(axes, 0.0, -0.35, TITLES[one.outcome.name], PLAIN, weight="bold", va="bottom", clip_on=False)
        if column == 0:
            label(axes, names, found, wide)
    return figure


def rows(found: Sensitivity) -> list[str]:
    """Return the factors shown, those with the largest total index on any outcome first, all others last."""
    most: dict[str, float] = {}
    for one in found.found:
        for index in one.indices:
            most[index.factor] = max(most.get(index.factor, 0.0), index.total - index.total_off)
    ranked = sorted((name for name in most if name != OTHERS), key=lambda name: -most[name])[:MOST]
    return ranked + [OTHERS] * (OTHERS in most)


def title(found: Sensitivity) -> str:
    """Return what the picture shows, in a line."""
    chance = found.found[0]
    first = chance.foremost if chance.indices else []
    if not first:
        return "Nothing moves the chance of a new target"
    if not first[0].clear:
        return "Too few runs to tell what a new target hangs on"
    if len(first) > 1:
        return f"A new target hangs most on {len(first)} factors, not told apart"
    named = {one.name: one.meaning for one in found.factors}
    return f"A new target hangs most on: {named[first[0].factor]}"


def foot(figure: Figure, found: Sensitivity) -> None:
    """Say which runs the picture shows."""
    plan = found.budget
    words = f"{found.title} · {plan.base:,} draws × {plan.groups + 2} settings × {plan.luck} runs, seed {found.seed}"
    say(figure, EDGE / WIDE, 0.16 / figure.get_figheight(), words, NOTE - 1.5, color=QUIET)


def key(figure: Figure, bottom: float) -> None:
    """Explain dot, bar and line."""
    axes = field(figure, EDGE, WIDE - 2 * EDGE, KEY, bottom)
    axes.set_xlim(0.0, WIDE - 2 * EDGE)
    axes.set_ylim(0.0, KEY)
    axes.plot([0.15], [0.2], "o", color=BLUE, ms=7)
    say(axes, 0.35, 0.2, "by itself (first index)", NOTE, va="center_baseline")
    second = 0.35 + width("by itself (first index)", NOTE) + 0.35
    axes.plot([second, second + 0.4], [0.2, 0.2], color=SKY, lw=11, solid_capstyle="butt")
    axes.plot([second + 0.25, second + 0.55], [0.2, 0.2], color=QUIET, lw=1.4)
    say(axes, second + 0.65, 0.2, "with others (total index), with its 95 % interval", NOTE, va="center_baseline")


def panel(axes: Axes, one: Found, names: list[str]) -> None:
    """Draw one outcome."""
    axes.set_xlim(0.0, TOP)
    axes.set_ylim(max(1, len(names)), 0.0)
    scaled(axes, [0.0, 0.5, 1.0], ["0", "50", "100"])
    known = {index.factor: index for index in one.indices}
    for place, name in enumerate(names):
        if name in known:
            mark(axes, place + 0.5, known[name])
    if not known:
        say(axes, TOP / 2, 0.5, "never varies", NOTE, color=QUIET, ha="center", va="center")


def mark(axes: Axes, middle: float, one: Index) -> None:
    """Draw one factor's indices; what lies outside 0 to 100 % is estimation error, and is cut off."""
    total = min(max(one.total, 0.0), TOP)
    axes.plot([0.0, total], [middle, middle], color=SKY, lw=11, solid_capstyle="butt", zorder=2)
    ends = [min(max(end, 0.0), TOP) for end in (one.total - one.total_off, one.total + one.total_off)]
    axes.plot(ends, [middle, middle], color=QUIET, lw=1.4, zorder=3)
    axes.plot([min(max(one.first, 0.0), TOP)], [middle], "o", color=BLUE, ms=6.5, zorder=4, clip_on=False)


def label(axes: Axes, names: list[str], found: Sensitivity, wide: float) -> None:
    """Name the rows."""
    said = {one.name: one.meaning for one in found.factors}
    said[OTHERS] = f"all {len(found.factors) - len(found.picked)} other factors together"
    for place, name in enumerate(names):
        words = short(said[name], LEFT - EDGE - 0.2, NOTE)
        colour = {"color": QUIET} if name == OTHERS else {}
        at = -0.15 * TOP / wide
        say(axes, at, place + 0.5, words, NOTE, ha="right", va="center_baseline", clip_on=False, **colour)
