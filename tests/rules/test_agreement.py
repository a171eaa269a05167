"""How likely a text is to pass, and the other yardsticks."""

from math import exp, fsum, log
from random import Random

import pytest
from rules.worlds import ANA, CLEO, ROOM, TABLE, TERMS, TEXT, change, some_world

from sim.rules.agreement import (
    CONSENSUS,
    DESPAIR,
    MAXIMIN,
    NASH,
    SLIGHT,
    UTILITARIAN,
    consensus,
    consent,
    expected,
    lane_of_odds,
    lane_of_welfare,
    log_chance,
    log_gain,
    members,
    welfare,
    worst_off,
)
from sim.rules.interests import merits, weigh
from sim.rules.reading import read_anew
from sim.rules.terms import COMMON

READING = read_anew(TEXT, TABLE, TERMS)
ALONE = 0.8


def balances(isolated=ALONE, room=ROOM):
    """What the chair expects of each seat, put together from the merits."""
    found = []
    for seat in range(4):
        balance = weigh(TEXT, READING, seat, room.threat[seat], room.kappa, room.q0, TABLE, TERMS)
        found.append(merits(balance) + isolated + room.credit[seat])
    return found


def ln_sigma(z):
    return -log(1.0 + exp(-z))


def by_rule(rule):
    return change(TERMS, chair={"rule": rule})


def test_the_chair_expects_merits_isolation_and_what_it_knows():
    for seat, balance in enumerate(balances()):
        assert expected(TEXT, READING, seat, ALONE, ROOM, TABLE, TERMS) == pytest.approx(balance, rel=1e-14)


def test_the_log_chance_of_consensus_is_the_sum_over_members():
    by_hand = sum(ln_sigma(balance / 0.12) for balance in balances())
    assert consensus(TEXT, READING, ALONE, ROOM, TABLE, TERMS) == pytest.approx(by_hand, rel=1e-12)


def test_one_desperate_member_counts_on_a_straight_line():
    gloomy = ROOM._replace(credit=(0.1, 0.0, -20.0, 0.05))
    lost = balances(room=gloomy)[CLEO] / 0.12
    assert lost < DESPAIR
    by_hand = lost + sum(ln_sigma(balance / 0.12) for seat, balance in enumerate(balances()) if seat != CLEO)
    assert consensus(TEXT, READING, ALONE, gloomy, TABLE, TERMS) == pytest.approx(by_hand, rel=1e-12)


def test_a_lane_of_odds_multiplies_every_eighth_seat():
    product, past = lane_of_odds(TEXT, READING, ANA, ALONE, ROOM, TABLE, TERMS)
    assert product == pytest.approx(1 + exp(-balances()[ANA] / 0.12), rel=1e-13)
    assert past == 0.0
    gloomy = ROOM._replace(credit=(-20.0, 0.0, 0.0, 0.0))
    product, past = lane_of_odds(TEXT, READING, ANA, ALONE, gloomy, TABLE, TERMS)
    assert product == pytest.approx(1 + exp(40.0), rel=1e-12)
    assert past == pytest.approx(balances(room=gloomy)[ANA] / 0.12 + 40.0, rel=1e-12)
    assert lane_of_odds(TEXT, READING, 5, ALONE, ROOM, TABLE, TERMS) == (1.0, 0.0)


def test_sixty_desperate_members_still_have_a_number():
    seats = 60
    crowd = TABLE._replace(
        **{name: (getattr(TABLE, name)[CLEO],) * seats for name in TABLE._fields if name not in UNSEATED},
        qualifying=tuple((row[CLEO],) * seats for row in TABLE.qualifying),
    )
    room = ROOM._replace(threat=(0.2,) * seats, credit=(-50.0,) * seats)
    one = expected(TEXT, READING, 0, ALONE, room, crowd, TERMS) / 0.12
    assert consensus(TEXT, READING, ALONE, room, crowd, TERMS) == pytest.approx(60 * one, rel=1e-12)


