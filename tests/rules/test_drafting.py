"""Which text the chair puts on the table."""

from math import exp, fsum, log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.worlds import (
    ANA,
    BEN,
    CLEO,
    DORA,
    ROADS,
    ROOM,
    TABLE,
    TERMS,
    TEXT,
    TRAINING,
    change,
    crowd,
    some_world,
    worlds,
)

from sim.rules import drafting
from sim.rules.agreement import NASH, consent, expected, log_chance, members
from sim.rules.desk import clear_desk
from sim.rules.drafting import (
    COUNTS,
    DEMAND_FLAT,
    NEEDS_FIRST,
    NOBODY,
    OWN_PLANS,
    PROPOSAL,
    STATUS_QUO,
    Draft,
    ambition,
    ascend,
    aside,
    better,
    better_letters,
    better_move,
    dearer,
    distance,
    draft,
    effort_noted,
    find_critics,
    first_draft,
    focal,
    judge,
    mend,
    most_hopeful,
    neediest,
    note_doubts,
    note_hopes,
    note_moves,
    note_readings,
    noted,
    numbers,
    objective,
    origin,
    reread,
    toggled,
    whole,
)
from sim.rules.promise import effort
from sim.rules.reading import read_anew
from sim.rules.room import alone
from sim.rules.text import EVERY_ISSUE, ISSUES, has_letter, move, on_grid, size_of, with_letters, with_targets

READING = read_anew(TEXT, TABLE, TERMS)
CHEAP = change(TERMS, chair={"letter_cost": 0.0})
NO_GOOD = -1e9
STARTS = (PROPOSAL, DEMAND_FLAT, NEEDS_FIRST, OWN_PLANS, STATUS_QUO)


def candidates(text, terms=TERMS):
    return [move(text, step, terms) for step in range(len(terms.moves))]


def far(text, anchor, agenda=EVERY_ISSUE, terms=TERMS):
    """The distance between two drafts, what is toggled looked up."""
    return distance(text, anchor, toggled(text, anchor, terms), agenda, terms)


def apart(text, reading, room=ROOM, terms=TERMS):
    """What a draft is worth apart from the members, what is toggled looked up."""
    return aside(text, reading, toggled(text, room.anchor, terms), room, terms)


def weighed(text, room=ROOM, table=TABLE, terms=TERMS):
    """A draft as it stands before a search: scored, the hardest critics known."""
    here = judge(text, room, table, terms)
    find_critics(room, table)
    return here


def hopes_of(text, room, table, terms):
    """What each neighbour is hoped to be worth, and which neighbours may be written."""
    weighed(text, room, table, terms)
    note_moves(text, room.anchor, table, terms, room.desk)
    note_hopes(text, room, table, terms)
    return list(room.desk.hope), list(room.desk.allowed)


def unpruned(here, room, table, terms):
    """The best neighbour of a draft, found by weighing every one of them from every seat."""
    best, enough = here, here.score + terms.chair.improvement
    for step in range(len(terms.moves)):
        text = move(here.text, step, terms)
        if on_grid(text, terms):
            score = objective(text, room, table, terms)
            if score > (enough if best is here else best.score):
                best = Draft(text, score)
    return best


def test_ambition_by_hand():
    chi = (0.48 + 0.52 * 2 / 3) * exp(-0.25)
    timely = ((1 - exp(-1.8)) / 1.8) / ((1 - exp(-1.26)) / 1.26)
    substance = 1.5 + 0.35 * 1.5 * (1 - 0.5 * 0.5)
    by_hand = 1.5 * chi * timely * substance + 0.4 * 2 / 3 - 0.05 * 10
    assert ambition(TEXT, READING, TERMS) == pytest.approx(by_hand, rel=1e-12)


def test_ambition_goes_no_further_than_the_needs():
    assert ambition(TEXT._replace(core=4.0), READING, TERMS) == ambition(TEXT, READING, TERMS)
    assert ambition(TEXT._replace(core=3.25), READING, TERMS) < ambition(TEXT, READING, TERMS)


