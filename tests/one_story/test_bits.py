"""A rule gives the same bits whether Python reads it or a compiler has.

Plain numbers first, by the million where a rule is quick; then whole moments of a negotiation. What
is compared is every bit of a number, never a number that is merely near.
"""

import inspect
import math
from random import Random
from typing import get_type_hints

import numpy as np
import pytest
from compiled import RULES, as_records
from numba import njit
from numba.extending import register_jitable
from rules.worlds import some_world

from sim.rules import (
    agreement,
    arithmetic,
    chance,
    desk,
    events,
    influence,
    interests,
    neighbours,
    outcome,
    patron,
    promise,
    purchase,
    sheet,
    silence,
    text,
)
from sim.rules import room as rooms
from sim.rules import round as rounds
from sim.rules.chance import Dice
from sim.rules.drafting import ascend, first_draft, mend
from sim.rules.hopes import ROUNDING
from sim.rules.interests import weigh
from sim.rules.objective import whole as is_whole
from sim.rules.reading import read_anew
from sim.rules.terms import Now

MILLION = 1_000_000


def bits(values):
    """Every bit of a column of numbers, as whole numbers."""
    column = np.asarray(values)
    return column.view(np.int64) if column.dtype == np.float64 else column.astype(np.int64)


def loop(rule):
    """Return a compiled loop that applies a rule to columns, and fills one more."""
    names = [f"column{place}" for place in range(len(inspect.signature(rule).parameters))]
    scope = {"rule": rule}
    one = ", ".join(f"{name}[i]" for name in names)
    exec(f"def over(out, {', '.join(names)}):\n    for i in range(len(out)):\n        out[i] = rule({one})", scope)
    return njit(scope["over"])


def differing(rule, columns, compiled_rule=None):
    """Return how many rows of arguments a rule answers otherwise once compiled."""
    rows = zip(*(column.tolist() for column in columns), strict=True)
    plain = np.array([rule(*row) for row in rows])
    fast = np.empty(len(plain), plain.dtype if plain.dtype == np.float64 else np.int64)
    loop(compiled_rule or rule)(fast, *columns)
    assert not np.isnan(fast).any()
    return int((bits(plain) != bits(fast)).sum())


def between(low, high):
    return lambda dice, count: dice.uniform(low, high, count)


def spread_over(low, high):
    """Powers of ten between two exponents: as many tiny numbers as large ones."""
    return lambda dice, count: 10.0 ** dice.uniform(low, high, count)


def whole(low, high):
    return lambda dice, count: dice.integers(low, high, count, endpoint=True)


def quarters(dice, count):
    return dice.integers(0, 40, count) / 4.0


SHARE = between(1e-9, 1.0 - 1e-9)
POINTS = between(-3.0, 3.0)
YEARS = between(1.0, 20.0)
WORD = whole(0, 0xFFFFFFFF)
SEAT, MASK = whole(0, 61), whole(0, 2**62 - 1)

SCALAR_RULES = [
    (arithmetic.exp, MILLION, [between(-70.0, 70.0)]),
    (arithmetic.log, MILLION, [spread_over(-300.0, 300.0)]),
    (arithmetic.log_of_odds, 300_000, [spread_over(0.0, 19.0)]),
    (arithmetic.log_within, 100_000, [spread_over(0.0, 19.0), quarters]),
    (arithmetic.cos_of_turn, 300_000, [between(0.0, 1.0)]),
    (arithmetic.logistic, 300_000, [between(-70.0, 70.0)]),
    (arithmetic.logit, 300_000, [SHARE]),
    (arithmetic.normal_share, 100_000, [between(-7.0, 7.0)]),
    (arithmetic.normal_of, 200_000, [SHARE, SHARE]),
    (arithmetic.clip, 50_000, [POINTS, between(-1.0, 0.0), between(0.0, 1.0)]),
    (arithmetic.above, 50_000, [POINTS]),
    (chance.unit, 100_000, [WORD, WORD]),
    (agreement.log_chance, 200_000, [between(-50.0, 50.0)]),
    (agreement.log_gain, 100_000, [between(-0.1, 3.0)]),
    (is_whole, 50_000, [quarters]),
    (promise.waited, 100_000, [YEARS, SHARE]),
    (promise.annuity, 100_000, [YEARS, between(0.01, 1.0)]),
    (interests.fiscal_cost, 100_000, [POINTS, POINTS, SHARE, SHARE]),
    (patron.withdrawal, 100_000, [SHARE, SHARE, SHARE]),
    (patron.margin, 50_000, [SHARE, POINTS, SHARE]),
    (rooms.supposed, 50_000, [POINTS, SHARE, POINTS]),
    (silence.keeps_silence, 50_000, [POINTS, SHARE]),
    (silence.company, 50_000, [MASK, SEAT]),
    (silence.shown, 50_000, [POINTS, POINTS]),
    (outcome.comes, 50_000, [SHARE, SHARE]),
    (purchase.size_after, 50_000, [POINTS, whole(0, 15)]),
    (purchase.years_paid, 50_000, [POINTS, whole(1, 15)]),
    (rounds.progress, 50_000, [whole(1, 60), whole(1, 60)]),
    (rounds.letters_open, 50_000, [whole(1, 60), whole(1, 60), whole(0, 10)]),
    (text.size_of, 30_000, [MASK]),
    (text.snap, 50_000, [between(-1.0, 7.0), SHARE, between(2.0, 5.0), between(0.1, 1.0)]),
]
"""A rule of plain numbers, how often it is tried, and what it is tried on."""


