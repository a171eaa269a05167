"""A draft says what its fields say, and moves as the list of moves has it."""

from random import Random

import pytest
from rules.worlds import BEN, CLEO, CYBER, ROADS, TERMS, TEXT, TRAINING, change

from sim.rules.text import (
    AIM,
    COMMIT,
    INCREMENTS,
    ISSUES,
    MOST_STEPS,
    NO_CATEGORY,
    PLANS,
    UNDATED,
    aim,
    aim_at,
    aims,
    has_letter,
    in_bounds,
    in_time,
    leads_on,
    move,
    moves,
    on_grid,
    review_year,
    size_of,
    snap,
    turn,
    with_letters,
    with_targets,
    years,
)

STAY = (0, 0, 0, 0, NO_CATEGORY, 0, 0)


def only(row):
    """Terms with one move and no other."""
    return TERMS._replace(moves=tuple((one,) for one in row), aims=(aim(row),), aim_of=(0,))


def moved(text, core=0, related=0, years=0, firmer=0, category=NO_CATEGORY, review=0, wording=0):
    return move(text, 0, only((core, related, years, firmer, category, review, wording)))


def test_years_count_from_the_summit_and_are_at_least_one():
    assert years(TEXT, TERMS) == 10.0
    assert years(TEXT._replace(deadline=2026), TERMS) == 1.0
    assert years(TEXT._replace(deadline=2024), TERMS) == 1.0


def test_an_undated_text_counts_eight_years_beyond_the_patrons_date():
    assert years(TEXT._replace(deadline=UNDATED), TERMS) == 7.0 + 8.0


def test_letters_are_bits():
    text = with_letters(TEXT, 1 << BEN | 1 << CLEO)
    assert [has_letter(text, seat) for seat in range(4)] == [0, 1, 1, 0]
    assert size_of(text.letters) == 2
    assert has_letter(with_letters(TEXT, 1 << 59), 59) == 1


def test_size_of_a_mask_is_its_bits():
    assert [size_of(mask) for mask in (0, 1, 2, 3, 255, 1 << 59)] == [0, 1, 1, 2, 8, 1]


def test_size_of_counts_up_to_sixty_two_bits():
    dice = Random(62)
    masks = [dice.getrandbits(62) & dice.choice((-1, dice.getrandbits(62))) for _ in range(2000)]
    assert [size_of(mask) for mask in masks] == [mask.bit_count() for mask in masks]
    assert [size_of((1 << bits) - 1) for bits in range(63)] == list(range(63))
    assert [size_of(1 << bit) for bit in range(62)] == [1] * 62


def test_with_letters_and_with_targets_change_nothing_else():
    assert with_letters(TEXT, 5) == TEXT._replace(letters=5)
    assert with_targets(with_letters(TEXT, 5), 3.0, 2.0) == TEXT._replace(core=3.0, related=2.0, letters=5)


def test_the_review_is_four_years_after_the_summit_if_the_deadline_is_later():
    clause = TEXT._replace(review=1)
    assert review_year(clause, TERMS) == 2029
    assert review_year(TEXT, TERMS) == 0
    assert review_year(clause._replace(deadline=2030), TERMS) == 2029
    assert review_year(clause._replace(deadline=2029), TERMS) == 0
    assert review_year(clause._replace(deadline=UNDATED), TERMS) == 2029


OUT_OF_BOUNDS = [{"core": 1.75}, {"core": 5.25}, {"related": -0.25}, {"related": 2.25}, {"counts": 0}]
OUT_OF_TIME = [
    {"deadline": 2025},
    {"deadline": 2041},
    {"deadline": UNDATED},
    {"firmness": -1 / 3},
    {"firmness": 4 / 3},
    {"review": 1, "deadline": 2029},
]


@pytest.mark.parametrize("wrong", OUT_OF_BOUNDS, ids=str)
def test_a_text_whose_numbers_are_off_the_grid_may_not_be_written(wrong):
    text = TEXT._replace(**wrong)
    assert not in_bounds(text, TERMS)
    assert in_time(text, TERMS)
    assert not on_grid(text, TERMS)


@pytest.mark.parametrize("wrong", OUT_OF_TIME, ids=str)
def test_a_text_whose_time_or_firmness_is_off_the_grid_may_not_be_written(wrong):
    text = TEXT._replace(**wrong)
    assert not in_time(text, TERMS)
    assert in_bounds(text, TERMS)
    assert not on_grid(text, TERMS)


def test_the_edges_of_the_grid_may_be_written():
    for edge in ({"core": 2.0}, {"core": 5.0}, {"related": 2.0}, {"deadline": 2026}, {"deadline": 2040}):
        assert on_grid(TEXT._replace(**edge), TERMS)
    assert on_grid(TEXT._replace(related=0.0, counts=0), TERMS)
    assert on_grid(TEXT._replace(review=1, deadline=2030), TERMS)
    assert on_grid(TEXT._replace(firmness=INCREMENTS), TERMS)


def test_snap_finds_the_nearest_line_of_the_grid_within_its_bounds():
    assert snap(3.4, 2.0, 5.0, 0.25) == 3.5
    assert snap(3.37, 2.0, 5.0, 0.25) == 3.25
    assert snap(3.375, 2.0, 5.0, 0.25) == 3.5  # halfway: up
    assert snap(1.0, 2.0, 5.0, 0.25) == 2.0
    assert snap(9.0, 2.0, 5.0, 0.25) == 5.0
    assert snap(-0.5, 0.0, 2.0, 0.25) == 0.0


