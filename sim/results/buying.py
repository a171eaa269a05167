"""What the adopted text buys, per ally and for all members (rules in ``sim.rules.purchase``)."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from sim.results.transcript import Purchase
from sim.rules.promise import delivered, gap, related_gap
from sim.rules.purchase import added_share, base_share, money
from sim.rules.terms import Table, Terms
from sim.rules.text import Text, years
from sim.scenario.schema import Member, Scenario

ALL = "all"


def growth(scenario: Scenario, codes: Iterable[str]) -> float:
    """Return the members' GDP-weighted growth, % a year: one year's forecast per ally says too little."""
    members = [scenario.members[code] for code in codes]
    total = fsum(one.gdp.central() for one in members)
    return fsum(one.gdp.central() * one.growth.central() for one in members) / total


def purchase(text: Text, seat: int, code: str, member: Member, rate: float, table: Table, terms: Terms) -> Purchase:
    """Return what the text buys from one ally, in full and as expected; GDP grows at ``rate`` % a year."""
    span, gdp = int(years(text, terms)), member.gdp.central()
    kept = delivered(text.firmness, years(text, terms), terms)
    core, related = gap(text, seat, table, terms), related_gap(text, seat, table, terms)
    course = table.standing_plan[seat] if core > 0.0 else table.own_plan[seat]

    def sums(share: float) -> list[float]:
        return [
            money(added_share(core, share, year, span) + added_share(related, share, year, span), gdp, rate, year)
            for year in range(1, span + 1)
        ]

    full, expected = sums(1.0), sums(kept)
    return Purchase(
        code=code,
        base=base_share(member.defence.central(), course, span, span),
        core=core,
        core_kept=kept * core,
        related=related,
        money_last_year=full[-1],
        money_last_year_kept=expected[-1],
        money_total=fsum(full),
        money_total_kept=fsum(expected),
    )


def together(each: list[Purchase], table: Table) -> Purchase:
    """Return the members' purchases together: shares weighted by GDP, money added up."""

    def mean(name: str) -> float:
        return fsum(weight * getattr(one, name) for weight, one in zip(table.weight, each, strict=True))

    shares = {name: mean(name) for name in ("base", "core", "core_kept", "related")}
    names = ("money_last_year", "money_last_year_kept", "money_total", "money_total_kept")
    return Purchase(code=ALL, **shares, **{name: fsum(getattr(one, name) for one in each) for name in names})


def purchases(text: Text, scenario: Scenario, codes: tuple[str, ...], table: Table, terms: Terms) -> list[Purchase]:
    """Return what the text buys per ally, and together as ``all``."""
    rate, members = growth(scenario, codes), scenario.members
    each = [purchase(text, seat, code, members[code], rate, table, terms) for seat, code in enumerate(codes)]
    return [*each, together(each, table)]


def patron_share(text: Text, bought: list[Purchase], scenario: Scenario, terms: Terms) -> float:
    """Return the patron's share of all core spending in the deadline year, %, if pledges are kept."""
    span, power = int(years(text, terms)), scenario.patron
    own = money(power.defence.central(), power.gdp.central(), power.growth.central(), span)
    rate = growth(scenario, [one.code for one in bought if one.code != ALL])
    others = fsum(
        money(one.base + one.core, scenario.members[one.code].gdp.central(), rate, span)
        for one in bought
        if one.code != ALL
    )
    return 100.0 * own / (own + others)
