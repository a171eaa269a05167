"""Who breaks silence, and who follows."""

from math import exp
from random import Random

import pytest
from rules.worlds import TERMS

from sim.rules.silence import breaking, cascade, company, doubters, isolation, keeps_silence, shown


def price(others):
    """K(n) at the last silence: 0.82, 0.55, 0.37, 0.25, 0.17 …"""
    return 0.82 * exp(-others / 2.5)


def last(leanings, first=0):
    return cascade(leanings, first, 1.0, 2.5, TERMS)


def test_standing_alone_is_dear_and_company_makes_it_bearable():
    assert isolation(0, 1.0, 2.5, TERMS) == 0.82
    assert isolation(0, 0.8, 2.5, TERMS) == pytest.approx(0.82 * 0.8)
    assert isolation(3, 1.0, 2.5, TERMS) == pytest.approx(price(3), rel=1e-14)
    assert isolation(3, 1.0, 5.0, TERMS) > isolation(3, 1.0, 2.5, TERMS)


def test_an_ally_keeps_silence_down_to_exactly_nothing():
    assert keeps_silence(-0.5, 0.5)
    assert keeps_silence(0.1, 0.0)
    assert not keeps_silence(-0.5 - 1e-12, 0.5)


def test_company_is_the_others():
    assert [company(0b1011, seat) for seat in range(4)] == [2, 2, 3, 2]
    assert company(0, 3) == company(1 << 3, 3) == 0


def test_breaking_marks_those_whom_company_makes_bold_enough():
    leanings = [-price(0) - 0.01, -price(1) - 0.01, -price(2) - 0.01, 0.5]
    assert breaking(leanings, 0b0000, 1.0, 2.5, TERMS) == 0b0001
    assert breaking(leanings, 0b0001, 1.0, 2.5, TERMS) == 0b0011
    assert breaking(leanings, 0b0011, 1.0, 2.5, TERMS) == 0b0111
    assert breaking(leanings, 0b0010, 1.0, 2.5, TERMS) == 0b0001  # nobody is its own company
    assert breaking([], 0, 1.0, 2.5, TERMS) == 0


def test_everyone_is_charged_for_the_company_it_would_keep():
    dice = Random(10)
    for _ in range(300):
        leanings = [dice.uniform(-1.0, 0.2) for _ in range(dice.randint(1, 12))]
        breakers = dice.getrandbits(len(leanings))
        prices = [isolation(company(breakers, seat), 1.0, 2.5, TERMS) for seat in range(len(leanings))]
        one_by_one = sum(1 << seat for seat, own in enumerate(leanings) if not keeps_silence(own, prices[seat]))
        assert breaking(leanings, breakers, 1.0, 2.5, TERMS) == one_by_one


def test_an_earlier_silence_is_easier_to_break():
    leanings = [-0.7, -0.6]
    assert breaking(leanings, 0, 1.0, 2.5, TERMS) == 0
    assert breaking(leanings, 0, 0.8, 2.5, TERMS) == 0b01


def test_one_breaks_and_nobody_follows():
    assert last([0.1, -0.9, -0.5, 0.4]) == 0b0010


def test_one_breaks_and_the_others_follow_one_by_one():
    followers = [-0.9, -price(1) - 0.01, -price(2) - 0.01, -price(3) - 0.01]
    assert last(followers) == 0b1111
    assert last(followers[::-1]) == 0b1111
    assert last(followers[1:]) == 0  # without the first, none moves


def test_a_gap_in_the_row_stops_the_cascade():
    followers = [-0.9, -price(1) - 0.01, -price(2) + 0.01, -price(3) - 0.01]
    assert last(followers) == 0b0011


def test_the_cascade_may_settle_higher_if_many_are_thought_to_break():
    waiting = [-price(3) - 0.01] * 4
    assert last(waiting) == 0
    assert last(waiting, first=0b1111) == 0b1111
    assert last([0.5, 0.5], first=0b11) == 0  # and lower again if they do not


def test_two_who_would_only_break_together_do_not_chase_each_other_round():
    both = [-price(1) - 0.01] * 2
    assert last(both) == 0
    assert last(both, first=0b01) == last(both, first=0b10) == last(both, first=0b11) == 0b11


def test_doubters_sound_below_a_half():
    assert doubters([0.1, 0.9, 0.499, 0.5]) == 0b0101


@pytest.mark.parametrize(("belief", "character", "after"), [(0.0, -0.3, -0.3), (-0.4, -0.3, -0.4)])
def test_whoever_breaks_shows_its_mind_and_is_never_thought_kinder(belief, character, after):
    assert shown(belief, character) == after
