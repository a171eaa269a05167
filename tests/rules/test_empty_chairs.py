"""A hall with more chairs than members: nobody sits on them, nothing hangs on them, not even a last bit.

Compiled runs keep scenarios of any size in columns of common length. Here the same is done in plain
Python, where a hall of exactly the right size stands beside it.
"""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules.worlds import (
    CLEO,
    DORA,
    NOW,
    ROOM,
    TABLE,
    TERMS,
    TEXT,
    change,
    crowd,
    mind,
    some_world,
    widened,
    worlds,
)

from sim.ensemble.records import ENOUGH, padded
from sim.rules.agreement import consensus, welfare, worst_off
from sim.rules.chance import Dice
from sim.rules.drafting import NOBODY, STATUS_QUO, ascend, first_draft, mend, neediest, numbers
from sim.rules.influence import heard
from sim.rules.interests import weigh
from sim.rules.objective import objective
from sim.rules.outcome import exposure
from sim.rules.patron import single_out
from sim.rules.promise import effort
from sim.rules.purchase import bought, patron_share
from sim.rules.reading import read_anew, without_text

RULES = st.sampled_from([0, 0, 1, 2, 3])


def measured(text, room, table, terms):
    """All that is added up, multiplied or compared over seats."""
    reading = read_anew(text, table, terms)
    asked = text, reading, 0.8, room, table, terms
    return (
        reading,
        consensus(*asked),
        welfare(*asked),
        worst_off(*asked),
        objective(text, room, table, terms),
        effort(text, table, terms),
        without_text(table, terms),
        exposure(0.4, 0.5, table),
        bought(text, table, terms),
        patron_share(text, table, terms),
        [numbers(start, table, terms) for start in range(STATUS_QUO + 1)],
    )


def written(text, letters, room, table, terms):
    """What the chair writes."""
    loners = tuple(int(place % 3 == 0) for place in range(table.seats))
    return (
        ascend(text, 2, letters, room, table, terms),
        first_draft(letters, room, table, terms),
        mend(text, loners, 0, room, table, terms),
    )


@given(worlds, RULES)
def test_empty_chairs_change_no_measure(world, rule):
    _, _, _, table, text, room = world
    terms = change(world.terms, chair={"rule": rule})
    assert measured(text, *widened(room, table, terms)) == measured(text, room, table, terms)


@settings(max_examples=12)
@given(worlds, RULES, st.booleans())
def test_empty_chairs_change_no_draft(world, rule, letters):
    _, _, _, table, text, room = world
    terms = change(world.terms, chair={"rule": rule})
    assert written(text, letters, *widened(room, table, terms)) == written(text, letters, room, table, terms)


@given(worlds, st.integers(0, 2**32))
def test_empty_chairs_say_nothing_and_owe_nothing(world, luck):
    _, _, terms, table, text, room = world
    wide = widened(room, table, terms)
    sounded = tuple(Random(luck + seat).random() for seat in range(table.seats))
    chairs = len(wide.table.weight)
    now = NOW._replace(text=text, sounded=sounded)
    larger = now._replace(sounded=padded(sounded, chairs, 0.0))
    pressed = single_out(now, [0.0] * table.seats, table, terms)
    assert single_out(larger, [0.0] * chairs, wide.table, wide.terms) == pressed
    reading = read_anew(text, table, terms)
    for seat in range(table.seats):
        felt = room.threat[seat], room.kappa, room.q0
        weighed = weigh(text, reading, seat, *felt, table, terms)
        assert weigh(text, reading, seat, *felt, wide.table, wide.terms) == weighed
        assert heard(seat, padded(sounded, chairs, 0.0), wide.table) == heard(seat, sounded, table)
        dice = Dice(luck, seat)
        assert mind(seat, dice, wide.table, wide.terms) == mind(seat, dice, table, terms)


@pytest.mark.parametrize("seats", [4, 31, 32, 33, 60])
@pytest.mark.parametrize("like", [CLEO, DORA])
def test_halls_of_any_size_leave_room(seats, like):
    table, room = crowd(seats, like)
    wide = widened(room, table, TERMS)
    assert len(wide.table.weight) == len(wide.room.credit) == len(wide.room.desk.value) == (32 if seats <= 32 else 64)
    assert measured(TEXT, *wide) == measured(TEXT, room, table, TERMS)
    assert written(TEXT, True, *wide) == written(TEXT, True, room, table, TERMS)


def test_a_chair_that_is_not_quite_empty_is_noticed():
    """The twin that must fail: nobody's consent is counted, or nobody is feared for."""
    wide = widened(ROOM, TABLE, TERMS)
    silent = wide.room._replace(credit=padded(ROOM.credit, 32, 0.0))
    assert objective(TEXT, silent, wide.table, wide.terms) != objective(TEXT, ROOM, TABLE, TERMS)
    armed = wide.table._replace(forces=padded(TABLE.forces, 32, 1), weight=padded(TABLE.weight, 32, 0.1))
    assert effort(TEXT, armed, wide.terms) != effort(TEXT, TABLE, TERMS)


def test_an_empty_chair_needs_nothing_and_pulls_at_nothing():
    wide = widened(ROOM, TABLE, TERMS)
    ascend(TEXT, 1, True, wide.room, wide.table, wide.terms)
    assert neediest(0b1111, wide.room, wide.table) == NOBODY
    assert all(pull > 0.0 for pull in wide.room.desk.pull[:4])
    assert wide.room.desk.pull[4:] == [0.0] * 28


def test_an_empty_chair_has_all_that_is_asked_of_it():
    for number in range(10):
        _, _, terms, table, text, room = some_world(Random(number))
        wide = widened(room, table, terms)
        consensus(text, read_anew(text, table, terms), 0.0, *wide)
        empty = wide.room.desk.value[table.seats :]
        assert min(empty) > 0.99 * ENOUGH
        assert max(wide.room.desk.value[: table.seats]) < 100.0
