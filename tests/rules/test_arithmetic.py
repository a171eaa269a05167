"""Arithmetic of our own is as good as the library's, and adds in its own order."""

import itertools
import math
from decimal import Context, Decimal
from random import Random
from statistics import NormalDist

import pytest

from sim.rules import arithmetic
from sim.rules.arithmetic import (
    EXP_LIMIT,
    LARGEST,
    above,
    clip,
    cos_of_turn,
    exp,
    greatest,
    halved,
    lane_sum,
    log,
    log_of_odds,
    log_of_product,
    log_within,
    logistic,
    logit,
    normal_of,
    normal_share,
)

FORTY_DIGITS = Context(prec=40)
HUGE = 1.0 + math.exp(40.0)
"""The largest factor that the log-chance of consensus multiplies."""


def spread_of(low, high, count=4001):
    """Even points from low to high, both ends included."""
    return [low + (high - low) * k / (count - 1) for k in range(count)]


def share_off(found, true):
    """By what share of its size a number misses the true one, both taken to forty digits."""
    return abs(float(FORTY_DIGITS.divide(FORTY_DIGITS.subtract(Decimal(found), true), true)))


def exps_off(arguments):
    return max(share_off(exp(x), FORTY_DIGITS.exp(Decimal(x))) for x in arguments)


def test_exp_is_as_true_as_it_says():
    dice = Random(1)
    anywhere = [dice.uniform(-64.0, 64.0) for _ in range(2000)]
    assert exps_off([*anywhere, *spread_of(-64.0, 64.0, 1001), *spread_of(-1e-3, 1e-3, 101), 1e-17, -1e-300]) < 3e-13


def test_exp_is_exact_at_zero_and_never_falls():
    assert exp(0.0) == exp(-0.0) == 1.0
    values = [exp(x) for x in spread_of(-64.0, 64.0)]
    assert all(a < b for a, b in itertools.pairwise(values))


def test_exp_stops_at_its_limit():
    assert exp(1000.0) == exp(math.inf) == exp(EXP_LIMIT)
    assert exp(-1000.0) == exp(-math.inf) == exp(-EXP_LIMIT)
    assert exp(EXP_LIMIT) == pytest.approx(6.2e27, rel=0.01)


def test_exp_lets_what_is_no_number_through():
    assert math.isnan(exp(math.nan))


def logs_off(arguments):
    """By how much a logarithm misses, in shares of the larger of 1 and itself."""
    true = {x: FORTY_DIGITS.ln(Decimal(x)) for x in arguments}
    return max(abs(float(Decimal(log(x)) - ln)) / max(1.0, abs(float(ln))) for x, ln in true.items())


def test_log_is_as_true_as_it_says():
    dice = Random(1)
    anywhere = [10.0 ** dice.uniform(-300.0, 300.0) for _ in range(1000)]
    assert logs_off([*anywhere, *(10.0**power for power in spread_of(-300.0, 300.0, 601))]) < 3e-16
    assert logs_off(spread_of(0.5, 2.0, 1001)) < 3e-16


def test_a_number_is_halved_as_often_as_it_can_be():
    assert halved(512.0, 3.0, 256.0, 8.0) == (2.0, 11.0)
    assert halved(256.0, 0.0, 256.0, 8.0) == (1.0, 8.0)
    assert halved(255.5, 3.0, 256.0, 8.0) == (255.5, 3.0)


def test_odds_need_fewer_steps_to_the_same_logarithm():
    dice = Random(1)
    odds = [1.0, 2.0, 2.0**64, *(2.0 ** dice.uniform(0.0, 64.0) for _ in range(2000))]
    assert [log_of_odds(x) for x in odds] == [log(x) for x in odds]


def test_odds_past_two_to_the_sixty_fourth_need_them_all():
    """The twin that must fail: what is left after the sixty-three twos is no longer near one."""
    assert log_of_odds(2.0**400) != pytest.approx(log(2.0**400), abs=1.0)


def test_twos_taken_out_beforehand_count():
    assert log_within(1.5, 0.0) == log(1.5)
    assert log_within(1.5, 64.0) == log(1.5 * 2.0**64)
    assert log_within(1.0, 896.0) == 896.0 * arithmetic.LN2


