"""How sure is a share? Held to worlds whose truth is known, because we made them."""

import numpy as np
import pytest

from sim.analysis.estimate import mean_of, sample, share, share_of

SURE = 0.95


def world(rng, shares, runs):
    """Play each setting, whose true share is given, ``runs`` times; return hits and runs by setting."""
    return rng.binomial(runs, shares), np.full(len(shares), runs)


def covered(draw, runs, truth, times=300):
    """Return how often the luck interval holds the drawn settings' own mean, and ``low``–``high`` the truth."""
    rng, lucky, right = np.random.default_rng(3), 0, 0
    for _ in range(times):
        shares = draw(rng)
        one = share(*world(rng, shares, runs), len(shares))
        lucky += one.luck.low <= shares.mean() <= one.luck.high
        right += one.low <= truth <= one.high
    return lucky / times, right / times


def spread(draw, runs, times=60):
    """Return the reported range between settings, averaged over many worlds."""
    rng = np.random.default_rng(4)
    found = [share(*world(rng, shares, runs), len(shares)).settings for shares in (draw(rng) for _ in range(times))]
    return np.mean(found, axis=0)


@pytest.mark.parametrize(("a", "b"), [(2, 2), (0.5, 0.5), (6, 2)])
@pytest.mark.parametrize("runs", [3, 100])
def test_both_intervals_hold_the_truth_as_often_as_they_say(a, b, runs):
    lucky, right = covered(lambda rng: rng.beta(a, b, 40), runs, a / (a + b))
    assert lucky == pytest.approx(SURE, abs=0.045)
    assert right == pytest.approx(SURE, abs=0.045)


@pytest.mark.parametrize(("a", "b"), [(2, 2), (0.5, 0.5), (9, 1)])
@pytest.mark.parametrize("runs", [2, 5, 100])
def test_the_range_between_settings_is_theirs_not_lucks(a, b, runs):
    """With two runs a setting, settings' own shares are 0, ½ or 1; the range reported is nearly the true one."""
    low, high = spread(lambda rng: rng.beta(a, b, 60), runs)
    true_low, true_high = np.quantile(np.random.default_rng(1).beta(a, b, 200_000), (0.1, 0.9))
    assert low == pytest.approx(true_low, abs=0.05)
    assert high == pytest.approx(true_high, abs=0.05)


def test_a_raw_range_would_have_been_far_too_wide():
    rng = np.random.default_rng(5)
    hits, runs = world(rng, rng.beta(20, 20, 60), 5)
    raw = np.quantile(hits / runs, (0.1, 0.9))
    shrunk = share(hits, runs, 60).settings
    assert raw[1] - raw[0] >= 0.4
    assert shrunk.high - shrunk.low < 0.3


def test_settings_of_two_kinds_stay_two_kinds():
    """Seven of ten settings nearly always agree, three seldom do: no bell curve between them."""
    low, high = spread(lambda rng: np.where(np.arange(60) < 42, 0.9, 0.2), 100)
    assert low == pytest.approx(0.2, abs=0.05)
    assert high == pytest.approx(0.9, abs=0.06)


def test_settings_that_do_not_differ_have_next_to_no_range():
    low, high = spread(lambda rng: np.full(40, 0.5), 100)
    assert high - low < 0.05


@pytest.mark.parametrize("always", [0, 1])
def test_what_always_or_never_happens(always):
    """Four thousand of four thousand: luck can hide a thousandth, an undrawn setting a tenth."""
    runs = np.full(40, 100)
    one = share(always * runs, runs, 40)
    gap = (lambda interval: 1 - interval[0]) if always else (lambda interval: interval[1])
    assert one.share == always
    assert one.settings == (always, always)
    assert 0 < gap(one.luck) < 0.0011
    assert 0.05 < gap((one.low, one.high)) < 0.15
    assert always in one.luck
    assert always in (one.low, one.high)


