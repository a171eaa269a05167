"""Predictive checks: shares by hand, ties on both sides, draws as clusters, no text that passes for a late one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from weighed import findings, runs

from sim.history.case import case
from sim.history.checks import FAILS, LEFT_OUT, PRIOR, doubt, predicted, predictive, suspicion
from sim.history.tolerance import bars, effective, shuffled, standardised, without

EVERY = np.ones(4, dtype=bool)


def told(values, weights, happened, among=EVERY, setting=(0, 1, 2, 3)):
    weight = np.array(weights, dtype=float)
    return predicted(np.array(values, dtype=float), weight / weight.sum(), np.array(setting), happened, np.array(among))


def test_shares_at_and_beyond_what_happened_count_ties_on_both_sides():
    one = told([1, 2, 2, 5], [1, 1, 1, 1], happened=2)
    assert (one.at_or_below, one.equal, one.at_or_above) == (0.75, 0.5, 0.75)
    assert one.tail == 0.75
    assert (one.low, one.median, one.high, one.mean) == (1, 2, 5, 2.5)
    assert one.spread == ((1, 0.25), (2, 0.5), (5, 0.25))


def test_the_p_value_is_that_of_the_weighted_draws_and_its_tail_the_rarer_side():
    one = told([1, 2, 2, 5], [1, 1, 1, 5], happened=4)
    assert one.at_or_above == pytest.approx(5 / 8)
    assert one.tail == one.at_or_below == pytest.approx(3 / 8)
    assert not one.above
    assert not one.fails


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4), st.integers(0, 9))
def test_both_sides_and_what_is_equal_add_up(values, happened):
    one = told(values, [1, 2, 3, 4], happened)
    assert one.at_or_below + one.at_or_above - one.equal == pytest.approx(1.0)
    assert 0.0 <= one.tail <= 1.0


def test_what_was_drawn_from_the_forecast_itself_fails_one_time_in_ten():
    """The middle 90 % is meant to hold 90 %: both tails of 5 % together miss one in ten."""
    rng = np.random.default_rng(1)
    values, setting = rng.normal(size=2000), np.arange(2000)
    fails = [
        predicted(values, np.full(2000, 1 / 2000), setting, true, np.ones(2000, bool)).fails
        for true in rng.normal(size=600)
    ]
    assert np.mean(fails) == pytest.approx(2 * FAILS, abs=0.03)


def test_runs_of_one_draw_are_one_witness():
    hits, share = np.array([1, 1, 0, 0.0]), np.full(4, 0.25)
    alone, paired = doubt(hits, share, np.arange(4)), doubt(hits, share, np.array([0, 0, 1, 1]))
    assert alone == pytest.approx(2 * np.sqrt(0.25 / 4))
    assert paired == pytest.approx(2 * np.sqrt(0.25 / 2))


def test_where_all_runs_agree_the_doubt_is_three_over_the_draws():
    share = np.full(100, 0.01)
    assert doubt(np.zeros(100), share, np.arange(100)) == pytest.approx(0.03)
    assert doubt(np.ones(100), share, np.arange(100) // 2) == pytest.approx(0.06)


def test_a_run_without_a_text_is_no_late_deadline():
    """In the scores an undated status quo stands for thirteen years: later than the ten on record."""
    one, rng = case("wales-2014"), np.random.default_rng(2)
    ended = runs(one, np.full(200, 6.0), rng, text=0.7)
    assert np.mean(ended.years >= one.happened.years) == pytest.approx(0.3, abs=0.05)
    years = next(check for check in predictive(one, ended, {PRIOR: None}).checks if check.name == "years")
    assert years.by[PRIOR].at_or_above == 0.0
    assert years.fails
    nothing = predictive(one, runs(one, np.full(200, 6.0), rng, text=0.0), {PRIOR: None})
    assert next(check for check in nothing.checks if check.name == "years").by[PRIOR] is None


def test_every_check_fits_what_is_on_record():
    for name, stood in (("wales-2014", 0), ("vilnius-2023", 1)):
        one = case(name)
        checks = predictive(one, runs(one, np.full(200, 2.0), np.random.default_rng(2)), {PRIOR: None}).checks
        happened = {check.name: check.happened for check in checks}
        assert happened["years"] == one.happened.years
        assert (happened["text"], happened["new target"], happened["stand out"]) == (1, 0, stood)


def test_equal_suspects_share_their_ranks():
    suspected = {"AAA": 0.5, "BBB": 0.2, "CCC": 0.2, "DDD": 0.0}
    assert [suspicion(code, suspected)[1] for code in suspected] == [1, 2.5, 2.5, 4]


def test_a_case_left_out_has_no_say_in_its_own_weights():
    wales, vilnius = case("wales-2014"), case("vilnius-2023")
    rng = np.random.default_rng(3)
    losses = {wales.name: rng.random(50), vilnius.name: rng.random(50)}
    other = losses | {wales.name: rng.random(50)}
    assert without(wales, losses, 0.2) == without(wales, other, 0.2)
    assert without(vilnius, losses, 0.2) != without(vilnius, other, 0.2)
    assert without(wales, {wales.name: losses[wales.name]}, 0.2) is None


def test_weights_dealt_out_by_lot_move_one_parameter_in_a_hundred():
    rng = np.random.default_rng(4)
    scores = standardised(rng.normal(size=(500, 100)))
    chance = shuffled(scores, dict.fromkeys(range(50), 1 / 50), times=200)
    assert 0.3 < chance.mean < 1.3
    assert chance.most >= chance.mean


def test_no_bar_of_losses_holds_both_kept_and_refused_draws():
    found = findings()
    edges = np.array(found.losses.edges)
    assert np.min(np.abs(edges - found.losses.tolerance)) < 1e-9
    for both, kept in zip(found.losses.all, found.losses.chosen, strict=True):
        assert kept in (0, both)
    assert np.allclose(np.diff(bars(np.linspace(0, 1, 11), 0.2)), 0.05)


def test_what_decides_moves_at_every_share_and_the_one_asked_for_is_told():
    found = findings(keep=0.15)
    assert [one.keep for one in found.shares] == [0.05, 0.1, 0.15, 0.2]
    assert found.always == ["temper.spread"]
    assert [one.kept for one in found.shares] == sorted(one.kept for one in found.shares)
    asked = next(one for one in found.shares if one.keep == 0.15)
    assert asked.effective == effective(found.calibration.weights)
    assert asked.shifts["temper.spread"] == pytest.approx(found.sure[0].shift)


def test_with_one_case_the_prior_is_the_judge():
    [alone] = findings(alone=True).checks
    assert LEFT_OUT not in alone.worth
    years = next(check for check in alone.checks if check.name == "years")
    assert years.honest is years.by[PRIOR]
    assert replace(years, by={**years.by, LEFT_OUT: None}).fails is False
