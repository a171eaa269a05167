"""Scores worked out by hand, and held to their promise: only an honest forecast does best in expectation."""

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.forecasts import scores


def test_a_sure_and_right_forecast_scores_nothing():
    assert scores.brier(1.0, True) == 0
    assert scores.brier_classes([0, 1, 0], 1) == 0
    assert scores.log_score([0, 1, 0], 1) == 0
    assert scores.ranked([0, 1, 0], 1) == 0
    assert scores.crps([3.5, 3.5], 3.5) == 0
    assert scores.energy([[3.5, 1.5]], [3.5, 1.5]) == 0


def test_brier_of_seventy_per_cent():
    """Rain was given 0.7: (0.7 − 1)² if it rains; both classes together (−0.3)² + 0.3²."""
    assert scores.brier(0.7, True) == pytest.approx(0.09)
    assert scores.brier(0.7, False) == pytest.approx(0.49)
    assert scores.brier_classes([0.7, 0.3], 0) == pytest.approx(0.18)


def test_brier_over_allies_is_the_mean():
    assert scores.brier_each([0.5, 0.0, 1.0], [1, 0, 0]) == pytest.approx((0.25 + 0 + 1) / 3)


def test_the_log_score_counts_surprise_and_stops_at_one_in_a_thousand():
    assert scores.log_score([0.25, 0.75], 0) == pytest.approx(log(4))
    assert scores.log_score([0.0, 1.0], 0) == pytest.approx(log(1000))


def test_ranked_classes_forgive_near_misses():
    """All on the first of three. Second: cumulated errors 1 and 0, over two; third: 1 and 1."""
    assert scores.ranked([1, 0, 0], 1) == pytest.approx(0.5)
    assert scores.ranked([1, 0, 0], 2) == pytest.approx(1.0)
    assert scores.ranked([0.2, 0.5, 0.3], 1) == pytest.approx((0.2**2 + 0.3**2) / 2)


def test_crps_of_one_point_is_the_distance():
    assert scores.crps([2.0], 3.5) == pytest.approx(1.5)


def test_crps_of_an_even_chance():
    """0 or 1: E|X − 0| = ½; |X − X′| is 1 half of the time, so ½ − ¼."""
    assert scores.crps([0.0, 1.0], 0.0) == pytest.approx(0.25)


def test_crps_of_three_against_the_double_sum():
    """1, 2, 4 against 2: (1 + 0 + 2)/3 less ½ · 2(1 + 3 + 2)/9."""
    assert scores.crps([4.0, 1.0, 2.0], 2.0) == pytest.approx(1 - 6 / 9)


def test_weights_are_worth_repeated_points():
    assert scores.crps([1.0, 5.0], 2.0, [3, 1]) == pytest.approx(scores.crps([1, 1, 1, 5], 2.0))
    few, many = [[1.0, 0.0], [5.0, 2.0]], [[1.0, 0.0]] * 3 + [[5.0, 2.0]]
    assert scores.energy(few, [2, 1], [3, 1]) == pytest.approx(scores.energy(many, [2, 1]))


def test_energy_of_a_right_triangle():
    """(0,0) or (3,4) against (0,0): E‖X − y‖ = 5/2, ½ E‖X − X′‖ = 5/4."""
    assert scores.energy([[0, 0], [3, 4]], [0, 0]) == pytest.approx(1.25)


def test_energy_counts_in_units_of_its_scale():
    assert scores.energy([[0, 0], [6, 40]], [0, 0], scale=[2, 10]) == pytest.approx(1.25)


samples = st.lists(st.floats(-10, 10), min_size=1, max_size=30)


@given(samples, st.floats(-10, 10))
def test_energy_of_one_component_is_the_crps(sample, happened):
    rows = [[one] for one in sample]
    assert scores.energy(rows, [happened]) == pytest.approx(scores.crps(sample, happened), abs=1e-9)


