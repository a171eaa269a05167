"""Which text the chair puts on the table."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.worlds import (
    ANA,
    BEN,
    CLEO,
    DORA,
    ROOM,
    TABLE,
    TERMS,
    TEXT,
    BlankSheets,
    candidates,
    change,
    crowd,
    served,
    some_world,
    weighed,
    worlds,
)

from sim.rules import drafting, hopes
from sim.rules.agreement import NASH
from sim.rules.arithmetic import greatest
from sim.rules.desk import clear_desk
from sim.rules.drafting import (
    DEMAND_FLAT,
    NEEDS_FIRST,
    NO_FLOOR,
    NOBODY,
    OWN_PLANS,
    PROPOSAL,
    STATUS_QUO,
    ascend,
    better,
    better_letters,
    better_move,
    draft,
    first_draft,
    mend,
    neediest,
    numbers,
    origin,
    taken_up,
)
from sim.rules.hopes import note_hopes
from sim.rules.neighbours import sheet_on
from sim.rules.objective import Draft, judge, objective
from sim.rules.reading import read_anew
from sim.rules.text import has_letter, move, on_grid, size_of, with_letters, with_targets

READING = read_anew(TEXT, TABLE, TERMS)
CHEAP = change(TERMS, chair={"letter_cost": 0.0})
NO_GOOD = -1e9
STARTS = (PROPOSAL, DEMAND_FLAT, NEEDS_FIRST, OWN_PLANS, STATUS_QUO)


def scored(score, text=TEXT):
    """A draft with this score, for whatever reason."""
    return Draft(text, READING, score, 0.0)


def unpruned(here, room, table, terms):
    """The best neighbour of a draft, found by weighing every one of them from every seat."""
    best, enough = here, here.score + terms.chair.improvement
    for step in range(len(terms.aim_of)):
        text = move(here.text, step, terms)
        if on_grid(text, terms):
            one = judge(text, room, table, terms)
            if one.score > (enough if best is here else best.score):
                best = one
    return best


def test_the_neediest_is_whom_the_draft_last_kept_serves_worst():
    weighed(TEXT)
    assert neediest(0, ROOM, TABLE) == served().index(min(served())) == CLEO
    second = sorted(served())[1]
    assert neediest(1 << CLEO, ROOM, TABLE) == served().index(second)
    eased = with_letters(TEXT, 1 << CLEO)
    weighed(eased)
    assert neediest(0, ROOM, TABLE) == served(eased).index(min(served(eased)))


def test_those_spared_are_left_out():
    weighed(TEXT)
    assert neediest(0b1111, ROOM, TABLE) == NOBODY
    assert neediest(0b1011, ROOM, TABLE) == CLEO


def test_of_two_served_alike_the_first_in_listed_order_is_the_hardest():
    twins, room = crowd(6, CLEO)
    weighed(TEXT, room, twins)
    assert neediest(0, room, twins) == 0
    assert neediest(0b1, room, twins) == 1


def test_a_text_is_taken_up_as_it_is_judged_and_its_notes_kept():
    for text in (TEXT, with_letters(TEXT, 1 << CLEO), TERMS.status_quo):
        assert taken_up(text, ROOM, TABLE, TERMS) == judge(text, ROOM, TABLE, TERMS)
        assert ROOM.desk.served == served(text)


def test_better_takes_an_improvement_and_keeps_a_draft_otherwise():
    weighed_ = judge(TEXT, ROOM, TABLE, TERMS)
    worse, as_good, nearly = (scored(weighed_.score - less, TERMS.proposal) for less in (1.0, 0.0, 1e-10))
    assert better(worse, TEXT, ROOM, TABLE, TERMS) == weighed_
    assert better(as_good, TEXT, ROOM, TABLE, TERMS) is as_good
    assert better(nearly, TEXT, ROOM, TABLE, TERMS) is nearly  # too little to count


def test_better_move_is_the_best_of_all_neighbours():
    here = weighed(TEXT)
    found = better_move(NO_FLOOR, here, ROOM, TABLE, TERMS)
    legal = [one for one in candidates(TEXT) if on_grid(one, TERMS)]
    assert found.score == max(objective(one, ROOM, TABLE, TERMS) for one in [*legal, TEXT])
    assert found.text in legal


def test_better_move_stays_where_nothing_is_better_by_enough():
    top = ascend(TEXT, 50, False, ROOM, TABLE, TERMS)
    assert better_move(NO_FLOOR, weighed(top.text), ROOM, TABLE, TERMS) == top
    here = weighed(TEXT)
    best = better_move(NO_FLOOR, here, ROOM, TABLE, TERMS)
    gain = best.score - here.score
    picky, easy = (change(TERMS, chair={"improvement": gain * part}) for part in (1.0 + 1e-6, 1.0 - 1e-6))
    assert better_move(NO_FLOOR, weighed(TEXT), ROOM, TABLE, picky) == here
    assert better_move(NO_FLOOR, weighed(TEXT), ROOM, TABLE, easy) == best


def test_of_two_neighbours_alike_the_one_listed_first_is_taken():
    here = weighed(TEXT)
    best = better_move(NO_FLOOR, here, ROOM, TABLE, TERMS)
    place = next(step for step in range(len(TERMS.aim_of)) if move(TEXT, step, TERMS) == best.text)
    moves = tuple((column[0], column[place], *column[1:], column[place]) for column in TERMS.moves)
    stays, *aim_of = TERMS.aim_of
    twice = TERMS._replace(moves=moves, aim_of=(stays, TERMS.aim_of[place], *aim_of, TERMS.aim_of[place]))
    desk, sheets = clear_desk(4, len(twice.aims), len(twice.aim_of)), BlankSheets(4, twice)
    room = ROOM._replace(desk=desk, sheets=sheets)
    assert better_move(NO_FLOOR, weighed(TEXT, room, TABLE, twice), room, TABLE, twice) == best


def test_of_drafts_scored_alike_the_one_listed_first_is_taken_however_hopeful_the_others(monkeypatch):
    monkeypatch.setattr(hopes, "aside", lambda text, *_: text.core / 1024.0)  # a higher core is hoped to be better
    monkeypatch.setattr(drafting, "members", lambda text, *_: 1.0 - text.core / 1024.0)
    weighed(TEXT)
    nash = change(TERMS, chair={"rule": NASH})
    found = better_move(NO_FLOOR, scored(0.0), ROOM, TABLE, nash)
    first = next(one for one in candidates(TEXT)[1:] if on_grid(one, TERMS))
    assert (found.text, found.score) == (first, 1.0)
    sheet = sheet_on(TEXT, ROOM.sheets, TABLE, nash, ROOM.desk)
    note_hopes(scored(0.0), sheet, ROOM, TABLE, nash)
    assert candidates(TEXT)[greatest(ROOM.desk.hope)] != first
    assert better_move(NO_FLOOR, scored(1.0), ROOM, TABLE, nash) == scored(1.0)  # as good is not better


@given(worlds, st.sampled_from([0, 0, 1, 2, 3]))
def test_better_move_finds_what_weighing_every_neighbour_finds(world, rule):
    _, _, _, table, text, room = world
    terms = change(world.terms, chair={"rule": rule})
    here = weighed(text, room, table, terms)
    assert better_move(NO_FLOOR, here, room, table, terms) == unpruned(here, room, table, terms)


def test_letters_are_granted_one_at_a_time_and_can_be_dropped():
    nothing = scored(NO_GOOD)
    granted = better_letters(nothing, TEXT, CLEO, ROOM, TABLE, CHEAP)
    assert granted == judge(with_letters(TEXT, 1 << CLEO), ROOM, TABLE, CHEAP)
    none = change(CHEAP, letters={"allowed": 0})
    assert better_letters(scored(NO_GOOD, granted.text), granted.text, CLEO, ROOM, TABLE, none).text == TEXT


def test_a_letter_is_offered_to_the_neediest_only():
    for needy in range(4):
        found = better_letters(scored(NO_GOOD), TEXT, needy, ROOM, TABLE, CHEAP)
        assert found.text == with_letters(TEXT, 1 << needy)
    assert better_letters(scored(NO_GOOD), TEXT, NOBODY, ROOM, TABLE, CHEAP) == Draft(TEXT, READING, NO_GOOD, 0.0)


def test_no_letter_is_offered_beyond_the_most_allowed():
    full = with_letters(TEXT, 1 << ANA | 1 << BEN | 1 << CLEO)
    found = better_letters(scored(NO_GOOD, full), full, DORA, ROOM, TABLE, CHEAP)
    assert size_of(found.text.letters) == 2  # only dropping is left
    none = change(CHEAP, letters={"allowed": 0})
    assert better_letters(scored(NO_GOOD), TEXT, CLEO, ROOM, TABLE, none).text == TEXT


def test_letters_that_serve_nobody_are_dropped():
    wasted = with_letters(TEXT, 1 << ANA)
    one = change(TERMS, letters={"allowed": 1})
    here = judge(wasted, ROOM, TABLE, one)
    assert better_letters(here, wasted, CLEO, ROOM, TABLE, one).text == TEXT


@pytest.mark.parametrize("number", range(12))
def test_a_letter_goes_to_whom_the_text_at_hand_serves_worst_not_one_weighed_on_the_way(number, monkeypatch):
    offers = []
    offering = drafting.better_letters
    monkeypatch.setattr(
        drafting, "better_letters", lambda *given: offers.append((given[1], given[2])) or offering(*given)
    )
    _, _, terms, table, text, room = some_world(Random(number))
    ascend(with_letters(text, 0), 3, True, room, table, change(terms, chair={"letter_cost": 0.0}))
    assert offers
    for here, needy in offers:
        without = {balance: seat for seat, balance in enumerate(served(here, room, table, terms))}
        assert needy == without[min(balance for balance, seat in without.items() if not has_letter(here, seat))]


def test_ascent_climbs_step_by_step_and_stops_at_the_top():
    scores = [ascend(TEXT, steps, True, ROOM, TABLE, TERMS).score for steps in range(6)]
    assert scores == sorted(scores)
    assert scores[0] == objective(TEXT, ROOM, TABLE, TERMS)
    top = ascend(TEXT, 50, True, ROOM, TABLE, TERMS)
    assert ascend(top.text, 50, True, ROOM, TABLE, TERMS) == top
    assert all(
        objective(one, ROOM, TABLE, TERMS) <= top.score + 1e-9 for one in candidates(top.text) if on_grid(one, TERMS)
    )


def test_without_letter_moves_letters_stay_as_they_are():
    text = with_letters(TEXT, 1 << ANA)
    assert ascend(text, 10, False, ROOM, TABLE, TERMS).text.letters == 1 << ANA
    assert ascend(text, 10, True, ROOM, TABLE, TERMS).text.letters != 1 << ANA


def test_the_five_starts_by_hand():
    assert [numbers(start, TABLE, TERMS) for start in STARTS] == [
        (3.5, 1.5),  # the proposal
        (5.0, 0.0),  # the demand, flat
        (3.5, 1.5),  # the needs, and the rest of the demand
        (2.25, 1.5),  # the members' plans: 8.6 in all, 2.15 on average
        (2.0, 0.0),  # the status quo
    ]


def test_starts_are_rounded_to_the_grid_and_held_within_it():
    greedy = change(TERMS, us={"demand": 6.1}, alliance={"capability_core": 3.4})
    assert numbers(DEMAND_FLAT, TABLE, greedy) == (5.0, 0.0)
    assert numbers(NEEDS_FIRST, TABLE, greedy) == (3.5, 2.0)
    modest = change(TERMS, us={"demand": 3.1})
    assert numbers(DEMAND_FLAT, TABLE, modest) == (3.0, 0.0)
    assert numbers(NEEDS_FIRST, TABLE, modest) == (3.5, 0.0)


def test_draft_takes_as_many_steps_as_the_chair_has():
    assert draft(TEXT, True, ROOM, TABLE, TERMS) == ascend(TEXT, 2, True, ROOM, TABLE, TERMS)
    idle = change(TERMS, chair={"steps": 0})
    assert draft(TEXT, True, ROOM, TABLE, idle).text == TEXT


def test_the_first_draft_is_the_best_from_five_starts():
    found = [
        ascend(with_targets(TERMS.proposal, *numbers(start, TABLE, TERMS)), 2, False, ROOM, TABLE, TERMS)
        for start in STARTS
    ]
    best = first_draft(False, ROOM, TABLE, TERMS)
    assert best.score == max(one.score for one in found)
    assert best in found


def test_another_start_wins_where_the_proposal_is_in_the_wrong_place():
    low = TERMS._replace(proposal=TEXT._replace(core=2.0, related=0.0))
    free = change(low, inertia={"weight": 0.0})
    assert first_draft(False, ROOM, TABLE, free).score > ascend(low.proposal, 2, False, ROOM, TABLE, free).score


def test_those_who_would_break_alone_get_letters_if_that_mends_it():
    terms = change(CHEAP, chair={"letter_cost": 0.0, "redraft_steps": 0}, us={"letter": 0.0, "letter_by_size": 0.0})
    grim = ROOM._replace(credit=(0.1, 0.0, -1.0, 0.05))
    assert mend(TEXT, (0, 0, 1, 0), 0, grim, TABLE, terms).text == with_letters(TEXT, 1 << CLEO)
    assert mend(TEXT, (0, 0, 0, 0), 0, grim, TABLE, terms).text == TEXT
    assert mend(TEXT, (0, 0, 1, 0), 1, grim, TABLE, terms).text == TEXT  # letters do not win the patron back
    dear = change(terms, chair={"letter_cost": 100.0})
    assert mend(TEXT, (0, 0, 1, 0), 0, grim, TABLE, dear).text == TEXT


def test_no_letters_for_a_crowd():
    terms = change(CHEAP, chair={"redraft_steps": 0}, us={"letter": 0.0, "letter_by_size": 0.0})
    grim = ROOM._replace(credit=(0.1, -1.0, -1.0, -1.0))
    assert size_of(mend(TEXT, (0, 1, 1, 0), 0, grim, TABLE, terms).text.letters) == 2
    assert mend(TEXT, (0, 1, 1, 1), 0, grim, TABLE, terms).text == TEXT  # three at once
    two = with_letters(TEXT, 1 << ANA | 1 << DORA)
    assert mend(two, (0, 1, 1, 0), 0, grim, TABLE, terms).text == two  # four in all


def test_mending_keeps_letters_and_searches_anew():
    grim = ROOM._replace(credit=(0.1, 0.0, -0.6, 0.05), anchor=TEXT)
    text = with_letters(TEXT, 1 << BEN)
    searched = ascend(text, 6, False, grim, TABLE, TERMS)
    found = mend(text, (0, 0, 0, 0), 0, grim, TABLE, TERMS)
    assert found == searched
    assert found.text != text
    assert has_letter(found.text, BEN) == 1


def test_mending_gives_back_the_text_that_failed_if_nothing_helps():
    top = ascend(TEXT, 50, False, ROOM, TABLE, TERMS)
    assert mend(top.text, (0, 0, 0, 0), 0, ROOM, TABLE, TERMS) == top


def test_the_two_ways_of_mending_are_held_against_each_other():
    grim = ROOM._replace(credit=(0.1, 0.0, -1.0, 0.05))
    both = mend(TEXT, (0, 0, 1, 0), 0, grim, TABLE, TERMS)
    lettered = objective(with_letters(TEXT, 1 << CLEO), grim, TABLE, TERMS)
    searched = ascend(TEXT, 6, False, grim, TABLE, TERMS)
    assert both.score == max(lettered, searched.score, objective(TEXT, grim, TABLE, TERMS))


def test_a_start_is_the_proposal_with_other_numbers():
    for start in range(5):
        text = origin(start, TABLE, TERMS)
        assert (text.core, text.related) == numbers(start, TABLE, TERMS)
        assert text._replace(core=0.0, related=0.0) == TERMS.proposal._replace(core=0.0, related=0.0)
