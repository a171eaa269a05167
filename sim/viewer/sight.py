"""Sight: what one at the table can know of minds: as much as the chair, or everything.

Soundings and broken silences are public. What only a capital itself knows, its private mind and the mood of
the day, is on the page only as far as the chair has learnt it, unless true minds are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

from sim.results.needs import letter, near
from sim.results.transcript import Attempt, RoundRecord, TextRecord, Transcript, Voice
from sim.rules.agreement import expected
from sim.rules.arithmetic import logistic
from sim.rules.interests import weigh
from sim.rules.patron import private_pressure
from sim.rules.promise import gap
from sim.rules.room import Room, alone
from sim.rules.text import Text
from sim.scenario.seating import Seating
from sim.summit.model import Summit

PRIVATE = ("character", "mood")
"""Parts of a balance that only the capital itself knows."""
BELIEF = "belief"
"""The part that stands in their place: what the chair has heard of that mind."""


@dataclass(frozen=True)
class Stance:
    """One ally before the last silence, with the text on the table: a voice and what it would need.

    ``voice.accepts`` is the chance that it keeps silence; ``need`` the smallest change of the text that
    would let it, or nothing if it would keep silence anyway, or if no single change is enough.
    """

    voice: Voice
    need: TextRecord | None

    @property
    def holds_out(self) -> bool:
        """Whether it would break silence."""
        return self.voice.total < 0.0


def room_for(summit: Summit, all_seen: bool) -> Room:
    """Return the room at the last silence, as the chair sees it, or as one who sees every mind."""
    room = summit.secretary_general.look(1.0, summit.terms.calendar.silence[-1], summit.now.text)
    if not all_seen:
        return room
    now = summit.now
    credits = tuple(
        private_pressure(ally.seat, now.kappa, now.targets, summit.table, summit.terms)
        + (ally.character + ally.mood + ally.friends)
        for ally in summit.allies
    )
    return room._replace(credit=credits)


def stances(summit: Summit, all_seen: bool, text: Text | None = None) -> list[Stance]:
    """Return every ally before the last silence with a text (the one on the table), the most reluctant first."""
    room, on_table = room_for(summit, all_seen), summit.now.text if text is None else text
    voices = [voice(on_table, seat, room, summit, all_seen) for seat in range(len(summit.codes))]
    short = [seat for seat, one in enumerate(voices) if one.total < 0.0]
    needs = needed(on_table, short, room, summit)
    found = [Stance(one, needs.get(seat)) for seat, one in enumerate(voices)]
    return sorted(found, key=lambda one: one.voice.total)


def voice(text: Text, seat: int, room: Room, summit: Summit, all_seen: bool) -> Voice:
    """Return one ally's balance on a text, taken apart; the parts add up to the total."""
    now, table, terms = summit.now, summit.table, summit.terms
    ally, reading = summit.allies[seat], summit.read(text)
    merits = weigh(text, reading, seat, now.threat[seat], now.kappa, summit.q0, table, terms)
    pressed = merits._replace(
        pressure=private_pressure(seat, now.kappa, now.targets, table, terms),
        isolation=alone(reading.satisfaction, room, terms),
    )
    if all_seen:
        pressed = pressed._replace(influence=ally.friends, character=ally.character, mood=ally.mood)
    parts = public(pressed._asdict(), None if all_seen else now.beliefs[seat])
    total = fsum(parts.values())
    spread = terms.chair.spread
    keeps = float(total >= 0.0) if all_seen else logistic(total / spread)
    return Voice(ally.code, parts, total, gap(text, seat, table, terms), keeps)


def public(parts: dict[str, float], belief: float | None) -> dict[str, float]:
    """Return a balance's parts with what the chair believes in the place of what it cannot know (None: as it is)."""
    if belief is None:
        return {name: value for name, value in parts.items() if name != "posturing" or value != 0.0}
    seen = {name: value for name, value in parts.items() if name not in (*PRIVATE, "influence", "posturing")}
    last = seen.pop("isolation")
    return seen | {BELIEF: belief, "isolation": last}


def needed(here: Text, seats: Sequence[int], room: Room, summit: Summit) -> dict[int, TextRecord]:
    """Return, for each of these seats, the nearest text at which it would keep silence: one move, or a letter.

    Unlike ``sim.results.needs``, which asks about a text that was heard, this looks ahead to the last silence:
    whether the president comes, and with it the price of standing alone, depends on the text.
    """
    seating, terms, table = Seating(summit.codes, summit.terms, summit.table), summit.terms, summit.table
    texts = near(here, seating) if seats else []
    found: dict[int, TextRecord] = {}
    for seat in seats:
        for text in [*texts, *letter(here, seat, seating)]:
            reading = summit.read(text)
            isolated = alone(reading.satisfaction, room, terms)
            if expected(table.qualifying[text.counts][seat], text, reading, seat, isolated, room, table, terms) >= 0.0:
                found[seat] = summit.record.text(text)
                break
    return found


# -- a transcript without what only a capital knows -------------------------------------------


def veiled(transcript: Transcript, pivotal: str) -> Transcript:
    """Return a transcript with what the chair believed in the place of private minds, round by round.

    Who sounded how, and who broke silence, stays: that was heard by all. ``pivotal`` is who the chair
    thinks is nearest to breaking.
    """
    end = replace(transcript.outcome, pivotal=pivotal, most_reluctant=pivotal)
    return replace(transcript, outcome=end, rounds=[veiled_round(page) for page in transcript.rounds])


def veiled_round(page: RoundRecord) -> RoundRecord:
    """Return a round without private minds; an attempt at silence shows those of who broke it."""
    beliefs, attempts = dict(page.beliefs), list[Attempt]()
    soundings = [veiled_voice(one, beliefs[one.code]) for one in page.soundings]
    for attempt in page.silence:
        for one in attempt.voices:
            if one.code in attempt.broke:
                beliefs[one.code] = min(beliefs[one.code], one.parts["character"])
        attempts.append(replace(attempt, voices=[veiled_voice(one, beliefs[one.code]) for one in attempt.voices]))
    return replace(page, soundings=soundings, silence=attempts)


def veiled_voice(one: Voice, belief: float) -> Voice:
    """Return a voice without its private parts."""
    bare = {name: value for name, value in one.parts.items() if name not in PRIVATE}
    last = bare.pop("isolation")
    parts = bare | {BELIEF: belief, "isolation": last}
    return replace(one, parts=parts, total=fsum(parts.values()))
