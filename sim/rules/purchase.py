"""What the adopted text buys, in shares of GDP and in money (ODD 7.12).

Between the summit and the deadline, an ally's core spending would grow evenly from its present
share to where its own course leads; the text adds its gaps to that, growing evenly too, as far as
they are kept. Every member's economy grows at their joint rate, so that what grows can be worked
out once for all.
"""

from typing import NamedTuple

from sim.rules.arithmetic import lane_sum
from sim.rules.promise import delivered, gap, related_gap
from sim.rules.terms import Table, Terms
from sim.rules.text import Text, years

PERCENT = 100.0


class Bought(NamedTuple):
    """What a text buys by its deadline: shares in % of GDP, money in constant US$ bn of the base year."""

    base: float
    core: float
    core_kept: float
    related: float
    money_last_year: float
    money_last_year_kept: float
    money_total: float
    money_total_kept: float


def size_after(growth: float, years_: int) -> float:
    """Return how many times its size an economy has after ``years_`` at ``growth`` % a year."""
    size = 1.0
    for _ in range(years_):
        size = size * (1.0 + growth / PERCENT)
    return size


def years_paid(growth: float, years_: int) -> float:
    """Return Σ t/T (1+g)^t, the last year's share paid from the first year on, in years of today's size."""
    size, total = 1.0, 0.0
    for year in range(1, years_ + 1):
        size = size * (1.0 + growth / PERCENT)
        total += size * year / years_
    return total


def course(core_gap: float, seat: int, table: Table) -> float:
    """Return the core share without the text in its last year: where the gap is counted from, % of GDP."""
    return table.standing_plan[seat] if core_gap > 0.0 else table.own_plan[seat]


def outlay(text: Text, seat: int, table: Table, terms: Terms) -> float:
    """Return what both gaps cost a year at today's size of the economy, US$ bn."""
    added = gap(text, seat, table, terms) + related_gap(text, seat, table, terms)
    return added / PERCENT * table.gdp[seat]


def priced(base: float, core: float, related: float, outlay_: float, text: Text, table: Table, terms: Terms) -> Bought:
    """Return what is bought, from its shares and its outlay, in full and as far as it is expected to be kept."""
    span = int(years(text, terms))
    kept = delivered(text.firmness, years(text, terms), terms)
    last, total = size_after(table.growth, span) * outlay_, years_paid(table.growth, span) * outlay_
    return Bought(base, core, kept * core, related, last, kept * last, total, kept * total)


def bought_from(text: Text, seat: int, table: Table, terms: Terms) -> Bought:
    """Return what the text buys from one ally."""
    core, related = gap(text, seat, table, terms), related_gap(text, seat, table, terms)
    paid = outlay(text, seat, table, terms)
    return priced(course(core, seat, table), core, related, paid, text, table, terms)


def bought(text: Text, table: Table, terms: Terms) -> Bought:
    """Return what the text buys from all members: shares weighted by GDP, money added up."""
    seats = range(table.seats)
    cores = [gap(text, seat, table, terms) for seat in seats]
    base = lane_sum([table.weight[seat] * course(cores[seat], seat, table) for seat in seats])
    core = lane_sum([table.weight[seat] * cores[seat] for seat in seats])
    related = lane_sum([table.weight[seat] * related_gap(text, seat, table, terms) for seat in seats])
    paid = lane_sum([outlay(text, seat, table, terms) for seat in seats])
    return priced(base, core, related, paid, text, table, terms)


def patron_share(text: Text, table: Table, terms: Terms) -> float:
    """Return the patron's share of all core spending in the deadline year, %, if pledges are kept in full."""
    span, seats = int(years(text, terms)), range(table.seats)
    shares = [gap(text, seat, table, terms) for seat in seats]
    spent = [(course(shares[seat], seat, table) + shares[seat]) / PERCENT * table.gdp[seat] for seat in seats]
    others = lane_sum(spent) * size_after(table.growth, span)
    own = table.patron_defence / PERCENT * table.patron_gdp * size_after(table.patron_growth, span)
    return PERCENT * own / (own + others)
