"""How likely a text is to pass, or how well it serves the members by another yardstick (ODD 7.9).

The Secretary General's own measure is the log-chance of consensus: each member has a veto, hence
equal weights. Nash, maximin and the plain sum stand beside it as variants and as yardsticks.
"""

from sim.rules.arithmetic import exp, log
from sim.rules.interests import merits, weigh
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


def expected(text: Text, reading: Reading, seat: int, isolated: float, room: Room, table: Table, terms: Terms) -> float:
    """Return the balance that the chair expects of a seat when silence is called."""
    balance = weigh(text, reading, seat, room.threat[seat], room.kappa, room.q0, table, terms)
    return merits(balance) + isolated + room.credit[seat]


def lane_of_odds(
    text: Text, reading: Reading, lane: int, isolated: float, room: Room, table: Table, terms: Terms
) -> tuple[float, float]:
    """Return, over every eighth seat, the product of 1 + e^-z and the sum of what lies past despair."""
    product, past = 1.0, 0.0
    for seat in range(lane, len(table.weight), 8):
        z = expected(text, reading, seat, isolated, room, table, terms) / terms.chair.spread
        if z < DESPAIR:
            past += z - DESPAIR
            z = DESPAIR
        product *= 1.0 + exp(-z)
    return product, past


def consensus(text: Text, reading: Reading, isolated: float, room: Room, table: Table, terms: Terms) -> float:
    """Return Σ ln σ(z): the log-chance that no member breaks silence."""
    a, i = lane_of_odds(text, reading, 0, isolated, room, table, terms)
    b, j = lane_of_odds(text, reading, 1, isolated, room, table, terms)
    c, k = lane_of_odds(text, reading, 2, isolated, room, table, terms)
    d, m = lane_of_odds(text, reading, 3, isolated, room, table, terms)
    e, n = lane_of_odds(text, reading, 4, isolated, room, table, terms)
    f, o = lane_of_odds(text, reading, 5, isolated, room, table, terms)
    g, p = lane_of_odds(text, reading, 6, isolated, room, table, terms)
    h, q = lane_of_odds(text, reading, 7, isolated, room, table, terms)
    past = ((i + j) + (k + m)) + ((n + o) + (p + q))
    return past - ((log(a * b) + log(c * d)) + (log(e * f) + log(g * h)))


def log_chance(z: float) -> float:
    """Return ln σ(z)."""
    return z if z < DESPAIR else -log(1.0 + exp(-z))


def log_gain(surplus: float) -> float:
    """Return the Nash product's term ln(surplus), continued by its tangent below a slight surplus."""
    return log(surplus) if surplus > SLIGHT else log(SLIGHT) + (surplus - SLIGHT) / SLIGHT


def lane_of_welfare(
    text: Text, reading: Reading, lane: int, isolated: float, room: Room, table: Table, terms: Terms
) -> float:
    """Return the members' summed (or log-summed) surplus over every eighth seat."""
    total = 0.0
    for seat in range(lane, len(table.weight), 8):
        surplus = expected(text, reading, seat, isolated, room, table, terms)
        total += log_gain(surplus) if terms.chair.rule == NASH else surplus / terms.chair.spread
    return total


def welfare(text: Text, reading: Reading, isolated: float, room: Room, table: Table, terms: Terms) -> float:
    """Return the Nash log-product or the plain sum of surpluses."""
    a = lane_of_welfare(text, reading, 0, isolated, room, table, terms)
    b = lane_of_welfare(text, reading, 1, isolated, room, table, terms)
    c = lane_of_welfare(text, reading, 2, isolated, room, table, terms)
    d = lane_of_welfare(text, reading, 3, isolated, room, table, terms)
    e = lane_of_welfare(text, reading, 4, isolated, room, table, terms)
    f = lane_of_welfare(text, reading, 5, isolated, room, table, terms)
    g = lane_of_welfare(text, reading, 6, isolated, room, table, terms)
    h = lane_of_welfare(text, reading, 7, isolated, room, table, terms)
    return ((a + b) + (c + d)) + ((e + f) + (g + h))


def worst_off(text: Text, reading: Reading, isolated: float, room: Room, table: Table, terms: Terms) -> float:
    """Return the log-chance of the member served worst, as if all were as reluctant."""
    lowest = expected(text, reading, 0, isolated, room, table, terms)
    for seat in range(1, len(table.weight)):
        lowest = min(lowest, expected(text, reading, seat, isolated, room, table, terms))
    return len(table.weight) * log_chance(lowest / terms.chair.spread)


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
