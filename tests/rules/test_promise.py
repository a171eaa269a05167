"""What a text asks of each, and what will be left of it."""

from math import exp, fsum

import pytest
from rules.worlds import ANA, BEN, CLEO, CYBER, DORA, ROADS, TABLE, TERMS, TEXT, change

from sim.rules.promise import (
    BOUNDLESS,
    annuity,
    beyond,
    cap,
    delivered,
    effort,
    gap,
    load,
    obligation,
    related_gap,
    related_missing,
    review_relief,
    waited,
)
from sim.rules.text import with_letters

EXCUSED = with_letters(TEXT, 1 << CLEO)


def test_waited_is_what_falls_before_the_deadline():
    assert waited(10.0, 0.18) == pytest.approx(1 - exp(-1.8), rel=1e-14)
    assert waited(10.0, 0.18) == pytest.approx(0.834701, abs=1e-6)


def test_annuity_weighs_a_cost_that_grows_evenly():
    assert annuity(10.0, 0.18) == pytest.approx((1 - exp(-1.8)) / 1.8, rel=1e-14)
    assert annuity(1e-6, 0.18) == pytest.approx(1.0, abs=1e-6)
    assert annuity(5.0, 0.18) > annuity(10.0, 0.18)


def test_delivered_falls_with_time_and_rises_with_firmness():
    assert delivered(0.0, 7.0, TERMS) == pytest.approx(0.48 * exp(-0.175), rel=1e-14)
    assert delivered(2 / 3, 10.0, TERMS) == pytest.approx((0.48 + 0.52 * 2 / 3) * exp(-0.25), rel=1e-14)
    assert delivered(1.0, 10.0, TERMS) == pytest.approx(exp(-0.25), rel=1e-14)


def test_obligation_is_the_target_unless_a_letter_or_no_forces_cap_it():
    assert obligation(TEXT, BEN, TABLE, TERMS) == 3.5
    assert obligation(EXCUSED, CLEO, TABLE, TERMS) == 2.0 + 0.1
    assert obligation(with_letters(TEXT, 1 << ANA), ANA, TABLE, TERMS) == 3.5  # a letter never raises it
    assert obligation(TEXT, DORA, TABLE, TERMS) == 0.1
    assert obligation(with_letters(TEXT, 1 << DORA), DORA, TABLE, TERMS) == 0.1


def test_a_letter_caps_what_is_asked_a_step_above_the_plan_and_no_forces_at_it():
    assert cap(0, BEN, TABLE, TERMS) == BOUNDLESS
    assert cap(1, BEN, TABLE, TERMS) == 2.5 + 0.1
    assert cap(0, DORA, TABLE, TERMS) == cap(1, DORA, TABLE, TERMS) == 0.1


def test_what_is_owed_up_to_the_cap_counts_beyond_the_standing_plan(seating):
    """One cap holds for every core target: the chair takes it once, and asks for many targets under it."""
    table, terms = seating.table, seating.terms
    for seat in range(table.seats):
        for letter, core in ((0, 3.5), (1, 3.5), (1, 2.0), (0, 5.0)):
            text = terms.proposal._replace(core=core, letters=letter << seat)
            owed = min(core, cap(letter, seat, table, terms))
            assert obligation(text, seat, table, terms) == owed
            assert gap(text, seat, table, terms) == beyond(owed, seat, table)


def test_beyond_the_plan_is_never_less_than_nothing():
    assert beyond(2.7, BEN, TABLE) == pytest.approx(0.2)
    assert beyond(2.5, BEN, TABLE) == beyond(0.1, DORA, TABLE) == beyond(0.0, ANA, TABLE) == 0.0
    assert beyond(0.5, DORA, TABLE) == pytest.approx(0.1)  # what an ally spends anyway, not what it plans


def test_gap_is_what_the_ally_would_not_spend_anyway():
    assert gap(TEXT, ANA, TABLE, TERMS) == 0.0
    assert gap(TEXT, BEN, TABLE, TERMS) == 1.0
    assert gap(TEXT, CLEO, TABLE, TERMS) == 1.5
    assert gap(EXCUSED, CLEO, TABLE, TERMS) == pytest.approx(0.1, rel=1e-12)
    assert gap(TEXT, DORA, TABLE, TERMS) == 0.0


def test_related_gap_counts_only_what_qualifies():
    assert related_gap(TEXT, ANA, TABLE, TERMS) == pytest.approx(1.5 - 0.5 * 1.0)
    assert related_gap(TEXT, BEN, TABLE, TERMS) == pytest.approx(1.5 - 0.5 * 1.2)
    narrow = TEXT._replace(counts=CYBER)
    assert related_gap(narrow, BEN, TABLE, TERMS) == pytest.approx(1.5 - 0.2 * 1.2)
    generous = TEXT._replace(related=0.25, counts=ROADS)
    assert related_gap(generous, BEN, TABLE, TERMS) == 0.0


def test_a_letter_halves_the_related_gap():
    assert related_gap(EXCUSED, CLEO, TABLE, TERMS) == pytest.approx(0.5 * (1.5 - 0.5 * 0.8))


def test_related_spending_is_missing_as_far_as_it_is_not_met():
    assert related_missing(1.5, 0.4, 0, TERMS) == pytest.approx(1.1)
    assert related_missing(1.5, 0.4, 1, TERMS) == pytest.approx(0.55)
    assert related_missing(1.5, 1.6, 0, TERMS) == related_missing(0.0, 0.0, 1, TERMS) == 0.0


def test_load_adds_related_spending_at_its_own_burden():
    assert load(gap(TEXT, BEN, TABLE, TERMS), related_gap(TEXT, BEN, TABLE, TERMS), TERMS) == pytest.approx(
        1.0 + 0.46 * 0.9
    )
    assert load(gap(EXCUSED, CLEO, TABLE, TERMS), related_gap(EXCUSED, CLEO, TABLE, TERMS), TERMS) == pytest.approx(
        0.1 + 0.46 * 0.55
    )


def test_effort_is_everyones_gap_by_weight():
    assert effort(TEXT, TABLE, TERMS) == pytest.approx(0.5 * 1.0 + 0.39 * 1.5)
    assert effort(EXCUSED, TABLE, TERMS) == pytest.approx(0.5 * 1.0 + 0.39 * 0.1)


def test_effort_adds_up_seat_after_seat(seating):
    text, table, terms = seating.terms.proposal, seating.table, seating.terms
    shares = [table.weight[seat] * gap(text, seat, table, terms) for seat in range(table.seats)]
    running = 0.0
    for share in shares:
        running += share
    assert effort(text, table, terms) == running == pytest.approx(fsum(shares))


def test_a_review_leaves_less_of_the_cost():
    clause = TEXT._replace(review=1)
    assert review_relief(TEXT, TERMS) == 1.0
    assert review_relief(clause, TERMS) == pytest.approx(1 - 0.22 * exp(-0.18 * 4), rel=1e-14)
    assert review_relief(clause._replace(deadline=2029), TERMS) == 1.0
    assert review_relief(clause, change(TERMS, summit={"review_after": 2})) == pytest.approx(1 - 0.22 * exp(-0.36))
