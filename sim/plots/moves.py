"""Where the runs go: from the endings of one scenario to those of another, as bands as wide as they are frequent."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from sim.analysis.comparison import Comparison, Contrast
from sim.plots.contrast import called, sheet
from sim.plots.sheets import FOOT, SILVER, WIDE, field
from sim.plots.style import BLUE, EDGE, GREEN, INK, NOTE, PAPER, PLAIN, QUIET, STRONG, VERMILLION, say, short, spread
from sim.results.describe import percent

HIGH, HEAD, LEFT, BAR, SIDE = 4.6, 0.85, 2.3, 0.22, 2.3
"""Sizes in inches."""
TOP, LEAST, REST, NONE = 6, 0.01, "", "none"
GAP = 0.012
"""Space between two endings, as a share of all runs."""
KINDS = {
    "stays": ("the same compromise", SILVER),
    "fails": ("no new text any more", VERMILLION),
    "passes": ("now a new text", GREEN),
    "other": ("another compromise", BLUE),
}
"""What a band says, and its colour."""


class Band(NamedTuple):
    """Runs that went from one ending shown to another, and what that means."""

    before: str
    after: str
    kind: str
    share: float


def moves(comparison: Comparison, one: Contrast) -> Figure:
    """Return the bands from the endings of the base, on the left, to those of the other scenario, on the right."""
    shown = endings(one)
    found = bands(one, shown)
    said = "Every run of one has its twin of the same luck in the other; bands are as wide as runs are frequent."
    figure = sheet(title(one), said, HEAD + HIGH, comparison, one)
    axes = field(figure, 0.0, WIDE, HIGH, FOOT)
    axes.set_xlim(0.0, WIDE)
    order = [name for name in shown if any(name in (each.before, each.after) for each in found)]
    axes.set_ylim(1.0 + GAP * (len(order) - 1), 0.0)
    lefts, rights = (places(found, order, side) for side in ("before", "after"))
    for side, tops, x in (("before", lefts, LEFT), ("after", rights, WIDE - SIDE - BAR)):
        column(axes, side, tops, found, x)
    draw(axes, found, order, dict(lefts), dict(rights))
    legend(figure, comparison, one, {each.kind for each in found})
    return figure


def title(one: Contrast) -> str:
    """Return what the picture shows, in a line."""
    away = [move for move in one.moves if move.before != move.after]
    if not away:
        return "Every run ends in the same compromise"
    first = away[0]
    most = f"from {called(first.before)} to {called(first.after)}"
    return f"{percent(one.stayed)} of runs end alike; the commonest move is {most}"


def endings(one: Contrast) -> list[str]:
    """Return the endings shown, the most frequent first, then all others together, then none at all."""
    named = [each for each in one.endings if each.compromise != NONE]
    frequent = [each for each in named if max(each.change.before, each.change.after) >= LEAST][:TOP]
    return [*(each.compromise for each in frequent), REST, NONE]


def kind(before: str, after: str) -> str:
    """Return what a move means."""
    if before == after:
        return "stays"
    return "fails" if after == NONE else "passes" if before == NONE else "other"


def bands(one: Contrast, shown: Sequence[str]) -> list[Band]:
    """Return the bands, endings that are not shown taken together."""
    found: dict[tuple[str, str, str], list[float]] = {}
    for move in one.moves:
        ends = (name if name in shown else REST for name in (move.before, move.after))
        found.setdefault((*ends, kind(move.before, move.after)), []).append(move.share)  # type: ignore[arg-type]
    return [Band(*key, fsum(some)) for key, some in found.items()]


def places(found: list[Band], order: Sequence[str], side: str) -> list[tuple[str, float]]:
    """Return where each ending's column begins, on one side."""
    tops, down = [], 0.0
    for name in order:
        tops.append((name, down))
        down += total(found, side, name) + GAP
    return tops


def total(found: list[Band], side: str, name: str) -> float:
    """Return the share of an ending on one side."""
    return fsum(each.share for each in found if getattr(each, side) == name)


def column(axes: Axes, side: str, tops: list[tuple[str, float]], found: list[Band], x: float) -> None:
    """Draw one side: its endings as bars, with names and shares that do not collide."""
    sizes = {name: total(found, side, name) for name, _ in tops}
    middles = [top + sizes[name] / 2 for name, top in tops if sizes[name] > 0]
    rows = spread(middles, 0.042, 0.02, axes.get_ylim()[0] - 0.02)
    for (name, top), row in zip([each for each in tops if sizes[each[0]] > 0], rows, strict=True):
        axes.add_patch(Rectangle((x, top), BAR, sizes[name], fc=QUIET if name == NONE else INK, lw=0, zorder=3))
        left = side == "before"
        at, sign = (x - 0.12, "right") if left else (x + BAR + 0.12, "left")
        words = "all others" if name == REST else called(name)
        told = f"{words}  {share(sizes[name])}" if left else f"{share(sizes[name])}  {words}"
        say(axes, at, row, told, PLAIN, ha=sign, va="center_baseline", color=QUIET if name in (REST, NONE) else INK)


def share(value: float) -> str:
    """Return a share of all runs, never rounded to nothing."""
    return percent(value) if value >= 0.005 else "under 1 %"


def draw(axes: Axes, found: list[Band], order: list[str], lefts: dict[str, float], rights: dict[str, float]) -> None:
    """Draw the bands, in the order of endings on both sides, so that they cross as little as they can."""
    start, end = dict(lefts), dict(rights)
    rank = {name: place for place, name in enumerate(order)}
    kinds = list(KINDS)
    ordered = sorted(found, key=lambda each: (rank[each.before], rank[each.after], kinds.index(each.kind)))
    tops: dict[Band, float] = {}
    for each in ordered:
        tops[each] = start[each.before]
        start[each.before] += each.share
    for each in sorted(ordered, key=lambda each: (rank[each.after], rank[each.before], kinds.index(each.kind))):
        ribbon(axes, tops[each], end[each.after], each)
        end[each.after] += each.share


def ribbon(axes: Axes, top: float, down: float, band: Band) -> None:
    """Draw one band."""
    left, right, wide = LEFT + BAR, WIDE - SIDE - BAR, band.share
    half = (left + right) / 2
    corners = [
        *((left, top), (half, top), (half, down), (right, down)),
        *((right, down + wide), (half, down + wide), (half, top + wide), (left, top + wide), (left, top)),
    ]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    colour, stays = KINDS[band.kind][1], band.kind == "stays"
    looks = {"fc": colour, "alpha": 0.55 if stays else 0.8, "lw": 0, "zorder": 1 if stays else 2}
    axes.add_patch(PathPatch(Path(corners, codes), **looks))


def legend(figure: Figure, comparison: Comparison, one: Contrast, kinds: set[str]) -> None:
    """Name both sides, and say what the colours mean."""
    axes = field(figure, 0.0, WIDE, HEAD, FOOT + HIGH)
    axes.set_xlim(0.0, WIDE)
    axes.set_ylim(0.0, HEAD)
    across = 0.35
    for name, (words, colour) in KINDS.items():
        if name in kinds:
            axes.add_patch(Rectangle((across, 0.56), 0.18, 0.18, fc=colour, lw=0, alpha=0.8))
            say(axes, across + 0.26, 0.65, words, NOTE, va="center_baseline", backgroundcolor=PAPER)
            across += 2.3
    half = (WIDE - 1.0) / 2
    for x, label, sign in ((EDGE, comparison.base.label, "left"), (WIDE - EDGE, one.label, "right")):
        say(axes, x, 0.16, short(label, half, STRONG, "bold"), STRONG, weight="bold", ha=sign)
