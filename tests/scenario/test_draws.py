"""Settings: drawn by name, within bounds, with the spread that was declared."""

from statistics import NormalDist, mean, quantiles
from zlib import crc32

import pytest

from sim.rules.chance import SETTING, Dice, uniform
from sim.scenario.draw import doubt, draw_setting, entries, settle
from sim.scenario.quantity import Quantity, two_piece
from sim.scenario.read import load
from sim.scenario.seating import seat


@pytest.fixture(scope="module")
def hague():
    return load("the-hague-2025")


def test_a_two_piece_normal_keeps_its_promise():
    for mode, low, high in ((0.35, 0.1, 0.7), (1.05, 0.75, 1.15), (0.62, 0.0, 0.8), (5.0, 4.9, 9.0)):
        assert two_piece(mode, low, high, 0.1) == pytest.approx(low, abs=1e-6)
        assert two_piece(mode, low, high, 0.9) == pytest.approx(high, abs=1e-6)


def test_a_default_at_the_end_of_its_range_is_one_sided():
    assert two_piece(0.0, 0.0, 0.1, 0.9) == pytest.approx(0.1)
    assert two_piece(0.0, 0.0, 0.1, 0.001) >= 0.0


def test_every_form_has_a_central_value_and_quantiles():
    forms = (
        (Quantity(value=2.0), 2.0, 2.0),
        (Quantity(mode=2.0, span=[1.0, 3.0]), 2.0, 2.0),
        (Quantity(mean=2.0, sd=1.0), 2.0, 2.0),
        (Quantity(low=1.0, high=3.0), 2.0, 2.0),
        (Quantity(choice=[2.0, 5.0], weights=[0.8, 0.2]), 2.0, 2.0),
    )
    for quantity, central, median in forms:
        assert quantity.central() == central
        assert quantity.quantile(0.5) == pytest.approx(median)
    assert Quantity(choice=[2.0, 5.0], weights=[0.8, 0.2]).quantile(0.81) == 5.0


def test_draws_stay_within_bounds_and_spread_as_declared(hague):
    drawn = [draw_setting(hague, 1, setting) for setting in range(40)]
    bounds = {path: within for path, _, within in entries(hague)}
    for setting in drawn:
        for path, value in setting.items():
            assert bounds[path].low <= value <= bounds[path].high


def chance_of(path, seed, setting):
    """The die of one entry, thrown by itself."""
    return uniform(Dice(seed, setting), 0, crc32(path.encode()), SETTING)


def test_all_dice_at_once_fall_as_one_by_one(hague):
    drawn = draw_setting(hague, 7, 3)
    found = {path: (doubt(path, quantity, hague), within) for path, quantity, within in entries(hague)}
    for path, value in drawn.items():
        quantity, within = found[path]
        alone = quantity.quantile(chance_of(path, 7, 3))
        assert value == (within.clip(alone) if within else alone)


def test_many_draws_have_the_declared_span(hague):
    threat = hague.us.threat_to_leave
    drawn = [threat.quantile(chance_of("us.threat_to_leave", 1, setting)) for setting in range(4000)]
    deciles = quantiles(drawn, n=10)
    assert deciles[0] == pytest.approx(0.1, abs=0.02)
    assert deciles[-1] == pytest.approx(0.7, abs=0.02)


def test_polls_err_by_their_own_declared_error(hague):
    path = "members.ESP.support_poll"
    doubted = doubt(path, hague.members["ESP"].support_poll, hague)
    drawn = [doubted.quantile(chance_of(path, 1, setting)) for setting in range(1000)]
    assert draw_setting(hague, 1, 0)[path] == drawn[0]
    assert mean(drawn) == pytest.approx(75, abs=1.5)
    assert NormalDist.from_samples(drawn).stdev == pytest.approx(8, rel=0.15)


def test_judged_figures_are_in_doubt_and_measured_ones_are_not(hague):
    drawn = draw_setting(hague, 1, 0)
    assert drawn["members.ESP.dependence"] != hague.members["ESP"].dependence.central()
    assert "members.ESP.debt" not in drawn


def test_a_new_uncertain_entry_leaves_all_other_draws_as_they_were(hague):
    more = load("the-hague-2025", ["us.demand={ low = 4.0, high = 6.0 }"])
    before, after = draw_setting(hague, 3, 7), draw_setting(more, 3, 7)
    assert set(after) - set(before) == {"us.demand"}
    assert all(after[path] == value for path, value in before.items())


def test_a_settled_scenario_is_seated_with_the_drawn_numbers(hague):
    setting = draw_setting(hague, 2, 5)
    terms = seat(settle(hague, setting)).terms
    assert terms.us.threat_to_leave == setting["us.threat_to_leave"]
    assert terms.costs.burden == setting["costs.burden"]


def test_central_settings_are_the_modes(hague):
    terms = seat(hague).terms
    assert terms.us.threat_to_leave == 0.35
    assert terms.us.counts_related == 1.0