UNSEATED = ("qualifying", *COMMON)


@pytest.mark.parametrize("z", [-30.0, -1.0, 0.0, 2.0, 20.0])
def test_log_chance_is_ln_sigma(z):
    assert log_chance(z) == pytest.approx(ln_sigma(z), rel=1e-13, abs=2e-16)


def test_log_chance_has_no_seam_at_despair():
    assert log_chance(DESPAIR - 1e-9) == pytest.approx(log_chance(DESPAIR + 1e-9), rel=1e-9)
    assert log_chance(-500.0) == -500.0


def test_log_gain_is_a_logarithm_continued_by_its_tangent():
    assert log_gain(2.0) == pytest.approx(log(2.0), rel=1e-14)
    assert log_gain(SLIGHT) == pytest.approx(log(SLIGHT), rel=1e-14)
    assert log_gain(-0.5) == pytest.approx(log(SLIGHT) + (-0.5 - SLIGHT) / SLIGHT, rel=1e-14)
    assert (log_gain(SLIGHT + 1e-9) - log_gain(SLIGHT - 1e-9)) / 2e-9 == pytest.approx(1 / SLIGHT, rel=1e-5)


def test_nash_multiplies_gains_and_the_plain_sum_adds_them():
    nash = sum(log(gain) if gain > SLIGHT else log(SLIGHT) + (gain - SLIGHT) / SLIGHT for gain in balances())
    assert welfare(TEXT, READING, ALONE, ROOM, TABLE, by_rule(NASH)) == pytest.approx(nash, rel=1e-12)
    plain = sum(balances()) / 0.12
    assert welfare(TEXT, READING, ALONE, ROOM, TABLE, by_rule(UTILITARIAN)) == pytest.approx(plain, rel=1e-12)
    lane = lane_of_welfare(TEXT, READING, CLEO, ALONE, ROOM, TABLE, by_rule(UTILITARIAN))
    assert lane == pytest.approx(balances()[CLEO] / 0.12, rel=1e-12)


def test_all_lanes_count_when_there_are_more_than_eight_seats():
    many = (some_world(Random(number)) for number in range(100))
    _, _, terms, table, text, room = next(world for world in many if len(world.codes) > 9)
    reading, terms = read_anew(text, table, terms), change(terms, chair={"rule": UTILITARIAN})
    seats = range(len(table.weight))
    found = [expected(text, reading, seat, ALONE, room, table, terms) / terms.chair.spread for seat in seats]
    assert welfare(text, reading, ALONE, room, table, terms) == pytest.approx(fsum(found), rel=1e-12)
    hoped = fsum(log_chance(one) for one in found)
    assert consensus(text, reading, ALONE, room, table, terms) == pytest.approx(hoped, rel=1e-12)
    assert worst_off(text, reading, ALONE, room, table, terms) == pytest.approx(len(found) * log_chance(min(found)))


def test_the_worst_off_speaks_for_all():
    by_hand = 4 * ln_sigma(min(balances()) / 0.12)
    assert worst_off(TEXT, READING, ALONE, ROOM, TABLE, TERMS) == pytest.approx(by_hand, rel=1e-12)


@pytest.mark.parametrize(
    ("rule", "measure"), [(CONSENSUS, consensus), (NASH, welfare), (MAXIMIN, worst_off), (UTILITARIAN, welfare)]
)
def test_members_are_asked_by_the_chairs_rule(rule, measure):
    terms = by_rule(rule)
    assert members(TEXT, READING, ALONE, ROOM, TABLE, terms) == measure(TEXT, READING, ALONE, ROOM, TABLE, terms)


def test_the_patron_consents_if_it_is_content_beyond_its_threshold():
    assert consent(0.19 - 0.02, ROOM, TERMS) == pytest.approx(-log(2.0), rel=1e-13)
    assert consent(0.3, ROOM, TERMS) == pytest.approx(ln_sigma((0.3 + 0.02 - 0.19) / (0.6 * 0.09)), rel=1e-12)
