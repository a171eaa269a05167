"""One negotiation from the first round to the last, for the compiled loop (ODD 3).

The same order as ``sim.rules.round.PHASES`` and ``Summit``, calling the same rules for every seat.
Plain Python too: a test holds it, its compiled twin and Mesa's agents to the same bits.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.ensemble.ending import concluded
from sim.ensemble.log import PATRON, Ending, Log, note
from sim.ensemble.minds import Minds, know_minds, lean
from sim.ensemble.records import ENOUGH
from sim.ensemble.start import Start
from sim.rules.chance import (
    ATTENDANCE,
    CRISIS,
    INCIDENT,
    MOOD,
    SOUNDING,
    TALKS,
    THREAT,
    WORLD,
    Dice,
    normal,
    pair,
    uniform,
)
from sim.rules.drafting import draft, first_draft, mend
from sim.rules.events import crisis, feel, shift
from sim.rules.influence import influence, mood_of, patron_character, posturing, said, sounding
from sim.rules.objective import Draft
from sim.rules.outcome import comes
from sim.rules.patron import (
    HOLD,
    Pressure,
    after_deciding,
    coming,
    margin,
    press,
    resolve,
    resolve_scale,
    single_out,
)
from sim.rules.reading import Reading, read_anew, without_text
from sim.rules.room import NOISY, Room, confession, credit, learn, supposed, weight_of_silence
from sim.rules.round import PHASES, letters_open, luck_of, progress
from sim.rules.sheet import Paper
from sim.rules.silence import GREATEST, breaking, cascade, doubters, isolation, keeps_silence, shown
from sim.rules.terms import Now, Table, Terms
from sim.rules.text import Text, with_letters

TO_EVENTS, TO_PRESSURE, TO_DRAFTING, TO_ATTENDANCE, TO_SOUNDING, TO_LEARNING, TO_SILENCE = range(len(PHASES))
"""Which phase of a round comes next."""


def renewed(now: Now, round_: int, text: Text, us_belief: float, move: Pressure, attended: int) -> Now:
    """Return the state with what changed: round, text, belief about the patron, its move, attendance."""
    return Now(
        round_,
        text,
        now.threat,
        now.sounded,
        now.beliefs,
        us_belief,
        move.kappa,
        move.kappa_aim,
        move.decay,
        move.coming,
        move.targets,
        attended,
        now.crisis,
    )


def posture(now: Now, kappa: float) -> Pressure:
    """Return the patron's posture as it stands, its threat as credible as given."""
    return Pressure(HOLD, now.kappa_aim, kappa, now.decay, now.coming, now.targets)


def with_text(now: Now, text: Text) -> Now:
    """Return the state with another text on the table."""
    return renewed(now, now.round, text, now.us_belief, posture(now, now.kappa), now.attended)


def opening(start: Start, dice: Dice, table: Table, terms: Terms) -> Now:
    """Return the state from which a negotiation sets out; before the first round a crisis may yet come."""
    since = start.now
    threat: Any = np.empty(len(table.threat))
    sounded: Any = np.zeros(len(table.threat))
    beliefs: Any = np.zeros(table.seats)
    for seat in range(len(threat)):
        threat[seat], sounded[seat] = since.threat[seat], since.sounded[seat]
    for seat in range(table.seats):
        beliefs[seat] = since.beliefs[seat]
    luck = crisis(uniform(dice, 0, WORLD, CRISIS), terms)
    return Now(
        since.round,
        with_letters(since.text, since.text.letters),
        threat,
        sounded,
        beliefs,
        since.us_belief,
        since.kappa,
        since.kappa_aim,
        since.decay,
        since.coming,
        since.targets,
        since.attended,
        luck if since.round == 0 else since.crisis,
    )


def after_events(now: Now, dice: Dice, terms: Terms) -> Now:
    """Let talks end and incidents happen; returns the state of the new round."""
    round_ = now.round + 1
    threat: Any = now.threat
    talks_draw, incident_draw = uniform(dice, 0, WORLD, TALKS), uniform(dice, luck_of(round_, terms), WORLD, INCIDENT)
    talks, incident = shift(round_, talks_draw, incident_draw, terms)
    for change in (talks, incident):
        if change != 0.0:
            for seat in range(len(now.threat)):
                threat[seat] = feel(threat[seat], change, terms)
    return renewed(now, round_, now.text, now.us_belief, posture(now, now.kappa), now.attended)


def after_pressure(now: Now, content: float, missing: Any, dice: Dice, table: Table, terms: Terms) -> Now:
    """Let the patron move on the last text, ``content`` with it as it is."""
    noise = normal(dice, luck_of(now.round, terms), table.patron_code, THREAT)
    move = press(now, content, noise, single_out(now, missing, table, terms), terms)
    return renewed(now, now.round, now.text, now.us_belief, move, now.attended)


def credits(now: Now, at: float, table: Table, terms: Terms) -> Any:
    """Return what the chair adds to each seat's merits, looking ``at`` this much of the calendar."""
    found = np.full(len(now.threat), ENOUGH)
    for seat in range(table.seats):
        found[seat] = credit(seat, at, now, table, terms)
    return found


