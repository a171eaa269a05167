"""Sensitivity: known answers come out of the pipeline, what the model does not read moves nothing."""

from functools import cache
from math import pi

import numpy as np
import pytest

from sim.analysis.budget import Budget, budget
from sim.analysis.factors import Drawn, factors, in_doubt
from sim.analysis.outcomes import bits, outcomes
from sim.analysis.sensitivity import OTHERS, look, sensitivity, split
from sim.ensemble.kernel import play_many
from sim.ensemble.settings import play_settings
from sim.results.faults import LedgerError
from sim.rules.chance import SETTING, Dice, uniform
from sim.scenario.draw import draw_setting, known, settle
from sim.scenario.read import load
from sim.scenario.seating import seat

SMALL = ("summit.seats=['ESP', 'POL', 'DEU', 'FRA', 'ITA', 'EST', 'GBR', 'CAN']", "chair.steps=1")
UNREAD = "chair.sounding_noise={low=0.0, high=0.1}"
"""Soundings are frank in this scenario, so nobody reads how noisy they would be."""


@cache
def small(*changes):
    return load("the-hague-2025", [*SMALL, *changes])


@cache
def small_found(workers=2):
    return sensitivity(small(UNREAD), runs=1000, seed=3, luck=1, workers=workers)


# -- known answers ------------------------------------------------------------------------------


def made(function):
    """A model with one run a point and one outcome, seen at points of the unit cube."""
    return lambda points: function(points)[:, None, None]


def test_ishigamis_function_has_the_indices_that_are_known():
    def ishigami(points):
        x = -pi + 2 * pi * points
        return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])

    seen = look(["a", "b", "c"], Budget(3, 1, 1, 20, 1024, 3), 1, made(ishigami))
    found = {one.factor: one for one in seen.indices[0]}
    for factor, first, total in (("a", 0.314, 0.558), ("b", 0.442, 0.442), ("c", 0.0, 0.244)):
        assert found[factor].first == pytest.approx(first, abs=0.05)
        assert found[factor].total == pytest.approx(total, abs=0.05)
        assert 0 < found[factor].total_off < 0.12


def test_a_sum_falls_apart_by_the_squares_of_its_weights_group_by_group():
    def weighted(points):
        return points @ np.array([3.0, 4.0, 5.0, 1.0, 0.0])

    groups = ["pair", "pair", "single", "slight", "unread"]
    seen = look(groups, Budget(4, 1, 1, 8, 512, 2), 1, made(weighted))
    effects = {one.factor: one.effect for one in seen.effects[0]}
    assert effects["unread"] == 0.0
    assert effects["single"] == pytest.approx(0.75 * 5.0)  # what the middle three quarters of its range do
    assert effects["slight"] == pytest.approx(0.75 * 1.0)
    assert seen.picked == ["pair", "single"] or seen.picked == ["single", "pair"]
    found = {one.factor: one for one in seen.indices[0]}
    assert found["pair"].total == pytest.approx(25 / 51, abs=0.04)
    assert found["single"].first == pytest.approx(25 / 51, abs=0.04)
    assert found[OTHERS].total == pytest.approx(1 / 51, abs=0.02)


def test_an_outcome_that_never_varies_has_no_indices_and_no_split():
    seen = look(["a", "b"], Budget(2, 1, 1, 4, 16, 2), 1, made(lambda points: np.ones(len(points))))
    assert seen.indices == [[]]
    assert split(np.ones((5, 3))) is None


def test_variance_is_told_apart_into_settings_and_luck():
    dice = np.random.default_rng(1)
    settings, luck = dice.normal(0, 2, (4000, 1)), dice.normal(0, 1, (1, 200))
    both = split(settings + luck)
    assert both.settings == pytest.approx(0.8, abs=0.04)
    assert both.unrest == pytest.approx(0.0, abs=1e-12)
    alone = split(dice.normal(0, 1, (4000, 8)))
    assert alone.luck == pytest.approx(1.0, abs=0.01)
    assert alone.unrest > 0.9
    mixed = split(settings + dice.normal(0, 2, (4000, 8)))
    assert mixed.settings == pytest.approx(0.5, abs=0.04)
    assert mixed.unrest == pytest.approx(1 / 9, abs=0.02)
    assert both.settings + both.luck == pytest.approx(1.0)


# -- the summit ----------------------------------------------------------------------------------