def test_ambition_counts_related_spending_by_how_widely_it_is_defined():
    wide, narrow = (READING._replace(breadth=share) for share in (1.0, 0.0))
    chi = READING.delivered * READING.time_value
    gained = ambition(TEXT, narrow, TERMS) - ambition(TEXT, wide, TERMS)
    assert gained == pytest.approx(1.5 * chi * 0.35 * 1.5 * 0.5, rel=1e-12)


def test_whole_numbers_are_whole():
    assert [whole(value) for value in (2.0, 3.5, 0.0, 4.75)] == [True, False, True, False]
    quarters = [step / 4.0 for step in range(60)]
    assert [whole(value) for value in quarters] == [value == int(value) for value in quarters]
    assert [whole(year / 5) for year in (2030, 2031, 2035)] == [True, False, True]
    assert not whole(3.0 + 1e-12)


@pytest.mark.parametrize(
    ("core", "related", "deadline", "pull"),
    [
        (3.5, 1.5, 2035, 0.6 + 1.0 + 1.0),
        (3.5, 1.25, 2032, 0.6),
        (3.0, 2.0, 2032, 1.0 + 1.0),
        (3.25, 1.75, 2033, 1.0),
        (3.25, 1.5, 2030, 1.0),
        (3.25, 1.5, 0, 0.0),
    ],
)
def test_round_numbers_pull(core, related, deadline, pull):
    text = TEXT._replace(core=core, related=related, deadline=deadline)
    assert focal(text, TERMS) == pytest.approx(pull)


def test_moving_an_issue_off_the_agenda_is_dearer():
    assert dearer(2.0, COUNTS, COUNTS, TERMS) == 2.0
    assert dearer(2.0, COUNTS, EVERY_ISSUE & ~COUNTS, TERMS) == 3.0


def test_each_issue_of_an_agenda_has_its_own_bit():
    issues = ("CORE", "RELATED", "DEADLINE", "COUNTS", "REVIEW", "FIRMNESS", "WORDING")
    assert [getattr(drafting, issue) for issue in issues] == [1, 2, 4, 8, 16, 32, 64]
    assert [issue.lower() for issue in issues] == list(ISSUES)
    assert EVERY_ISSUE == 127


@pytest.mark.parametrize(
    ("changed", "issue", "price"),
    [
        ({"core": 3.0}, drafting.CORE, 2.0 * 0.5),
        ({"related": 2.0}, drafting.RELATED, 1.5 * 0.5),
        ({"deadline": 2030}, drafting.DEADLINE, 0.15 * 5),
        ({"counts": ROADS | TRAINING}, drafting.COUNTS, 0.2 + 0.5),
        ({"review": 1}, drafting.REVIEW, 0.3),
        ({"firmness": 1.0}, drafting.FIRMNESS, 1 / 3),
        ({"wording": 1}, drafting.WORDING, 0.5),
    ],
    ids=str,
)
def test_each_issue_moves_at_its_own_price(changed, issue, price):
    moved = TEXT._replace(**changed)
    assert far(moved, TEXT) == pytest.approx(price)
    assert far(TEXT, moved) == pytest.approx(price)
    assert far(moved, TEXT, EVERY_ISSUE & ~issue) == pytest.approx(1.5 * price)
    assert far(moved, TEXT, issue) == pytest.approx(price)


def test_letters_are_no_distance_and_distances_add_up():
    assert far(with_letters(TEXT, 3), TEXT) == 0.0
    both = TEXT._replace(core=3.0, wording=1)
    assert far(both, TEXT) == pytest.approx(1.0 + 0.5)


def test_two_definitions_differ_by_the_categories_that_only_one_of_them_has():
    assert toggled(TEXT, TEXT, TERMS) == 0.0
    assert toggled(TEXT._replace(counts=ROADS), TEXT, TERMS) == 0.2
    assert toggled(TEXT._replace(counts=ROADS | TRAINING), TEXT, TERMS) == 0.7
    assert distance(TEXT, TEXT, 0.7, EVERY_ISSUE, TERMS) == pytest.approx(0.7)


