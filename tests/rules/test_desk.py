"""The chair's desk: paper to reckon on, and nothing that anybody reads a decision from."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.worlds import ROOM, TERMS, scribbled, some_world, worlds

from sim.rules import drafting
from sim.rules.desk import CRITICS, SEATED, WHOLE, Desk, clear_desk
from sim.rules.drafting import ascend, first_draft, mend, objective


def test_a_clear_desk_has_a_line_a_seat_and_a_line_a_move():
    desk = clear_desk(5, 34)
    for name, column in desk._asdict().items():
        assert len(column) == (5 if name in SEATED else CRITICS if name == "critics" else 34), name
        assert all(line == 0 and isinstance(line, int if name in WHOLE else float) for line in column), name


def test_no_two_columns_are_the_same_paper():
    desk = clear_desk(4, 4)
    assert len({id(column) for column in desk}) == len(Desk._fields)
    assert {*SEATED, *WHOLE} <= set(Desk._fields)


def test_the_small_room_has_a_desk_of_its_size():
    assert [len(column) for column in ROOM.desk] == [len(column) for column in clear_desk(4, len(TERMS.moves))]


def decided(world, room, rule, letters):
    """Everything that is decided at the desk."""
    table, terms = world.table, world.terms._replace(chair=world.terms.chair._replace(rule=rule))
    alone = tuple(int(place % 3 == 0) for place in range(table.seats))
    return (
        objective(world.text, room, table, terms),
        ascend(world.text, 2, letters, room, table, terms),
        first_draft(letters, room, table, terms),
        mend(world.text, alone, 0, room, table, terms),
    )


@given(worlds, st.integers(0, 2**32), st.sampled_from([0, 0, 0, 1, 2, 3]), st.booleans())
def test_what_was_left_on_the_desk_never_matters(world, hand, rule, letters):
    seats, moves = world.table.seats, len(world.terms.moves)
    clear, used = clear_desk(seats, moves), scribbled(Random(hand), clear_desk(seats, moves))
    on_clear_paper = decided(world, world.room._replace(desk=clear), rule, letters)
    assert decided(world, world.room._replace(desk=used), rule, letters) == on_clear_paper


@pytest.mark.parametrize("left_out", ["find_critics", "note_moves", "note_hopes"])
def test_a_desk_that_is_not_written_anew_is_noticed(left_out, monkeypatch):
    """The twin that must fail: whatever somebody left there would be read as if it were this search's."""

    def differs(number):
        world = some_world(Random(number))
        used = scribbled(Random(number), clear_desk(world.table.seats, len(world.terms.moves)))
        used.counts[:] = [1] * len(used.counts)
        used.critics[:] = [0] * CRITICS  # one critic asked four times: too little hope
        usual = decided(world, world.room, 0, True)
        with monkeypatch.context() as patch:
            patch.setattr(drafting, left_out, lambda *_: None)
            return decided(world, world.room._replace(desk=used), 0, True) != usual

    assert any(differs(number) for number in range(40))
