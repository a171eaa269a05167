"""What each seat alone knows, and how it leans on the text before it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.rules.chance import Dice
from sim.rules.influence import character
from sim.rules.interests import Balance, leaning, weigh
from sim.rules.patron import private_pressure
from sim.rules.reading import Reading
from sim.rules.terms import Now, Table, Terms


class Minds(NamedTuple):
    """What each seat alone knows, and what the day brings: arrays of one entry a seat."""

    character: Any
    mood: Any
    friends: Any
    posture: Any


def minds_of(dice: Dice, table: Table, terms: Terms) -> Minds:
    """Return every seat's private character, the rest still blank."""
    seats = len(table.weight)
    own = np.empty(seats)
    for seat in range(seats):
        own[seat] = character(seat, dice, table, terms)
    return Minds(own, np.zeros(seats), np.zeros(seats), np.zeros(seats))


def balance(
    seat: int, pressed: bool, reading: Reading, now: Now, minds: Minds, q0: float, table: Table, terms: Terms
) -> float:
    """Return a seat's leaning on the text: its whole balance but for isolation."""
    own = weigh(now.text, reading, seat, now.threat[seat], now.kappa, q0, table, terms)
    pressure = private_pressure(seat, now.kappa, now.targets, table, terms) if pressed else 0.0
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
            pressure,
            0.0,
        )
    )
