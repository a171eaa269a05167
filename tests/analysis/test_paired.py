"""Differences of paired runs: worked examples, exact coverage, signs that turn, and what is known to be nothing."""

from dataclasses import fields
from functools import cache
from itertools import product
from math import comb, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.estimate import sample
from sim.analysis.intervals import Interval, Z
from sim.analysis.paired import Change, Flips, Pairs, Signs, apart, by_luck, change, excluding, flips


def pairs(settings=None, runs=1, same=False):
    """Return pairs of runs that belong to these settings (None: central)."""
    return Pairs(sample(np.full(runs, -1) if settings is None else np.asarray(settings)), same)


def masks(gained, lost, both, neither):
    """Return whether something happened before and after, over so many pairs of each kind."""
    before = [False] * gained + [True] * (lost + both) + [False] * neither
    after = [True] * gained + [False] * lost + [True] * both + [False] * neither
    return np.array(before), np.array(after)


def of_counts(gained, lost, both, neither, **how):
    before, after = masks(gained, lost, both, neither)
    return flips(pairs(runs=len(before), **how), before, after)


def tango(gained, lost, runs):
    """Return Tango's interval (1998): where his score, by bisection, passes what chance leaves open."""

    def score(gap):
        linear = -gained - lost + (2 * runs - gained + lost) * gap
        product_ = -lost * gap * (1 - gap)
        share = (sqrt(max(0.0, linear * linear - 8 * runs * product_)) - linear) / (4 * runs)
        variance = runs * (2 * share + gap * (1 - gap))
        off = gained - lost - runs * gap
        return off / sqrt(variance) if variance > 0 else np.sign(off) * 1e9

    def root(low, high, wanted):
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if score(middle) > wanted else (low, middle)
        return (low + high) / 2

    found = (gained - lost) / runs
    return Interval(root(-1 + 1e-12, found, Z), root(found, 1 - 1e-12, -Z))


def test_tango_himself_is_recomputed_rightly():
    """Bentur et al. (2009), 21 children before and after a transplantation: −0.517 to −0.026 in print."""
    assert tango(1, 7, 21) == pytest.approx((-0.517, -0.026), abs=5e-4)


@pytest.mark.parametrize(
    ("gained", "lost", "runs"),
    [(40, 20, 160), (1, 7, 21), (0, 0, 100), (86, 150, 1600), (0, 12, 50), (1, 0, 50), (5, 3, 30), (300, 1, 9000)],
)
def test_one_setting_comes_close_to_tango(gained, lost, runs):
    found = of_counts(gained, lost, 0, runs - gained - lost).difference_luck
    width = tango(gained, lost, runs)[1] - tango(gained, lost, runs)[0]
    assert found == pytest.approx(tango(gained, lost, runs), abs=0.11 * width)


def test_where_no_run_flips_it_is_tango():
    """No flip in n runs leaves z² / (n + z²) open either way, whatever the shares are."""
    for both, neither in ((100, 0), (0, 100), (30, 70)):
        found = of_counts(0, 0, both, neither)
        assert found.difference == 0.0
        assert found.difference_luck == pytest.approx((-0.036993, 0.036993), abs=1e-6)
        assert (found.difference_low, found.difference_high) == found.difference_luck


def test_squaring_and_adding_by_hand():
    """Shares 0.6 (0.5 to 0.8) and 0.4 (0.3 to 0.5): 0.2 less √(0.1² + 0.1²), 0.2 and √(0.2² + 0.1²)."""
    found = apart(0.6, Interval(0.5, 0.8), 0.4, Interval(0.3, 0.5), 0.0)
    assert found == pytest.approx((0.2 - sqrt(0.02), 0.2 + sqrt(0.05)))
    together = apart(0.6, Interval(0.5, 0.8), 0.4, Interval(0.3, 0.5), 1.0)
    assert together == pytest.approx((0.2, 0.2 + 0.1)), "errors that go together cancel as far as they are alike"


def test_kinds_of_flip_exclude_each_other():
    assert excluding(0.5, 0.5) == -1.0, "every run flips one way or the other"
    assert excluding(0.0, 0.3) == 0.0
    assert excluding(0.2, 0.1) == pytest.approx(-sqrt(0.2 * 0.1 / (0.8 * 0.9)))


@cache
def limits(gained, lost, runs):
    return by_luck(np.array([gained]), np.array([lost]), np.array([runs]))


