"""What a text asks of each ally, and how far a promise is expected to be kept (ODD 7.4)."""

from sim.rules.arithmetic import above, exp
from sim.rules.terms import Table, Terms
from sim.rules.text import Text, has_letter, review_year

BOUNDLESS = 1e300
"""No cap."""


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


def cap(letter: int, seat: int, table: Table, terms: Terms) -> float:
    """Return the most that a text can ask of a seat in core, % of GDP.

    A letter caps it a step above the ally's own plan; an ally without forces owes its plan; else nothing does.
    """
    forces, plan, step = table.forces[seat], table.own_plan[seat], terms.letters.step
    capped = plan + (step if forces == 1 else 0.0)
    return capped if (1 - forces) | letter == 1 else BOUNDLESS


def obligation(text: Text, seat: int, table: Table, terms: Terms) -> float:
    """Return the core share that the text asks of a seat, % of GDP."""
    return min(text.core, cap(has_letter(text, seat), seat, table, terms))


def beyond(owed: float, seat: int, table: Table) -> float:
    """Return Δ, the part of a core share owed that the ally would not spend anyway, % of GDP."""
    return above(owed - table.standing_plan[seat])


def gap(text: Text, seat: int, table: Table, terms: Terms) -> float:
    """Return Δ, the core share asked beyond what the ally would spend anyway, % of GDP."""
    return beyond(obligation(text, seat, table, terms), seat, table)


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


def effort(text: Text, table: Table, terms: Terms) -> float:
    """Return Σ g Δ, the extra core share of all members together, weighted by size; seat after seat."""
    total = 0.0
    for seat in range(len(table.weight)):
        total += table.weight[seat] * gap(text, seat, table, terms)
    return total


def review_relief(text: Text, terms: Terms) -> float:
    """Return 1 - φ_v v e^-γ(R-Y0): what the option to look again leaves of the cost."""
    wait = terms.promise.discount * terms.summit.review_after
    left = 1.0 - terms.costs.review_relief * exp(-wait)
    return 1.0 if review_year(text, terms) == 0 else left
