"""Which text the chair puts on the table."""

from math import exp

import pytest
from rules.worlds import ANA, BEN, CLEO, DORA, ROADS, ROOM, TABLE, TERMS, TEXT, TRAINING, change

from sim.rules import drafting
from sim.rules.agreement import consent, expected, members
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
    better_letter,
    better_letters,
    better_move,
    dearer,
    distance,
    draft,
    first_draft,
    focal,
    hardest,
    mend,
    numbers,
    objective,
    origin,
    whole,
)
from sim.rules.promise import effort
from sim.rules.reading import read_anew
from sim.rules.room import alone
from sim.rules.text import EVERY_ISSUE, ISSUES, has_letter, move, size_of, with_letters, with_targets

READING = read_anew(TEXT, TABLE, TERMS)
CHEAP = change(TERMS, chair={"letter_cost": 0.0})
HOPELESS = -1e9
STARTS = (PROPOSAL, DEMAND_FLAT, NEEDS_FIRST, OWN_PLANS, STATUS_QUO)


def candidates(text, terms=TERMS):
    return [move(text, step, terms) for step in range(len(terms.moves))]


def critics(text):
    return hardest(text, 0, ROOM, TABLE, TERMS)


def test_ambition_by_hand():
    chi = (0.48 + 0.52 * 2 / 3) * exp(-0.25)
    timely = ((1 - exp(-1.8)) / 1.8) / ((1 - exp(-1.26)) / 1.26)
    substance = 1.5 + 0.35 * 1.5 * (1 - 0.5 * 0.5)
    by_hand = 1.5 * chi * timely * substance + 0.4 * 2 / 3 - 0.05 * 10
    assert ambition(TEXT, READING, TERMS) == pytest.approx(by_hand, rel=1e-12)


def test_ambition_goes_no_further_than_the_needs():
    assert ambition(TEXT._replace(core=4.0), READING, TERMS) == ambition(TEXT, READING, TERMS)
    assert ambition(TEXT._replace(core=3.25), READING, TERMS) < ambition(TEXT, READING, TERMS)


def test_whole_numbers_are_whole():
    assert [whole(value) for value in (2.0, 3.5, 0.0, 4.75)] == [True, False, True, False]


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
    assert distance(moved, TEXT, EVERY_ISSUE, TERMS) == pytest.approx(price)
    assert distance(TEXT, moved, EVERY_ISSUE, TERMS) == pytest.approx(price)
    assert distance(moved, TEXT, EVERY_ISSUE & ~issue, TERMS) == pytest.approx(1.5 * price)
    assert distance(moved, TEXT, issue, TERMS) == pytest.approx(price)


def test_letters_are_no_distance_and_distances_add_up():
    assert distance(with_letters(TEXT, 3), TEXT, EVERY_ISSUE, TERMS) == 0.0
    both = TEXT._replace(core=3.0, wording=1)
    assert distance(both, TEXT, EVERY_ISSUE, TERMS) == pytest.approx(1.0 + 0.5)


def test_a_draft_apart_from_the_members_by_hand():
    two = with_letters(TEXT, 1 << BEN | 1 << CLEO)
    reading = read_anew(two, TABLE, TERMS)
    by_hand = consent(reading.satisfaction, ROOM, TERMS) + 0.45 * ambition(two, reading, TERMS)
    by_hand += -0.5 * (2 + 0.5 * 4) + 0.06 * 2.6 - 0.28 * 0.15 * 3
    assert aside(two, reading, ROOM, TERMS) == pytest.approx(by_hand, rel=1e-12)


def test_the_objective_is_the_members_consent_and_the_rest():
    isolated = alone(READING.satisfaction, ROOM, TERMS)
    both = aside(TEXT, READING, ROOM, TERMS) + members(TEXT, READING, isolated, ROOM, TABLE, TERMS)
    assert objective(TEXT, ROOM, TABLE, TERMS) == both


def test_the_hardest_two_are_those_served_worst():
    served = {seat: expected(TEXT, READING, seat, 0.0, ROOM, TABLE, TERMS) for seat in range(4)}
    first, second = sorted(served, key=served.get)[:2]
    assert hardest(TEXT, 0, ROOM, TABLE, TERMS) == (first, second)
    assert hardest(TEXT, 1 << first, ROOM, TABLE, TERMS)[0] == second
    assert first == CLEO


def test_those_spared_are_left_out():
    assert hardest(TEXT, 0b1111, ROOM, TABLE, TERMS) == (NOBODY, NOBODY)
    assert hardest(TEXT, 0b1011, ROOM, TABLE, TERMS) == (CLEO, NOBODY)