class Task(NamedTuple):
    """What the chair is to write, ahead of a silence of this ``stage`` and ``progress``.

    The first draft (``first``), the next one, or, after a broken silence, one that mends it (``mends``):
    then ``alone`` marks who would break silence alone, and ``patron_broke`` whether the patron did.
    """

    stage: float
    progress: float
    first: bool
    mends: bool
    letters: bool
    alone: Any
    patron_broke: int


def written(task: Task, now: Now, q0: float, paper: Paper, table: Table, terms: Terms) -> Draft:
    """Return the chair's draft, the same text if nothing is better."""
    here = Room(
        now.threat,
        credits(now, task.progress, table, terms),
        now.kappa,
        q0,
        task.stage,
        now.decay,
        now.coming,
        now.crisis,
        now.attended,
        now.us_belief,
        resolve(task.progress, terms),
        now.text,
        terms.calendar.agenda[now.round - 1],
        paper.desk,
        paper.sheets,
    )
    if task.mends:
        return mend(now.text, task.alone, task.patron_broke, here, table, terms)
    if task.first:
        return first_draft(task.letters, here, table, terms)
    return draft(now.text, task.letters, here, table, terms)


def ahead(now: Now, terms: Terms) -> Task:
    """Return the task of a draft: it looks ahead to the last silence."""
    rounds, nobody = terms.calendar.rounds, np.zeros(0, np.int64)
    letters = letters_open(now.round, rounds, terms.letters.last_rounds)
    return Task(terms.calendar.silence[rounds - 1], 1.0, now.round == 1, False, letters, nobody, 0)


def after_attendance(now: Now, reading: Reading, dice: Dice, terms: Terms) -> Now:
    """Let the president decide, in the round that has it."""
    if terms.calendar.attendance[now.round - 1] == 0:
        return now
    attended = comes(uniform(dice, 0, WORLD, ATTENDANCE), coming(reading.satisfaction, now.coming, now.crisis, terms))
    threat = posture(now, after_deciding(now.kappa, attended, terms))
    return renewed(now, now.round, now.text, now.us_belief, threat, attended)


def listen(now: Now, minds: Minds, table: Table, terms: Terms) -> None:
    """Let every ally hear what its friends said last: ``heard``, for all listeners side by side."""
    for seat in range(len(minds.friends)):
        minds.friends[seat] = 0.0
    for speaker in range(table.seats):
        for seat in range(len(minds.friends)):
            minds.friends[seat] += said(speaker, seat, now.sounded, table)
    for seat in range(len(minds.friends)):
        minds.friends[seat] = influence(minds.friends[seat], terms)


def wake(now: Now, dice: Dice, minds: Minds, table: Table, terms: Terms) -> None:
    """Let every ally listen to friends, find the mood of the day and strike a posture."""
    at, patience, pose = progress(now.round, terms.calendar.rounds), 0.0, 0.0
    listen(now, minds, table, terms)
    for seat in range(table.seats):
        if table.patience[seat] != patience:  # most are equally patient: the same patience, the same pose
            patience = table.patience[seat]
            pose = posturing(at, patience, terms)
        minds.posture[seat] = pose
    day = luck_of(now.round, terms)
    for seat in range(len(minds.toss)):
        minds.toss[seat], minds.turn[seat] = pair(dice, day, table.code[seat], MOOD)
    for seat in range(len(minds.mood)):
        minds.mood[seat] = mood_of(minds.toss[seat], minds.turn[seat], terms)


def sound(now: Now, reading: Reading, dice: Dice, minds: Minds, q0: float, table: Table, terms: Terms) -> None:
    """Let every ally sound the text, all at once from what was sounded last."""
    sounded: Any = now.sounded
    wake(now, dice, minds, table, terms)
    lean(False, reading, now, minds, q0, table, terms)
    for seat in range(table.seats):
        sounded[seat] = sounding(minds.leaning[seat], terms)


def confess(now: Now, dice: Dice, minds: Minds, table: Table, terms: Terms) -> None:
    """Let every ally confess, and the chair learn."""
    beliefs: Any = now.beliefs
    day = luck_of(now.round, terms)
    for seat in range(table.seats):
        noise = normal(dice, day, table.code[seat], SOUNDING) if terms.chair.soundings == NOISY else 0.0
        heard = confession(minds.character[seat], noise, terms)
        beliefs[seat] = learn(beliefs[seat], heard, terms)


def wake_late(start: Start, now: Now, dice: Dice, minds: Minds, table: Table, terms: Terms) -> None:
    """Wake every ally of a negotiation taken up after its sounding: friends have spoken already."""
    wake(now, dice, minds, table, terms)
    for seat in range(table.seats):
        minds.friends[seat] = start.friends[seat]


class Call(NamedTuple):
    """A text put under silence: a mask of members that broke it, whether the patron did, who would alone."""

    breakers: int
    patron_broke: int
    alone: Any


