"""What the pictures say above themselves: how it ended, and which negotiation it was."""

from __future__ import annotations

from sim.results.transcript import Transcript
from sim.scenario.schema import Scenario


def title(transcript: Transcript, scenario: Scenario) -> str:
    """Return what came of it, in plain words."""
    outcome = transcript.outcome
    if not transcript.over:
        return f"After {len(transcript.rounds)} of {len(scenario.meetings)} rounds: no text adopted yet"
    if not outcome.adopted:
        return "No new target: no text was adopted"
    return (
        f"New target: {outcome.label}"
        if outcome.new_target
        else f"No new target, the old one said again: {outcome.label}"
    )


def course(transcript: Transcript) -> str:
    """Return in a sentence how silence went."""
    outcome = transcript.outcome
    failed = len([attempt for page in transcript.rounds for attempt in page.silence if attempt.broke])
    times = {1: "once", 2: "twice"}.get(failed, f"{failed} times")
    if not outcome.adopted:
        return f"Silence was broken {times}." if failed else ""
    before = f"after silence had been broken {times}" if failed else "at the first silence"
    return f"Adopted in round {outcome.round}, {before}."


def source(transcript: Transcript) -> str:
    """Return which negotiation this is."""
    settings = "drawn settings" if transcript.setting else "central settings"
    return f"{transcript.scenario} · seed {transcript.seed}, run {transcript.run} · {settings}"
