"""What a text asks of each ally, and how far a promise is expected to be kept (ODD 7.4)."""

from sim.rules.arithmetic import above, exp
from sim.rules.terms import Table, Terms
from sim.rules.text import Text, has_letter, review_year


def waited(years: float, discount: float) -> float:
    """Return 1 - e^-γT, how much of a lasting cost falls before the deadline."""
    return 1.0 - exp(-discount * years)


def annuity(years: float, discount: float) -> float:
    """Return A(T) = (1 - e^-γT)/(γT), the weight of a cost that grows evenly until T."""
    return waited(years, discount) / (discount * years)


def delivered(firmness: float, years: float, terms: Terms) -> float:
    """Return χ = [χ0 + (1-χ0) f] e^-hT, the share of a promise expected to be kept."""
    floor = terms.promise.delivered_floor
    return (floor + (1.0 - floor) * firmness) * exp(-terms.promise.renege_hazard * years)


def obligation(text: Text, seat: int, table: Table, terms: Terms) -> float:
    """Return the core share that the text asks of a seat, % of GDP.

    A letter caps it a step above the ally's own plan; an ally without forces owes its plan.
    """
    if table.forces[seat] == 0:
        return min(text.core, table.own_plan[seat])
    if has_letter(text, seat) == 1:
        return min(text.core, table.own_plan[seat] + terms.letters.step)
    return text.core


def gap(text: Text, seat: int, table: Table, terms: Terms) -> float:
    """Return Δ, the core share asked beyond what the ally would spend anyway, % of GDP."""
    return above(obligation(text, seat, table, terms) - table.standing_plan[seat])


def related_gap(text: Text, seat: int, table: Table, terms: Terms) -> float:
    """Return R, the related spending asked beyond what already qualifies, % of GDP."""
    missing = above(text.related - table.qualifying[text.counts][seat])
    return missing * terms.letters.related if has_letter(text, seat) == 1 else missing


def load(core_gap: float, related: float, terms: Terms) -> float:
    """Return L = Δ + ρR, the new effort that two gaps make together, % of GDP."""
    return core_gap + terms.costs.related_burden * related


def effort_in_lane(text: Text, lane: int, table: Table, terms: Terms) -> float:
    """Return the GDP-weighted gaps of every eighth seat from ``lane`` on."""
    total = 0.0
    for seat in range(lane, len(table.weight), 8):
        total += table.weight[seat] * gap(text, seat, table, terms)
    return total


def effort(text: Text, table: Table, terms: Terms) -> float:
    """Return Σ g Δ, the extra core share of all members together, in the eight-lane order."""
    front = effort_in_lane(text, 0, table, terms) + effort_in_lane(text, 1, table, terms)
    front += effort_in_lane(text, 2, table, terms) + effort_in_lane(text, 3, table, terms)
    back = effort_in_lane(text, 4, table, terms) + effort_in_lane(text, 5, table, terms)
    back += effort_in_lane(text, 6, table, terms) + effort_in_lane(text, 7, table, terms)
    return front + back


def review_relief(text: Text, terms: Terms) -> float:
    """Return 1 - φ_v v e^-γ(R-Y0): what the option to look again leaves of the cost."""
    if review_year(text, terms) == 0:
        return 1.0
    wait = terms.promise.discount * terms.summit.review_after
    return 1.0 - terms.costs.review_relief * exp(-wait)