def coverage(more, less, runs, interval):
    """Return how often the interval holds the true difference, every sample counted by its chance."""
    held = 0.0
    for gained, lost in product(range(runs + 1), repeat=2):
        if gained + lost <= runs:
            low, high = interval(gained, lost, runs)
            ways = comb(runs, gained) * comb(runs - gained, lost)
            chance = ways * more**gained * less**lost * (1 - more - less) ** (runs - gained - lost)
            held += chance * (low <= more - less <= high)
    return held


@pytest.mark.parametrize(
    ("more", "less"), [(0.01, 0.001), (0.05, 0.05), (0.1, 0.02), (0.2, 0.1), (0.3, 0.3), (0.7, 0.05), (0.9, 0.05)]
)
def test_it_holds_the_truth_as_often_as_it_says(more, less):
    assert coverage(more, less, 30, limits) > 0.93


def test_an_interval_that_is_wrong_at_the_edges_is_found_out():
    def wald(gained, lost, runs):
        gap = (gained - lost) / runs
        half = Z * sqrt(((gained + lost) / runs - gap * gap) / runs)
        return gap - half, gap + half

    assert coverage(0.01, 0.001, 30, wald) < 0.5


def test_what_is_counted():
    found = of_counts(gained=10, lost=30, both=50, neither=10)
    assert (found.before, found.after, found.gained, found.lost, found.pairs) == (0.8, 0.6, 10, 30, 100)
    assert found.difference == -0.2
    assert found.signs is None, "central settings have no signs to count"
    assert found.difference_settings is None


def test_pairing_narrows_as_much_as_runs_agree():
    loose, close = of_counts(20, 20, 30, 30), of_counts(5, 5, 45, 45)
    assert 0.9 < loose.narrowed_luck < 1.0
    assert 0.3 < close.narrowed_luck < 0.55
    opposite = of_counts(50, 50, 0, 0)
    assert opposite.narrowed_luck > 1.3, "pairs that always disagree know less than strangers"


SETTINGS = np.repeat(np.arange(40), 50)


def test_signs_by_setting_with_ties_apart():
    before, after = np.zeros(200, bool), np.zeros(200, bool)
    after[:3] = after[60] = before[150] = True
    found = flips(pairs(np.repeat(np.arange(4), 50)), before, after)
    assert found.signs == Signs(rose=2, fell=1, tied=1)
    assert found.difference > 0
    assert (found.signs.settings, found.signs.like(0.01), found.signs.like(-0.01), found.signs.like(0)) == (4, 2, 1, 1)


def test_luck_is_what_varies_within_settings():
    """Ten of forty settings always flip, the others never: luck hardly matters, settings do."""
    before = np.zeros(2000, bool)
    found = flips(pairs(SETTINGS), before, SETTINGS < 10)
    assert found.difference == 0.25
    wide = found.difference_luck[1] - found.difference_luck[0]
    assert 0.0005 < wide < 0.005
    assert found.difference_high - found.difference_low > 0.2
    assert found.difference_settings == pytest.approx((0.0, 1.0), abs=0.01)
    assert found.signs == Signs(10, 0, 30)


def test_settings_that_agree_leave_only_luck():
    luck = np.random.default_rng(3)
    before, after = np.zeros(2000, bool), luck.random(2000) < 0.3
    found = flips(pairs(SETTINGS), before, after)
    assert found.difference_high - found.difference_low < 0.06
    assert found.difference_settings[1] - found.difference_settings[0] < 0.1


def test_the_interval_over_settings_holds_the_truth():
    """400 made-up comparisons of 20 settings with 10 runs each, true difference 1 in 7 on average."""
    luck, held = np.random.default_rng(1), 0
    codes = np.repeat(np.arange(20), 10)
    for _ in range(400):
        gain = luck.beta(1, 6, 20)[codes]
        throw = luck.random(200)
        found = flips(pairs(codes), throw < 0.3, throw < 0.3 + gain)
        held += found.difference_low <= 1 / 7 <= found.difference_high
    assert 0.92 < held / 400 < 0.995


def test_no_flip_in_any_setting_leaves_settings_open():
    nothing = np.zeros(2000, bool)
    found = flips(pairs(SETTINGS), nothing, nothing)
    assert found.difference_luck[1] < 0.002
    assert 0.08 < found.difference_high < 0.1, "forty settings that agree leave one in eleven open"


