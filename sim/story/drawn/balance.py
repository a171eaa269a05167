"""One ally's balance taken apart: bars that add up, in order, to what decides."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from sim.results.describe import reason
from sim.results.transcript import Transcript, Voice
from sim.rules.interests import MERITS
from sim.scenario.schema import Scenario
from sim.signs.palette import BLUE, INK, PAPER, SHADE, VERMILLION
from sim.signs.parts import SLIGHT, verdict
from sim.signs.words import signed
from sim.story.drawn.svg import Attribute, line, rect, say, sheet, short, tag, title
from sim.story.words import name

LABEL, FIELD, END, ROW, THICK, HEAD = 262.0, 320.0, 62.0, 21.0, 13.0, 20.0
"""Widths of the labels, of the bars and of what is left at their sides; height of a row, a bar and the head."""
ON_MERITS, IN_ALL = "merits", "total"
"""Names of the two rows that are no parts: the text on its merits, and the whole."""
STYLE = f"""
.balance .bar {{ transition: x .25s, width .25s; stroke-width: 1.2; }}
.balance .for .bar {{ fill: {BLUE}; stroke: {BLUE}; }} .balance .for .amount {{ fill: {BLUE}; }}
.balance .against .bar {{ fill: url(#against); stroke: {VERMILLION}; }}
.balance .against .amount {{ fill: {VERMILLION}; }}
.balance .sum .bar {{ fill: {INK}; stroke: {INK}; }} .balance .sum text {{ font-weight: 700; fill: {INK}; }}
.balance .sum .row {{ fill: {SHADE}; }} .balance .row {{ fill: none; }}
.balance .nil text {{ fill: #767676; font-weight: 400; }} .balance .nil .bar {{ fill: none; }}
.balance .amount {{ font-weight: 700; paint-order: stroke; stroke: {PAPER}; stroke-width: 3px; }}
.balance .zero {{ stroke: {INK}; }} .balance .hatch {{ stroke: {VERMILLION}; }}
"""


class Bar(NamedTuple):
    """A row: a part of the balance, from where the one before ended; sums start at nothing."""

    part: str
    words: str
    start: float
    end: float
    whole: bool = False

    @property
    def change(self) -> float:
        """The amount that the row stands for, in points."""
        return self.end - self.start

    @property
    def kind(self) -> str:
        """How the row looks."""
        if self.whole:
            return "sum"
        return "nil" if abs(self.change) < SLIGHT else "for" if self.change > 0 else "against"


def taken_apart(voice: Voice, transcript: Transcript, scenario: Scenario, said: str | None = None) -> list[Bar]:
    """Return a balance row by row: every part in order, the text on its merits after its eight, the whole."""
    verdict_ = verdict(voice, transcript) if said is None else said
    found, at = [], 0.0
    for place, (part, amount) in enumerate(voice.parts.items(), 1):
        found.append(Bar(part, reason(part, scenario), at, at + amount))
        at += amount
        if place == MERITS:
            found.append(Bar(ON_MERITS, "the text on its merits", 0.0, at, whole=True))
    return [*found, Bar(IN_ALL, f"all in all: {verdict_}", 0.0, voice.total, whole=True)]


def reach(rows: list[Bar]) -> tuple[float, float]:
    """Return the lowest and the highest point that bars reach, nothing among them."""
    ends = [0.0, *(end for row in rows for end in (row.start, row.end))]
    return min(ends), max(ends)


def axis(within: tuple[float, float]) -> tuple[float, float]:
    """Return where nothing lies on the drawing, and how many pixels a point takes."""
    scale = FIELD / max(within[1] - within[0], 0.01)
    return LABEL + END - within[0] * scale, scale


def bars(
    voice: Voice,
    transcript: Transcript,
    scenario: Scenario,
    within: tuple[float, float] | None = None,
    said: str | None = None,
) -> str:
    """Return one ally's balance as bars that add up to its total, the price of standing alone among them.

    ``within`` fixes the axis, in points of GDP-equivalent, so that drawings may be compared; without it the
    bars fill the field. Parts that come to nothing keep their row, so that rows stay where they are. ``said``
    is what the balance comes to, in words, where it is not the voice's last word in the transcript.
    """
    rows = taken_apart(voice, transcript, scenario, said)
    zero, scale = axis(within or reach(rows))
    bottom = HEAD + ROW * len(rows)
    drawn = [hatch(), *heads(zero)]
    drawn += [one_row(row, HEAD + ROW * place, zero, scale) for place, row in enumerate(rows)]
    drawn += [line(zero, HEAD - 4, zero, bottom, "zero"), unit(bottom)]
    label = (
        f"{name(voice.code, scenario)} {said or verdict(voice, transcript)}: what speaks for the text and what against"
    )
    return sheet(LABEL + FIELD + 2 * END, bottom + 20, "balance", label, STYLE, drawn)


def hatch() -> Markup:
    """Return the pattern of what speaks against: seen without colour."""
    stroke = line(0, 0, 0, 6, "hatch", stroke_width=2)
    ground = rect(0.0, 0.0, 6.0, 6.0, fill=PAPER)
    looks: dict[str, Attribute] = {"id": "against", "width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
    return tag("defs", tag("pattern", ground, stroke, patternTransform="rotate(45)", **looks))


def heads(zero: float) -> list[Markup]:
    """Return which side of the axis is which."""
    against, favour = say(zero - 6, 12, "◀ against", "small strong", "end"), say(zero + 6, 12, "for ▶", "small strong")
    return [tag("g", against, class_="against"), tag("g", favour, class_="for")]


def one_row(row: Bar, down: float, zero: float, scale: float) -> Markup:
    """Return one row: its words, its bar, its amount at the bar's end."""
    left, wide = zero + min(row.start, row.end) * scale, abs(row.change) * scale
    end = zero + row.end * scale
    ahead = row.change >= 0
    return tag(
        "g",
        title(f"{row.words}: {signed(row.change)} points"),
        rect(0.0, down, LABEL + FIELD + 2 * END, ROW, class_="row"),
        say(6, down + 15, short(row.words, LABEL - 8)),
        rect(left, down + (ROW - THICK) / 2, wide, THICK, class_="bar"),
        say(end + (5 if ahead else -5), down + 15, signed(row.change), "amount", "start" if ahead else "end"),
        class_=row.kind,
        data_part=row.part,
    )


def unit(bottom: float) -> Markup:
    """Return what the amounts are measured in."""
    words = "points: 1 is the political value to a government of 1 % of its annual GDP"
    return say(LABEL + FIELD + 2 * END - 4, bottom + 14, words, "small quiet", "end")
