"""What the chair notes of the drafts that one move leads to."""

from random import Random

import pytest
from hypothesis import given
from rules.worlds import CLEO, TABLE, TERMS, TEXT, candidates, some_world, worlds

from sim.rules import neighbours
from sim.rules.desk import clear_desk
from sim.rules.interests import past_line
from sim.rules.neighbours import (
    note_aims,
    note_loads,
    note_neighbours,
    note_steps,
    sheet_on,
)
from sim.rules.objective import taste
from sim.rules.promise import effort, gap, load, obligation, related_gap
from sim.rules.reading import read_anew
from sim.rules.sheet import ITSELF, clear_sheet, noted, reread
from sim.rules.text import MOST_STEPS, aim_at, in_bounds, move, on_grid, size_of, with_letters, with_targets


def paper(seats=4, terms=TERMS):
    """A clear desk and a blank sheet."""
    size = seats, len(terms.aims), len(terms.aim_of)
    return clear_desk(*size), clear_sheet(*size)


def test_steps_of_the_core_target_ask_of_each_seat_what_their_texts_would():
    text, (desk, sheet) = with_letters(TEXT, 1 << CLEO), paper()
    note_steps(text, sheet, TABLE, TERMS, desk)
    assert desk.stepped == [3.0, 3.25, 3.5, 3.75, 4.0]
    for shift, core in enumerate(desk.stepped):
        there = with_targets(text, core, text.related)
        assert sheet.asked[shift] == [gap(there, seat, TABLE, TERMS) for seat in range(4)]
        owed = [obligation(there, seat, TABLE, TERMS) for seat in range(4)]
        assert sheet.past[shift] == [past_line(owed[seat], seat, TABLE) for seat in range(4)]
        assert desk.efforts[shift] == effort(there, TABLE, TERMS)
    assert desk.stepped[MOST_STEPS] == text.core


def test_every_aim_is_noted_once_with_what_it_must_be_looked_up_for():
    text, (desk, sheet) = with_letters(TEXT, 1 << CLEO), paper()
    note_steps(text, sheet, TABLE, TERMS, desk)
    note_aims(text, TERMS, desk)
    note_loads(text, sheet, TABLE, TERMS, desk)
    seen = set()
    for place in range(len(TERMS.aims)):
        there = aim_at(text, place, TERMS)
        aimed = (desk.aimed_core[place], desk.aimed_related[place], desk.aimed_counts[place])
        assert aimed == (there.core, there.related, there.counts)
        assert desk.aimed_effort[place] == effort(there, TABLE, TERMS)
        looked_up = (desk.aimed_breadth[place], desk.aimed_distaste[place])
        assert looked_up == (TERMS.share_of[there.counts], TERMS.distaste_of[there.counts])
        assert desk.aimed_well[place] == in_bounds(there, TERMS)
        assert sheet.load[place] == [
            load(gap(there, seat, TABLE, TERMS), related_gap(there, seat, TABLE, TERMS), TERMS) for seat in range(4)
        ]
        seen.add(aimed)
    assert len(seen) == len(TERMS.aims) == 13 + 3


def test_every_move_is_noted_with_what_its_draft_must_be_looked_up_for():
    text = with_letters(TEXT._replace(deadline=2039), 1 << CLEO)  # near the last year allowed
    desk, sheet = paper()
    note_neighbours(text, sheet, TABLE, TERMS, desk)
    for step, one in enumerate(candidates(text)):
        assert noted(sheet, step) == one
        assert sheet.allowed[step] == (on_grid(one, TERMS) and step != ITSELF)
        assert desk.effort[step] == effort(one, TABLE, TERMS)
        assert (sheet.breadth[step], desk.distaste[step]) == (TERMS.share_of[one.counts], TERMS.distaste_of[one.counts])


@given(worlds)
def test_a_noted_draft_reads_and_pleases_as_if_it_were_read_anew(world):
    _, _, terms, table, text, room = world
    sheet, letters = sheet_on(text, room.sheets, table, terms, room.desk), float(size_of(text.letters))
    for step in range(len(terms.aim_of)):
        there = move(text, step, terms)
        anew = read_anew(there, table, terms)
        assert reread(sheet, step, letters, terms) == anew
        assert sheet.taste[step] == taste(there, anew, terms)


# -- notes kept -----------------------------------------------------------------------------


@given(worlds)
def test_the_first_line_is_the_draft_itself_whatever_it_says(world):
    """Also one that no rule would write: with a review that comes after its deadline."""
    _, _, terms, table, text, room = world
    late = text._replace(review=1, deadline=terms.summit.year + 1)
    for here in (text, late, terms.status_quo):
        sheet = sheet_on(here, room.sheets, table, terms, room.desk)
        assert noted(sheet, ITSELF) == here
        assert reread(sheet, ITSELF, float(size_of(here.letters)), terms) == read_anew(here, table, terms)
        assert sheet.allowed[ITSELF] == 0


def test_a_draft_is_noted_once_and_again_when_another_took_its_sheet(monkeypatch):
    taken, (desk, sheet) = [], paper()
    monkeypatch.setattr(
        neighbours, "note_neighbours", lambda here, *rest: taken.append(here) or note_neighbours(here, *rest)
    )
    other = with_targets(TEXT, 3.0, 1.0)
    for text in (TEXT, TEXT, other, other, TEXT, with_letters(TEXT, 1 << CLEO), with_letters(TEXT, 1 << CLEO)):
        assert sheet_on(text, (sheet,), TABLE, TERMS, desk) is sheet
    assert taken == [TEXT, other, TEXT, with_letters(TEXT, 1 << CLEO)]


@pytest.mark.parametrize("forgotten", ["note_steps", "note_aims", "note_loads", "note_moves", "note_readings"])
def test_a_sheet_used_before_is_written_over_whole(forgotten, monkeypatch):
    """What one draft left is gone; and the twin that must fail: something left out would show."""

    def left_behind():
        found = 0
        for number in range(12):
            _, _, terms, table, text, _ = some_world(Random(number))
            (desk, used), (_, blank) = paper(table.seats, terms), paper(table.seats, terms)
            note_neighbours(terms.proposal, used, table, terms, desk)
            note_neighbours(text, blank, table, terms, clear_desk(table.seats, len(terms.aims), len(terms.aim_of)))
            with monkeypatch.context() as patch:
                if forget:
                    patch.setattr(neighbours, forgotten, lambda *_: None)
                note_neighbours(text, used, table, terms, desk)
            found += used != blank
        return found

    forget = False
    assert left_behind() == 0
    forget = True
    assert left_behind() > 0