def test_one_run_a_setting_cannot_tell_luck_apart():
    before, after = masks(3, 5, 6, 6)
    found = flips(pairs(np.arange(20)), before, after)
    assert found.difference_luck is None
    assert found.difference_settings is None
    assert found.narrowed_luck is None
    assert found.difference_low < found.difference < found.difference_high


def test_the_same_scenario_leaves_nothing_open():
    for settings in (None, np.repeat(np.arange(4), 5)):
        known = pairs(settings, runs=20, same=True)
        column = np.arange(20) % 3 == 0
        for found in (flips(known, column, column), change(known, column * 1.0, column * 1.0)):
            for one in fields(found):
                if "difference" in one.name:
                    assert getattr(found, one.name) in (0.0, (0.0, 0.0)), one.name


def test_what_is_called_the_same_and_is_not_is_told():
    known = pairs(None, 20, same=True)
    before, after = masks(1, 0, 10, 9)
    assert flips(known, before, after).difference_high > 0.05
    assert change(known, before * 1.0, after * 1.0).difference_high > 0.05


def test_nothing_picked_is_no_change():
    nobody = np.zeros(20, bool)
    assert flips(pairs(None, 20), nobody, nobody, among=nobody) is None
    assert change(pairs(None, 20), np.full(20, np.nan), np.ones(20)) is None


def test_means_by_hand():
    """Differences 1, 1, 2, 0 in four runs: mean 1, variance 2/3, so 1 ± 1.96 √(2/3/4)."""
    found = change(pairs(None, 4), np.array([1.0, 2, 3, 4]), np.array([2.0, 3, 5, 4]))
    half = Z * sqrt(2 / 3 / 4)
    assert (found.before, found.after, found.difference) == (2.5, 3.5, 1.0)
    assert found.difference_luck == pytest.approx((1 - half, 1 + half))
    assert (found.difference_low, found.difference_high) == pytest.approx((1 - half, 1 + half))


def test_means_are_taken_where_both_have_one():
    before, after = np.array([1.0, np.nan, 3.0, 4.0]), np.array([2.0, 5.0, np.nan, 6.0])
    found = change(pairs(None, 4), before, after)
    assert (found.pairs, found.before, found.after) == (2, 2.5, 4.0)


def test_a_shift_that_is_the_same_in_every_run_is_known_exactly():
    luck = np.random.default_rng(2).normal(size=2000)
    found = change(pairs(SETTINGS), luck, luck + 0.25)
    assert found.difference == pytest.approx(0.25)
    assert found.difference_high - found.difference_low < 1e-12
    assert found.narrowed < 1e-9
    assert found.signs == Signs(40, 0, 0)


def turned(one, other):
    """Check that one change is the other with its signs turned, to the last bit."""
    assert (one.before, one.after, one.pairs) == (other.after, other.before, other.pairs)
    assert one.difference == -other.difference
    assert (one.difference_low, one.difference_high) == (-other.difference_high, -other.difference_low)
    for name in ("difference_luck", "difference_settings"):
        its, others = getattr(one, name), getattr(other, name)
        assert its == (None if others is None else (-others[1], -others[0]))
    if one.signs is not None:
        assert one.signs == Signs(other.signs.fell, other.signs.rose, other.signs.tied)
    assert (one.narrowed, one.narrowed_luck) == (other.narrowed, other.narrowed_luck)


@given(st.integers(0, 2**32), st.integers(0, 12), st.floats(0, 1), st.floats(0, 1))
def test_swapping_turns_every_sign_and_nothing_else(seed, settings, often, rarely):
    luck = np.random.default_rng(seed)
    codes = None if settings == 0 else np.sort(luck.integers(0, settings, 60))
    both = pairs(codes, 60)
    before, after, among = luck.random(60) < often, luck.random(60) < rarely, luck.random(60) < 0.9
    if among.any():
        one, other = flips(both, before, after, among), flips(both, after, before, among)
        turned(one, other)
        assert (one.gained, one.lost) == (other.lost, other.gained)
        x, y = luck.normal(size=60) * often, luck.random(60)
        turned(change(both, x, y, among), change(both, y, x, among))


def test_every_number_that_differs_is_named_a_difference():
    """Readers of the JSON tell what must be nothing between a scenario and itself by its name."""
    plain = {"before", "after", "signs", "narrowed", "narrowed_luck", "pairs", "gained", "lost"}
    assert {one.name for one in fields(Flips) if "difference" not in one.name} == plain
    assert {one.name for one in fields(Change)} < {one.name for one in fields(Flips)}
