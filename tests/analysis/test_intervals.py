"""Intervals against tables that anyone can look up."""

import pytest

from sim.analysis.intervals import around, student, wilson


@pytest.mark.parametrize(
    ("freedom", "table"), [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (9, 2.262), (39, 2.023), (10_000, 1.960)]
)
def test_students_t_is_that_of_the_tables(freedom, table):
    assert student(freedom) == pytest.approx(table, abs=0.004)


def test_wilsons_interval_by_hand():
    """Eight of ten: 0.490 to 0.943 (Wilson 1927)."""
    assert wilson(0.8, 0.16, 10) == pytest.approx((0.490, 0.943), abs=0.001)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 1.0])
@pytest.mark.parametrize("part", [0.0, 0.3, 1.0])
def test_an_interval_holds_its_share_and_stays_a_share(share, part):
    low, high = wilson(share, part * share * (1 - share), 50)
    assert 0 <= low <= share <= high <= 1
    assert low < high


def test_an_interval_around_a_mean():
    assert around(3.0, 4.0) == pytest.approx((-0.92, 6.92), abs=0.001)
