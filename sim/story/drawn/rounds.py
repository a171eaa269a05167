"""The text by round: targets, deadline, firmness, and below them events, letters and silences, on one axis."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from sim.results.describe import plain
from sim.results.transcript import RoundRecord, TextRecord, Transcript
from sim.scenario.schema import FIRMNESS, Scenario
from sim.signs.palette import BLUE, GREEN, INK, PAPER, QUIET, SHADE, VERMILLION
from sim.signs.timeline import Column, Step, timeline, walk
from sim.story.drawn.svg import line, rect, say, sheet, short, stairs, tag, title, wrap
from sim.story.words import changes, name

LEFT, RIGHT, INCH, HEAD = 104.0, 158.0, 72.0, 46.0
"""Margins, the pixels of an inch of the axis, and the height of the head."""
SIGNS = {"talks": "◆", "incident": "✱", "crisis": "●"}
SIZE = 10.5
STYLE = f"""
.rounds .silence {{ fill: {SHADE}; }} .rounds .ahead {{ fill: {PAPER}; }} .under-way .ends {{ visibility: hidden; }}
.rounds .now {{ stroke: {INK}; stroke-width: 1.5; }}
.rounds path {{ fill: none; stroke-width: 3; }}
.rounds path.core {{ stroke: {BLUE}; }} .rounds text.core {{ fill: {BLUE}; font-weight: 700; }}
.rounds path.whole {{ stroke: {GREEN}; stroke-width: 5; }} .rounds text.whole {{ fill: {GREEN}; font-weight: 700; }}
.rounds path.ink {{ stroke: {INK}; }} .rounds .small {{ font-size: {SIZE}px; }}
.rounds .broken {{ fill: {VERMILLION}; font-weight: 700; }} .rounds .kept {{ fill: {GREEN}; font-weight: 700; }}
.rounds .unit {{ fill: {QUIET}; font-size: {SIZE}px; }}
"""
Value = Callable[[TextRecord], float | None]


class Band(NamedTuple):
    """A strip of the drawing: how tall it is, its name, its unit, and what stands in it, from its top."""

    high: float
    label: str
    unit: str
    inside: list[Markup]


class Curve(NamedTuple):
    """A value of the text: how to read it, how it is written, and how it looks."""

    value: Value
    written: Callable[[TextRecord], str]
    look: str
    above: bool = True


CORE = Curve(lambda text: text.core, lambda text: f"{plain(text.core)} %", "core", above=False)
WHOLE = Curve(lambda text: text.core + text.related, lambda text: f"{plain(text.core + text.related)} %", "whole")
DEADLINE = Curve(lambda text: text.deadline, lambda text: str(text.deadline or "no date"), "ink")
FIRM = Curve(lambda text: text.firmness, lambda text: FIRMNESS[round(3 * text.firmness)], "ink")


def text_by_round(transcript: Transcript, scenario: Scenario, now: float | None = None) -> str:
    """Return the drawing; what lies to the right of ``now`` (a place as of ``place_of``) is veiled.

    A page may move the veil itself: a rectangle ``.ahead`` in each band, the line ``.now``, and the class
    ``under-way``, which hides how it ends. Heads of rounds carry ``data-round``.
    """
    columns, down = timeline(transcript, scenario), HEAD
    end = x_of(columns[-1].right)
    here = end if now is None else min(now, end)
    drawn: list[Markup] = []
    for band in bands(columns, transcript, scenario) if transcript.rounds else []:
        veil = rect(here, 1.0, end - here, band.high - 1, class_=f"ahead {band.label.lower()}")
        drawn.append(tag("g", *labelled(band), *band.inside, veil, transform=f"translate(0 {down:g})"))
        down += band.high
    ground = [part for column in columns for part in backdrop(column, down)]
    label = "The text by round: targets, deadline, firmness, events, side letters and silences"
    kind = "rounds under-way" if here < end else "rounds"
    return sheet(end + RIGHT, down + 4, kind, label, STYLE, [*ground, *drawn, line(here, 0, here, down, "now")])


def place_of(transcript: Transcript, scenario: Scenario, round_: int, attempts: int = 0) -> float:
    """Return where the axis stands after a round (0: the opening), or after some attempts at its silence."""
    column = timeline(transcript, scenario)[round_]
    if attempts and attempts <= len(column.steps):
        return x_of(column.steps[attempts - 1].right)
    return x_of(column.right)


def x_of(inches: float) -> float:
    """Return the pixel of a place on the axis."""
    return LEFT + INCH * inches


def backdrop(column: Column, down: float) -> list[Markup]:
    """Return a column's ground, its edge and its head."""
    left, right = x_of(column.left), x_of(column.right)
    called = bool(column.page and column.page.silence)
    number, when, place, _ = [*column.heading, "", "", ""][:4]
    room = right - left - 6
    return [
        rect(left, 0.0, right - left, down, class_="silence") if called else Markup(""),
        line(left, 0, left, down),
        tag(
            "g",
            title(number, when, place, "silence is called" if called else ""),
            say(left + 4, 14, short(number, room, 12), "strong"),
            say(left + 4, 28, short(when, room, SIZE), "small"),
            say(left + 4, 41, short("silence" if called else place, room, SIZE), "small quiet"),
            data_round=column.page.round if column.page else None,
        ),
    ]


