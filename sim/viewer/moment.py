"""Moment: what there is to see between two phases, the meeting that is under way included."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sim.results.buying import purchases
from sim.results.transcript import PatronMove, Purchase, RoundRecord, TextRecord, Transcript
from sim.rules.round import PHASES
from sim.scenario.schema import Scenario
from sim.summit.model import Summit, versions
from sim.viewer.acts import Act
from sim.viewer.levers import Levers
from sim.viewer.snapshot import Snapshot, keep


@dataclass(frozen=True)
class Moment:
    """A place in a negotiation: what was done last, and all that a reader may see there.

    ``round`` counts from 1 (0: the opening), ``phases`` how many of that round were played, 0 to 7.
    ``transcript`` holds the meeting under way as its last page: what it has not reached yet is as it
    stood before. ``buys`` is what the text on the table would buy if it passed as it stands.
    """

    act: Act
    round: int
    phases: int
    text: TextRecord
    transcript: Transcript
    buys: list[Purchase]
    levers: Levers
    snapshot: Snapshot

    @property
    def phase(self) -> str:
        """The phase played last; ``opening`` before the first."""
        return PHASES[self.phases - 1] if self.phases else "opening"

    @property
    def over(self) -> bool:
        """Whether the summit has ended."""
        return self.transcript.over

    @cached_property
    def played(self) -> int:
        """How many phases were played since the opening."""
        return len(PHASES) * (self.round - 1) + self.phases if self.round else 0


def moment(summit: Summit, act: Act, levers: Levers, digest: str) -> Moment:
    """Return what there is to see of a summit as it stands; ``digest`` is its scenario's."""
    text = summit.now.text
    return Moment(
        act=act,
        round=summit.now.round,
        phases=summit.phase or (len(PHASES) if summit.now.round else 0),
        text=summit.record.text(text),
        transcript=so_far(summit, digest),
        buys=purchases(text, summit.codes, summit.table, summit.terms),
        levers=levers,
        snapshot=keep(summit),
    )


def so_far(summit: Summit, digest: str) -> Transcript:
    """Return the transcript with the meeting under way as its last page."""
    whole = summit.record.transcript(digest, dict(versions()), {})
    return replace(whole, rounds=[*whole.rounds, under_way(summit)]) if summit.phase else whole


def under_way(summit: Summit) -> RoundRecord:
    """Return the page of the meeting under way; what it has not reached yet is as it stood before."""
    page, now, rounds = summit.record.page, summit.now, summit.record.rounds
    content = summit.united_states.contentment(now.text)
    unmoved = PatronMove("holds", now.kappa, now.kappa, content, coming_chance(summit, content), [])
    standing: dict[str, Any] = {
        "events": [],
        "patron": unmoved,
        "text": page["before"],
        "score": 0.0,
        "soundings": rounds[-1].soundings if rounds else [],
        "threats": dict(zip(summit.codes, now.threat, strict=True)),
        "beliefs": dict(zip(summit.codes, now.beliefs, strict=True)),
    }
    return RoundRecord(**(standing | page))


def coming_chance(summit: Summit, content: float) -> float:
    """Return the chance that the president comes, as things stand."""
    from sim.rules.patron import coming

    return coming(content, summit.now.coming, summit.now.crisis, summit.terms)


def agenda(scenario: Scenario, round_: int) -> list[str]:
    """Return the agenda of a meeting; of the first, before it."""
    return list(scenario.meetings[max(round_, 1) - 1].agenda or [])
