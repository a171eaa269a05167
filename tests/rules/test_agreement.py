"""How likely a text is to pass, and the other yardsticks."""

from math import exp, fsum, log
from random import Random

import pytest
from rules.worlds import CLEO, ROOM, TABLE, TERMS, TEXT, change, crowd, some_world

from sim.rules.agreement import (
    CONSENSUS,
    DESPAIR,
    MAXIMIN,
    NASH,
    SLIGHT,
    UTILITARIAN,
    consensus,
    consent,
    expect,
    expected,
    log_chance,
    log_gain,
    members,
    welfare,
    worst_off,
)
from sim.rules.interests import merits, weigh
from sim.rules.reading import read_anew

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
    met = TABLE.qualifying[TEXT.counts]
    for seat, balance in enumerate(balances()):
        assert expected(met[seat], TEXT, READING, seat, ALONE, ROOM, TABLE, TERMS) == pytest.approx(balance, rel=1e-14)


def test_what_it_expects_of_everyone_stands_on_its_desk():
    expect(TEXT, READING, ALONE, ROOM, TABLE, TERMS)
    assert ROOM.desk.value == pytest.approx(balances(), rel=1e-14)
    gloomy = ROOM._replace(credit=(0.1, 0.0, -20.0, 0.05))
    expect(TEXT, READING, 0.5, gloomy, TABLE, TERMS)
    assert ROOM.desk.value == pytest.approx(balances(0.5, gloomy), rel=1e-14)  # the same desk, written over


@pytest.mark.parametrize("measure", [consensus, welfare, worst_off, members])
def test_whichever_way_members_are_asked_the_desk_holds_what_each_was_expected_to_say(measure):
    ROOM.desk.value[:] = [7.0] * 4
    measure(TEXT, READING, ALONE, ROOM, TABLE, TERMS)
    assert ROOM.desk.value == pytest.approx(balances(), rel=1e-14)


def test_the_log_chance_of_consensus_is_the_sum_over_members():
    by_hand = sum(ln_sigma(balance / 0.12) for balance in balances())
    assert consensus(TEXT, READING, ALONE, ROOM, TABLE, TERMS) == pytest.approx(by_hand, rel=1e-12)


def test_one_desperate_member_counts_on_a_straight_line():
    gloomy = ROOM._replace(credit=(0.1, 0.0, -20.0, 0.05))
    lost = balances(room=gloomy)[CLEO] / 0.12
    assert lost < DESPAIR
    by_hand = lost + sum(ln_sigma(balance / 0.12) for seat, balance in enumerate(balances()) if seat != CLEO)
    assert consensus(TEXT, READING, ALONE, gloomy, TABLE, TERMS) == pytest.approx(by_hand, rel=1e-12)


@pytest.mark.parametrize("seats", [31, 32, 33, 60])
@pytest.mark.parametrize(("credit", "lost"), [(-50.0, True), (-4.1, False)], ids=["past despair", "almost there"])
def test_a_crowd_of_desperate_members_still_has_a_number(seats, credit, lost):
    table, room = crowd(seats, CLEO)
    one = balances(room=ROOM._replace(credit=(credit,) * 4))[CLEO] / 0.12
    assert (one < DESPAIR) == lost
    assert one < 0.9 * DESPAIR
    together = consensus(TEXT, READING, ALONE, room._replace(credit=(credit,) * seats), table, TERMS)
    assert together == pytest.approx(seats * one, rel=1e-12)


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


def test_all_lanes_count_when_there_are_more_than_eight_seats():
    many = (some_world(Random(number)) for number in range(100))
    _, _, terms, table, text, room = next(world for world in many if len(world.codes) > 9)
    reading, terms = read_anew(text, table, terms), change(terms, chair={"rule": UTILITARIAN})
    met = table.qualifying[text.counts]
    found = [
        expected(met[seat], text, reading, seat, ALONE, room, table, terms) / terms.chair.spread
        for seat in range(table.seats)
    ]
    assert welfare(text, reading, ALONE, room, table, terms) == pytest.approx(fsum(found), rel=1e-12)
    hoped = fsum(log_chance(one) for one in found)
    assert consensus(text, reading, ALONE, room, table, terms) == pytest.approx(hoped, rel=1e-12)
    assert worst_off(text, reading, ALONE, room, table, terms) == pytest.approx(len(found) * log_chance(min(found)))


def test_the_worst_off_speaks_for_all():
    by_hand = 4 * ln_sigma(min(balances()) / 0.12)
    assert worst_off(TEXT, READING, ALONE, ROOM, TABLE, TERMS) == pytest.approx(by_hand, rel=1e-12)


@pytest.mark.parametrize("seat", range(4))
def test_whoever_is_worst_off_may_sit_anywhere(seat):
    gloomy = ROOM._replace(credit=tuple(-3.0 * (place == seat) for place in range(4)))
    by_hand = 4 * ln_sigma(balances(room=gloomy)[seat] / 0.12)
    assert worst_off(TEXT, READING, ALONE, gloomy, TABLE, TERMS) == pytest.approx(by_hand, rel=1e-12)


@pytest.mark.parametrize(
    ("rule", "measure"), [(CONSENSUS, consensus), (NASH, welfare), (MAXIMIN, worst_off), (UTILITARIAN, welfare)]
)
def test_members_are_asked_by_the_chairs_rule(rule, measure):
    terms = by_rule(rule)
    assert members(TEXT, READING, ALONE, ROOM, TABLE, terms) == measure(TEXT, READING, ALONE, ROOM, TABLE, terms)


def test_the_patron_consents_if_it_is_content_beyond_its_threshold():
    assert consent(0.19 - 0.02, ROOM, TERMS) == pytest.approx(-log(2.0), rel=1e-13)
    assert consent(0.3, ROOM, TERMS) == pytest.approx(ln_sigma((0.3 + 0.02 - 0.19) / (0.6 * 0.09)), rel=1e-12)
