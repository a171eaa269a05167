"""The mapping from figures to a member's state, runnable on anyone's figures."""

from math import exp

import pytest

from sim.scenario.mapping import Weights, opposition, state, threat, trade_exposure

W = Weights(0.10, 0.45, 0.25, 0.30, 900.0, 0.5, 0.25, 0.5, 0.6, 0.5, 0.15, 0.05, 8.0, 8.0, 0.2)


def test_a_neighbour_with_a_worried_public_feels_it_most():
    by_hand = 0.10 + 0.45 * exp(-158 / 900) + 0.25 + 0.30 * (0.5 * 0.70 + 0.5 * (0.25 + 0.5 * exp(-158 / 900)))
    assert threat(158.0, 1.0, 70.0, W) == pytest.approx(by_hand)
    assert threat(158.0, 1.0, 70.0, W) > threat(2333.0, 0.0, None, W)


def test_without_a_poll_geography_speaks_alone():
    near = exp(-2333 / 900)
    assert threat(2333.0, 0.0, None, W) == pytest.approx(0.10 + 0.45 * near + 0.30 * (0.25 + 0.5 * near))


def test_threat_never_leaves_its_scale():
    assert threat(0.0, 1.0, 100.0, W) <= 1.0


def test_opposition_counts_public_party_and_weak_cabinets():
    assert opposition(75.0, 1.0, 1.0, W) == pytest.approx(0.6 * (0.5 - 0.75) + 0.15 + 0.05)
    assert opposition(None, 0.0, 0.0, W) == 0.0
    assert opposition(0.0, 1.0, 1.0, W) == pytest.approx(0.5)
    assert opposition(100.0, 0.0, 0.0, W) == pytest.approx(-0.3)


def test_trade_exposure_is_full_at_eight_percent():
    assert trade_exposure(4.0, W) == 0.5
    assert trade_exposure(18.4, W) == 1.0


def test_a_blank_makes_its_term_zero_and_a_named_result_wins():
    bare = state({"distance": 900.0}, W)
    assert bare.opposition == 0.0
    assert bare.exposure == 0.0
    named = state({"distance": 900.0, "threat": 0.9, "opposition": 0.3, "trade_exposure": 0.2}, W)
    assert named == (0.9, 0.3, 0.2)