def test_a_draft_apart_from_the_members_by_hand():
    two = with_letters(TEXT, 1 << BEN | 1 << CLEO)
    reading = read_anew(two, TABLE, TERMS)
    by_hand = consent(reading.satisfaction, ROOM, TERMS) + 0.45 * ambition(two, reading, TERMS)
    by_hand += -0.5 * (2 + 0.5 * 4) + 0.06 * 2.6 - 0.28 * 0.15 * 3
    assert apart(two, reading) == pytest.approx(by_hand, rel=1e-12)
    assert aside(two, reading, 0.5, ROOM, TERMS) == pytest.approx(by_hand - 0.28 * 0.5, rel=1e-12)


def test_the_objective_is_the_members_consent_and_the_rest():
    isolated = alone(READING.satisfaction, ROOM, TERMS)
    both = apart(TEXT, READING) + members(TEXT, READING, isolated, ROOM, TABLE, TERMS)
    assert objective(TEXT, ROOM, TABLE, TERMS) == both
    assert judge(TEXT, ROOM, TABLE, TERMS) == Draft(TEXT, both)


def served(text=TEXT, room=ROOM, table=TABLE, terms=TERMS):
    """What the chair expects of every seat."""
    reading, met = read_anew(text, table, terms), table.qualifying[text.counts]
    isolated = alone(reading.satisfaction, room, terms)
    return [expected(met[seat], text, reading, seat, isolated, room, table, terms) for seat in range(table.seats)]


def test_the_neediest_is_whom_the_text_last_weighed_serves_worst():
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
    assert room.desk.critics == [0, 1, 2, 3]


def test_critics_are_the_hardest_in_order_and_no_more_than_there_are():
    weighed(TEXT)
    assert ROOM.desk.critics == sorted(range(4), key=served().__getitem__)
    trio, room = crowd(3, CLEO)
    weighed(TEXT, room, trio)
    assert room.desk.critics == [0, 1, 2, NOBODY]


def test_better_takes_an_improvement_and_keeps_a_draft_otherwise():
    score = objective(TEXT, ROOM, TABLE, TERMS)
    worse, as_good, nearly = (Draft(TERMS.proposal, score - less) for less in (1.0, 0.0, 1e-10))
    assert better(worse, TEXT, ROOM, TABLE, TERMS) == Draft(TEXT, score)
    assert better(as_good, TEXT, ROOM, TABLE, TERMS) is as_good
    assert better(nearly, TEXT, ROOM, TABLE, TERMS) is nearly  # too little to count


# -- the best neighbour ---------------------------------------------------------------------


def test_better_move_is_the_best_of_all_neighbours():
    here = weighed(TEXT)
    found = better_move(here, ROOM, TABLE, TERMS)
    legal = [one for one in candidates(TEXT) if on_grid(one, TERMS)]
    assert found.score == max(objective(one, ROOM, TABLE, TERMS) for one in [*legal, TEXT])
    assert found.text in legal


def test_better_move_stays_where_nothing_is_better_by_enough():
    top = ascend(TEXT, 50, False, ROOM, TABLE, TERMS)
    assert better_move(weighed(top.text), ROOM, TABLE, TERMS) == top
    here = weighed(TEXT)
    best = better_move(here, ROOM, TABLE, TERMS)
    gain = best.score - here.score
    picky, easy = (change(TERMS, chair={"improvement": gain * part}) for part in (1.0 + 1e-6, 1.0 - 1e-6))
    assert better_move(here, ROOM, TABLE, picky) == here
    assert better_move(here, ROOM, TABLE, easy) == best


def test_of_two_neighbours_alike_the_one_listed_first_is_taken():
    here = weighed(TEXT)
    best = better_move(here, ROOM, TABLE, TERMS)
    place = next(step for step in range(len(TERMS.moves)) if move(TEXT, step, TERMS) == best.text)
    row, room = TERMS.moves[place], ROOM._replace(desk=clear_desk(4, len(TERMS.moves) + 2))
    twice = TERMS._replace(moves=(row, *TERMS.moves, row))
    assert better_move(weighed(TEXT, room, TABLE, twice), room, TABLE, twice) == best


