"""Each theory on an example small enough to work out by hand."""

from math import log

import pytest

from sim.forecasts.bargains import holdout, nash
from sim.forecasts.positions import MAJORITY, compromise, median, pivot


def test_the_compromise_is_a_weighed_mean():
    """Positions 2, 3 and 5; power 1, 2 and 1; the third cares twice as much: (2 + 6 + 10) / (1 + 2 + 2)."""
    assert compromise([2, 3, 5], [1, 2, 1], [1, 1, 2]) == pytest.approx(18 / 5)


def test_equal_power_and_salience_give_the_plain_mean():
    assert compromise([2, 3, 5], [1, 1, 1], [1, 1, 1]) == pytest.approx(10 / 3)


def test_the_compromise_of_a_published_table():
    """The pension age in the Netherlands before the elections of 2012, ten parties, power the cube root of votes.

    github.com/foarsitter/decide-exchange-model, data/output/…/output.AOW.csv, prints 61.61579197484940.
    """
    table = [
        (10, 0.464159, 0.9),
        (40, 0.237126, 0.5),
        (75, 0.271442, 0.75),
        (65, 0.63825, 0.7),
        (85, 0.430887, 0.95),
        (80, 0.32183, 0.7),
        (90, 0.442538, 0.7),
        (100, 0.648979, 0.8),
        (90, 0.271442, 0.6),
        (0, 0.464159, 0.95),
    ]
    assert compromise(*zip(*table, strict=True)) == pytest.approx(61.61579197484940)


def test_nobody_who_counts_is_no_compromise():
    with pytest.raises(ValueError, match="both power and salience"):
        compromise([2, 3], [1, 0], [0, 1])


def test_the_median_of_three_is_the_middle_one():
    assert median([5, 2, 3], [1, 1, 1]) == 3


def test_the_median_of_four_lies_midway():
    assert median([5, 2, 3, 4], [1, 1, 1, 1]) == 3.5


def test_power_moves_the_median():
    """Whoever holds more than half of all power is the median."""
    assert median([5, 2, 3], [5, 2, 2]) == 5


def test_nash_prefers_an_even_split():
    """Two share ten: products 9, 24, 25, 24; the even split has the greatest."""
    assert nash([[1, 9], [4, 6], [5, 5], [6, 4]], [1, 1]) == 2


def test_more_weight_gets_more():
    """With weights 3 and 1: a³b is 5³·5 = 625 against 8³·2 = 1024 and 9³·1 = 729."""
    assert nash([[5, 5], [8, 2], [9, 1]], [3, 1]) == 1
    assert 3 * log(8) + log(2) > 3 * log(9) + log(1)


def test_a_dear_failure_lets_the_bargain_go_where_someone_loses():
    """Gains 9 and −1, or 1 and 1. At no price only the second serves both: at 1, the first still leaves one nothing.

    At 1.5: 10.5 · 0.5 against 2.5 · 2.5, still the second. At 2: 11 · 1 against 3 · 3, the first. The worse failure
    is, the more the sum decides.
    """
    gains = [[9, -1], [1, 1]]
    assert [nash(gains, [1, 1], price) for price in (0, 1, 1.5, 2, 100)] == [1, 1, 1, 0, 0]
    assert nash([[-1, -1]], [1, 1]) is None
    assert nash([[-1, -1]], [1, 1], 1.5) == 0


def test_without_end_the_dear_failure_gives_the_greatest_weighted_sum():
    """Achen's limit: of 3 a + b, the first has 5, the second 6, the third 4."""
    gains = [[0, 5], [3, -3], [2, -2]]
    assert nash(gains, [3, 1]) is None
    assert nash(gains, [3, 1], 1e6) == 1


def test_nash_passes_over_a_text_that_leaves_anyone_worse_off():
    assert nash([[100, -1], [1, 1]], [1, 1]) == 1
    assert nash([[100, 0], [-1, 1]], [1, 1]) is None


def test_the_scale_on_which_a_player_counts_does_not_matter():
    gains = [[1, 9], [4, 6], [6, 4]]
    assert nash(gains, [1, 1]) == nash([[1000 * one, other] for one, other in gains], [1, 1])


def test_the_holdout_sets_the_height():
    """Heights 3, 4, 5: the second player accepts 3 and 4, though the first would love 5."""
    assert holdout([[1, 2], [2, 0], [9, -1]], [3, 4, 5]) == 1


def test_a_holdout_who_accepts_nothing():
    assert holdout([[1, -1]], [3]) is None


def test_ties_go_to_the_first():
    assert nash([[4, 6], [6, 4]], [1, 1]) == 0
    assert holdout([[1, 1], [1, 1]], [3, 3]) == 0


def test_under_unanimity_the_least_willing_sets_the_move():
    assert pivot([3, 5, 9], [1, 1, 1], 2) == 3
    assert pivot([-3, -5, -9], [1, 1, 1], 2) == -3
    assert pivot([1, 5, 9], [1, 1, 1], 2) == 2


def test_under_majority_it_is_the_median_unless_he_likes_what_stands():
    assert pivot([3, 5, 9], [1, 1, 1], 2, MAJORITY) == 5
    assert pivot([1, 5, 9], [1, 1, 1], 2, MAJORITY) == 5
    assert pivot([0, 1, 9], [1, 1, 1], 2, MAJORITY) == 1
    assert pivot([0, 2, 9], [1, 1, 1], 2, MAJORITY) == 2


def test_half_is_no_majority():
    assert pivot([0, 9], [1, 1], 2, MAJORITY) == 2


def test_a_quota_between_needs_more_than_the_median():
    """Two thirds of five: three of five are not enough, four are."""
    assert pivot([1, 2, 3, 4, 5], [1] * 5, 0, 2 / 3) == 2
