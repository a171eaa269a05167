"""The alliance as equal tiles: who would accept the last text, who hesitates, who would break."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.plots.key import KEY, explain, key, tallness
from sim.plots.style import EDGE, INK, PAPER, STRONG, blank, clean, head, heading, say, width, wrap
from sim.results.buying import ALL
from sim.results.transcript import Transcript
from sim.scenario.schema import Scenario
from sim.signs.captions import course, source, title
from sim.signs.stances import LOOKS, Stand, occasion, stances
from sim.signs.tiles import Place, places

TILE, SIDE = 1.1, 1.02
"""A place and the tile on it, in inches."""
CODE, NAME, TAG = 19.0, 9.0, 8.5
"""Sizes of the words on a tile."""


def alliance(transcript: Transcript, scenario: Scenario) -> Figure:
    """Return the alliance as tiles, by its stance on the last text."""
    codes = [one.code for one in transcript.buys if one.code != ALL]
    where, mapped = places(codes, scenario)
    stands = stances(transcript, codes, scenario)
    lines = explain(transcript, scenario, stands, mapped)
    across, down = (TILE * (max(place[axis] for place in where.values()) + 1) for axis in (0, 1))
    high = max(down, tallness(lines))
    said, wide = f"{course(transcript)} {source(transcript)}", 3 * EDGE + across + KEY
    figure = Figure(figsize=(wide, heading(said, wide) + high + EDGE), facecolor=PAPER)
    head(figure, title(transcript, scenario), said)
    board = sheet(figure, EDGE, across, high)
    for code, place in where.items():
        tile(board, place, code, stands[code], code == scenario.patron.code)
    key(sheet(figure, 2 * EDGE + across, KEY, high), lines, occasion(transcript))
    return figure


def sheet(figure: Figure, left: float, wide: float, high: float) -> Axes:
    """Return axes measured in inches from their top left."""
    axes = blank(figure, left, EDGE, wide, high)
    axes.set_xlim(0, wide)
    axes.set_ylim(high, 0)
    return axes


def tile(board: Axes, place: Place, code: str, stand: Stand, patron: bool) -> None:
    """Draw one tile: its sign, code and name, and what there is to remark."""
    look, x, y, room = LOOKS[stand.kind], place[0] * TILE, place[1] * TILE, SIDE - 0.1
    framed = stand.pivotal or patron
    board.add_patch(
        Rectangle(
            (x, y),
            SIDE,
            SIDE,
            fc=look.colour,
            ec=INK,
            lw=3.5 if framed else 0.4,
            ls="--" if patron else "-",
            clip_on=False,
        )
    )

    def put(across: float, down: float, words: str, size: float, **looks: Any) -> None:
        say(board, x + across, y + down, words, size, **{"color": look.ink, "ha": "center", "va": "center"} | looks)

    put(0.07, 0.16, look.sign, STRONG, ha="left", weight="bold")
    put(SIDE - 0.07, 0.16, "✉" if stand.letter else "", STRONG + 3, ha="right")
    put(SIDE / 2 + 0.03, 0.16, "pivotal" if stand.pivotal else "", TAG, weight="bold")
    put(SIDE / 2, 0.4, clean(code), min(CODE, CODE * room / max(width(clean(code), CODE, "bold"), 0.01)), weight="bold")
    put(SIDE / 2, 0.53, "\n".join(wrap(stand.name, room, NAME)[:2]), NAME, va="top", linespacing=1.05)
    put(SIDE / 2, SIDE - 0.1, "".join(wrap(stand.broke, room, TAG, "bold")[:1]), TAG, weight="bold")
