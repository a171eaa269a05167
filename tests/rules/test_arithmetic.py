"""Arithmetic of our own is as good as the library's, and adds in its own order."""

import itertools
import math
from random import Random
from statistics import NormalDist

import pytest

from sim.rules import arithmetic
from sim.rules.arithmetic import (
    EXP_LIMIT,
    above,
    clip,
    cos_of_turn,
    exp,
    lane_sum,
    log,
    logistic,
    logit,
    normal_of,
    normal_share,
)


def spread_of(low, high, count=4001):
    """Even points from low to high, both ends included."""
    return [low + (high - low) * k / (count - 1) for k in range(count)]


def test_exp_is_the_librarys_to_2e_14():
    for x in [*spread_of(-64.0, 64.0), *spread_of(-1e-3, 1e-3, 101), 1e-17, -1e-300]:
        assert exp(x) == pytest.approx(math.exp(x), rel=2e-14, abs=0.0)
    for x in spread_of(-10.0, 10.0):
        assert exp(x) == pytest.approx(math.exp(x), rel=6e-15, abs=0.0)


def test_exp_is_exact_at_zero_and_never_falls():
    assert exp(0.0) == exp(-0.0) == 1.0
    values = [exp(x) for x in spread_of(-64.0, 64.0)]
    assert all(a < b for a, b in itertools.pairwise(values))


def test_exp_stops_at_its_limit():
    assert exp(1000.0) == exp(math.inf) == exp(EXP_LIMIT)
    assert exp(-1000.0) == exp(-math.inf) == exp(-EXP_LIMIT)
    assert exp(EXP_LIMIT) == pytest.approx(6.2e27, rel=0.01)


def test_log_is_the_librarys_to_the_last_bits():
    for power in spread_of(-300.0, 300.0):
        x = 10.0**power
        assert log(x) == pytest.approx(math.log(x), rel=5e-16, abs=0.0)
    for x in spread_of(0.5, 2.0):
        assert log(x) == pytest.approx(math.log(x), rel=0.0, abs=3e-16)


def test_log_of_one_is_zero_and_log_undoes_exp():
    assert log(1.0) == 0.0
    for x in spread_of(-60.0, 60.0, 1001):
        assert log(exp(x)) == pytest.approx(x, abs=2e-14)


@pytest.mark.parametrize("impossible", [0.0, -1.0])
def test_log_of_nothing_is_refused(impossible):
    with pytest.raises(ZeroDivisionError):
        log(impossible)


def test_cos_of_turn_is_the_librarys():
    for u in spread_of(0.0, 1.0):
        assert cos_of_turn(u) == pytest.approx(math.cos(2.0 * math.pi * u), abs=1e-15)


def test_cos_of_turn_hits_the_quarters():
    assert cos_of_turn(0.0) == cos_of_turn(1.0) == 1.0
    assert cos_of_turn(0.5) == -1.0
    assert cos_of_turn(0.25) == pytest.approx(0.0, abs=1e-16)
    assert cos_of_turn(1 / 6) == pytest.approx(0.5, rel=1e-15)


def test_logistic_and_logit_undo_each_other():
    assert logistic(0.0) == 0.5
    assert logistic(math.log(3.0)) == pytest.approx(0.75, rel=1e-15)
    assert logit(0.75) == pytest.approx(math.log(3.0), rel=1e-15)
    for z in spread_of(-12.0, 12.0, 401):
        assert logistic(z) == pytest.approx(1.0 / (1.0 + math.exp(-z)), rel=1e-14)
        assert logit(logistic(z)) == pytest.approx(z, abs=2e-10)


def test_normal_share_is_the_librarys():
    standard = NormalDist()
    for z in spread_of(-6.0, 6.0):
        assert normal_share(z) == pytest.approx(standard.cdf(z), abs=5e-15)


def test_normal_share_is_held_at_six_and_stays_inside():
    assert normal_share(9.0) == normal_share(6.0) < 1.0
    assert normal_share(-9.0) == normal_share(-6.0) > 0.0
    assert normal_share(0.0) == 0.5


def test_normal_of_two_uniforms_is_box_and_muller():
    assert normal_of(math.exp(-2.0), 1.0) == pytest.approx(2.0, rel=1e-14)
    assert normal_of(math.exp(-2.0), 0.5) == pytest.approx(-2.0, rel=1e-14)
    assert normal_of(math.exp(-4.5), 1 / 6) == pytest.approx(1.5, rel=1e-14)
    dice = Random(1)
    drawn = [normal_of(1.0 - dice.random(), dice.random()) for _ in range(20_000)]
    below = sum(z < 1.0 for z in drawn) / len(drawn)
    assert below == pytest.approx(NormalDist().cdf(1.0), abs=0.01)


def test_clip_and_above_hold_a_number():
    assert [clip(z, 0.0, 1.0) for z in (-0.5, 0.0, 0.3, 1.0, 1.5)] == [0.0, 0.0, 0.3, 1.0, 1.0]
    assert [above(z) for z in (-2.0, 0.0, 2.0)] == [0.0, 0.0, 2.0]


@pytest.mark.parametrize("seats", [0, 1, 2, 7, 8, 9, 15, 16, 31, 32, 60])
def test_lane_sum_adds_in_eight_lanes_and_pairs_them(seats):
    dice = Random(seats)
    values = [dice.uniform(-1.0, 1.0) for _ in range(seats)]
    lanes = [0.0] * 8
    for seat, value in enumerate(values):
        lanes[seat % 8] += value
    paired = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
    assert lane_sum(values) == paired
    assert lane_sum(values) == pytest.approx(math.fsum(values), abs=1e-14)


def test_the_order_of_adding_shows_in_the_last_bit():
    """The twin that must fail: a plain running sum is another number."""
    dice = Random(7)
    differing = 0
    for _ in range(100):
        values = [dice.uniform(-1.0, 1.0) for _ in range(32)]
        running = 0.0
        for value in values:
            running += value
        differing += running != lane_sum(values)
    assert differing > 30


def test_the_tables_are_what_they_say():
    assert arithmetic.ODD_RECIPROCALS[-1] == 1.0
    assert arithmetic.ODD_RECIPROCALS[0] == 1.0 / 21.0
    assert arithmetic.COSINE_STEPS[-1] == 0.5
    assert [power for power, inverse, exponent in arithmetic.POWERS_OF_TWO if power * inverse != 1.0] == []
    assert [int(exponent) for _, _, exponent in arithmetic.POWERS_OF_TWO] == [512, 256, 128, 64, 32, 16, 8, 4, 2, 1]
