"""How good a draft could be at best, without weighing it from every seat (ODD 7.9).

A seat's log-chance to keep silence, ln σ(z), is concave in its balance z, and so is a balance in the own extra
defence that a text brings: both stay below their tangents at the draft from which the chair moves. Tangents add up
over the seats: each part of a balance is what a text reads like, times what that seat has at stake, so stakes are
added up once and every draft within a move's reach is held against the sums.
"""

from typing import NamedTuple

from sim.rules.agreement import CONSENSUS
from sim.rules.arithmetic import above, exp
from sim.rules.desk import Desk
from sim.rules.interests import common_security, guarantee, monitoring_cost, safest
from sim.rules.objective import Draft, aside, toggled
from sim.rules.reading import Reading
from sim.rules.room import Room, alone
from sim.rules.sheet import ITSELF, Sheet, noted, reread
from sim.rules.terms import Table, Terms
from sim.rules.text import CORE_STEPS, MOST_STEPS, Text, has_letter, size_of

HOPELESS = -1e300
"""The hope of a draft that may not be written, or has been weighed."""
ROUNDING = 1e-9
"""What a hope may lack by rounding."""


class Stakes(NamedTuple):
    """What the members have at stake together, each weighted by its pull, whatever a draft aims at.

    ``settled`` is what no reading changes, less the balance at hand; ``price`` multiplies K(0), ``assured``
    Q - q0, ``shared`` ϑ χ Σ g Δ, and ``safe`` ϑ (the part of own security's tangent that does not grow with Δ).
    """

    settled: float
    price: float
    assured: float
    shared: float
    safe: float


def note_pulls(sheet: Sheet, room: Room, table: Table, terms: Terms) -> Stakes:
    """Note each seat's pull, d ln σ/dS at the draft at hand, and how own security pulls on with Δ; add up the rest."""
    desk, sharp, limit = room.desk, 1.0 / terms.chair.spread, terms.security.saturation
    kept = sheet.delivered[ITSELF] / limit
    settled = price = assured = shared = safe = 0.0
    for seat in range(len(desk.pull)):
        pull, asked = sharp * (1.0 - 1.0 / desk.felt[seat]), kept * sheet.asked[MOST_STEPS][seat]
        most, still = pull * safest(room.threat[seat], 1.0, terms), exp(-asked)
        desk.pull[seat], desk.rising[seat] = pull, most * still / limit
        safe += most * (1.0 - still * (1.0 + asked))
        shame = terms.home.shaming * above(table.opposition[seat])
        settled += pull * (room.credit[seat] - shame - desk.served[seat])
        price += pull
        assured += pull * guarantee(table.dependence[seat], table.value[seat], room.kappa, 1.0, terms)
        shared += pull * common_security(room.threat[seat], 1.0, 1.0, terms)
    return Stakes(settled, price, assured, shared, safe)


def note_shares(here: Text, table: Table, terms: Terms, desk: Desk) -> None:
    """Note what each seat has at stake in being watched, in its red line and in the effort."""
    for seat in range(len(desk.pull)):
        letter, pull = has_letter(here, seat), desk.pull[seat]
        desk.watchful[seat] = pull * monitoring_cost(1.0, table.opposition[seat], letter, terms)
        drawn = pull * table.red_slope[seat]
        desk.drawn[seat], desk.strain[seat] = drawn if letter == 0 else 0.0, pull * table.stress[seat]


def note_targets(sheet: Sheet, terms: Terms, desk: Desk) -> None:
    """Note, for every core target within reach, what all have at stake in it."""
    for shift in range(len(desk.ready)):
        rising = watched = crossed = 0.0
        for seat in range(len(desk.pull)):
            asked = sheet.asked[shift][seat]
            rising += desk.rising[seat] * asked
            watchful = desk.watchful[seat]
            watched += watchful if asked > terms.costs.material_gap else 0.0
            crossed += desk.drawn[seat] * sheet.past[shift][seat]
        desk.ready[shift], desk.watched[shift], desk.crossed[shift] = rising, watched, crossed


