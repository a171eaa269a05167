"""What each seat alone knows, and how it leans on the text before it."""

from __future__ import annotations

from typing import Any, NamedTuple

from sim.ensemble.records import BLOCS
from sim.ensemble.start import Start
from sim.rules.arithmetic import normal_of
from sim.rules.chance import CHARACTER, Dice, pair
from sim.rules.influence import bloc_draw, character_of, drawn_by_blocs
from sim.rules.interests import Balance, leaning, weigh
from sim.rules.patron import private_pressure
from sim.rules.reading import Reading
from sim.rules.room import supposed
from sim.rules.terms import Now, Table, Terms


class Minds(NamedTuple):
    """A line a seat: its private character, the day's mood, what friends say, its posture, how it leans.

    ``toss`` and ``turn`` hold the draws that a mood (and, before the first, a character) is made of, ``shared``
    a line a bloc: the draw of its members. Before anybody has spoken, ``friends`` holds what an ally's blocs drew.
    """

    character: Any
    mood: Any
    friends: Any
    posture: Any
    leaning: Any
    toss: Any
    turn: Any
    shared: Any


def blank_minds(chairs: int) -> Minds:
    """Return minds yet to be filled."""
    return Minds(*([0.5] * (BLOCS if name == "shared" else chairs) for name in Minds._fields))


def know_minds(minds: Minds, start: Start, dice: Dice, table: Table, terms: Terms) -> None:
    """Give every seat its private character, as far as it has not been learnt already."""
    used = 0
    for seat in range(table.seats):
        used = used | table.blocs[seat]
    for bloc in range(len(minds.shared)):
        if (used >> bloc) & 1 == 1:
            minds.shared[bloc] = bloc_draw(bloc, dice, table)
    for seat in range(len(minds.toss)):
        minds.toss[seat], minds.turn[seat] = pair(dice, 0, table.code[seat], CHARACTER)
    for seat in range(len(minds.toss)):
        minds.mood[seat] = normal_of(minds.toss[seat], minds.turn[seat])
    for seat in range(table.seats):
        minds.friends[seat] = drawn_by_blocs(seat, minds.shared, table)
    for seat in range(len(minds.toss)):
        drawn = character_of(minds.mood[seat], minds.friends[seat], table.blocs[seat], terms)
        minds.character[seat] = supposed(start.minds.known[seat], start.minds.hidden[seat], drawn)


def balance(
    seat: int, pressed: bool, reading: Reading, now: Now, minds: Minds, q0: float, table: Table, terms: Terms
) -> float:
    """Return a seat's leaning on the text: its whole balance but for isolation."""
    own = weigh(now.text, reading, seat, now.threat[seat], now.kappa, q0, table, terms)
    pressure = private_pressure(seat, now.kappa, now.targets, table, terms)
    return leaning(
        Balance(
            own.own_security,
            own.common_security,
            own.guarantee,
            own.fiscal,
            own.monitoring,
            own.red_line,
            own.precedent,
            own.shaming,
            minds.friends[seat],
            -minds.posture[seat],
            minds.character[seat],
            minds.mood[seat],
            pressure if pressed else 0.0,
            0.0,
        )
    )


def lean(pressed: bool, reading: Reading, now: Now, minds: Minds, q0: float, table: Table, terms: Terms) -> None:
    """Note how every seat leans on the text; ``pressed`` when silence is called."""
    for seat in range(len(minds.leaning)):
        minds.leaning[seat] = balance(seat, pressed, reading, now, minds, q0, table, terms)