def test_of_drafts_scored_alike_the_one_listed_first_is_taken_however_hopeful_the_others(monkeypatch):
    monkeypatch.setattr(drafting, "members", lambda *_: 1.0)
    monkeypatch.setattr(drafting, "aside", lambda *_: 0.0)
    weighed(TEXT)
    nash = change(TERMS, chair={"rule": NASH})
    found = better_move(Draft(TEXT, 0.0), ROOM, TABLE, nash)
    first = next(one for one in candidates(TEXT) if on_grid(one, TERMS))
    assert found == Draft(first, 1.0)
    note_hopes(TEXT, ROOM, TABLE, nash)
    assert candidates(TEXT)[most_hopeful(ROOM.desk.hope)] != first
    assert better_move(Draft(TEXT, 1.0), ROOM, TABLE, nash) == Draft(TEXT, 1.0)  # as good is not better


def test_of_two_hopes_alike_the_first_listed_comes_first():
    assert most_hopeful([0.0, 2.0, 2.0, 1.0]) == 1
    assert most_hopeful([3.0, 2.0]) == most_hopeful([3.0]) == 0


@given(worlds, st.sampled_from([0, 0, 1, 2, 3]))
def test_better_move_finds_what_weighing_every_neighbour_finds(world, rule):
    _, _, _, table, text, room = world
    terms = change(world.terms, chair={"rule": rule})
    here = weighed(text, room, table, terms)
    assert better_move(here, room, table, terms) == unpruned(here, room, table, terms)


@given(worlds, st.randoms(use_true_random=False))
def test_whoever_is_asked_as_a_critic_the_best_neighbour_is_the_same(world, dice):
    _, _, terms, table, text, room = world
    here = weighed(text, room, table, terms)
    best = better_move(here, room, table, terms)
    room.desk.critics[:] = [NOBODY, *dice.sample(range(table.seats), 3)]
    assert better_move(here, room, table, terms) == best
    room.desk.critics[:] = [NOBODY] * 4
    assert better_move(here, room, table, terms) == best


@given(worlds, st.floats(0.02, 0.3), st.floats(-8.0, 0.0))
def test_a_hope_is_never_below_the_true_score(world, spread, gloom):
    _, _, _, table, text, room = world
    terms = change(world.terms, chair={"spread": spread})
    room = room._replace(credit=tuple(one + gloom for one in room.credit))
    hopes, allowed = hopes_of(text, room, table, terms)
    for step, hope in enumerate(hopes):
        candidate = move(text, step, terms)
        assert allowed[step] == on_grid(candidate, terms)
        if allowed[step]:
            assert hope >= objective(candidate, room, table, terms) - 1e-9
        else:
            assert hope == drafting.HOPELESS


def test_where_all_are_critics_a_hope_is_the_score_itself():
    hopes, allowed = hopes_of(TEXT, ROOM, TABLE, TERMS)
    assert sum(allowed) > 20
    for step, one in enumerate(candidates(TEXT)):
        if allowed[step]:
            assert hopes[step] == pytest.approx(objective(one, ROOM, TABLE, TERMS), rel=1e-12)


def test_hopes_save_most_of_the_weighing(monkeypatch):
    """Were they too high to rule anything out, they would be in vain."""
    asked = []
    monkeypatch.setattr(drafting, "members", lambda *given: asked.append(1) or members(*given))
    moves = 0
    for number in range(30):
        _, _, terms, table, text, room = some_world(Random(number))
        here = weighed(text, room, table, terms)
        asked.clear()
        better_move(here, room, table, terms)
        moves += len(asked)
    assert 0 < moves < 30 * 8


# -- what is noted on the way ---------------------------------------------------------------


def test_every_move_is_noted_with_what_its_draft_must_be_looked_up_for():
    text = with_letters(TEXT, 1 << CLEO)
    desk = clear_desk(4, len(TERMS.moves))
    note_moves(text, TERMS.proposal, TABLE, TERMS, desk)
    for step, one in enumerate(candidates(text)):
        assert noted(desk, step, text.letters) == one
        assert desk.allowed[step] == on_grid(one, TERMS)
        assert desk.effort[step] == effort(one, TABLE, TERMS)
        assert (desk.breadth[step], desk.distaste[step]) == (TERMS.share_of[one.counts], TERMS.distaste_of[one.counts])
        assert desk.toggled[step] == toggled(one, TERMS.proposal, TERMS)