def test_a_large_sample_is_compared_in_part():
    """Ten thousand points of a known distribution, a fifth of them paired: nearly the exact score."""
    even = np.linspace(0, 1, 10_000)[:, None]
    assert scores.energy(even, [0.5]) == pytest.approx(scores.crps(even[:, 0], 0.5), abs=1e-3)


def test_the_first_suspect_and_the_second():
    assert scores.reciprocal_rank([0.1, 0.7, 0.2], 1) == 1
    assert scores.reciprocal_rank([0.1, 0.7, 0.2], 2) == pytest.approx(1 / 2)
    assert scores.reciprocal_rank([0.1, 0.7, 0.2], [1, 0]) == pytest.approx((1 + 1 / 3) / 2)


def test_ties_are_broken_as_if_by_lot():
    """Whoever suspects all four alike is as good as a lottery: (1 + ½ + ⅓ + ¼) / 4."""
    assert scores.reciprocal_rank([0.0] * 4, 2) == pytest.approx(25 / 48)


def test_skill_is_what_is_gained_on_a_baseline():
    assert scores.skill(0.1, 0.4) == pytest.approx(0.75)
    assert scores.skill(0.8, 0.4) == pytest.approx(-1.0)
    assert scores.skill(0.3, 0.0) is None


beliefs = st.lists(st.floats(0.02, 1.0), min_size=4, max_size=4).map(lambda raw: np.array(raw) / np.sum(raw))


@pytest.mark.parametrize("score", [scores.brier_classes, scores.log_score, scores.ranked])
@given(truth=beliefs, stated=beliefs)
def test_honesty_pays_over_classes(score, truth, stated):
    """The expected score, the truth being so distributed, is least for the truth."""
    assert expected(score, truth, truth) <= expected(score, stated, truth) + 1e-12


@given(truth=beliefs, stated=beliefs)
def test_honesty_pays_over_numbers_and_vectors(truth, stated):
    points = np.array([2.0, 3.0, 3.5, 5.0])
    corners = np.array([[2.0, 0.0], [3.5, 1.5], [3.0, 2.0], [5.0, 0.0]])
    for score, sample in ((scores.crps, points), (scores.energy, corners)):
        honest, other = (weighed(score, sample, chances, truth) for chances in (truth, stated))
        assert honest <= other + 1e-12


def test_a_distance_alone_would_not_be_proper():
    """The twin: without its second half the score would reward stating only the likeliest point."""
    points, truth = np.array([0.0, 1.0]), np.array([0.7, 0.3])

    def half(sample, happened, weights):
        return float(np.average(np.abs(sample - happened), weights=weights))

    assert weighed(half, points, np.array([1.0, 0.0]), truth) < weighed(half, points, truth, truth)
    assert weighed(scores.crps, points, np.array([1.0, 0.0]), truth) > weighed(scores.crps, points, truth, truth)


def expected(score, stated, truth):
    return float(np.dot(truth, [score(stated, happened) for happened in range(len(truth))]))


def weighed(score, sample, stated, truth):
    return float(np.dot(truth, [score(sample, happened, stated) for happened in sample]))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: scores.brier(1.2, True), "between 0 and 1"),
        (lambda: scores.brier_classes([0.5, 0.4], 0), "add up to 1"),
        (lambda: scores.log_score([0.5, 0.5], 2), "not among"),
        (lambda: scores.brier_each([0.5], [1, 0]), "1 chances for 2"),
        (lambda: scores.crps([], 1.0), "at least one point"),
        (lambda: scores.crps([1.0, float("nan")], 1.0), "finite"),
        (lambda: scores.crps([1.0, 2.0], 1.0, [0, 0]), "not all zero"),
        (lambda: scores.crps([1.0, 2.0], 1.0, [1]), "one for each point"),
        (lambda: scores.crps([1.0, 2.0], float("nan")), "that happened"),
        (lambda: scores.energy([[1.0, 2.0]], [1.0]), "as many finite components"),
        (lambda: scores.reciprocal_rank([0.1, 0.2], []), "nobody"),
    ],
)
def test_what_is_no_forecast_is_refused(wrong, said):
    with pytest.raises(ValueError, match=said):
        wrong()
