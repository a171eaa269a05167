"""Where everyone stands on the last text: in words, signs and colours."""

from __future__ import annotations

from typing import NamedTuple

from sim.results.describe import percent
from sim.results.transcript import Attempt, RoundRecord, TextRecord, Transcript, Voice, last_attempt, last_voices
from sim.scenario.schema import Scenario
from sim.signs.palette import ACCEPTS, BREAKS, HESITATES, INK, PAPER, SHADE

WILLING, UNWILLING = 0.5, 0.1
"""From the first on an ally sounds willing; below the second it sounds as if it would break."""


class Look(NamedTuple):
    """How a stance is drawn."""

    colour: str
    ink: str
    sign: str


LOOKS = {
    "accepts": Look(ACCEPTS, INK, "✓"),
    "hesitates": Look(HESITATES, INK, "≈"),
    "breaks": Look(BREAKS, PAPER, "✗"),
    "unheard": Look(SHADE, INK, "?"),
}
AT_SILENCE = {
    "accepts": ("would accept", "keep silence, even if breaking it cost nothing"),
    "hesitates": ("hesitate", "keep silence only because standing alone has its price"),
    "breaks": ("would break", "break silence: no text passes without them"),
}
AT_SOUNDINGS = {
    "accepts": ("sound willing", "at least 50 % likely to accept, by their soundings"),
    "hesitates": ("hesitate", "10 to 50 % likely to accept, by their soundings"),
    "breaks": ("sound unwilling", "less than 10 % likely to accept, by their soundings"),
    "unheard": ("not heard yet", "no round has been played"),
}


class Stand(NamedTuple):
    """One delegation on the last text."""

    name: str
    kind: str
    letter: bool = False
    pivotal: bool = False
    broke: str = ""


def last_text(transcript: Transcript) -> TextRecord | None:
    """Return the last text on the table."""
    attempt = last_attempt(transcript)
    return attempt.text if attempt else transcript.rounds[-1].text if transcript.rounds else None


def occasion(transcript: Transcript) -> str:
    """Return when that was, in words."""
    attempt = last_attempt(transcript)
    if not transcript.rounds:
        return "before the first round"
    page = transcript.rounds[-1]
    return (
        f"silence in round {page.round}, attempt {len(page.silence)}" if attempt else f"soundings of round {page.round}"
    )


def kind(voice: Voice, silence: bool) -> str:
    """Return an ally's stance on the text."""
    if silence:
        alone = voice.total - voice.parts["isolation"]
        return "breaks" if voice.accepts == 0.0 else "accepts" if alone >= 0.0 else "hesitates"
    return "accepts" if voice.accepts >= WILLING else "hesitates" if voice.accepts >= UNWILLING else "breaks"


def patron_kind(page: RoundRecord | None, attempt: Attempt | None) -> str:
    """Return the patron's stance: at silence its margin decides, before that its contentment."""
    if attempt:
        return "accepts" if attempt.patron_margin >= 0.0 else "breaks"
    return "unheard" if page is None else "accepts" if page.patron.satisfaction >= WILLING else "hesitates"


def stances(transcript: Transcript, codes: list[str], scenario: Scenario) -> dict[str, Stand]:
    """Return where every member stands, and the patron."""
    attempt, text, power = last_attempt(transcript), last_text(transcript), scenario.patron
    page = transcript.rounds[-1] if transcript.rounds else None
    letters = text.letters if text else []
    kinds = dict.fromkeys(codes, "unheard")
    kinds |= {voice.code: kind(voice, attempt is not None) for voice in last_voices(transcript)}
    kinds |= {power.code: patron_kind(page, attempt)}
    names = {power.code: power.name} | {code: scenario.members[code].name for code in codes}
    pivotal = transcript.outcome.pivotal if page else ""
    return {
        code: Stand(names[code], kinds[code], code in letters, code == pivotal, broken(code, transcript))
        for code in kinds
    }


def broken(code: str, transcript: Transcript) -> str:
    """Return in which rounds a delegation broke silence, in words."""
    found = dict.fromkeys(str(one.round) for one in transcript.outcome.breaks if one.code == code)
    return f"broke in {', '.join(found)}" if found else ""


def contentment(transcript: Transcript) -> str:
    """Return in words whether the patron is content."""
    attempt = last_attempt(transcript)
    if attempt:
        verdict = "" if attempt.patron_margin >= 0.0 else ": breaks silence"
        return f"{percent(attempt.satisfaction)} likely to be content with the text{verdict}"
    return f"{percent(transcript.rounds[-1].patron.satisfaction)} likely to be content" if transcript.rounds else ""