def test_each_column_of_a_move_moves_its_own_issue():
    assert move(TEXT, 0, only(STAY)) == TEXT
    assert moved(TEXT, core=1) == TEXT._replace(core=3.75)
    assert moved(TEXT, core=-2, related=2) == TEXT._replace(core=3.0, related=2.0)
    assert moved(TEXT, years=-3) == TEXT._replace(deadline=2032)
    assert moved(TEXT, firmer=-1) == TEXT._replace(firmness=COMMIT)
    assert moved(TEXT, firmer=1) == TEXT._replace(firmness=INCREMENTS)
    assert moved(TEXT, category=0) == TEXT._replace(counts=ROADS)
    assert moved(TEXT, category=2) == TEXT._replace(counts=CYBER | ROADS | TRAINING)
    assert moved(TEXT, review=1) == TEXT._replace(review=1)
    assert moved(TEXT, wording=1) == TEXT._replace(wording=1)
    assert moved(TEXT._replace(review=1, wording=1), review=1, wording=1) == TEXT


def test_firmness_moves_in_thirds_and_returns_to_the_same_bits():
    firmness = AIM
    for third in (COMMIT, PLANS, INCREMENTS):
        firmness = moved(TEXT._replace(firmness=firmness), firmer=1).firmness
        assert firmness == third
    assert moved(TEXT._replace(firmness=0.05), firmer=1).firmness == COMMIT
    assert moved(TEXT._replace(firmness=0.05), years=1).firmness == 0.05


def test_a_deadline_brought_before_the_review_drops_the_review():
    clause = TEXT._replace(deadline=2031, review=1)
    assert moved(clause, years=-1) == clause._replace(deadline=2030)
    assert moved(clause, years=-2) == clause._replace(deadline=2029, review=0)
    assert moved(clause, years=-3, firmer=1) == clause._replace(deadline=2028, review=0, firmness=1.0)


def test_the_step_of_the_grid_is_the_step_of_a_move():
    coarse = change(TERMS, grid={"step": 0.5})
    assert move(TEXT, 1, coarse) == TEXT._replace(core=4.0)


def test_the_moves_come_in_the_order_of_the_rule_book():
    assert moves(2)[0] == STAY
    listed = moves(2)[1:]
    numbers = [row[:2] for row in listed[:12]]
    assert numbers[:4] == [(1, 0), (-1, 0), (2, 0), (-2, 0)]
    assert numbers[4:8] == [(0, 1), (0, -1), (0, 2), (0, -2)]
    assert numbers[8:] == [(1, -1), (-1, 1), (2, -2), (-2, 2)]
    assert [row[2] for row in listed[12:20]] == [1, -1, 2, -2, 3, -3, 5, -5]
    assert [(row[2], row[3]) for row in listed[20:28]] == [
        *((1, 1), (1, -1), (-1, 1), (-1, -1)),
        *((3, 1), (3, -1), (-3, 1), (-3, -1)),
    ]
    assert [row[4] for row in listed[28:30]] == [0, 1]
    assert [row[3] for row in listed[30:32]] == [1, -1]
    assert listed[32:] == [(0, 0, 0, 0, NO_CATEGORY, 1, 0), (0, 0, 0, 0, NO_CATEGORY, 0, 1)]
    assert len(set(listed)) == len(listed) == 34
    assert STAY not in listed


def test_every_move_can_be_taken_back():
    text = TEXT._replace(firmness=COMMIT)
    steps = range(len(TERMS.aim_of))
    for there in [move(text, step, TERMS) for step in steps]:
        assert text in [move(there, back, TERMS) for back in steps]


def test_only_the_first_move_leads_nowhere():
    assert [step for step in range(len(TERMS.aim_of)) if not leads_on(step, TERMS)] == [0]
    for step in range(1, len(TERMS.aim_of)):
        assert move(TEXT, step, TERMS) != TEXT
    assert move(TEXT, 0, TERMS) == TEXT


def test_a_move_aims_at_numbers_and_turns_the_rest():
    """What an aim changes no turn does, and the other way round: the two may be noted apart."""
    numbers = ("core", "related", "counts")
    for step in range(len(TERMS.aim_of)):
        aimed, turned = aim_at(TEXT, TERMS.aim_of[step], TERMS), turn(TEXT, step, TERMS)
        assert aimed == TEXT._replace(**{name: getattr(aimed, name) for name in numbers})
        assert all(getattr(turned, name) == getattr(TEXT, name) for name in numbers)
        assert move(TEXT, step, TERMS) == turned._replace(**{name: getattr(aimed, name) for name in numbers})


def test_each_aim_is_listed_once_and_every_move_finds_its_own():
    listed = moves(3)
    assert aim((1, -1, 5, 0, 2, 1, 0)) == (1, -1, 2)
    assert aims(listed)[0] == (0, 0, NO_CATEGORY)
    assert len(set(aims(listed))) == len(aims(listed)) == 1 + 12 + 3
    assert list(TERMS.aims) == aims(listed)
    assert [TERMS.aims[place] for place in TERMS.aim_of] == [aim(row) for row in listed]
    assert [tuple(row) for row in zip(*TERMS.moves, strict=True)] == listed


def test_no_move_takes_a_target_further_than_most_steps():
    assert max(abs(row[column]) for row in moves(3) for column in (0, 1)) == MOST_STEPS == 2


def test_an_agenda_can_name_seven_issues():
    assert ISSUES == ("core", "related", "deadline", "counts", "review", "firmness", "wording")
