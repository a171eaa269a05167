"""From a theory's one text to chances that can be scored."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from sim.forecasts import scores
from sim.forecasts.belief import WIDTH, believe, even, laplace, pool
from sim.forecasts.climatology import POOLED, beliefs, climatology, past_summits
from sim.forecasts.condorcet import Election
from sim.forecasts.faults import PositionsError
from sim.forecasts.inputs import Inputs
from sim.forecasts.reference import demand_flat, nash_bargain, pivotal_holdout, positional, said, status_quo, unchanged
from sim.rules.outcome import CLASSES
from sim.scenario.read import load

SMALL = ['summit.seats=["ESP","POL","EST","LUX"]', "grid.years=[5,10]"]


@pytest.fixture(scope="module")
def inputs():
    return Inputs(load("the-hague-2025", SMALL))


def test_the_spread_is_even():
    """Each tenth of each dimension holds a tenth of the points, give or take ten of two hundred."""
    for column in even(2000).T:
        assert np.all(np.abs(np.histogram(column, 10, (0, 1))[0] - 200) <= 10)


def test_laplaces_errors_are_one_on_average_and_as_often_low_as_high():
    errors = laplace(even(2000))
    assert np.mean(np.abs(errors)) == pytest.approx(1, abs=0.02)
    assert np.mean(errors) == pytest.approx(0, abs=0.02)


def test_a_foretold_text_is_believed_as_far_as_the_width(inputs):
    found = believe(unchanged(inputs), inputs)
    assert found.p_new_target == pytest.approx(1 - WIDTH, abs=0.01)
    adopted = found.core[found.new_target]
    assert np.median(adopted) == 3.5
    assert np.mean(np.abs(adopted - 3.5)) == pytest.approx(WIDTH * 3, abs=0.1), "of a grid three points long"
    assert set(np.unique(found.core * 4 % 1)) == {0.0}, "on the grid"


def test_what_is_denied_may_happen_too(inputs):
    """The status quo stands with five chances in six; else the proposal, as far off as anything."""
    found = believe(status_quo(inputs), inputs)
    assert found.p_new_target == pytest.approx(WIDTH, abs=0.01)
    assert np.median(found.core[found.new_target]) == 3.5
    assert set(found.core[~found.new_target]) == {2.0}


def test_an_old_target_said_again_is_a_text_but_no_new_one(inputs):
    """The demand lowered to what stands: adopted, by its year or near it; new with one chance in six."""
    again = said("the old 2 %", inputs.nearest(2.0, 0.0, 2032), "", inputs)
    assert (again.new_target, again.adopted, again.words) == (False, True, "2+0 by 2032, said again")
    found = believe(again, inputs)
    chances = dict(zip(CLASSES, found.class_chances, strict=True))
    assert chances["reaffirm"] == pytest.approx(1 - WIDTH, abs=0.01)
    assert chances["none"] == 0
    assert np.median(found.years[~found.new_target]) == 7


def test_errors_of_numbers_do_not_change_the_answer(inputs):
    """A quarter point from what stands, and foretold as new: new with five chances in six all the same."""
    near = said("nearly nothing", inputs.nearest(2.0, 0.25, 2032), "", inputs)
    assert believe(near, inputs).p_new_target == pytest.approx(1 - WIDTH, abs=0.01)


def test_no_width_is_no_doubt(inputs):
    found = believe(unchanged(inputs), inputs, width=0.0)
    assert set(found.core) == {3.5}
    assert found.p_new_target == pytest.approx(1)
    assert scores.crps(found.years, 7.0, found.weights) == 0


def test_classes_are_the_rules_own(inputs):
    flat = believe(demand_flat(inputs), inputs, width=0.0).class_chances
    assert flat[CLASSES.index("flat")] == pytest.approx(1)
    assert believe(status_quo(inputs), inputs, width=0.0).class_chances[CLASSES.index("none")] == pytest.approx(1)


def test_who_may_stand_out(inputs):
    """Whoever is named with five chances in six; one in six is shared by the others; nobody named: by all."""
    named = believe(pivotal_holdout(inputs), inputs).objects
    assert named["ESP"] == pytest.approx(1 - WIDTH)
    assert named["POL"] == pytest.approx(WIDTH / 3)
    assert believe(nash_bargain(inputs), inputs).objects == pytest.approx(dict.fromkeys(inputs.codes, WIDTH / 4))
    assert believe(status_quo(inputs), inputs).objects is None


@pytest.fixture(scope="module")
def election(inputs):
    """The whole grid's Condorcet election of the four at the table."""
    return next(one for one in positional(inputs) if one.chances)