def note_efforts(sheet: Sheet, desk: Desk) -> None:
    """Note, for every aim, what all have at stake in the effort that it asks."""
    for aim in range(len(desk.loaded)):
        loaded = strained = 0.0
        for seat in range(len(desk.strain)):
            strain = desk.strain[seat] * sheet.load[aim][seat]
            loaded += strain
            strained += strain * sheet.load[aim][seat]
        desk.loaded[aim], desk.strained[aim] = loaded, strained


def note_envy(here: Text, sheet: Sheet, terms: Terms, desk: Desk) -> None:
    """Note, for every aim, what those without a letter have at stake in others' letters."""
    for aim in range(len(desk.jealous)):
        jealous = 0.0
        for seat in range(len(desk.pull)):
            effort, pull = sheet.load[aim][seat], desk.pull[seat]
            jealous += pull if (effort > terms.costs.material_gap) & (has_letter(here, seat) == 0) else 0.0
        desk.jealous[aim] = jealous


def note_stakes(here: Text, sheet: Sheet, room: Room, table: Table, terms: Terms) -> Stakes:
    """Note what the members have at stake in every draft; return what does not depend on its targets."""
    desk = room.desk
    stakes = note_pulls(sheet, room, table, terms)
    note_shares(here, table, terms, desk)
    note_targets(sheet, terms, desk)
    note_efforts(sheet, desk)
    if here.letters != 0:
        note_envy(here, sheet, terms, desk)
    for step in range(len(desk.hope)):
        aim = terms.aim_of[step]
        shift = terms.aims[aim][CORE_STEPS] + MOST_STEPS
        desk.rises[step], desk.watches[step] = desk.ready[shift], desk.watched[shift]
        desk.crosses[step], desk.loads[step] = desk.crossed[shift], desk.loaded[aim]
        desk.strains[step] = desk.strained[aim]
        desk.envies[step] = desk.jealous[aim] if here.letters != 0 else 0.0
    return stakes


def likely(step: int, reading: Reading, agreed: float, stakes: Stakes, room: Room) -> float:
    """Return what the members' log-chance to keep silence is at most: the sum of the tangents, or zero."""
    desk = room.desk
    good = stakes.safe + reading.delivered * desk.rises[step] + reading.common * stakes.shared
    gained = stakes.settled + desk.isolated[step] * stakes.price + (reading.satisfaction - room.q0) * stakes.assured
    gained += reading.time_value * good
    gained -= reading.burden * desk.loads[step] + reading.pace * desk.strains[step]
    gained -= reading.monitoring * desk.watches[step] + reading.absorbed * desk.crosses[step]
    most = agreed + gained - reading.precedent * desk.envies[step]
    return most if most < 0.0 else 0.0


def note_hopes(here: Draft, sheet: Sheet, room: Room, table: Table, terms: Terms) -> None:
    """Note what each draft is worth apart from the members, and what it is worth at best."""
    desk, letters = room.desk, float(size_of(here.text.letters))
    for step in range(len(desk.hope)):
        desk.toggled[step] = toggled(noted(sheet, step), room.anchor, terms)
    for step in range(len(desk.hope)):
        text, content = noted(sheet, step), sheet.satisfaction[step]
        desk.isolated[step] = alone(content, room, terms)
        desk.own[step] = aside(text, sheet.taste[step], content, desk.toggled[step], room, terms)
    if terms.chair.rule == CONSENSUS:
        stakes = note_stakes(here.text, sheet, room, table, terms)
        for step in range(len(desk.hope)):
            reading = reread(sheet, step, letters, terms)
            desk.hope[step] = desk.own[step] + likely(step, reading, here.members, stakes, room)
    else:
        for step in range(len(desk.hope)):
            desk.hope[step] = desk.own[step]
    for step in range(len(desk.hope)):
        desk.hope[step] = desk.hope[step] if sheet.allowed[step] == 1 else HOPELESS
