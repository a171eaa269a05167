"""What the adopted text buys."""

import pytest
from rules.worlds import ANA, BEN, CLEO, TABLE, TERMS, TEXT

from sim.rules.promise import delivered, gap, related_gap
from sim.rules.purchase import (
    bought,
    bought_from,
    course,
    outlay,
    patron_share,
    priced,
    size_after,
    years_paid,
)


def test_an_economy_grows_by_its_rate_every_year():
    assert size_after(2.0, 0) == 1.0
    assert size_after(2.0, 3) == pytest.approx(1.02**3)
    assert size_after(-1.0, 2) == pytest.approx(0.99**2)


def test_what_grows_evenly_is_paid_in_part_before_its_last_year():
    assert years_paid(0.0, 10) == pytest.approx(5.5)
    assert years_paid(3.0, 1) == pytest.approx(1.03)
    assert years_paid(2.0, 2) == pytest.approx(0.5 * 1.02 + 1.02**2)


def test_without_a_gap_an_ally_goes_where_it_planned_to():
    assert course(0.0, CLEO, TABLE) == TABLE.own_plan[CLEO]
    assert course(1.0, CLEO, TABLE) == TABLE.standing_plan[CLEO]


def test_an_outlay_is_both_gaps_of_todays_economy():
    gaps = gap(TEXT, BEN, TABLE, TERMS) + related_gap(TEXT, BEN, TABLE, TERMS)
    assert outlay(TEXT, BEN, TABLE, TERMS) == pytest.approx(gaps / 100 * 500.0)
    assert gaps > 0


def test_what_is_expected_to_be_kept_is_a_share_of_what_is_promised():
    whole = priced(2.5, 1.0, 0.5, 7.5, TEXT, TABLE, TERMS)
    kept = delivered(TEXT.firmness, 10.0, TERMS)
    assert whole.core_kept == pytest.approx(kept)
    assert whole.money_last_year == pytest.approx(7.5 * 1.015**10)
    assert whole.money_last_year_kept == pytest.approx(kept * whole.money_last_year)
    assert whole.money_total_kept < whole.money_total < 10 * whole.money_last_year


def test_the_front_line_pays_nothing_new_for_core():
    ana = bought_from(TEXT, ANA, TABLE, TERMS)
    assert (ana.base, ana.core) == (4.0, 0.0)


def test_together_money_adds_up_and_shares_are_weighted_by_size():
    each = [bought_from(TEXT, seat, TABLE, TERMS) for seat in range(4)]
    together = bought(TEXT, TABLE, TERMS)
    assert together.money_total == pytest.approx(sum(one.money_total for one in each))
    shares = zip(TABLE.weight, each, strict=True)
    assert together.core == pytest.approx(sum(weight * one.core for weight, one in shares))


def test_the_patron_carries_less_the_more_a_text_asks_of_others():
    shares = [patron_share(TEXT._replace(core=core), TABLE, TERMS) for core in (2.0, 3.0, 4.0)]
    assert shares == sorted(shares, reverse=True)


def test_the_patrons_share_by_hand():
    everyone_as_planned = TEXT._replace(core=0.0, related=0.0, deadline=2026)
    others = (4.0 * 100 + 2.5 * 500 + 2.0 * 390 + 0.1 * 10) * 1.015
    assert patron_share(everyone_as_planned, TABLE, TERMS) == pytest.approx(100 * 4590 / (4590 + others))