def test_an_effort_is_counted_once_for_every_core_target():
    desk = clear_desk(4, len(TERMS.moves))
    desk.core[0], desk.effort[0] = 4.0, 123.0
    assert effort_noted(TEXT._replace(core=4.0), 1, TABLE, TERMS, desk) == 123.0
    assert effort_noted(TEXT._replace(core=4.0), 0, TABLE, TERMS, desk) != 123.0  # nothing is noted before it
    assert effort_noted(TEXT._replace(core=3.0), 1, TABLE, TERMS, desk) == effort(TEXT._replace(core=3.0), TABLE, TERMS)


@given(worlds)
def test_a_noted_draft_reads_as_if_it_were_read_anew(world):
    _, _, terms, table, text, room = world
    desk, count = room.desk, float(size_of(text.letters))
    note_moves(text, room.anchor, table, terms, desk)
    note_readings(text, count, table, terms, desk)
    for step in range(len(terms.moves)):
        anew = read_anew(move(text, step, terms), table, terms)
        assert reread(text, count, step, desk, terms) == anew


def test_a_critic_doubts_a_draft_by_the_odds_that_it_breaks_silence():
    hopes_of(TEXT, ROOM, TABLE, TERMS)
    desk = ROOM.desk
    desk.doubt[:] = [2.0] * len(desk.doubt)
    note_doubts(TEXT, 0.0, CLEO, ROOM, TABLE, TERMS)
    for step, one in enumerate(candidates(TEXT)):
        if desk.allowed[step]:
            assert desk.doubt[step] == pytest.approx(2.0 * (1.0 + exp(-served(one)[CLEO] / 0.12)), rel=1e-12)


def test_a_hope_is_what_is_aside_and_the_consent_of_the_critics_by_hand():
    hopes, _ = hopes_of(TEXT, ROOM, TABLE, TERMS)
    one = move(TEXT, 1, TERMS)
    by_hand = fsum(log_chance(balance / 0.12) for balance in served(one))
    assert hopes[1] == pytest.approx(apart(one, read_anew(one, TABLE, TERMS)) + by_hand, rel=1e-12)
    ROOM.desk.critics[:] = [CLEO, NOBODY, NOBODY, NOBODY]
    note_hopes(TEXT, ROOM, TABLE, TERMS)
    of_cleo = -log(1.0 + exp(-served(one)[CLEO] / 0.12))
    assert ROOM.desk.hope[1] == pytest.approx(apart(one, read_anew(one, TABLE, TERMS)) + of_cleo, rel=1e-12)


# -- letters --------------------------------------------------------------------------------


def test_letters_are_granted_one_at_a_time_and_can_be_dropped():
    nothing = Draft(TEXT, NO_GOOD)
    granted = better_letters(nothing, TEXT, CLEO, ROOM, TABLE, CHEAP)
    assert granted == judge(with_letters(TEXT, 1 << CLEO), ROOM, TABLE, CHEAP)
    none = change(CHEAP, letters={"allowed": 0})
    assert better_letters(Draft(granted.text, NO_GOOD), granted.text, CLEO, ROOM, TABLE, none).text == TEXT


def test_a_letter_is_offered_to_the_neediest_only():
    for needy in range(4):
        found = better_letters(Draft(TEXT, NO_GOOD), TEXT, needy, ROOM, TABLE, CHEAP)
        assert found.text == with_letters(TEXT, 1 << needy)
    assert better_letters(Draft(TEXT, NO_GOOD), TEXT, NOBODY, ROOM, TABLE, CHEAP) == Draft(TEXT, NO_GOOD)


def test_no_letter_is_offered_beyond_the_most_allowed():
    full = with_letters(TEXT, 1 << ANA | 1 << BEN | 1 << CLEO)
    found = better_letters(Draft(full, NO_GOOD), full, DORA, ROOM, TABLE, CHEAP)
    assert size_of(found.text.letters) == 2  # only dropping is left
    none = change(CHEAP, letters={"allowed": 0})
    assert better_letters(Draft(TEXT, NO_GOOD), TEXT, CLEO, ROOM, TABLE, none).text == TEXT


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


# -- the search -----------------------------------------------------------------------------


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
