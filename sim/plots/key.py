"""The key beside the alliance's tiles: colours, signs and frames in words, those that occur only."""

from __future__ import annotations

from math import fsum
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.plots.style import INK, LEADING, NOTE, PAPER, PLAIN, QUIET, STRONG, say, short, tall, wrap
from sim.results.transcript import Transcript, last_attempt
from sim.scenario.schema import Scenario
from sim.signs.stances import AT_SILENCE, AT_SOUNDINGS, LOOKS, Stand, contentment, last_text

KEY, HEAD = 4.1, 0.5
"""Width of the key and height of its head, in inches."""


class Line(NamedTuple):
    """A sign, what it means in short and in a sentence, and the frame it stands in."""

    sign: str
    short: str
    meaning: str
    fill: str = PAPER
    frame: float = 0.0
    dash: str = "-"
    ink: str = INK


def explain(transcript: Transcript, scenario: Scenario, stands: dict[str, Stand], mapped: bool) -> list[Line]:
    """Return the lines of the key."""
    order = Line("", "order of the tiles", "by distance from the power feared, nearest first")
    members = [stand for code, stand in stands.items() if code != scenario.patron.code]
    found = colours(transcript, members) + marks(transcript, scenario, list(stands.values()))
    return found if mapped else [*found, order]


def colours(transcript: Transcript, members: list[Stand]) -> list[Line]:
    """Return what the colours mean, and how many members there are of each."""
    meanings = AT_SILENCE if last_attempt(transcript) else AT_SOUNDINGS
    counts = {kind: [stand.kind for stand in members].count(kind) for kind in meanings}
    return [
        Line(LOOKS[kind].sign, f"{counts[kind]} {short}", meaning, LOOKS[kind].colour, 0.4, "-", LOOKS[kind].ink)
        for kind, (short, meaning) in meanings.items()
        if counts[kind] or kind in AT_SILENCE
    ]


def marks(transcript: Transcript, scenario: Scenario, stands: list[Stand]) -> list[Line]:
    """Return what frames and signs mean, and the last text."""
    letters = [stand.name for stand in stands if stand.letter]
    broke = [stand.broke for stand in stands if stand.broke]
    text = last_text(transcript)
    found = [Line("", scenario.patron.name, contentment(transcript), PAPER, 2.5, "--")]
    found += [
        Line("", f"pivotal: {one.name}", "the ally on whom the text hung", PAPER, 3.0) for one in stands if one.pivotal
    ]
    found += [Line("✉", "side letter", f"held by {', '.join(letters)}")] if letters else []
    rounds = f"in which rounds it broke silence (allies that did: {len(broke)})"
    found += [Line("", f"“{broke[0]}”", rounds)] if broke else []
    return found + ([Line("", "the last text", text.words)] if text else [])


def fitted(line: Line) -> tuple[list[str], float]:
    """Return a line's meaning, broken to fit, and how tall the line is."""
    lines = wrap(line.meaning, KEY - 0.75, NOTE)
    return lines, max(0.66, 0.4 + tall(len(lines), NOTE))


def tallness(lines: list[Line]) -> float:
    """Return how tall the key is, in inches."""
    return HEAD + fsum(fitted(line)[1] for line in lines)


def key(axes: Axes, lines: list[Line], when: str) -> None:
    """Write the key."""
    say(axes, 0, 0.05, "Stances on the last text", PLAIN, weight="bold", va="center")
    say(axes, 0, 0.27, when, NOTE, color=QUIET, va="center")
    down = HEAD
    for line in lines:
        down = entry(axes, down, line)


def entry(axes: Axes, down: float, line: Line) -> float:
    """Write one line of the key and return where the next begins."""
    if line.frame:
        looks: dict[str, Any] = {"fc": line.fill, "ec": INK, "lw": line.frame, "ls": line.dash}
        axes.add_patch(Rectangle((0.03, down + 0.03), 0.44, 0.44, **looks))
    lines, high = fitted(line)
    brief = short(line.short, KEY - 0.75, PLAIN, "bold")
    say(axes, 0.25, down + 0.25, line.sign, STRONG + 3, color=line.ink, weight="bold", ha="center", va="center")
    say(axes, 0.65, down + 0.11, brief, weight="bold", va="center")
    say(axes, 0.65, down + 0.24, "\n".join(lines), NOTE, color=QUIET, va="top", linespacing=LEADING)
    return down + high
