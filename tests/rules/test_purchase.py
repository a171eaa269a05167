"""What the adopted text buys."""

import pytest

from sim.rules.purchase import added_share, base_share, money


def test_without_a_text_a_share_grows_evenly_to_the_plan():
    assert base_share(1.5, 2.5, 0, 10.0) == 1.5
    assert base_share(1.5, 2.5, 4, 10.0) == pytest.approx(1.9)
    assert base_share(1.5, 2.5, 10, 10.0) == pytest.approx(2.5)


def test_the_text_adds_its_gap_evenly_as_far_as_it_is_kept():
    assert added_share(1.5, 1.0, 5, 10.0) == pytest.approx(0.75)
    assert added_share(1.5, 0.6, 10, 10.0) == pytest.approx(0.9)
    assert added_share(0.0, 1.0, 10, 10.0) == 0.0


def test_money_is_a_share_of_a_growing_economy():
    assert money(2.0, 500.0, 0.0, 7) == pytest.approx(10.0)
    assert money(2.0, 500.0, 2.0, 0) == pytest.approx(10.0)
    assert money(2.0, 500.0, 2.0, 3) == pytest.approx(10.0 * 1.02**3)
    assert money(2.0, 500.0, -1.0, 2) == pytest.approx(10.0 * 0.99**2)
