"""The alliance as equal tiles: who would accept the last text, who hesitates, who would break."""

from __future__ import annotations

from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.plots.captions import course, source, title
from sim.plots.stances import (
    AT_SILENCE,
    AT_SOUNDINGS,
    LOOKS,
    Stand,
    contentment,
    last_attempt,
    last_text,
    occasion,
    stances,
)
from sim.plots.style import INK, LEADING, NOTE, PAPER, PLAIN, QUIET, STRONG, blank, clean, head, say, tall, width, wrap
from sim.plots.tiles import Place, places
from sim.results.buying import ALL
from sim.results.transcript import Transcript
from sim.scenario.schema import Scenario

TILE, SIDE, MARGIN, TOP, KEY, LOWEST = 1.1, 1.02, 0.35, 1.15, 4.4, 6.6
"""A place and the tile on it, the sheet's margin, its head, its key, and the least height, in inches."""
CODE, NAME, TAG = 19.0, 9.0, 8.5
"""Sizes of the words on a tile."""


class Line(NamedTuple):
    """Of the key: a sign, what it means in short and in a sentence, and the frame it stands in."""

    sign: str
    short: str
    meaning: str
    fill: str = PAPER
    frame: float = 0.0
    dash: str = "-"


def alliance(transcript: Transcript, scenario: Scenario) -> Figure:
    """Return the alliance as tiles, by its stance on the last text."""
    codes = [one.code for one in transcript.buys if one.code != ALL]
    where, mapped = places(codes, scenario)
    across = TILE * (max(place[0] for place in where.values()) + 1)
    down = max(LOWEST, TILE * (max(place[1] for place in where.values()) + 1))
    figure = Figure(figsize=(2 * MARGIN + across + KEY, TOP + down + MARGIN), facecolor=PAPER)
    head(figure, title(transcript, scenario), f"{course(transcript)} {source(transcript)}")
    board = blank(figure, MARGIN, MARGIN, across, down)
    board.set_xlim(0, across)
    board.set_ylim(down, 0)
    stands = stances(transcript, codes, scenario)
    for code, place in where.items():
        tile(board, place, code, stands[code], code == scenario.patron.code)
    side = blank(figure, MARGIN + across + 0.3, MARGIN, KEY - 0.3, down)
    side.set_xlim(0, KEY - 0.3)
    side.set_ylim(down, 0)
    key(side, transcript, scenario, stands, mapped)
    return figure


def tile(board: Axes, place: Place, code: str, stand: Stand, patron: bool) -> None:
    """Draw one tile: its sign, code and name, and what there is to remark."""
    look, x, y, room = LOOKS[stand.kind], place[0] * TILE, place[1] * TILE, SIDE - 0.1
    framed = stand.pivotal or patron
    board.add_patch(
        Rectangle((x, y), SIDE, SIDE, fc=look.colour, ec=INK, lw=3.5 if framed else 0.4, ls="--" if patron else "-", clip_on=False)
    )

    def put(across: float, down: float, words: str, size: float, **looks: Any) -> None:
        say(board, x + across, y + down, words, size, **{"color": look.ink, "ha": "center", "va": "center"} | looks)

    put(0.07, 0.16, look.sign, STRONG, ha="left", weight="bold")
    put(SIDE - 0.07, 0.16, "✉" if stand.letter else "", STRONG + 3, ha="right")
    put(SIDE / 2 + 0.03, 0.16, "pivotal" if stand.pivotal else "", TAG, weight="bold")
    put(SIDE / 2, 0.4, clean(code), min(CODE, CODE * room / max(width(clean(code), CODE, "bold"), 0.01)), weight="bold")
    put(SIDE / 2, 0.53, "\n".join(wrap(stand.name, room, NAME)[:2]), NAME, va="top", linespacing=1.05)
    put(SIDE / 2, SIDE - 0.1, "".join(wrap(stand.broke, room, TAG, "bold")[:1]), TAG, weight="bold")


def key(axes: Axes, transcript: Transcript, scenario: Scenario, stands: dict[str, Stand], mapped: bool) -> None:
    """Explain colours and marks, with how many there are of each."""
    meanings = AT_SILENCE if last_attempt(transcript) else AT_SOUNDINGS
    members = [stand for code, stand in stands.items() if code != scenario.patron.code]
    say(axes, 0, 0.05, "Stances on the last text", PLAIN, weight="bold", va="center")
    say(axes, 0, 0.27, occasion(transcript), NOTE, color=QUIET, va="center")
    down = 0.5
    for kind, (short, meaning) in meanings.items():
        count, look = sum(stand.kind == kind for stand in members), LOOKS[kind]
        if count or kind in AT_SILENCE:
            down = entry(axes, down, Line(look.sign, f"{count} {short}", meaning, look.colour, 0.4), look.ink)
    for line in marks(transcript, scenario, stands, mapped):
        down = entry(axes, down, line, INK)


def entry(axes: Axes, down: float, line: Line, ink: str) -> float:
    """Write one line of the key and return where the next begins."""
    if line.frame:
        looks: dict[str, Any] = {"fc": line.fill, "ec": INK, "lw": line.frame, "ls": line.dash}
        axes.add_patch(Rectangle((0.03, down + 0.03), 0.44, 0.44, **looks))
    lines = wrap(line.meaning, KEY - 1.05, NOTE)
    say(axes, 0.25, down + 0.25, line.sign, STRONG + 3, color=ink, weight="bold", ha="center", va="center")
    say(axes, 0.65, down + 0.11, "\n".join(wrap(line.short, KEY - 1.05, PLAIN, "bold")[:1]), weight="bold", va="center")
    say(axes, 0.65, down + 0.24, "\n".join(lines), NOTE, color=QUIET, va="top", linespacing=LEADING)
    return down + max(0.68, 0.42 + tall(len(lines), NOTE))


def marks(transcript: Transcript, scenario: Scenario, stands: dict[str, Stand], mapped: bool) -> list[Line]:
    """Return the lines of the key that explain marks, those that occur only."""
    pivotal = [stand.name for stand in stands.values() if stand.pivotal]
    letters = [stand.name for stand in stands.values() if stand.letter]
    broke = [stand.broke for stand in stands.values() if stand.broke]
    text = last_text(transcript)
    found = [Line("", scenario.patron.name, contentment(transcript), PAPER, 2.5, "--")]
    found += [Line("", f"pivotal: {name}", "the ally on whom the text hung", PAPER, 3.0) for name in pivotal]
    found += [Line("✉", "side letter", f"held by {', '.join(letters)}")] if letters else []
    said = f"the rounds in which it broke silence; so did {len(broke)} in all"
    found += [Line("", f"“{broke[0]}”", said)] if broke else []
    found += [Line("", "the last text", text.words)] if text else []
    return found if mapped else [*found, Line("", "order of the tiles", "by distance from the power feared, nearest first")]
