"""The parts of one ally's balance, in plain words and in order, with subtotal and total."""

from __future__ import annotations

from typing import NamedTuple

from sim.results.describe import percent, reason
from sim.results.transcript import Transcript, Voice, last_attempt
from sim.rules.interests import MERITS
from sim.scenario.schema import Scenario

SLIGHT = 0.005
"""A part below this is no bar: it would show as 0.00."""


class Row(NamedTuple):
    """A bar from one place to another; a subtotal's starts at nothing."""

    words: str
    start: float
    end: float
    whole: bool = False


def find(code: str, voices: list[Voice]) -> Voice:
    """Return an ally's voice, or say whose there are."""
    for voice in voices:
        if voice.code == code:
            return voice
    known = ", ".join(voice.code for voice in voices) or "none before the first round"
    raise ValueError(f"no balance of {code}; allowed: {known}")


def verdict(voice: Voice, transcript: Transcript) -> str:
    """Return what the ally does, in words."""
    if last_attempt(transcript):
        return "keeps silence" if voice.accepts else "breaks silence"
    return f"sounds {percent(voice.accepts)} likely to accept"


def rows(voice: Voice, transcript: Transcript, scenario: Scenario) -> tuple[list[Row], list[str]]:
    """Return the bars in order, subtotal and total among them, and the parts that come to nothing."""
    found, none, at = [], [], 0.0
    for number, (name, part) in enumerate(voice.parts.items(), 1):
        words = reason(name, scenario)
        if abs(part) < SLIGHT:
            none.append(words)
        else:
            found.append(Row(words, at, at + part))
        at += part
        if number == MERITS:
            found.append(Row("the text on its merits", 0.0, at, whole=True))
    return [*found, Row(f"all in all: {verdict(voice, transcript)}", 0.0, voice.total, whole=True)], none
