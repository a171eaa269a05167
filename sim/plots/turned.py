"""The alliance as equal tiles: who breaks silence more often, or less, in another scenario, and who gets a letter."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.analysis.comparison import Comparison, Contrast, Delegation
from sim.analysis.paired import Change
from sim.plots.alliance import CODE, NAME, SIDE, TAG, TILE, sheet
from sim.plots.contrast import brief
from sim.plots.style import (
    BLUE,
    EDGE,
    INK,
    NOTE,
    PAPER,
    PLAIN,
    QUIET,
    SHADE,
    STRONG,
    VERMILLION,
    clean,
    head,
    heading,
    say,
    short,
    width,
    wrap,
)
from sim.results.describe import percent, signed_points
from sim.scenario.schema import Scenario
from sim.scenario.seating import seated
from sim.signs.tiles import Place, places

KEY = 3.6
LEAST, FULL = 0.005, 0.05
"""Differences below the first are not coloured; the deepest colour is for the largest, this at least."""
STEPS = (1.0, 0.5, 0.0, -0.5, -1.0)


def told(one: Change) -> bool:
    """Return whether a difference is more than luck may make, and than nothing."""
    low, high = one.difference_luck or (one.difference_low, one.difference_high)
    return abs(one.difference) >= LEAST and (low > 0 or high < 0)


def turned(comparison: Comparison, one: Contrast, scenario: Scenario) -> Figure:
    """Return the tiles, by how much more (or less) often each breaks silence."""
    allies = {each.code: each for each in one.allies}
    known, _ = places(list(seated(scenario)), scenario)
    where = {code: place for code, place in known.items() if code in allies}
    across, down = (TILE * (max(place[axis] for place in where.values()) + 1) for axis in (0, 1))
    high, wide = max(down, 4.4), 3 * EDGE + across + KEY
    worlds = f"{brief(one.label)} against {brief(comparison.base.label)}"
    said = f"{worlds}: how much more (or less) often each breaks silence, in points."
    figure = Figure(figsize=(wide, heading(said, wide) + high + EDGE), facecolor=PAPER)
    head(figure, title(one), said)
    most = max([FULL, *(abs(each.broke.difference) for each in one.allies)])
    board = sheet(figure, EDGE, across, high)
    for code, place in where.items():
        tile(board, place, allies[code], most, code == scenario.patron.code)
    key(sheet(figure, 2 * EDGE + across, KEY, high), one, comparison, most)
    return figure


def title(one: Contrast) -> str:
    """Return what the picture shows, in a line."""
    moved = [each for each in one.allies if told(each.broke)]
    if not moved:
        return "Nobody breaks silence noticeably more or less often"
    first = max(moved, key=lambda each: abs(each.broke.difference))
    rose, fell = (len([each for each in moved if (each.broke.difference > 0) is up]) for up in (True, False))
    counts = " and ".join([f"more often by {rose}"] * bool(rose) + [f"less often by {fell}"] * bool(fell))
    ends = f"{percent(first.broke.before)} → {percent(first.broke.after)}"
    return f"Silence is broken {counts} of {len(one.allies)}; most of all {first.name}: {ends}"


def shade(part: float) -> str:
    """Return the colour of a difference from −1 (deep blue: far less often) to 1 (deep red: far more often)."""
    deep, strength = (VERMILLION if part > 0 else BLUE), min(1.0, abs(part)) ** 0.7
    pairs = zip(to_rgb(deep), to_rgb(SHADE), strict=True)
    red, green, blue = (strength * one + (1 - strength) * other for one, other in pairs)
    return str(to_hex((red, green, blue)))


def ink(colour: str) -> str:
    """Return the colour in which words on a tile can be read."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour))
    return PAPER if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.2 else INK


def tile(board: Axes, place: Place, one: Delegation, most: float, patron: bool) -> None:
    """Draw one tile: code and name, the difference, and what becomes of a letter."""
    moved = told(one.broke)
    colour = shade(one.broke.difference / most) if moved else SHADE
    x, y, room, dark = place[0] * TILE, place[1] * TILE, SIDE - 0.1, ink(colour)
    frame: dict[str, Any] = {"lw": 3.0 if patron else 0.4, "ls": "--" if patron else "-"}
    board.add_patch(Rectangle((x, y), SIDE, SIDE, fc=colour, ec=INK, clip_on=False, **frame))

    def put(across: float, down: float, words: str, size: float, **looks: Any) -> None:
        say(board, x + across, y + down, words, size, **{"color": dark, "ha": "center", "va": "center"} | looks)

    code = clean(one.code)
    put(SIDE / 2, 0.2, code, min(CODE, CODE * room / max(width(code, CODE, "bold"), 0.01)), weight="bold")
    put(SIDE / 2, 0.33, "\n".join(wrap(one.name, room, NAME)[:2]), NAME, va="top", linespacing=1.05)
    put(SIDE / 2, 0.76, signed_points(one.broke.difference) if moved else "·", STRONG, weight="bold")
    if one.letter is not None and told(one.letter):
        put(SIDE / 2, 0.93, f"✉ {signed_points(one.letter.difference)}", TAG + 0.5, weight="bold")


def key(axes: Axes, one: Contrast, comparison: Comparison, most: float) -> None:
    """Explain colours and signs."""
    say(axes, 0, 0.05, "Breaks silence, in points", PLAIN, weight="bold", va="center")
    line = f"share of runs in {brief(one.label)}, less that in {brief(comparison.base.label)}"
    say(axes, 0, 0.22, "\n".join(wrap(line, KEY, NOTE)[:3]), NOTE, color=QUIET, va="top", linespacing=1.28)
    down = 0.95
    for part in STEPS:
        axes.add_patch(Rectangle((0.03, down), 0.44, 0.34, fc=shade(part) if part else SHADE, ec=INK, lw=0.4))
        words = signed_points(part * most) if part else "under half a point, or luck"
        say(axes, 0.65, down + 0.17, words, PLAIN, va="center_baseline")
        down += 0.44
    letters = [each for each in one.allies if each.letter is not None and told(each.letter)]
    if letters:
        say(axes, 0.25, down + 0.27, "✉", STRONG + 3, weight="bold", ha="center", va="center")
        lines = wrap("how much more (or less) often it has a side letter in a text adopted", KEY - 0.75, NOTE)
        say(axes, 0.65, down + 0.1, "\n".join(lines), NOTE, color=QUIET, va="top", linespacing=1.28)
        down += 0.6
    axes.add_patch(Rectangle((0.05, down + 0.06), 0.4, 0.4, fc=PAPER, ec=INK, lw=3.0, ls="--"))
    say(axes, 0.65, down + 0.26, short(comparison.base.put_in.patron, KEY - 0.75, PLAIN), PLAIN, va="center_baseline")
