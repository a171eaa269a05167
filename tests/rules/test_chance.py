"""Luck is a function of who, when and why, and nothing else."""

from itertools import pairwise
from statistics import NormalDist, mean, stdev

import pytest

from sim.rules import chance
from sim.rules.chance import BLOC, CHARACTER, MOOD, WORLD, Dice, normal, pair, philox, stirred, uniform, unit, words

PI = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344)


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (PI, (0xA4093822, 0x299F31D0), (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)),
    ],
    ids=["zeros", "ones", "pi"],
)
def test_philox_gives_the_published_words(counter, key, expected):
    assert philox(*counter, *key) == expected


def test_a_round_stirs_four_words_by_hand():
    """Two products of a word each are torn in halves; the upper are crossed with a word and a part of the key."""
    assert stirred((0, 0, 0, 0), 0, 0, 0) == (0, 0, 0, 0)
    assert stirred((1, 0, 0, 0), 0, 0, 0) == (0, 0, 0, 0xD2511F53)
    assert stirred((0, 0, 1, 0), 0, 0, 0) == (0, 0xCD9E8D57, 0, 0)
    assert stirred((1 << 31, 5, 1 << 31, 7), 0, 0, 0) == (0x66CF46AB ^ 5, 0x80000000, 0x69288FA9 ^ 7, 0x80000000)
    assert stirred((0, 0, 0, 0), 3, 4, 0) == (3, 0, 4, 0)


def test_the_key_grows_with_every_round_and_wraps():
    assert stirred((0, 0, 0, 0), 3, 4, 1) == (3 + 0x9E3779B9, 0, 4 + 0xBB67AE85, 0)
    assert stirred((0, 0, 0, 0), 0, 0, 2) == (2 * 0x9E3779B9 - (1 << 32), 0, 2 * 0xBB67AE85 - (1 << 32), 0)
    assert stirred((0, 0, 0, 0), 0xFFFFFFFF, 0, 1)[0] == 0x9E3779B9 - 1


def test_philox_is_ten_rounds():
    drawn = counter = (1, 2, 3, 4)
    for time in range(10):
        assert philox(*counter, 5, 6) != drawn
        drawn = stirred(drawn, 5, 6, time)
    assert philox(*counter, 5, 6) == drawn


def test_words_put_who_and_when_in_the_counter_and_the_seed_in_the_key():
    dice = Dice(seed=0x299F31D0_A4093822, run=0x03707344_13198A2E)
    round_, purpose = PI[1] >> 8, PI[1] & 0xFF
    assert words(dice, round_, PI[0], purpose) == (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)


def test_every_part_of_the_key_matters():
    here = words(Dice(1, 2), 3, 4, 5)
    others = [
        words(Dice(2, 2), 3, 4, 5),
        words(Dice(1, 3), 3, 4, 5),
        words(Dice(1, 2), 4, 4, 5),
        words(Dice(1, 2), 3, 5, 5),
        words(Dice(1, 2), 3, 4, 6),
        words(Dice(1 + (1 << 32), 2), 3, 4, 5),
        words(Dice(1, 2 + (1 << 32)), 3, 4, 5),
    ]
    assert len({here, *others}) == 8
    assert words(Dice(1, 2), 3, 4, 5) == here


def test_purposes_are_apart_and_fit_below_the_round():
    purposes = [value for name, value in vars(chance).items() if name.isupper() and name in PURPOSES]
    assert sorted(purposes) == list(range(1, len(PURPOSES) + 1))
    assert max(purposes) < 1 << chance.ROUND_BITS
    assert WORLD == 0


PURPOSES = ("TALKS", "INCIDENT", "CRISIS", "CHARACTER", "BLOC", "MOOD", "THREAT", "ATTENDANCE", "SOUNDING", "SETTING")


def test_unit_lies_strictly_between_zero_and_one():
    assert unit(0, 0) == 0.5 / 2**52
    assert unit(0xFFFFFFFF, 0xFFFFFFFF) == 1.0 - 2.0**-53 < 1.0
    assert unit(0x80000000, 0) == 0.5 + 2.0**-53
    assert unit(0x40000000, 63) == unit(0x40000000, 0)  # the low six bits are not kept


def test_uniform_is_the_first_two_words_and_a_pair_or_a_normal_all_four():
    a, b, c, d = words(Dice(5, 6), 7, 8, MOOD)
    assert uniform(Dice(5, 6), 7, 8, MOOD) == unit(a, b)
    assert pair(Dice(5, 6), 7, 8, MOOD) == (unit(a, b), unit(c, d))
    assert normal(Dice(5, 6), 7, 8, MOOD) == chance.normal_of(unit(a, b), unit(c, d))


def test_uniform_draws_fill_the_unit_evenly():
    drawn = sorted(uniform(Dice(1, run), 0, 9, CHARACTER) for run in range(4000))
    assert max(abs(u - (place + 0.5) / 4000) for place, u in enumerate(drawn)) < 0.0258  # Kolmogorov, 1 %
    assert all(a < b for a, b in pairwise(drawn))


def test_normal_draws_are_standard_and_alike_for_no_two_seats():
    mine = [normal(Dice(1, run), 0, 9, BLOC) for run in range(4000)]
    theirs = [normal(Dice(1, run), 0, 10, BLOC) for run in range(4000)]
    assert mean(mine) == pytest.approx(0.0, abs=0.05)
    assert stdev(mine) == pytest.approx(1.0, abs=0.04)
    assert sum(z < -1.0 for z in mine) / 4000 == pytest.approx(NormalDist().cdf(-1.0), abs=0.02)
    assert mean(a * b for a, b in zip(mine, theirs, strict=True)) == pytest.approx(0.0, abs=0.05)
