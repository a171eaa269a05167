"""Probabilistic Condorcet elections small enough to count the votes by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.forecasts.condorcet import condorcet


def test_three_players_by_hand():
    """At 0, 1 and 4, one vote a unit. 1 against 0: 1 + 3 (4 votes |4−0|−|4−1| = 1): 2 of 3; and so on.

    1 beats 0: votes for 1 are 1 (itself) + 1 (the far one), for 0 one: 2/3. 1 beats 4: for 1, 3 + 3, for 4, 3: 2/3.
    0 beats 4: for 0, 4 + 2, for 4, 4: 6/10. Products (½ for itself cancels): 0: 1/3·6/10 = 3/15,
    1: 4/9, 4: 1/3·4/10 = 2/15.
    """
    election = condorcet([0, 1, 4], [1, 1, 1], [1, 1, 1])
    whole = 3 / 15 + 4 / 9 + 2 / 15
    assert election.options == (0, 1, 4)
    assert election.chances == pytest.approx([3 / 15 / whole, 4 / 9 / whole, 2 / 15 / whole], abs=1e-6)
    assert election.likeliest == 1
    assert election.mean == pytest.approx((4 / 9 + 4 * 2 / 15) / whole, abs=1e-6)


def test_power_moves_the_odds_and_so_does_caring():
    weak, strong, keen = (condorcet([0, 1, 4], [1, 1, c], [1, 1, s]).chances[2] for c, s in ((1, 1), (5, 1), (1, 5)))
    assert strong == keen > weak


def test_between_equals_the_likeliest_lies_midway():
    """Two at 1, two at 3: neither end is favoured. A third at 1 tips it."""
    assert condorcet([1, 1, 3, 3], [1] * 4, [1] * 4).likeliest == 2
    assert condorcet([1, 1, 1, 3, 3], [1] * 5, [1] * 5).likeliest == 1


def test_one_position_is_certain():
    assert condorcet([2, 2], [1, 1], [50, 50]).chances == (1.0,)


crowds = st.lists(st.tuples(st.sampled_from([10, 70]), st.integers(1, 9)), min_size=2, max_size=12)


@given(crowds)
def test_of_two_the_nearer_to_most_is_the_likelier(crowd):
    """Two positions: the chance of each is its share of all power."""
    positions, power = ([one[k] for one in crowd] for k in (0, 1))
    election = condorcet(positions, power, [50] * len(crowd))
    low = sum(c for x, c in crowd if x == 10)
    assert sum(election.chances) == pytest.approx(1)
    if len(election.options) == 2:
        assert election.chances[0] == pytest.approx(low / sum(power), abs=1e-6)


@given(st.lists(st.integers(0, 100), min_size=2, max_size=12))
def test_units_do_not_matter(positions):
    ones = [1] * len(positions)
    miles, kilometres = (condorcet([k * x for x in positions], ones, ones).chances for k in (1.0, 1.6))
    assert miles == pytest.approx(kilometres, abs=1e-6)
