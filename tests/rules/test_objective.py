"""How good a draft is in the chair's eyes."""

from math import exp

import pytest
from rules.worlds import BEN, CLEO, ROADS, ROOM, TABLE, TERMS, TEXT, TRAINING

from sim.rules import objective as objective_
from sim.rules.agreement import consent, members
from sim.rules.objective import (
    COUNTS,
    Draft,
    ambition,
    aside,
    dearer,
    distance,
    focal,
    judge,
    judge_as,
    objective,
    taste,
    toggled,
    whole,
)
from sim.rules.reading import read_anew
from sim.rules.room import alone
from sim.rules.text import EVERY_ISSUE, ISSUES, with_letters

READING = read_anew(TEXT, TABLE, TERMS)


def far(text, anchor, agenda=EVERY_ISSUE, terms=TERMS):
    """The distance between two drafts, what is toggled looked up."""
    return distance(text, anchor, toggled(text, anchor, terms), agenda, terms)


def apart(text, reading, room=ROOM, terms=TERMS):
    """What a draft is worth apart from the members, what is toggled looked up."""
    liked = taste(text, reading, terms)
    return aside(text, liked, reading.satisfaction, toggled(text, room.anchor, terms), room, terms)


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
    assert [getattr(objective_, issue) for issue in issues] == [1, 2, 4, 8, 16, 32, 64]
    assert [issue.lower() for issue in issues] == list(ISSUES)
    assert EVERY_ISSUE == 127


@pytest.mark.parametrize(
    ("changed", "issue", "price"),
    [
        ({"core": 3.0}, objective_.CORE, 2.0 * 0.5),
        ({"related": 2.0}, objective_.RELATED, 1.5 * 0.5),
        ({"deadline": 2030}, objective_.DEADLINE, 0.15 * 5),
        ({"counts": ROADS | TRAINING}, objective_.COUNTS, 0.2 + 0.5),
        ({"review": 1}, objective_.REVIEW, 0.3),
        ({"firmness": 1.0}, objective_.FIRMNESS, 1 / 3),
        ({"wording": 1}, objective_.WORDING, 0.5),
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
    liked = 0.45 * ambition(two, reading, TERMS) - 0.5 * (2 + 0.5 * 4) + 0.06 * 2.6
    assert taste(two, reading, TERMS) == pytest.approx(liked, rel=1e-12)
    by_hand = consent(reading.satisfaction, ROOM, TERMS) + liked - 0.28 * 0.15 * 3
    assert apart(two, reading) == pytest.approx(by_hand, rel=1e-12)
    less = aside(two, liked, reading.satisfaction, 0.5, ROOM, TERMS)
    assert less == pytest.approx(by_hand - 0.28 * 0.5, rel=1e-12)


def test_the_objective_is_the_members_consent_and_the_rest():
    isolated = alone(READING.satisfaction, ROOM, TERMS)
    agreed = members(TEXT, READING, isolated, ROOM, TABLE, TERMS)
    both = apart(TEXT, READING) + agreed
    assert objective(TEXT, ROOM, TABLE, TERMS) == both
    assert judge(TEXT, ROOM, TABLE, TERMS) == Draft(TEXT, READING, both, agreed)
    liked = taste(TEXT, READING, TERMS)
    assert judge_as(TEXT, READING, liked + 1.0, ROOM, TABLE, TERMS).score == pytest.approx(both + 1.0, rel=1e-12)
