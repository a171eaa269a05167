"""Keyed dice: who is hit by what depends on nothing but who, when and why (ODD 7.2).

A draw is a function of (seed, run, round, seat's code, purpose), never of the order of calls.
Two scenarios that differ in one ally, one letter or one meeting therefore share all other luck.
The generator is Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011), in integers that stay
within 64 bits after wrapping, so that compiled code returns the very same words.
"""

from typing import NamedTuple

from sim.rules.arithmetic import normal_of

WORD = 0xFFFFFFFF
ROUND_BITS = 8
FIRST_MULTIPLIER, SECOND_MULTIPLIER = 0xD2511F53, 0xCD9E8D57
FIRST_WEYL, SECOND_WEYL = 0x9E3779B9, 0xBB67AE85
KEPT_BITS = 6
HALF_SCALE = 67108864.0
FULL_SCALE = 4503599627370496.0

WORLD = 0
"""The code of draws that belong to no seat."""
TALKS, INCIDENT, CRISIS, CHARACTER, BLOC, MOOD, THREAT, ATTENDANCE, SOUNDING, SETTING = range(1, 11)


class Dice(NamedTuple):
    """What makes one negotiation's luck: the batch's seed and the run within it."""

    seed: int
    run: int


def stirred(words_: tuple[int, int, int, int], key: int, next_key: int, time: int) -> tuple[int, int, int, int]:
    """Return four words after one more round, the ``time``-th from 0."""
    a, b, c, d = words_
    first, second = FIRST_MULTIPLIER * a, SECOND_MULTIPLIER * c
    left, right = (key + time * FIRST_WEYL) & WORD, (next_key + time * SECOND_WEYL) & WORD
    return ((second >> 32) & WORD) ^ b ^ left, second & WORD, ((first >> 32) & WORD) ^ d ^ right, first & WORD


def philox(a: int, b: int, c: int, d: int, key: int, next_key: int) -> tuple[int, int, int, int]:
    """Return the four 32-bit words of a counter of four words and a key of two.

    Ten rounds, written out: a compiler's vector units can then throw for several seats at a time.
    """
    words_ = stirred((a, b, c, d), key, next_key, 0)
    words_ = stirred(words_, key, next_key, 1)
    words_ = stirred(words_, key, next_key, 2)
    words_ = stirred(words_, key, next_key, 3)
    words_ = stirred(words_, key, next_key, 4)
    words_ = stirred(words_, key, next_key, 5)
    words_ = stirred(words_, key, next_key, 6)
    words_ = stirred(words_, key, next_key, 7)
    words_ = stirred(words_, key, next_key, 8)
    return stirred(words_, key, next_key, 9)


def unit(high: int, low: int) -> float:
    """Return two words as a number strictly between 0 and 1 (52 bits and a half)."""
    return ((high >> KEPT_BITS) * HALF_SCALE + (low >> KEPT_BITS) + 0.5) / FULL_SCALE


def words(dice: Dice, round_: int, code: int, purpose: int) -> tuple[int, int, int, int]:
    """Return the four words that belong to this run, round, seat and purpose."""
    when = (round_ << ROUND_BITS) | purpose
    run, seed = dice.run, dice.seed
    return philox(code, when, run & WORD, (run >> 32) & WORD, seed & WORD, (seed >> 32) & WORD)


def uniform(dice: Dice, round_: int, code: int, purpose: int) -> float:
    """Return a draw from (0, 1)."""
    high, low, _, _ = words(dice, round_, code, purpose)
    return unit(high, low)


def pair(dice: Dice, round_: int, code: int, purpose: int) -> tuple[float, float]:
    """Return two draws from (0, 1): what a normal draw is made of."""
    a, b, c, d = words(dice, round_, code, purpose)
    return unit(a, b), unit(c, d)


def normal(dice: Dice, round_: int, code: int, purpose: int) -> float:
    """Return a standard normal draw."""
    u, v = pair(dice, round_, code, purpose)
    return normal_of(u, v)
