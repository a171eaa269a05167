"""The chair's desk: paper to reckon on, and nothing that anybody reads a decision from."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.worlds import ROOM, TERMS, scribbled, some_world, worlds

from sim.rules import drafting
from sim.rules.desk import AIMED, SEATED, STEPPED, WHOLE, Desk, clear_desk, keep, lines_of
from sim.rules.drafting import ascend, first_draft, mend
from sim.rules.objective import objective
from sim.rules.sheet import Sheet


def test_a_clear_desk_has_a_line_a_seat_a_step_an_aim_or_a_move():
    desk = clear_desk(5, 16, 34)
    for name, column in desk._asdict().items():
        lines = 5 if name in SEATED else 5 if name in STEPPED else 16 if name in AIMED else 34
        assert len(column) == lines == lines_of(name, 5, 16, 34), name
        assert all(one == 0 and isinstance(one, int if name in WHOLE else float) for one in column), name


def test_the_best_draft_so_far_is_kept_while_others_are_weighed():
    desk = clear_desk(3, 4, 4)
    desk.value[:], desk.odds[:] = [1.0, 2.0, 3.0], [1.5, 1.25, 1.125]
    keep(desk)
    desk.value[:], desk.odds[:] = [0.0] * 3, [9.0] * 3
    assert (desk.served, desk.felt) == ([1.0, 2.0, 3.0], [1.5, 1.25, 1.125])


def test_no_two_columns_are_the_same_paper():
    desk = clear_desk(4, 4, 4)
    assert len({id(column) for column in desk}) == len(Desk._fields)
    assert {*SEATED, *STEPPED, *AIMED, *WHOLE} <= set(Desk._fields)


def test_every_column_of_desk_and_sheets_is_written_and_read():
    """One that nobody writes or reads any longer is a line of paper copied for nothing."""
    rules = Path(drafting.__file__).parent.glob("*.py")
    code = "\n".join(path.read_text(encoding="utf-8") for path in rules)
    for kind, paper in ((Desk, "desk"), (Sheet, "sheet")):
        for name in kind._fields:
            assert len(re.findall(rf"\b{paper}\.{name}\b", code)) >= 2, name


def test_the_small_room_has_a_desk_of_its_size():
    assert [len(column) for column in ROOM.desk] == [
        len(column) for column in clear_desk(4, len(TERMS.aims), len(TERMS.aim_of))
    ]


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
    size = (world.table.seats, len(world.terms.aims), len(world.terms.aim_of))
    clear, used = clear_desk(*size), scribbled(Random(hand), clear_desk(*size))
    on_clear_paper = decided(world, world.room._replace(desk=clear), rule, letters)
    assert decided(world, world.room._replace(desk=used), rule, letters) == on_clear_paper


@pytest.mark.parametrize("left_out", ["keep", "note_hopes"])
def test_a_desk_that_is_not_written_anew_is_noticed(left_out, monkeypatch):
    """The twin that must fail: whatever somebody left there would be read as if it were this search's."""

    def differs(number):
        world = some_world(Random(number))
        size = (world.table.seats, len(world.terms.aims), len(world.terms.aim_of))
        used = scribbled(Random(number), clear_desk(*size))
        used.felt[:] = [2.0] * len(used.felt)
        usual = decided(world, world.room, 0, True)
        with monkeypatch.context() as patch:
            patch.setattr(drafting, left_out, lambda *_: None)
            return decided(world, world.room._replace(desk=used), 0, True) != usual

    assert any(differs(number) for number in range(40))
