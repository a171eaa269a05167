"""The table of allies, from most reluctant to most willing."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from sim.results.transcript import Transcript, Voice, last_voices
from sim.rules.interests import MERITS
from sim.scenario.schema import Scenario
from sim.story.words import OBJECTIONS, name


@dataclass(frozen=True)
class Line:
    """One ally: shares in % of GDP, fear and willingness in [0, 1], balances in points of GDP-equivalent."""

    code: str
    name: str
    now: float
    plan: float
    asked: float
    fear: float
    merits: float
    total: float
    accepts: float
    against: str
    letter: bool
    broke: bool


def merits(voice: Voice) -> float:
    """Return what the text itself offers and asks, before friends, posture, mood and pressure."""
    return fsum(list(voice.parts.values())[:MERITS])


def main_objection(voice: Voice) -> str:
    """Return the strongest reason against the text, in a word or two."""
    part, value = min(voice.parts.items(), key=lambda pair: pair[1])
    return OBJECTIONS.get(part, part) if value < 0 else "none"


def table(transcript: Transcript, scenario: Scenario) -> list[Line]:
    """Return the allies by their last word on the last text, the most reluctant first."""
    page, end = transcript.rounds[-1], transcript.outcome
    accepts = {voice.code: voice.accepts for voice in page.soundings}
    lines = [
        Line(
            code=voice.code,
            name=name(voice.code, scenario),
            now=scenario.members[voice.code].defence.central(),
            plan=scenario.members[voice.code].own_plan.central(),
            asked=voice.asked,
            fear=page.threats[voice.code],
            merits=merits(voice),
            total=voice.total,
            accepts=accepts[voice.code],
            against=main_objection(voice),
            letter=voice.code in end.letters,
            broke=voice.code in end.broke_silence,
        )
        for voice in last_voices(transcript)
    ]
    return sorted(lines, key=lambda line: line.total)
