"""How a negotiation ended, for the compiled loop: the outcome of ODD 7.11 and what it buys (7.12)."""

from __future__ import annotations

from sim.ensemble.log import Ending
from sim.ensemble.minds import Minds, balance
from sim.rules.chance import INCIDENT, TALKS, WORLD, Dice, uniform
from sim.rules.events import happens, outcome_of_talks
from sim.rules.interests import merits, weigh
from sim.rules.outcome import classify, exposure
from sim.rules.purchase import bought, patron_share
from sim.rules.reading import Reading, read_anew
from sim.rules.round import luck_of
from sim.rules.terms import Now, Table, Terms
from sim.rules.text import Text, with_letters


def reluctance(now: Now, reading: Reading, minds: Minds, q0: float, table: Table, terms: Terms) -> tuple[int, int]:
    """Return the seat that likes the last text least, and the one that came closest to breaking silence."""
    disliking = hanging = 0
    least = nearest = 0.0
    for seat in range(table.seats):
        own = weigh(now.text, reading, seat, now.threat[seat], now.kappa, q0, table, terms)
        liked = merits(own) + minds.character[seat]
        hung = balance(seat, True, reading, now, minds, q0, table, terms)
        if seat == 0 or liked < least:
            disliking, least = seat, liked
        if seat == 0 or hung < nearest:
            hanging, nearest = seat, hung
    return disliking, hanging


def happened(now: Now, dice: Dice, terms: Terms) -> tuple[int, int]:
    """Return how the talks ended so far, counted from 1 (0: not yet, or none), and the number of incidents."""
    ended = 0 < terms.events.talks_round <= now.round and terms.events.talks_outcomes > 0
    talks = 1 + outcome_of_talks(uniform(dice, 0, WORLD, TALKS), terms) if ended else 0
    incidents = 0
    for round_ in range(1, now.round + 1):
        if happens(uniform(dice, luck_of(round_, terms), WORLD, INCIDENT), terms):
            incidents += 1
    return talks, incidents


def concluded(
    now: Now,
    reading: Reading,
    adopted: int,
    attempt: int,
    dice: Dice,
    minds: Minds,
    q0: float,
    table: Table,
    terms: Terms,
) -> Ending:
    """Return what came of it (ODD 7.11, 7.12)."""
    before = status_quo(terms)
    stands = now.text if adopted == 1 else before
    without = read_anew(before, table, terms).satisfaction
    content = reading.satisfaction if adopted == 1 else without
    talks, incidents = happened(now, dice, terms)
    disliking, hanging = reluctance(now, reading, minds, q0, table, terms)
    return Ending(
        now.text,
        adopted,
        now.round,
        attempt,
        now.kappa,
        now.attended,
        now.crisis,
        talks,
        incidents,
        classify(stands, adopted == 1, terms),
        content,
        exposure(now.kappa, content, table),
        exposure(now.kappa, without, table),
        disliking,
        hanging,
        bought(stands, table, terms),
        patron_share(stands, table, terms),
    )


def status_quo(terms: Terms) -> Text:
    """Return the text that stands if none is adopted, copied out of the record that the terms are when compiled."""
    return with_letters(terms.status_quo, terms.status_quo.letters)
