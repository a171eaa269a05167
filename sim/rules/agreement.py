"""How likely a text is to pass, or how well it serves the members by another yardstick (ODD 7.9).

The Secretary General's own measure is the log-chance of consensus: each member has a veto, hence
equal weights. Nash, maximin and the plain sum stand beside it as variants and as yardsticks.
"""

from sim.rules.arithmetic import exp, lane_sum, log, log_of_odds, log_of_product
from sim.rules.interests import merits, weigh_given
from sim.rules.patron import margin, resolve_scale
from sim.rules.reading import Reading
from sim.rules.room import Room
from sim.rules.terms import Table, Terms
from sim.rules.text import Text

CONSENSUS, NASH, MAXIMIN, UTILITARIAN = range(4)
DESPAIR = -40.0
"""Below these log-odds ln σ(z) equals z to the last bit, and products of odds stay finite."""
SLIGHT = 1e-3
"""A surplus below this counts on a straight line in the Nash product, so that losses still compare."""


def expected(
    met: float, text: Text, reading: Reading, seat: int, isolated: float, room: Room, table: Table, terms: Terms
) -> float:
    """Return the balance that the chair expects of a seat when silence is called.

    ``met`` is how much of the related target that ally spends already.
    """
    balance = weigh_given(met, text, reading, seat, room.threat[seat], room.kappa, room.q0, table, terms)
    return merits(balance) + isolated + room.credit[seat]


def expect(text: Text, reading: Reading, isolated: float, room: Room, table: Table, terms: Terms) -> None:
    """Note on the chair's desk the balance that it expects of every seat."""
    value, met = room.desk.value, table.qualifying[text.counts]
    for seat in range(len(value)):
        value[seat] = expected(met[seat], text, reading, seat, isolated, room, table, terms)


def consensus(text: Text, reading: Reading, isolated: float, room: Room, table: Table, terms: Terms) -> float:
    """Return Σ ln σ(z): the log-chance that no member breaks silence."""
    expect(text, reading, isolated, room, table, terms)
    value, odds, sharp, despair = room.desk.value, room.desk.odds, 1.0 / terms.chair.spread, 0
    for seat in range(len(value)):
        z = value[seat] * sharp
        despair = despair | (1 if z < DESPAIR else 0)
        odds[seat] = 1.0 + exp(-(DESPAIR if z < DESPAIR else z))
    past = 0.0
    if despair == 1:
        for seat in range(len(value)):
            past += min(value[seat] * sharp - DESPAIR, 0.0)
    return past - log_of_product(odds)


def log_chance(z: float) -> float:
    """Return ln σ(z)."""
    near = -log_of_odds(1.0 + exp(-(DESPAIR if z < DESPAIR else z)))
    return z if z < DESPAIR else near


def log_gain(surplus: float) -> float:
    """Return the Nash product's term ln(surplus), continued by its tangent below a slight surplus."""
    return log(surplus) if surplus > SLIGHT else log(SLIGHT) + (surplus - SLIGHT) / SLIGHT


def welfare(text: Text, reading: Reading, isolated: float, room: Room, table: Table, terms: Terms) -> float:
    """Return the Nash log-product or the plain sum of surpluses."""
    expect(text, reading, isolated, room, table, terms)
    value, odds = room.desk.value, room.desk.odds
    for seat in range(table.seats):
        odds[seat] = log_gain(value[seat]) if terms.chair.rule == NASH else value[seat] / terms.chair.spread
    for empty in range(table.seats, len(odds)):
        odds[empty] = 0.0
    return lane_sum(odds)


def worst_off(text: Text, reading: Reading, isolated: float, room: Room, table: Table, terms: Terms) -> float:
    """Return the log-chance of the member served worst, as if all were as reluctant."""
    expect(text, reading, isolated, room, table, terms)
    value = room.desk.value
    lowest = value[0]
    for seat in range(1, table.seats):
        lowest = min(lowest, value[seat])
    return table.seats * log_chance(lowest / terms.chair.spread)


def members(text: Text, reading: Reading, isolated: float, room: Room, table: Table, terms: Terms) -> float:
    """Return how well the text does among members by the chair's rule."""
    if terms.chair.rule == CONSENSUS:
        return consensus(text, reading, isolated, room, table, terms)
    if terms.chair.rule == MAXIMIN:
        return worst_off(text, reading, isolated, room, table, terms)
    return welfare(text, reading, isolated, room, table, terms)


def consent(satisfaction: float, room: Room, terms: Terms) -> float:
    """Return the log-chance that the patron keeps silence."""
    return log_chance(margin(satisfaction, room.us_belief, room.threshold) / resolve_scale(terms))
