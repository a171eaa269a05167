"""The chair's sheets: notes that are looked up again, and change nothing but how long a search takes."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from rules.test_desk import decided
from rules.worlds import CLEO, TERMS, TEXT, some_text, some_world, worlds

from sim.rules import drafting, neighbours
from sim.rules.sheet import ITSELF, WHOLE, Sheet, clear_paper, clear_sheet, noted, place_of
from sim.rules.text import with_letters


def test_a_blank_sheet_has_a_line_a_move_or_a_row_a_step_or_an_aim():
    blank = clear_sheet(5, 16, 34)._asdict()
    assert len(blank.pop("letters")) == 1
    for name, rows in (("asked", 5), ("past", 5), ("load", 16)):
        assert [len(row) for row in blank.pop(name)] == [5] * rows, name
    for name, column in blank.items():
        assert len(column) == 34
        assert all(isinstance(one, int if name in WHOLE else float) for one in column), name
    assert set(WHOLE) < set(Sheet._fields)


def test_no_text_is_noted_on_a_blank_sheet():
    """Not even one without any targets."""
    for core in (0.0, 3.5):
        assert noted(clear_sheet(4, 16, 34), 0) != TEXT._replace(core=core, related=0.0, deadline=0, counts=0)


def test_paper_is_a_desk_and_some_sheets_none_of_them_the_same():
    desk, some = clear_paper(4, 16, 34, 3)
    assert len(desk.value) == 4
    assert len({id(column) for one in some for column in one}) == 3 * len(Sheet._fields)


def test_a_draft_has_its_place_among_any_number_of_sheets():
    dice = Random(2025)
    texts = [some_text(dice, TERMS, 4) for _ in range(500)]
    for many in (1, 2, 61):
        places = [place_of(text, many, TERMS) for text in texts]
        assert set(places) == set(range(many))
    assert place_of(TEXT, 61, TERMS) == place_of(with_letters(TEXT, 0), 61, TERMS)
    assert place_of(TEXT, 61, TERMS) != place_of(with_letters(TEXT, 1 << CLEO), 61, TERMS)


def after(world, paper, rule=0, letters=True):
    """Everything that is decided on this paper."""
    return decided(world, world.room._replace(desk=paper.desk, sheets=paper.sheets), rule, letters)


def some_paper(world, many):
    return clear_paper(world.table.seats, len(world.terms.aims), len(world.terms.aim_of), many)


@given(worlds, st.integers(1, 9), st.sampled_from([0, 0, 0, 1, 2, 3]), st.booleans())
def test_how_many_sheets_there_are_and_what_was_noted_on_them_never_matters(world, many, rule, letters):
    anew = decided(world, world.room, rule, letters)  # on sheets that are blank whenever one is taken up
    paper = some_paper(world, many)
    assert after(world, paper, rule, letters) == anew
    assert after(world, paper, rule, letters) == anew  # once more, all noted


def test_notes_on_another_draft_taken_as_they_lie_are_noticed(monkeypatch):
    """The twin that must fail: were it never asked which draft a sheet is about."""
    whole = drafting.sheet_on

    def as_it_lies(here, sheets, *rest):
        return sheets[0] if sheets[0].core[ITSELF] >= 0.0 else whole(here, sheets, *rest)

    def differs(number):
        world = some_world(Random(number))
        usual = decided(world, world.room, 0, True)
        with monkeypatch.context() as patch:
            patch.setattr(drafting, "sheet_on", as_it_lies)
            return after(world, some_paper(world, 1)) != usual

    assert any(differs(number) for number in range(10))


def test_a_second_search_takes_no_notes_where_there_is_room_for_all(monkeypatch):
    world, taken, places, whole = some_world(Random(3)), [], {}, neighbours.note_neighbours
    monkeypatch.setattr(neighbours, "note_neighbours", lambda *given: taken.append(given[0]) or whole(*given))
    scant, ample = some_paper(world, 1), some_paper(world, 99)
    after(world, scant)
    in_turns = len(taken)
    monkeypatch.setattr(neighbours, "place_of", lambda text, *_: places.setdefault(text, len(places)))
    taken.clear()
    after(world, ample)
    once = len(taken)
    after(world, ample)
    assert 5 < once == len(taken) == len(set(taken)) < in_turns