def call_silence(
    now: Now, reading: Reading, stage: float, minds: Minds, us_mind: float, q0: float, table: Table, terms: Terms
) -> Call:
    """Put the text under silence once."""
    rounds, seats = terms.calendar.rounds, table.seats
    weight = weight_of_silence(stage, reading.satisfaction, now.coming, now.crisis, now.attended, terms)
    price = isolation(0, weight, now.decay, terms)
    lean(True, reading, now, minds, q0, table, terms)
    leanings, alone = minds.leaning[:seats], np.zeros(seats, np.int64)
    for seat in range(seats):
        alone[seat] = 0 if keeps_silence(leanings[seat], price) else 1
    if now.round < rounds:
        breakers = breaking(leanings, 0, weight, now.decay, terms)
    else:
        first = doubters(now.sounded[: table.seats]) if terms.chair.cascade == GREATEST else 0
        breakers = cascade(leanings, first, weight, now.decay, terms)
    short = margin(reading.satisfaction, us_mind, resolve(progress(now.round, rounds), terms))
    return Call(breakers, 1 if short < 0.0 else 0, alone)


def revealed(now: Now, call: Call, minds: Minds, us_mind: float) -> Now:
    """Let the chair learn from those who broke."""
    beliefs: Any = now.beliefs
    for seat in range(len(beliefs)):
        if (call.breakers >> seat) & 1 == 1:
            beliefs[seat] = shown(beliefs[seat], minds.character[seat])
    us_belief = shown(now.us_belief, us_mind) if call.patron_broke == 1 else now.us_belief
    return renewed(now, now.round, now.text, us_belief, posture(now, now.kappa), now.attended)


def mending(now: Now, call: Call, stage: float, terms: Terms) -> Task:
    """Return the task of mending a text on which silence was broken: it looks at this silence."""
    at = progress(now.round, terms.calendar.rounds)
    return Task(stage, at, False, True, False, call.alone, call.patron_broke)


def before_draft(phase: int, now: Now, content: float, dice: Dice, paper: Paper, table: Table, terms: Terms) -> Now:
    """Play a round, or what is left of it from this phase on, up to its draft."""
    if phase <= TO_EVENTS:
        now = after_events(now, dice, terms)
    if phase <= TO_PRESSURE:
        now = after_pressure(now, content, paper.desk.value, dice, table, terms)
    return now


def before_silence(
    phase: int, now: Now, reading: Reading, dice: Dice, minds: Minds, q0: float, table: Table, terms: Terms
) -> Now:
    """Play on from the draft, as it reads, up to the round's silence."""
    if phase <= TO_ATTENDANCE:
        now = after_attendance(now, reading, dice, terms)
    if phase <= TO_SOUNDING:
        sound(now, reading, dice, minds, q0, table, terms)
    if phase <= TO_LEARNING:
        confess(now, dice, minds, table, terms)
    return now


def conduct(start: Start, dice: Dice, table: Table, terms: Terms, paper: Paper, minds: Minds, log: Log) -> Ending:
    """Play one negotiation from its start and write it down; ``paper`` and ``minds`` are blank or used."""
    q0 = without_text(table, terms)
    us_mind = supposed(start.minds.us_known, start.minds.us_hidden, patron_character(dice, resolve_scale(terms), table))
    now, phase = opening(start, dice, table, terms), start.phase
    reading = read_anew(now.text, table, terms)
    know_minds(minds, start, dice, table, terms)
    if phase > TO_SOUNDING:
        wake_late(start, now, dice, minds, table, terms)
    ever, adopted, attempt = 0, 0, 0
    for round_ in range(now.round + (1 if phase == TO_EVENTS else 0), terms.calendar.rounds + 1):
        now = before_draft(phase, now, reading.satisfaction, dice, paper, table, terms)
        if phase <= TO_DRAFTING:
            found = written(ahead(now, terms), now, q0, paper, table, terms)
            now, reading = with_text(now, found.text), found.reading
        now = before_silence(phase, now, reading, dice, minds, q0, table, terms)
        stage, attempt, phase = terms.calendar.silence[round_ - 1], 0, TO_EVENTS
        while stage > 0.0 and attempt < terms.chair.attempts:
            attempt += 1
            call = call_silence(now, reading, stage, minds, us_mind, q0, table, terms)
            ever = ever | call.breakers
            if len(log.calls) > 0:
                log.calls[round_ - 1, attempt - 1] = call.breakers | (call.patron_broke << PATRON)
            if call.breakers == 0 and call.patron_broke == 0:
                adopted = 1
                break
            now = revealed(now, call, minds, us_mind)
            if attempt == terms.chair.attempts:
                break
            found = written(mending(now, call, stage, terms), now, q0, paper, table, terms)
            if found.text == now.text:
                break
            now, reading = with_text(now, found.text), found.reading
        note(log, now, ever)
        if adopted == 1:
            break
    return concluded(now, reading, adopted, attempt, dice, minds, q0, table, terms)