def test_an_election_is_believed_by_its_own_chances(inputs, election):
    """Were it sure to be right about the target, each number would come up as often as it wins."""
    found = believe(election, inputs, width=0.0)
    for name, column in (("core", found.core), ("related", found.related)):
        voted = election.chances[name]
        for option, chance in zip(voted.options, voted.chances, strict=True):
            assert np.mean(column == option) == pytest.approx(chance, abs=0.01), (name, option)


def test_an_election_errs_on_the_target_as_often_as_others(inputs, election):
    """If every position is a new target, only the common sixth denies it."""
    chances = {**election.chances, "core": Election((3.0, 4.0), (0.25, 0.75))}
    assert believe(replace(election, chances=chances), inputs).p_new_target == pytest.approx(1 - WIDTH, abs=0.01)
    sure = believe(replace(election, chances=chances), inputs, width=0.0)
    assert sure.p_new_target == pytest.approx(1)
    assert sure.core.mean() == pytest.approx(3.75, abs=0.01)


def test_an_old_target_that_may_win_counts_as_old(inputs, election):
    """Half of the chances on what stands: new in half of all, whatever the sixth that errs either way."""
    half = {"core": Election((2.0, 3.0), (0.5, 0.5)), "related": Election((0.0,), (1.0,))}
    found = believe(replace(election, chances={**election.chances, **half}), inputs)
    assert found.p_new_target == pytest.approx(0.5, abs=0.02)
    assert set(found.core) == {2.0, 2.25, 3.0}, "said again, a step higher by error, or won"


def test_a_theory_scores_best_where_it_is_right(inputs):
    right, wrong = believe(unchanged(inputs), inputs), believe(demand_flat(inputs), inputs)
    assert scores.crps(right.core, 3.5, right.weights) < scores.crps(wrong.core, 3.5, wrong.weights)
    vector = [3.5, 1.5, 7, 2 / 3]
    scale = [5, 2, 15, 1]
    assert scores.energy(right.vector, vector, right.weights, scale) < scores.energy(
        wrong.vector, vector, wrong.weights, scale
    )


def test_the_pool_is_the_mean_of_chances(inputs):
    yes, no = believe(unchanged(inputs), inputs), believe(status_quo(inputs), inputs)
    both, mostly = pool([yes, no]), pool([yes, no], weights=[3, 1])
    assert both.p_new_target == pytest.approx((yes.p_new_target + no.p_new_target) / 2)
    assert mostly.p_new_target == pytest.approx((3 * yes.p_new_target + no.p_new_target) / 4)
    assert np.sum(both.weights) == pytest.approx(1)
    assert both.objects == yes.objects, "the other says nothing of anyone"


def test_the_past_by_the_rule_of_succession(inputs):
    """None of five: one in seven. Two of fifteen: three in seventeen."""
    assert climatology(5, 0, inputs).p_new_target == pytest.approx(1 / 7)
    assert climatology(15, 2, inputs).p_new_target == pytest.approx(3 / 17)
    with pytest.raises(ValueError, match="allowed: 0 to 5"):
        climatology(5, 6, inputs)


def test_only_summits_before_the_freeze_are_counted():
    assert past_summits(date(2014, 6, 1)) == (5, 0)
    assert past_summits(date(2025, 5, 15)) == (15, 0)
    assert past_summits(date(2025, 6, 25)) == (15, 0), "a summit's last day is not before itself"


def test_a_list_of_summits_that_is_none(tmp_path):
    path = tmp_path / "past.csv"
    path.write_text("last_day,new_number\nsoon,1\n", encoding="utf-8")
    with pytest.raises(PositionsError, match="allowed: columns last_day"):
        past_summits(date(2020, 1, 1), path)


def test_every_theory_can_be_scored(inputs):
    found = beliefs(inputs.scenario)
    assert len({one.name for one in found}) == len(found) == 19
    assert set(POOLED) <= {one.name for one in found}
    for one in found:
        assert np.sum(one.weights) == pytest.approx(1)
        assert np.sum(one.class_chances) == pytest.approx(1)
        assert np.all(np.isfinite(one.vector))
