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
    forces, plan, step = table.forces[seat], table.own_plan[seat], terms.letters.step
    capped = min(text.core, plan + step if forces == 1 else plan)
    spared = (1 - forces) | has_letter(text, seat)
    return capped if spared == 1 else text.core


def gap(text: Text, seat: int, table: Table, terms: Terms) -> float:
    """Return Δ, the core share asked beyond what the ally would spend anyway, % of GDP."""
    return above(obligation(text, seat, table, terms) - table.standing_plan[seat])


def related_missing(related: float, met: float, letter: int, terms: Terms) -> float:
    """Return R, the related spending asked beyond what is ``met`` already, % of GDP; a letter eases it."""
    missing = above(related - met)
    eased = missing * terms.letters.related
    return eased if letter == 1 else missing


def related_gap(text: Text, seat: int, table: Table, terms: Terms) -> float:
    """Return R for a seat, % of GDP."""
    return related_missing(text.related, table.qualifying[text.counts][seat], has_letter(text, seat), terms)


def load(core_gap: float, related: float, terms: Terms) -> float:
    """Return L = Δ + ρR, the new effort that two gaps make together, % of GDP."""
    return core_gap + terms.costs.related_burden * related


def share_of_effort(text: Text, seat: int, table: Table, terms: Terms) -> float:
    """Return g Δ, a seat's extra core share weighted by its size (nothing past the end of the table)."""
    return table.weight[seat] * gap(text, seat, table, terms) if seat < len(table.weight) else 0.0


def effort(text: Text, table: Table, terms: Terms) -> float:
    """Return Σ g Δ, the extra core share of all members together, in the eight-lane order."""
    a = b = c = d = e = f = g = h = 0.0
    for seat in range(0, len(table.weight), 8):
        a += share_of_effort(text, seat, table, terms)
        b += share_of_effort(text, seat + 1, table, terms)
        c += share_of_effort(text, seat + 2, table, terms)
        d += share_of_effort(text, seat + 3, table, terms)
        e += share_of_effort(text, seat + 4, table, terms)
        f += share_of_effort(text, seat + 5, table, terms)
        g += share_of_effort(text, seat + 6, table, terms)
        h += share_of_effort(text, seat + 7, table, terms)
    return ((a + b) + (c + d)) + ((e + f) + (g + h))


def review_relief(text: Text, terms: Terms) -> float:
    """Return 1 - φ_v v e^-γ(R-Y0): what the option to look again leaves of the cost."""
    wait = terms.promise.discount * terms.summit.review_after
    left = 1.0 - terms.costs.review_relief * exp(-wait)
    return 1.0 if review_year(text, terms) == 0 else left
