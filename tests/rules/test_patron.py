"""What the patron wants, says and threatens, and whether its president comes."""

from math import exp

import pytest
from rules.worlds import ANA, BEN, CLEO, CYBER, DORA, NOW, ROADS, TABLE, TERMS, TEXT, change

from sim.rules.patron import (
    ABSENT,
    COMES,
    ESCALATE,
    HOLD,
    REASSURE,
    Pressure,
    after_deciding,
    coming,
    credible_core,
    fallback,
    headline,
    letters_cost,
    margin,
    note_missing,
    press,
    private_pressure,
    resolve,
    resolve_scale,
    satisfaction,
    single_out,
    stance,
    withdrawal,
    worth,
)
from sim.rules.promise import gap
from sim.rules.text import with_letters

CHI = 0.7


def sigma(z):
    return 1.0 / (1.0 + exp(-z))


def worth_of(text, years=10.0, terms=TERMS):
    return worth(text, CHI, years, terms.distaste_of[text.counts], letters_cost(text, TABLE, terms), terms)


def test_the_headline_counts_related_spending_as_far_as_the_patron_does():
    assert headline(TEXT, TERMS) == 5.0
    assert headline(TEXT, change(TERMS, us={"counts_related": 0.7})) == pytest.approx(3.5 + 0.7 * 1.5)


def test_letters_cost_more_for_large_allies():
    assert letters_cost(TEXT, TABLE, TERMS) == 0.0
    two = with_letters(TEXT, 1 << CLEO | 1 << DORA)
    assert letters_cost(two, TABLE, TERMS) == pytest.approx(0.10 + 0.33 * 0.39 + 0.10 + 0.33 * 0.01)


def test_the_patron_takes_distaste_and_favours_as_they_are():
    plain = worth(TEXT, CHI, 10.0, 0.0, 0.0, TERMS)
    assert worth(TEXT, CHI, 10.0, 0.0, 0.25, TERMS) == pytest.approx(plain - 0.25)
    assert worth(TEXT, CHI, 10.0, 0.8, 0.0, TERMS) == pytest.approx(plain - 0.30 * 1.5 * 0.8)
    assert worth(TEXT._replace(related=0.0), CHI, 10.0, 0.8, 0.0, TERMS) == worth(
        TEXT._replace(related=0.0), CHI, 10.0, 0.0, 0.0, TERMS
    )


def test_the_patron_believes_in_core_spending_up_to_what_is_needed():
    assert credible_core(TEXT, CHI, TERMS) == pytest.approx(2.0 + 0.7 * 1.5)
    assert credible_core(TEXT._replace(core=5.0), CHI, TERMS) == pytest.approx(2.0 + 0.7 * 1.5)
    assert credible_core(TEXT._replace(core=3.0), CHI, TERMS) == pytest.approx(2.0 + 0.7)


def test_the_worth_of_a_text_by_hand():
    plain = 0.62 + 0.5 * (2.0 + 0.7 * 1.5 - 2.5) - 0.085 * 3 - 0.30 * 1.5 * 0.4 + 0.60 * (2 / 3 - 0.5)
    assert worth_of(TEXT) == pytest.approx(plain, rel=1e-12)
    assert worth_of(TEXT._replace(review=1, wording=1)) == pytest.approx(plain - 0.10 - 0.20, rel=1e-12)
    assert worth_of(with_letters(TEXT, 1 << CLEO)) == pytest.approx(plain - 0.10 - 0.33 * 0.39, rel=1e-12)
    assert worth_of(TEXT._replace(counts=CYBER | ROADS | 4)) == pytest.approx(plain - 0.30 * 1.5 * 0.6, rel=1e-12)


def test_a_headline_short_of_the_demand_loses_the_triumph_and_every_missing_point():
    short = TEXT._replace(related=1.0)
    by_hand = -0.5 + 0.5 * (2.0 + 0.7 * 1.5 - 2.5) - 0.085 * 3 - 0.30 * 1.0 * 0.4 + 0.60 * (2 / 3 - 0.5)
    assert worth_of(short) == pytest.approx(by_hand, rel=1e-12)


def test_almost_the_demand_is_good_enough():
    near = change(TERMS, us={"demand": 5.04})
    assert worth_of(TEXT, terms=near) == pytest.approx(worth_of(TEXT) - 0.04, rel=1e-12)
    far = change(TERMS, us={"demand": 5.06})
    assert worth_of(TEXT, terms=far) == pytest.approx(worth_of(TEXT) - 0.06 - 0.62, rel=1e-12)


def test_satisfaction_is_the_chance_of_contentment():
    assert satisfaction(0.0, TERMS) == 0.5
    assert satisfaction(0.5, TERMS) == pytest.approx(sigma(1.0), rel=1e-14)


def test_without_a_text_it_is_never_less_content_than_the_floor():
    assert fallback(0.01, TERMS) == 0.05
    assert fallback(0.3, TERMS) == 0.3


def test_withdrawal_threatens_whom_it_values_least():
    assert withdrawal(0.4, 0.25, 0.5) == pytest.approx(0.4 * 0.75 * 0.5)
    assert withdrawal(0.4, 1.0, 0.5) == withdrawal(0.4, 0.25, 1.0) == 0.0


def test_it_escalates_below_its_aspiration_and_reassures_above():
    assert [stance(q, TERMS) for q in (0.2, 0.31, 0.4, 0.49, 0.6)] == [ESCALATE, HOLD, HOLD, HOLD, REASSURE]


def pressed(now, table, terms):
    """A mask of the allies singled out."""
    return single_out(now, [9.0] * 4, table, terms)