def labelled(band: Band) -> list[Markup]:
    """Return a band's name and unit at the left, and the hair line above it."""
    units = [say(4, 31 + 13 * row, words, "unit") for row, words in enumerate(wrap(band.unit, LEFT - 12, SIZE))]
    return [line(0, 0, LEFT, 0), say(4, 17, band.label, "strong"), *units]


def bands(columns: list[Column], transcript: Transcript, scenario: Scenario) -> list[Band]:
    """Return the bands from top to bottom."""
    steps = walk(columns)
    return [
        targets(steps, scenario),
        curve(steps, DEADLINE, "Deadline", "year", 62.0),
        curve(steps, FIRM, "Firmness", "how closely progress is watched", 62.0),
        noted(letters(steps, scenario), "Letters", "side letters"),
        noted(world(columns), "Events", "outside the room"),
        noted(silences(steps, scenario), "Silence", "kept, or broken by"),
    ]


def targets(steps: list[Step], scenario: Scenario) -> Band:
    """Return the band of the two targets between what was promised before and what the patron asks."""
    asked, before, high = float(scenario.us.demand.central()), scenario.status_quo.core, 132.0
    curves = [WHOLE, CORE] if any(step.text.related for step in steps) else [CORE]
    shown = [float(one.value(step.text) or 0.0) for step in steps for one in curves] + [asked, before]
    low, top = min(shown) - 0.3, max(shown) + 0.6
    end = x_of(steps[-1].right)

    def up(value: float) -> float:
        return high - (value - low) / (top - low) * high

    inside, last = [], steps[-1].text
    for level in (before, asked):
        inside.append(line(LEFT, up(level), end, up(level), "dots"))
    for one in curves:
        inside += drawn_curve(steps, one, up)
    marks = [
        (up(asked), f"asked by {scenario.patron.code}: {plain(asked)} %", "quiet"),
        *((up(last.core + last.related), f"with related: {WHOLE.written(last)}", "whole ends") for _ in curves[1:]),
        (up(last.core), f"core: {CORE.written(last)}", "core ends"),
        (up(before), f"promised before: {plain(before)} %", "quiet"),
    ]
    return Band(high, "Targets", "% of GDP", inside + tags(marks, end))


def tags(marks: list[tuple[float, str, str]], end: float) -> list[Markup]:
    """Return words beside the ends of lines, none on another, from top to bottom."""
    drawn, lowest = [], 0.0
    for down, words, look in sorted(marks, key=lambda one: one[0]):
        lowest = max(down + 4, lowest + 14)
        drawn.append(say(end + 8, lowest, short(words, RIGHT - 10), look))
    return drawn