def test_what_no_rule_reads_moves_nothing_at_all():
    found = small_found()
    for one in found.found:
        [effect] = [each.effect for each in one.effects if each.factor == "chair.sounding_noise"]
        [swing] = [each for each in one.swings if each.factor == "chair.sounding_noise"]
        assert effect == 0.0
        assert swing.low == swing.high == one.central
    assert "chair.sounding_noise" not in found.picked
    moved = {each.factor for one in found.found for each in one.effects if each.effect > 0}
    assert len(moved) > 10


def test_what_no_rule_reads_has_index_nought():
    doubts = in_doubt(small(UNREAD))
    names = {"chair.sounding_noise", "isolation.alone", "us.success"}
    places = [place for place, one in enumerate(doubts) if one.path in names]

    def play(points):
        cube = np.full((len(points), len(doubts)), 0.5)
        cube[:, places] = points
        return play_settings(small(UNREAD), Drawn(doubts, cube), 1, 3, outcomes, 2)

    groups = [doubts[place].path for place in places]
    seen = look(groups, Budget(3, 1, 1, 0, 64, 3), 3, play)
    core = {one.factor: one for one in seen.indices[1]}
    assert core["chair.sounding_noise"].total == 0.0
    assert core["isolation.alone"].total > 0.1


def test_threads_change_nothing_and_neither_does_asking_twice():
    assert small_found(1) == small_found(3)
    other = sensitivity(small(UNREAD), runs=1000, seed=4, luck=1)
    assert other.found != small_found(1).found


def test_a_point_of_the_cube_is_the_setting_that_these_dice_draw():
    scenario = small()
    doubts = in_doubt(scenario)
    codes = dict(zip([one.path for one in known(scenario).doubts], known(scenario).codes.tolist(), strict=True))
    chances = [[uniform(Dice(5, number), 0, codes[one.path], SETTING) for one in doubts] for number in range(3)]
    for number, setting in enumerate(Drawn(doubts, np.array(chances))):
        drawn = draw_setting(scenario, 5, number)
        assert setting == {path: drawn[path] for path in setting}


def test_every_entry_in_doubt_belongs_to_one_factor():
    found = factors(load("the-hague-2025"))
    paths = [path for one in found for path in one.entries]
    assert sorted(paths) == sorted(one.path for one in in_doubt(load("the-hague-2025")))
    assert len(set(paths)) == len(paths)
    [plans] = [one for one in found if one.name == "members.*.own_plan"]
    assert len(plans.entries) > 25
    assert all(one.meaning for one in found)
    assert not [path for one in factors(small()) for path in one.entries if path.startswith("members.TUR")]


def test_settings_are_played_as_batches_play_them():
    scenario = small()
    drawn = [draw_setting(scenario, 1, number) for number in range(3)]
    noted = play_settings(scenario, drawn, 4, 9, outcomes, 2)
    assert noted.shape == (3, 4, 4)
    for setting, found in zip(drawn, noted, strict=True):
        seating = seat(scenario, setting)
        ends = play_many(seating, 9, 0, 4).endings
        stands = np.where(ends["adopted"] == 1, ends["core"], seating.terms.status_quo.core)
        assert found[:, 1].tolist() == stands.tolist()
        assert set(found[:, 0]) <= {0.0, 1.0}


def test_letters_are_counted_bit_by_bit():
    assert bits(np.array([0, 1, 5, 2**40 + 2**31, 2**59 - 1])).tolist() == [0, 1, 2, 2, 59]


# -- what it costs ---------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["both", "morris", "sobol"])
@pytest.mark.parametrize("runs", [10_000, 100_000, 1_000_000])
def test_no_more_is_spent_than_there_is(method, runs):
    found = budget(runs, 4, 110, method)
    assert 0.4 * runs < found.runs <= runs
    assert found.base & (found.base - 1) == 0


def test_too_few_runs_are_refused_with_the_number_that_is_enough():
    with pytest.raises(LedgerError, match=r"runs 500: too few to move 110 factors; allowed: at least ([\d,]+)") as told:
        budget(500, 8, 110, "both")
    least = int(str(told.value).split("at least ")[1].split()[0].replace(",", ""))
    assert budget(least, 8, 110, "both").runs <= least
    with pytest.raises(LedgerError):
        budget(least - 1, 8, 110, "both")


def test_a_scenario_without_doubt_is_refused():
    doubtless = small("mapping.poll_error=0.0", "mapping.judgement_error=0.0")
    sure = settle(doubtless, draw_setting(doubtless, 1, 1))
    assert factors(doubtless)
    with pytest.raises(LedgerError, match="nothing is uncertain in it"):
        sensitivity(sure)


def test_other_methods_than_there_are_are_refused():
    with pytest.raises(LedgerError, match="method 'fast'; allowed: both, morris, sobol"):
        sensitivity(small(), method="fast")
