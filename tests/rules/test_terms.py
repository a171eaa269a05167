"""A rule knows its numbers by the names they have in a scenario file."""

import pytest
from rules.worlds import NOW, TABLE, TERMS

from sim.rules import terms as t

SECTIONS = [
    *("Summit", "Grid", "Promise", "Costs", "Letters", "Security", "Home", "Us", "Alliance", "Isolation"),
    *("Influence", "Temper", "Chair", "Ambition", "Focal", "Inertia", "Events", "Calendar"),
]


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_stands_in_the_terms_under_its_own_name(name):
    section = getattr(t, name)
    assert isinstance(getattr(TERMS, name.lower()), section)
    assert section.__doc__
    assert set(section._field_defaults) == set()  # every number is said aloud


def test_terms_are_the_sections_the_two_texts_and_the_tables():
    texts, tables = ("proposal", "status_quo"), ("share_of", "distaste_of", "talks_chance", "talks_threat")
    drafting = ("moves", "aims", "aim_of")
    assert set(t.Terms._fields) == {name.lower() for name in SECTIONS} | {*texts, *tables, *drafting}


def test_the_texts_that_frame_a_negotiation_are_texts():
    assert isinstance(TERMS.proposal, t.Text)
    assert isinstance(TERMS.status_quo, t.Text)


def test_plain_sections_are_those_a_scenario_states_entry_for_entry(the_hague, seating):
    for name in t.PLAIN:
        stated = type(getattr(the_hague, name)).model_fields
        assert set(getattr(seating.terms, name)._fields) <= set(stated)


def test_a_scenario_fills_every_entry_of_the_terms_and_every_column_of_the_table(seating):
    for section in seating.terms:
        if hasattr(section, "_fields"):
            assert None not in section
    assert seating.table.seats == 31
    for name in set(t.Table._fields) - set(t.COMMON):
        assert len(getattr(seating.table, name)) == (64 if name == "qualifying" else 31)


def test_table_and_now_have_a_row_a_seat():
    assert isinstance(TABLE, t.Table)
    assert isinstance(NOW, t.Now)
    for column in (TABLE.code, TABLE.threat, TABLE.weight, TABLE.attention, TABLE.blocs, NOW.threat, NOW.sounded):
        assert len(column) == 4
    assert all(len(row) == 4 for row in (*TABLE.attention, *TABLE.qualifying))
    assert len(TABLE.qualifying) == len(TERMS.share_of) == 8
    assert TABLE.seats == 4


def test_what_may_be_padded_says_how_long_it_is(seating):
    for terms in (TERMS, seating.terms):
        assert terms.calendar.rounds == len(terms.calendar.silence) == len(terms.calendar.agenda)
        assert terms.events.talks_outcomes == len(terms.talks_chance) == len(terms.talks_threat)


def test_every_move_has_an_aim_and_a_line_in_every_column(seating):
    for terms in (TERMS, seating.terms):
        assert {len(column) for column in terms.moves} == {len(terms.aim_of)}
        assert set(terms.aim_of) == set(range(len(terms.aims)))


def test_terms_cannot_be_changed_in_place():
    with pytest.raises(AttributeError):
        TERMS.us.demand = 3.0