def test_of_two_served_alike_the_first_in_listed_order_is_the_hardest():
    twins = TABLE._replace(**{name: (getattr(TABLE, name)[CLEO],) * 4 for name in ROWS})
    twins = twins._replace(qualifying=tuple((row[CLEO],) * 4 for row in TABLE.qualifying))
    room = ROOM._replace(threat=(0.2,) * 4, credit=(0.0,) * 4)
    assert hardest(TEXT, 0, room, twins, TERMS) == (0, 1)
    assert hardest(TEXT, 0b10, room, twins, TERMS) == (0, 2)


ROWS = (
    *("forces", "own_plan", "standing_plan", "stress", "opposition", "threat", "dependence", "value"),
    *("red_line", "red_slope", "exposure", "weight"),
)


def test_better_takes_an_improvement_and_keeps_a_draft_otherwise():
    score = objective(TEXT, ROOM, TABLE, TERMS)
    extra = effort(TEXT, TABLE, TERMS)
    worse, as_good, nearly = (Draft(TERMS.proposal, score - less) for less in (1.0, 0.0, 1e-10))
    assert better(worse, TEXT, extra, critics(TEXT), ROOM, TABLE, TERMS) == Draft(TEXT, score)
    assert better(as_good, TEXT, extra, critics(TEXT), ROOM, TABLE, TERMS) is as_good
    assert better(nearly, TEXT, extra, critics(TEXT), ROOM, TABLE, TERMS) is nearly  # too little to count


def test_better_never_takes_a_text_off_the_grid():
    nothing = Draft(TEXT, HOPELESS)
    beyond = TEXT._replace(core=5.25)
    assert better(nothing, beyond, 1.0, critics(TEXT), ROOM, TABLE, TERMS) is nothing


def test_better_move_is_the_best_of_all_neighbours():
    here = Draft(TEXT, objective(TEXT, ROOM, TABLE, TERMS))
    found = better_move(here, critics(TEXT), ROOM, TABLE, TERMS)
    legal = [one for one in candidates(TEXT) if drafting.on_grid(one, TERMS)]
    assert found.score == max(objective(one, ROOM, TABLE, TERMS) for one in [*legal, TEXT])
    assert found.text in legal


def test_better_letter_grants_or_drops_one():
    nothing = Draft(TEXT, HOPELESS)
    granted = better_letter(nothing, TEXT, CLEO, critics(TEXT), ROOM, TABLE, CHEAP)
    assert granted == Draft(with_letters(TEXT, 1 << CLEO), objective(granted.text, ROOM, TABLE, CHEAP))
    dropped = better_letter(nothing, granted.text, CLEO, critics(TEXT), ROOM, TABLE, CHEAP)
    assert dropped.text == TEXT


def test_a_letter_is_offered_to_the_neediest_only():
    nothing = Draft(TEXT, HOPELESS)
    found = better_letters(nothing, TEXT, critics(TEXT), ROOM, TABLE, CHEAP)
    assert found.text == with_letters(TEXT, 1 << CLEO)


def test_no_letter_is_offered_beyond_the_most_allowed():
    full = with_letters(TEXT, 1 << ANA | 1 << BEN | 1 << CLEO)
    found = better_letters(Draft(full, HOPELESS), full, critics(TEXT), ROOM, TABLE, CHEAP)
    assert size_of(found.text.letters) == 2  # only dropping is left
    none = change(CHEAP, letters={"allowed": 0})
    assert better_letters(Draft(TEXT, HOPELESS), TEXT, critics(TEXT), ROOM, TABLE, none).text == TEXT


def test_letters_that_serve_nobody_are_dropped():
    wasted = with_letters(TEXT, 1 << ANA)
    one = change(TERMS, letters={"allowed": 1})
    here = Draft(wasted, objective(wasted, ROOM, TABLE, one))
    assert better_letters(here, wasted, critics(wasted), ROOM, TABLE, one).text == TEXT


def test_ascent_climbs_step_by_step_and_stops_at_the_top():
    scores = [ascend(TEXT, steps, True, ROOM, TABLE, TERMS).score for steps in range(6)]
    assert scores == sorted(scores)
    assert scores[0] == objective(TEXT, ROOM, TABLE, TERMS)
    top = ascend(TEXT, 50, True, ROOM, TABLE, TERMS)
    assert ascend(top.text, 50, True, ROOM, TABLE, TERMS) == top
    assert all(
        objective(one, ROOM, TABLE, TERMS) <= top.score + 1e-9
        for one in candidates(top.text)
        if drafting.on_grid(one, TERMS)
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
