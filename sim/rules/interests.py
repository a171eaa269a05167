"""How well a text serves a capital: cost, security, the guarantee, the red line (ODD 7.5).

All in points of GDP-equivalent: the political value to a government of 1 % of its annual GDP.
Costs and benefits are both discounted by firmness and time, or drafts would trade numbers for years.
"""

from typing import NamedTuple

from sim.rules.arithmetic import above, exp
from sim.rules.promise import gap, load, obligation, related_missing
from sim.rules.reading import Reading
from sim.rules.terms import Table, Terms
from sim.rules.text import Text, has_letter


class Balance(NamedTuple):
    """An ally's surplus taken apart, signed: the parts add up, in this order, to the whole.

    The first eight are the text on its merits (S⁰). The others come in when an ally sounds or
    decides on silence: ``influence`` of friends, ``posturing``, its ``character`` (a private type),
    its ``mood`` of the day, the US ``pressure`` on those who break, and the price of ``isolation``.
    """

    own_security: float
    common_security: float
    guarantee: float
    fiscal: float
    monitoring: float
    red_line: float
    precedent: float
    shaming: float
    influence: float = 0.0
    posturing: float = 0.0
    character: float = 0.0
    mood: float = 0.0
    pressure: float = 0.0
    isolation: float = 0.0


MERITS = 8
"""How many parts of a balance belong to the text itself."""


def stress(debt: float, deficit: float, opposition: float, escape_clause: float, terms: Terms) -> float:
    """Return s, how hard a point of GDP is to find, from debt and deficit (% of GDP) and politics."""
    costs = terms.costs
    budget = 1.0 + costs.debt_stress * above((debt - costs.debt_free) / costs.debt_unit)
    budget += costs.deficit_stress * above((deficit - costs.deficit_free) / costs.deficit_unit)
    return min(costs.stress_cap, budget) * (1.0 + opposition) * (1.0 - costs.escape_relief * escape_clause)


def standing_plan(own_plan: float, terms: Terms) -> float:
    """Return what an ally would spend without a new text: its plan, or most of the old guideline."""
    return max(own_plan, min(terms.status_quo.core, own_plan + terms.costs.plan_slack))


def fiscal_cost(stress_: float, load: float, burden: float, pace: float) -> float:
    """Return the cost of a load: its burden, and the convex price of finding it fast."""
    return stress_ * (burden * load + pace * load * load)


def monitoring_cost(monitoring: float, opposition: float, letter: int, terms: Terms) -> float:
    """Return the cost of being watched on fixed steps; a letter softens it."""
    cost = monitoring * (1.0 + opposition)
    eased = cost * (1.0 - terms.letters.firmness)
    return eased if letter == 1 else cost


def safest(threat: float, time_value: float, terms: Terms) -> float:
    """Return ϑ θ β_s λ: what one's own extra defence is worth at most."""
    return time_value * threat * terms.security.own * terms.security.saturation


def own_security(threat: float, kept_gap: float, time_value: float, terms: Terms) -> float:
    """Return B = ϑ θ β_s λ (1 - e^(-χΔ/λ)): what one's own extra defence is worth, saturating."""
    return safest(threat, time_value, terms) * (1.0 - exp(-kept_gap * (1.0 / terms.security.saturation)))


def common_security(threat: float, common: float, time_value: float, terms: Terms) -> float:
    """Return G = ϑ θ β_p χ Σ g Δ: what everyone's extra defence is worth to one ally."""
    return time_value * threat * terms.security.common * common


def guarantee(dependence: float, value: float, kappa: float, gain: float, terms: Terms) -> float:
    """Return Λ = ψ ω κ (1-z) (Q - q0): the worth of a surer US guarantee."""
    return terms.security.guarantee * dependence * kappa * (1.0 - value) * gain


def past_line(owed: float, seat: int, table: Table) -> float:
    """Return how far a core share owed goes past a publicly drawn line, % of GDP."""
    return above(owed - table.red_line[seat])


def red_line_cost(text: Text, seat: int, absorbed: float, table: Table, terms: Terms) -> float:
    """Return the audience cost of a core target past a publicly drawn line."""
    past = past_line(obligation(text, seat, table, terms), seat, table)
    cost = table.red_slope[seat] * past * absorbed
    return 0.0 if has_letter(text, seat) == 1 else cost


def weigh(
    text: Text, reading: Reading, seat: int, threat: float, kappa: float, q0: float, table: Table, terms: Terms
) -> Balance:
    """Return the text on its merits from one seat (S⁰ taken apart)."""
    met = table.qualifying[text.counts][seat]
    return weigh_given(met, text, reading, seat, threat, kappa, q0, table, terms)


def weigh_given(
    met: float,
    text: Text,
    reading: Reading,
    seat: int,
    threat: float,
    kappa: float,
    q0: float,
    table: Table,
    terms: Terms,
) -> Balance:
    """Return the text on its merits, given how much of its related target is met already."""
    letter, opposition, material = has_letter(text, seat), table.opposition[seat], terms.costs.material_gap
    asked = gap(text, seat, table, terms)
    effort = load(asked, related_missing(text.related, met, letter, terms), terms)
    watched = monitoring_cost(reading.monitoring, opposition, letter, terms)
    jealous = reading.precedent if letter == 0 else 0.0
    return Balance(
        own_security(threat, reading.delivered * asked, reading.time_value, terms),
        common_security(threat, reading.common, reading.time_value, terms),
        guarantee(table.dependence[seat], table.value[seat], kappa, reading.satisfaction - q0, terms),
        -fiscal_cost(table.stress[seat], effort, reading.burden, reading.pace),
        -watched if asked > material else 0.0,
        -red_line_cost(text, seat, reading.absorbed, table, terms),
        -jealous if effort > material else 0.0,
        -terms.home.shaming * above(opposition),
    )


def merits(balance: Balance) -> float:
    """Return S⁰, the sum of what the text itself offers and asks."""
    good = balance.own_security + balance.common_security + balance.guarantee
    return good + balance.fiscal + balance.monitoring + balance.red_line + balance.precedent + balance.shaming


def leaning(balance: Balance) -> float:
    """Return the balance without the price of standing alone: what a sounding or a cascade starts from."""
    open_ = merits(balance) + balance.influence + balance.posturing
    return open_ + balance.character + balance.mood + balance.pressure


def standing(balance: Balance) -> float:
    """Return the whole balance: the ally keeps silence if it is at least zero."""
    return leaning(balance) + balance.isolation