@pytest.mark.parametrize("power", [1, 2, 63, 64, 100, 511, 512, 996])
def test_powers_of_two_leave_nothing_but_their_twos(power):
    assert log(2.0**power) == power * arithmetic.LN2
    assert log(0.5**power) == -power * arithmetic.LN2


def test_log_of_one_is_zero_and_log_undoes_exp():
    assert log(1.0) == 0.0
    for x in spread_of(-60.0, 60.0, 1001):
        assert log(exp(x)) == pytest.approx(x, abs=3e-13)


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
        assert logistic(z) == pytest.approx(1.0 / (1.0 + math.exp(-z)), rel=3e-13)
        assert logit(logistic(z)) == pytest.approx(z, abs=2e-10)


def test_normal_share_is_the_librarys():
    standard = NormalDist()
    for z in spread_of(-6.0, 6.0):
        assert normal_share(z) == pytest.approx(standard.cdf(z), abs=1e-13)


def test_the_tails_of_the_normal_share_are_true_to_their_own_size():
    for z in (-6.0, -5.0, -4.0, -3.0):
        assert normal_share(z) == pytest.approx(math.erfc(-z / math.sqrt(2.0)) / 2.0, rel=1e-9)


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


def drawn_factors(count):
    """Factors as consensus multiplies them: most near one, some past counting."""
    dice = Random(count)
    return [1.0 + math.exp(dice.choice((dice.uniform(-9.0, 0.0), dice.uniform(0.0, 40.0)))) for _ in range(count)]


@pytest.mark.parametrize("count", [0, 1, 4, 7, 8, 9, 31, 32, 33, 60])
def test_the_logarithm_of_a_product_is_the_sum_of_logarithms(count):
    for factors in (drawn_factors(count), [HUGE] * count):
        by_library = math.fsum(math.log(one) for one in factors)
        assert log_of_product(factors) == pytest.approx(by_library, rel=1e-14, abs=1e-14)
        assert math.isfinite(log_of_product(factors))


def test_sixty_huge_factors_are_too_much_for_one_logarithm_and_few_enough_for_four():
    """The twin that must fail: what takes the place of the product is not a number."""
    assert math.isinf(math.prod([HUGE] * 60))
    assert math.isinf(math.prod([HUGE] * 30))
    assert math.prod([HUGE] * 15) < LARGEST


@pytest.mark.parametrize("count", [5, 31, 32, 33, 60])
def test_a_product_goes_in_four_chains_with_one_logarithm_or_one_a_chain(count):
    for factors in (drawn_factors(count), [1.5] * count, [HUGE] * count):
        a, b, c, d = (math.prod(factors[chain::4]) for chain in range(4))
        whole = (a * b) * (c * d)
        apart = (log(a) + log(b)) + (log(c) + log(d))
        assert log_of_product(factors) == (log(whole) if whole < LARGEST else apart)
        assert log_of_product(factors) == pytest.approx(apart, rel=1e-14)


def test_a_product_takes_one_logarithm_up_to_where_one_is_true():
    """Four chains of 1e75 make the limit: from there on their logarithms are added up."""
    edge = [math.nextafter(1e75, 0.0)] * 4
    assert math.prod(edge) < LARGEST
    for factors in (edge, [1e75] * 4, [1e76] * 4, [1e308, 1e308]):
        assert log_of_product(factors) == pytest.approx(math.fsum(math.log(one) for one in factors), rel=1e-14)


def test_empty_chairs_change_no_sum_and_no_product():
    for seats in (4, 9, 31, 32):
        factors = drawn_factors(seats)
        assert log_of_product([*factors, *[1.0] * (32 - seats)]) == log_of_product(factors)
        assert lane_sum([*factors, *[0.0] * (64 - seats)]) == lane_sum(factors)


def test_of_two_greatest_the_first_listed_is_found():
    assert greatest([0.0, 2.0, 2.0, 1.0]) == 1
    assert greatest([3.0, 2.0]) == greatest([3.0]) == 0
    assert greatest([1.0, 2.0, 3.0]) == greatest([1.0, 3.0, 3.0]) + 1 == 2
    assert greatest([-1e300] * 4) == 0