def test_settings_that_each_are_sure_leave_luck_little_to_say():
    """Twenty settings always, twenty never: luck could hardly change the half, other settings could."""
    runs = np.full(40, 100)
    one = share(np.where(np.arange(40) < 20, 100, 0), runs, 40)
    assert one.luck.high - one.luck.low < 0.002
    assert one.low < 0.36 < 0.64 < one.high
    assert one.settings.low < 0.01 < 0.99 < one.settings.high


def test_central_settings_say_nothing_of_other_settings():
    one = share_of(sample(np.full(300, -1)), np.arange(300) < 270)
    assert one.settings is None
    assert one.luck.low == pytest.approx(0.861, abs=0.001)  # Wilson's interval for 270 of 300, by hand
    assert one.luck.high == pytest.approx(0.929, abs=0.001)
    assert (one.low, one.high) == one.luck


def test_one_setting_is_no_range_either():
    assert share_of(sample(np.full(300, 7)), np.arange(300) < 270).settings is None


def test_one_run_a_setting_cannot_tell_luck_from_settings():
    one = share_of(sample(np.arange(300)), np.arange(300) < 270)
    assert one.luck is None
    assert one.settings is None
    assert one.low == pytest.approx(0.861, abs=0.001)


def test_nothing_to_share_out():
    assert share_of(sample(np.arange(4)), np.ones(4, bool), np.zeros(4, bool)) is None
    assert mean_of(sample(np.arange(4)), np.full(4, np.nan)) is None


def test_runs_of_one_setting_resemble_each_other_so_settings_count():
    """A hundred runs in each of ten settings know less than a thousand runs in a thousand settings."""
    happened = np.repeat(np.arange(10) < 7, 100)
    clustered = share_of(sample(np.repeat(np.arange(10), 100)), happened)
    apart = share_of(sample(np.arange(1000)), happened)
    assert clustered.share == apart.share == 0.7
    assert clustered.high - clustered.low > 8 * (apart.high - apart.low)


def test_a_mean_by_hand():
    """Two settings, two runs each: 1, 3 and 5, 7. Means 2 and 6, so 4 over all."""
    one = mean_of(sample([0, 0, 1, 1]), np.array([1.0, 3.0, 5.0, 7.0]))
    assert one.mean == 4
    assert one.luck.high - 4 == pytest.approx(1.96 * np.sqrt(2 / 4), abs=0.001)  # variance within 2, four runs
    assert one.high - 4 == pytest.approx(12.706 * 2, abs=0.02)  # t of one degree times the error of two means
    # between settings: variance of means 8, less luck's 2/2; means drawn in by √(7/8), their outer tenths
    assert one.settings.high == pytest.approx(4 + 2 * np.sqrt(7 / 8) * 0.8, abs=0.001)
    assert (one.p10, one.median, one.p90) == (1, 3, 7)


def test_means_of_settings_lose_the_luck_within_them():
    rng = np.random.default_rng(8)
    code = np.repeat(np.arange(400), 3)
    truth = rng.normal(0, 1, 400)
    one = mean_of(sample(code), truth[code] + rng.normal(0, 3, 1200))
    assert one.settings.low == pytest.approx(-1.28, abs=0.3)
    assert one.settings.high == pytest.approx(1.28, abs=0.3)


def test_a_mean_holds_the_truth_as_often_as_it_says():
    rng, right = np.random.default_rng(9), 0
    for _ in range(300):
        code = np.repeat(np.arange(8), 20)
        one = mean_of(sample(code), rng.normal(0, 1, 8)[code] + rng.normal(0, 1, 160))
        right += one.low <= 0 <= one.high
    assert right / 300 == pytest.approx(SURE, abs=0.04)


def test_years_stay_years():
    """Quantiles are values that occurred, and runs without a year do not count."""
    years = np.array([2030.0] * 6 + [2035.0] * 3 + [2040.0, np.nan])
    one = mean_of(sample(np.full(11, -1)), years)
    assert (one.p10, one.median, one.p90, one.runs) == (2030, 2030, 2035, 10)
    assert one.median_low == 2030
    assert one.median_high == 2035