@pytest.mark.parametrize(("rule", "count", "kinds"), SCALAR_RULES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_scalar_rule_gives_the_same_bits_compiled(rule, count, kinds):
    dice = np.random.default_rng(2025)
    assert differing(rule, [kind(dice, count) for kind in kinds]) == 0


def test_no_scalar_rule_is_forgotten():
    tried = {rule for rule, _, _ in SCALAR_RULES} | TRIED_ELSEWHERE
    for name, rule in RULES.items():
        kinds = {kind for one, kind in get_type_hints(rule).items() if one != "return"}
        assert rule in tried or not kinds <= {int, float}, f"{name} takes plain numbers and is not tried"


TRIED_ELSEWHERE = {arithmetic.halved, chance.philox, text.moves, desk.clear_desk, sheet.clear_sheet, sheet.clear_paper}
"""Halving in the logarithm above, Philox below; moves and paper are laid out before any negotiation."""


def test_a_rule_that_borrows_the_librarys_exp_is_noticed():
    """The twin that must fail."""
    columns = [np.random.default_rng(2025).uniform(-10.0, 10.0, 10_000)]
    assert differing(arithmetic.exp, columns, compiled_rule=borrowed_exp) > 100


@register_jitable
def borrowed_exp(x):
    return math.exp(x)


def test_a_rule_that_multiplies_in_another_order_is_noticed():
    """The twin that must fail."""
    columns = [kind(np.random.default_rng(2025), 10_000) for kind in (POINTS, POINTS, SHARE, SHARE)]
    assert differing(interests.fiscal_cost, columns, compiled_rule=another_order) > 100
    assert differing(interests.fiscal_cost, columns, compiled_rule=flipped_sign) > 9_000


@register_jitable
def another_order(stress_, load, burden, pace):
    return stress_ * burden * load + stress_ * pace * load * load


@register_jitable
def flipped_sign(stress_, load, burden, pace):
    return stress_ * (burden * load - pace * load * load)


# -- columns --------------------------------------------------------------------------------


def gone_through(column):
    """What is made of a whole column: a sum, a product, the greatest."""
    return arithmetic.lane_sum(column), arithmetic.log_of_product(column), arithmetic.greatest(column)


def test_halls_of_any_size_are_gone_through_alike():
    dice, fast = np.random.default_rng(2025), njit(gone_through)
    for seats in [*range(1, 65)] * 5:
        column = 1.0 + np.exp(dice.uniform(-40.0, 40.0, seats))
        assert np.array_equal(bits(gone_through(column.tolist())), bits(fast(column)))


# -- dice -----------------------------------------------------------------------------------


def thrown(seed, run, round_, code, purpose):
    dice = Dice(seed, run)
    found = chance.words(dice, round_, code, purpose)
    return found, chance.uniform(dice, round_, code, purpose), chance.normal(dice, round_, code, purpose)


def test_dice_fall_alike_for_any_key():
    dice, fast = Random(2025), njit(thrown)
    for _ in range(20_000):
        seed, run = dice.choice((dice.getrandbits(10), dice.getrandbits(63))), dice.getrandbits(40)
        key = seed, run, dice.randint(0, 60), dice.getrandbits(32), dice.randint(1, 10)
        assert thrown(*key) == fast(*key)


# -- whole moments --------------------------------------------------------------------------


def around(seat, luck, now, progress, draw, dice, table, terms):
    """What is decided around the drafting: minds, moods, moves, events, who breaks silence."""
    round_ = now.round
    talks, incident = events.shift(round_, draw, luck, terms)
    doubting = silence.doubters(now.sounded[: table.seats])
    shared = [influence.bloc_draw(bloc, dice, table) for bloc in range(len(table.bloc_code))]
    mask = silence.cascade(now.beliefs, doubting, 1.0, now.decay, terms)
    return (
        influence.character(seat, shared, dice, table, terms),
        influence.mood(seat, round_, dice, table, terms),
        influence.patron_character(dice, patron.resolve_scale(terms), table),
        influence.influence(influence.heard(seat, now.sounded, table), terms),
        influence.posturing(progress, table.patience[seat], terms),
        influence.sounding(now.beliefs[seat], terms),
        events.feel(now.threat[seat], talks, terms),
        events.feel(now.threat[seat], incident, terms),
        events.crisis(draw, terms),
        patron.press(now, luck, draw, patron.single_out(now, np.zeros(len(now.sounded)), table, terms), terms),
        patron.after_deciding(now.kappa, now.attended, terms),
        patron.resolve(progress, terms),
        interests.stress(100.0 * luck, 10.0 * draw, table.opposition[seat], 1.0, terms),
        interests.standing_plan(4.0 * draw, terms),
        rooms.credit(seat, progress, now, table, terms),
        rooms.learn(draw, luck, terms),
        rooms.confession(luck, draw, terms),
        rooms.weight_of_silence(progress, luck, now.coming, now.crisis, now.attended, terms),
        silence.breaking(now.beliefs, mask, progress, now.decay, terms),
        silence.cascade(now.beliefs, 0, progress, now.decay, terms),
        outcome.exposure(now.kappa, luck, table),
        outcome.classify(now.text, now.attended == 1, terms),
    )


SEARCH, MEND, BEGIN = range(3)


def within(text, how, steps, letters, seat, alone, room, table, terms):
    """What a draft means and how it goes on: its reading, a seat's balance, what the chair makes of it."""
    reading = read_anew(text, table, terms)
    balance = weigh(text, reading, seat, room.threat[seat], room.kappa, room.q0, table, terms)
    if how == MEND:
        return reading, balance, mend(text, alone, seat % 2, room, table, terms)
    if how == BEGIN:
        return reading, balance, first_draft(letters, room, table, terms)
    return reading, balance, ascend(text, steps, letters, room, table, terms)


fast_around, fast_within = njit(around), njit(within)


def flat(answer):
    """Return all numbers of an answer in one row."""
    if isinstance(answer, tuple):
        return [number for part in answer for number in flat(part)]
    return [float(answer)]


def some_now(dice, world):
    """Return a moment in which anything may have happened."""
    seats, room = len(world.codes), world.room
    return Now(
        round=dice.randint(1, 9),
        text=world.text,
        threat=room.threat,
        sounded=tuple(dice.uniform(0.0, 1.0) for _ in range(seats)),
        beliefs=tuple(dice.uniform(-1.2, 0.5) for _ in range(seats)),
        us_belief=room.us_belief,
        kappa=room.kappa,
        kappa_aim=dice.uniform(0.0, 0.9),
        decay=room.decay,
        coming=room.coming,
        targets=dice.randint(0, (1 << seats) - 1),
        attended=room.attended,
        crisis=room.crisis,
    )


def moments_around(count):
    dice = Random(2025)
    for _ in range(count):
        world = some_world(dice)
        luck = dice.uniform(0.0, 1.0), some_now(dice, world), dice.randint(1, 9) / 9.0, dice.uniform(0.0, 1.0)
        keys = Dice(dice.getrandbits(40), dice.getrandbits(20))
        yield dice.randrange(len(world.codes)), *luck, keys, world.table, world.terms


def moments_within(count, how=SEARCH, steps=0):
    dice = Random(2025)
    for _ in range(count):
        _, codes, terms, table, draft, room = some_world(dice)
        rule = dice.choice((0, 0, 0, 1, 2, 3))
        terms = terms._replace(chair=terms.chair._replace(rule=rule))
        loners = dice.sample(range(len(codes)), 2)
        alone = tuple(int(place in loners) for place in range(len(codes)))
        yield draft, how, steps, dice.random() < 0.5, dice.randrange(len(codes)), alone, room, table, terms


def unlike(plain, fast, moments):
    """Return how many moments come out otherwise once compiled."""
    count = 0
    for moment in moments:
        slow, quick = flat(plain(*moment)), flat(fast(*(as_records(part) for part in moment)))
        count += not np.array_equal(bits(slow), bits(quick))
    return count


@pytest.fixture(scope="module")
def compiled_as_they_are():
    """Compile before anything else: a twin below changes a rule for a while, in plain Python only."""
    unlike(around, fast_around, moments_around(1))
    unlike(within, fast_within, moments_within(1))


whole_moments = pytest.mark.usefixtures("compiled_as_they_are")


@whole_moments
def test_all_around_the_drafting_is_decided_alike():
    assert unlike(around, fast_around, moments_around(1000)) == 0


@whole_moments
def test_texts_read_and_weigh_and_score_alike():
    assert unlike(within, fast_within, moments_within(1000)) == 0


@whole_moments
def test_searches_end_alike():
    assert unlike(within, fast_within, moments_within(200, steps=2)) == 0
    assert unlike(within, fast_within, moments_within(20, steps=8)) == 0


@whole_moments
def test_first_drafts_and_mended_texts_are_alike():
    assert unlike(within, fast_within, moments_within(60, BEGIN)) == 0
    assert unlike(within, fast_within, moments_within(60, MEND)) == 0


DECIDING, SUMMED = ("own", "served", "felt"), ("ready", "watched", "crossed", "loaded", "strained", "hope")
"""Notes that decide, and notes that compiled code may add up in another order (``compiler.LOOSE``)."""


def notes_apart(moments):
    """Return how many notes that decide differ in any bit, and how far apart hopes and their sums lie at most."""
    other_bits, furthest = 0, 0.0
    for moment in moments:
        records = [as_records(part) for part in moment]
        within(*moment)
        fast_within(*records)
        plain, fast = moment[-3].desk, records[-3].desk
        for name in DECIDING:
            column = getattr(plain, name)
            other_bits += int((bits(column) != bits(getattr(fast, name)[: len(column)])).sum())
        for name in SUMMED:
            column = np.array(getattr(plain, name))
            apart = np.abs(column - getattr(fast, name)[: len(column)])
            furthest = max(furthest, float(apart.max()))
    return other_bits, furthest


@whole_moments
def test_what_decides_is_the_same_and_hopes_are_within_their_margin():
    """A hope says what is weighed first and when to stop; it may lack no more than ``ROUNDING``."""
    other_bits, furthest = notes_apart(moments_within(100, steps=1))
    assert other_bits == 0
    assert furthest < ROUNDING / 100.0


@whole_moments
def test_a_hope_that_leaves_a_stake_out_is_noticed(monkeypatch):
    """The twin that must fail."""
    monkeypatch.setattr(neighbours, "load", lambda core_gap, related, terms: core_gap)
    assert notes_apart(moments_within(20, steps=1))[1] > ROUNDING


@whole_moments
def test_all_worlds_have_one_shape():
    """A scenario whose numbers had other types would be compiled anew, and slowly."""
    unlike(around, fast_around, moments_around(20))
    unlike(within, fast_within, moments_within(20))
    assert len(fast_around.signatures) == len(fast_within.signatures) == 1


@whole_moments
@pytest.mark.parametrize(
    ("module", "name", "otherwise"),
    [
        (interests, "exp", math.exp),
        (agreement, "log", math.log),
        (promise, "exp", math.exp),
        (interests, "fiscal_cost", flipped_sign),
    ],
    ids=lambda one: getattr(one, "__name__", str(one)),
)
def test_one_rule_changed_in_one_engine_is_noticed(module, name, otherwise, monkeypatch):
    """The twin that must fail."""
    monkeypatch.setattr(module, name, otherwise)
    assert unlike(within, fast_within, moments_within(60)) > 0