def curve(steps: list[Step], one: Curve, label: str, unit: str, high: float) -> Band:
    """Return the band of one value of the text."""
    known = [value for step in steps if (value := one.value(step.text)) is not None]
    low, top = (min(known), max(known)) if known else (0.0, 0.0)

    def up(value: float) -> float:
        return high - 12 - (value - low) / ((top - low) or 1.0) * (high - 36)

    end, last = x_of(steps[-1].right), steps[-1].text
    at = one.value(last)
    ends = [say(end + 8, up(low if at is None else at) + 4, one.written(last), "strong ends")]
    return Band(high, label, unit, drawn_curve(steps, one, up) + ends)


def drawn_curve(steps: list[Step], one: Curve, up: Callable[[float], float]) -> list[Markup]:
    """Return a stepped line with its value written wherever it changes."""
    held = [(step, value) for step in steps if (value := one.value(step.text)) is not None]
    corners = [(x_of(step.left), x_of(step.right), up(value)) for step, value in held]
    path = stairs(corners, one.look)
    turns = steps[:1] + [now for was, now in pairwise(steps) if one.value(was.text) != one.value(now.text)]
    lows = [value for _, value in held] or [0.0]
    shift = -6.0 if one.above else 15.0
    words = []
    for step in turns:
        value = one.value(step.text)
        level = up(min(lows) if value is None else value)
        words.append(say(x_of(step.left) + 4, level + shift, one.written(step.text), f"{one.look} strong"))
    return [path, *words]


class Note(NamedTuple):
    """Words in a stretch of the axis, with their tooltip."""

    left: float
    right: float
    words: list[str]
    told: str
    look: str = "small"


def noted(notes: list[Note], label: str, unit: str) -> Band:
    """Return a band of words, as tall as its fullest note."""
    fitted = [
        (note, [one for part in note.words for one in wrap(part, note.right - note.left - 6, SIZE, 5)])
        for note in notes
    ]
    high = max([46.0, *(13.0 * len(lines) + 12 for _, lines in fitted)])
    drawn = [
        tag("g", title(note.told), *(say(note.left + 4, 17 + 13.0 * n, one, note.look) for n, one in enumerate(lines)))
        for note, lines in fitted
        if lines
    ]
    return Band(high, label, unit, drawn)


def letters(steps: list[Step], scenario: Scenario) -> list[Note]:
    """Return where side letters were offered and taken back."""
    found = []
    for was, now in [(None, steps[0]), *pairwise(steps)]:
        before = was.text.letters if was else []
        words = [f"✉\N{VARIATION SELECTOR-15} {code}" for code in now.text.letters if code not in before]
        words += [f"no letter {code}" for code in before if code not in now.text.letters]
        told = "; ".join(changes(was.text, now.text, scenario)) if was else ""
        found.append(Note(x_of(now.left), x_of(now.right), words, told, "small strong"))
    return found


def world(columns: list[Column]) -> list[Note]:
    """Return what happened outside the room."""
    pages: list[tuple[Column, RoundRecord]] = [(column, column.page) for column in columns if column.page]
    return [
        Note(
            x_of(column.left),
            x_of(column.right),
            [f"{SIGNS[event.kind]} {event.words}" for event in page.events],
            "; ".join(event.words for event in page.events),
        )
        for column, page in pages
    ]


def silences(steps: list[Step], scenario: Scenario) -> list[Note]:
    """Return who broke silence, attempt by attempt."""
    found = []
    for step in steps:
        if step.attempt:
            broke = step.attempt.broke
            words = f"✗ {' '.join(broke)}" if broke else "✓ adopted"
            told = (
                f"broken by {', '.join(name(code, scenario) for code in broke)}" if broke else "nobody breaks silence"
            )
            look = "small broken" if broke else "small kept"
            found.append(Note(x_of(step.left), x_of(step.right), [words], told, look))
    return found
