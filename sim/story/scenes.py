"""A transcript as scenes: what there was to see and to know after each thing that happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sim.results.transcript import Attempt, PatronMove, RoundRecord, TextRecord, Transcript
from sim.scenario.schema import Scenario
from sim.story import minutes as told

OPENING, EVENTS, PRESSURE, DRAFTING, SOUNDING, SILENCE = (
    "opening",
    "events",
    "pressure",
    "drafting",
    "sounding",
    "silence",
)
AFTER = (OPENING, EVENTS, PRESSURE, DRAFTING, SOUNDING, SILENCE)


@dataclass(frozen=True)
class Scene:
    """A place in a negotiation.

    ``round`` counts from 1 (0: the opening), ``phase`` is what happened last, ``attempt`` which silence of the
    round that was (0: none yet). ``shown`` is the transcript up to here, its last page the meeting under way;
    ``heard`` that up to the last word of the allies. ``lines`` are the minutes of this scene.
    """

    round: int
    phase: str
    attempt: int
    text: TextRecord
    shown: Transcript
    heard: Transcript
    lines: list[str]


def scenes(transcript: Transcript, scenario: Scenario) -> list[Scene]:
    """Return a negotiation scene by scene; a phase in which nothing happens is none."""
    if not transcript.rounds:
        return []
    before = cut(transcript, [])
    found = [Scene(0, OPENING, 0, transcript.rounds[0].before, before, before, told.opening(transcript, scenario))]
    said: set[str] = set()
    for place, page in enumerate(transcript.rounds):
        earlier = transcript.rounds[place - 1] if place else None
        fresh = told.unsaid(told.round_(page, earlier, scenario), said)
        for phase, attempt in happenings(page):
            lines = [line for line in minuted(page, earlier, phase, attempt, scenario) if line in fresh]
            shown = cut(transcript, [*transcript.rounds[:place], under_way(page, earlier, phase, attempt)])
            heard = shown if phase in (SOUNDING, SILENCE) else found[-1].heard
            found.append(Scene(page.round, phase, attempt, on_table(page, phase, attempt), shown, heard, lines))
        said = set(told.round_(page, earlier, scenario))
    return [*found[:-1], replace(found[-1], shown=transcript, heard=transcript)]


def happenings(page: RoundRecord) -> Iterator[tuple[str, int]]:
    """Yield what happened in a round, in order: a phase, and which attempt at silence."""
    if page.events:
        yield EVENTS, 0
    yield from ((phase, 0) for phase in (PRESSURE, DRAFTING, SOUNDING))
    yield from ((SILENCE, attempt) for attempt in range(1, len(page.silence) + 1))


def minuted(
    page: RoundRecord, earlier: RoundRecord | None, phase: str, attempt: int, scenario: Scenario
) -> Iterator[str]:
    """Yield the minutes of one scene; the round's title stands before its first."""
    first = next(happenings(page))
    if (phase, attempt) == first:
        yield told.meeting(page)
    parts = {
        EVENTS: lambda: told.events(page),
        PRESSURE: lambda: told.patron(page, earlier, scenario),
        DRAFTING: lambda: told.drafting(page, scenario),
        SOUNDING: lambda: told.soundings(page, earlier, scenario),
        SILENCE: lambda: told.one_silence(page, earlier, attempt, scenario),
    }
    yield from (f"  {line}" for line in parts[phase]())


def on_table(page: RoundRecord, phase: str, attempt: int) -> TextRecord:
    """Return the text on the table."""
    if attempt:
        return page.silence[attempt - 1].text
    return page.before if phase in (EVENTS, PRESSURE) else page.text


def under_way(page: RoundRecord, earlier: RoundRecord | None, phase: str, attempt: int) -> RoundRecord:
    """Return a round's page as far as it was written; what it had not reached is as it stood before."""
    done, move = AFTER.index(phase), page.patron
    before = PatronMove("holds", move.threat_before, move.threat_before, move.satisfaction, move.coming, [])
    return replace(
        page,
        patron=move if done >= AFTER.index(PRESSURE) else before,
        text=page.text if done >= AFTER.index(DRAFTING) else page.before,
        attended=page.attended if done >= AFTER.index(DRAFTING) else None,
        soundings=page.soundings if done >= AFTER.index(SOUNDING) else earlier.soundings if earlier else [],
        silence=page.silence[:attempt],
    )


def cut(transcript: Transcript, pages: list[RoundRecord]) -> Transcript:
    """Return a transcript up to a page, its outcome that of breaking off there."""
    reached = {(page.round, place) for page in pages for place in range(1, len(page.silence) + 1)}
    breaks = [one for one in transcript.outcome.breaks if (one.round, one.attempt) in reached]
    voices = [attempt.voices for page in pages[-1:] for attempt in page.silence[-1:]] or [
        page.soundings for page in pages[-1:]
    ]
    nearest = min(voices[0], key=lambda one: one.total - one.parts["isolation"]).code if voices and voices[0] else ""
    end = replace(
        transcript.outcome,
        adopted=False,
        new_target=False,
        compromise="none",
        label="none",
        form="none",
        round=None,
        attempt=None,
        breaks=breaks,
        broke_silence=list(dict.fromkeys(one.code for one in breaks)),
        pivotal=nearest,
        most_reluctant=nearest,
    )
    return replace(transcript, over=False, outcome=end, rounds=pages)


def last_call(scene: Scene) -> Attempt | None:
    """Return the silence that a scene is about, if it is about one."""
    return scene.shown.rounds[-1].silence[-1] if scene.phase == SILENCE else None