def test_it_singles_out_the_largest_missing_money_among_the_unwilling():
    assert pressed(NOW, TABLE, TERMS) == 1 << CLEO  # 0.39·1.5 against Ben's 0.5·1.0
    assert pressed(NOW, TABLE, change(TERMS, us={"targets": 3})) == 1 << CLEO | 1 << BEN
    assert pressed(NOW._replace(sounded=(0.9, 0.4, 0.5, 0.6)), TABLE, TERMS) == 1 << BEN
    assert pressed(NOW._replace(sounded=(0.9, 0.9, 0.9, 0.9)), TABLE, TERMS) == 0
    assert pressed(NOW, TABLE, change(TERMS, us={"targets": 0})) == 0
    unwilling = NOW._replace(sounded=(0.0, 0.0, 0.0, 0.0))
    assert pressed(unwilling, TABLE, change(TERMS, us={"targets": 4})) == 1 << CLEO | 1 << BEN  # others lack nothing


def test_of_the_willing_nothing_is_missing():
    missing = [9.0] * 4
    note_missing(NOW._replace(sounded=(0.9, 0.4, 0.5, 0.4)), missing, TABLE, TERMS)
    asked = [gap(NOW.text, seat, TABLE, TERMS) * TABLE.weight[seat] for seat in range(4)]
    assert missing == [0.0, asked[BEN], 0.0, asked[DORA]]
    assert asked[BEN] > 0.0


def test_of_two_equal_laggards_the_first_in_listed_order_is_singled_out():
    twins = TABLE._replace(weight=(0.1, 0.45, 0.3, 0.15))  # 0.45·1.0 = 0.3·1.5
    assert pressed(NOW, twins, TERMS) == 1 << BEN


def test_an_escalation_by_hand():
    move = press(NOW, 0.2, 2.0, 1 << BEN, TERMS)
    assert move.stance == ESCALATE
    assert move.kappa_aim == pytest.approx(0.40)
    assert move.kappa == pytest.approx(0.35 + 0.2 * (0.40 - 0.35) + 0.025 * 2.0)
    assert move.decay == pytest.approx(2.6)
    assert move.coming == pytest.approx(1.45)
    assert move.targets == 1 << BEN


def test_a_reassurance_by_hand():
    move = press(NOW, 0.9, -1.0, 0, TERMS)
    assert move.stance == REASSURE
    assert move.kappa_aim == pytest.approx(0.30)
    assert move.kappa == pytest.approx(0.35 - 0.2 * 0.05 - 0.025)
    assert move.decay == 2.5
    assert move.coming == pytest.approx(1.95)


def test_holding_leaves_all_but_chance():
    move = press(NOW, 0.4, 0.0, 0, TERMS)
    assert move == Pressure(HOLD, 0.35, 0.35, 2.5, 1.7, 0)


@pytest.mark.parametrize(
    ("before", "content", "noise", "after"),
    [
        ({"kappa_aim": 0.89}, 0.0, 0.0, {"kappa_aim": 0.9}),
        ({"kappa_aim": 0.02}, 1.0, 0.0, {"kappa_aim": 0.0}),
        ({"kappa": 0.94}, 0.4, 9.0, {"kappa": 0.95}),
        ({"kappa": 0.01, "kappa_aim": 0.0}, 0.4, -9.0, {"kappa": 0.0}),
        ({"decay": 4.95}, 0.0, 0.0, {"decay": 5.0}),
        ({"decay": 6.0}, 0.4, 0.0, {"decay": 5.0}),
        ({"coming": 0.8}, 0.0, 0.0, {"coming": 0.7}),
        ({"coming": 2.6}, 1.0, 0.0, {"coming": 2.7}),
    ],
    ids=str,
)
def test_a_move_stays_within_its_bounds(before, content, noise, after):
    move = press(NOW._replace(**before), content, noise, 0, TERMS)
    for name, value in after.items():
        assert getattr(move, name) == value


def test_private_pressure_weighs_on_trade_and_more_on_the_singled_out():
    assert private_pressure(BEN, 0.4, 0, TABLE, TERMS) == pytest.approx(0.15 * 0.8 * 0.4)
    assert private_pressure(BEN, 0.4, 1 << BEN, TABLE, TERMS) == pytest.approx(0.15 * 0.8 * 0.4 * 1.5)
    assert private_pressure(ANA, 0.4, 1 << BEN, TABLE, TERMS) == pytest.approx(0.15 * 0.1 * 0.4)


def test_the_president_comes_to_be_pleased_unless_a_crisis_calls():
    assert coming(0.5, 1.7, 0, TERMS) == pytest.approx(sigma(1.7), rel=1e-14)
    assert coming(0.7, 1.7, 0, TERMS) == pytest.approx(sigma(1.7 + 0.6), rel=1e-14)
    assert coming(0.7, 1.7, 1, TERMS) == pytest.approx(sigma(1.7 + 0.6 - 0.5), rel=1e-14)


def test_a_president_who_stays_away_is_believed():
    assert after_deciding(0.35, COMES, TERMS) == 0.35
    assert after_deciding(0.35, ABSENT, TERMS) == 0.35 + 0.15
    assert after_deciding(0.9, ABSENT, TERMS) == 0.95


def test_resolve_softens_towards_the_summit():
    assert resolve(0.0, TERMS) == 0.5
    assert resolve(0.5, TERMS) == pytest.approx(0.345)
    assert resolve(1.0, TERMS) == pytest.approx(0.19)


def test_the_scale_of_its_private_resolve():
    assert resolve_scale(TERMS) == pytest.approx(0.6 * 0.09)


def test_it_breaks_silence_below_its_threshold_only():
    assert margin(0.3, -0.2, 0.19) == pytest.approx(-0.09)
    assert margin(0.3, -0.05, 0.19) > 0.0
    assert margin(0.25, 0.0, 0.25) == 0.0
