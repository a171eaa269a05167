"""What the chair notes of the drafts that one move leads to."""

from hypothesis import given
from rules.worlds import CLEO, TABLE, TERMS, TEXT, candidates, worlds

from sim.rules.desk import clear_desk
from sim.rules.neighbours import note_aims, note_moves, note_readings, note_steps, noted, reread
from sim.rules.objective import toggled
from sim.rules.promise import effort, gap
from sim.rules.reading import read_anew
from sim.rules.text import MOST_STEPS, aim_at, in_bounds, move, on_grid, size_of, with_letters, with_targets


def test_steps_of_the_core_target_ask_of_each_seat_what_their_texts_would():
    text = with_letters(TEXT, 1 << CLEO)
    desk = clear_desk(4, len(TERMS.aims), len(TERMS.aim_of))
    note_steps(text, TABLE, TERMS, desk)
    assert desk.stepped == [3.0, 3.25, 3.5, 3.75, 4.0]
    for shift, core in enumerate(desk.stepped):
        there = with_targets(text, core, text.related)
        assert desk.asked[shift] == [gap(there, seat, TABLE, TERMS) for seat in range(4)]
        assert desk.efforts[shift] == effort(there, TABLE, TERMS)
    assert desk.stepped[MOST_STEPS] == text.core


def test_every_aim_is_noted_once_with_what_it_must_be_looked_up_for():
    desk = clear_desk(4, len(TERMS.aims), len(TERMS.aim_of))
    note_aims(TEXT, TERMS.proposal, TABLE, TERMS, desk)
    seen = set()
    for place in range(len(TERMS.aims)):
        there = aim_at(TEXT, place, TERMS)
        aimed = (desk.aimed_core[place], desk.aimed_related[place], desk.aimed_counts[place])
        assert aimed == (there.core, there.related, there.counts)
        assert desk.aimed_effort[place] == effort(there, TABLE, TERMS)
        assert desk.aimed_toggled[place] == toggled(there, TERMS.proposal, TERMS)
        looked_up = (desk.aimed_breadth[place], desk.aimed_distaste[place])
        assert looked_up == (TERMS.share_of[there.counts], TERMS.distaste_of[there.counts])
        assert desk.aimed_well[place] == in_bounds(there, TERMS)
        seen.add(aimed)
    assert len(seen) == len(TERMS.aims) == 13 + 3


def test_every_move_is_noted_with_what_its_draft_must_be_looked_up_for():
    text = with_letters(TEXT._replace(deadline=2039), 1 << CLEO)  # near the last year allowed
    desk = clear_desk(4, len(TERMS.aims), len(TERMS.aim_of))
    note_moves(text, TERMS.proposal, TABLE, TERMS, desk)
    for step, one in enumerate(candidates(text)):
        assert noted(desk, step, text.letters) == one
        assert desk.allowed[step] == on_grid(one, TERMS)
        assert desk.effort[step] == effort(one, TABLE, TERMS)
        assert (desk.breadth[step], desk.distaste[step]) == (TERMS.share_of[one.counts], TERMS.distaste_of[one.counts])
        assert desk.toggled[step] == toggled(one, TERMS.proposal, TERMS)


@given(worlds)
def test_a_noted_draft_reads_as_if_it_were_read_anew(world):
    _, _, terms, table, text, room = world
    desk, count = room.desk, float(size_of(text.letters))
    note_moves(text, room.anchor, table, terms, desk)
    note_readings(text, count, table, terms, desk)
    for step in range(len(terms.aim_of)):
        anew = read_anew(move(text, step, terms), table, terms)
        assert reread(text, count, step, desk, terms) == anew
