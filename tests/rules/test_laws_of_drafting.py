"""What must hold of the chair's drafting in any world: shortcuts change nothing, searches never lose."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.worlds import change, some_text, some_world, with_seats, worlds

from sim.rules import hopes
from sim.rules.desk import keep
from sim.rules.drafting import (
    DEMAND_FLAT,
    NO_FLOOR,
    PROPOSAL,
    STATUS_QUO,
    ascend,
    ascend_past,
    better_move,
    first_draft,
    mend,
    neediest,
    origin,
)
from sim.rules.objective import distance, judge, objective, toggled
from sim.rules.text import has_letter, move, on_grid, size_of, with_letters
from sim.scenario.seating import seat

TINY = 1e-12


def reseated(world, order):
    """The same world with its members in another order, and their letters, minds and fears with them."""
    members = {world.codes[place]: world.scenario.members[world.codes[place]] for place in order}
    scenario = with_seats(world.scenario.model_copy(update={"members": members}), world.codes)
    codes, terms, table = seat(scenario)
    assert codes == tuple(world.codes[place] for place in order)
    letters = 0
    for new, old in enumerate(order):
        letters |= has_letter(world.text, old) << new
    room = world.room._replace(
        threat=tuple(world.room.threat[place] for place in order),
        credit=tuple(world.room.credit[place] for place in order),
    )
    return with_letters(world.text, letters), room, table, terms


@given(worlds, st.randoms(use_true_random=False))
def test_the_objective_does_not_care_who_is_listed_first(world, dice):
    order = list(range(len(world.codes)))
    dice.shuffle(order)
    here = objective(world.text, world.room, world.table, world.terms)
    assert objective(*reseated(world, order)) == pytest.approx(here, rel=1e-12)


@given(worlds, st.randoms(use_true_random=False))
def test_a_draft_does_not_care_either(world, dice):
    order = list(range(len(world.codes)))
    dice.shuffle(order)
    text, room, table, terms = reseated(world, order)
    here = ascend(world.text, 2, True, world.room, world.table, world.terms)
    assert ascend(text, 2, True, room, table, terms).score == pytest.approx(here.score, rel=1e-12)


def plain_ascent(start, steps, letters, room, table, terms):
    """Steepest ascent without a shortcut: every candidate is weighed from every seat."""
    here, least = judge(start, room, table, terms), terms.chair.improvement
    for _ in range(steps):
        neighbours = [move(here.text, step, terms) for step in range(len(terms.aim_of))]
        scored = [judge(one, room, table, terms) for one in neighbours if on_grid(one, terms)]
        best = max(scored, key=lambda one: one.score, default=here)  # of equals the first
        found = best if best.score > here.score + least else here
        for candidate in letters_turned(here.text, room, table, terms) if letters else ():
            turned = judge(candidate, room, table, terms)
            found = turned if turned.score > found.score + least else found
        if found is here:
            return here
        here = found
    return here


def letters_turned(text, room, table, terms):
    """The text with a letter for whom it serves worst, then with each of its letters taken back."""
    judge(text, room, table, terms)
    keep(room.desk)
    needy, turned = neediest(text.letters, room, table), []
    if size_of(text.letters) < terms.letters.allowed:
        turned.append(with_letters(text, text.letters | 1 << needy))
    holders = [place for place in range(table.seats) if has_letter(text, place)]
    return turned + [with_letters(text, text.letters ^ 1 << place) for place in holders]


@given(worlds, st.integers(0, 4), st.booleans(), st.sampled_from([0, 0, 0, 1, 2, 3]), st.sampled_from([0.0, 0.5]))
def test_weighing_only_drafts_that_could_win_changes_nothing(world, steps, letters, rule, price):
    terms = change(world.terms, chair={"rule": rule, "letter_cost": price})
    case = (world.text, steps, letters, world.room, world.table, terms)
    assert ascend(*case) == plain_ascent(*case)


@given(worlds, st.integers(0, 4), st.booleans(), st.floats(-1.0, 1.0))
def test_a_search_that_must_pass_a_floor_finds_the_same_or_nothing_that_passes(world, steps, letters, above):
    case = (world.text, steps, letters, world.room, world.table, world.terms)
    found = ascend(*case)
    floor = found.score + above
    over = ascend_past(floor, *case)
    assert over == found if above < -1e-6 else over.score <= max(found.score, floor) + world.terms.chair.improvement


@given(worlds, st.booleans(), st.sampled_from([0, 0, 0, 1, 2, 3]))
def test_the_first_draft_is_the_best_of_its_five_searches(world, letters, rule):
    terms = change(world.terms, chair={"rule": rule})
    best = ascend(origin(PROPOSAL, world.table, terms), 2, letters, world.room, world.table, terms)
    for start in range(DEMAND_FLAT, STATUS_QUO + 1):
        text = origin(start, world.table, terms)
        if on_grid(text, terms):
            found = ascend(text, 2, letters, world.room, world.table, terms)
            best = found if found.score > best.score + terms.chair.improvement else best
    assert first_draft(letters, world.room, world.table, terms) == best


def test_a_hope_too_small_is_noticed(monkeypatch):
    """The twin that must fail: tangents that count twice prune a draft that would have won."""
    tangents = hopes.likely
    monkeypatch.setattr(hopes, "likely", lambda *given: 2.0 * tangents(*given))
    differing = 0
    for number in range(60):
        world = some_world(Random(number))
        case = (world.text, 3, True, world.room, world.table, world.terms)
        differing += ascend(*case) != plain_ascent(*case)
    assert differing > 0


@given(worlds, st.booleans())
def test_no_search_ever_ends_below_its_start(world, letters):
    start = objective(world.text, world.room, world.table, world.terms)
    assert ascend(world.text, 3, letters, world.room, world.table, world.terms).score >= start
    alone = tuple(place % 3 == 0 for place in range(len(world.codes)))
    assert mend(world.text, alone, 0, world.room, world.table, world.terms).score >= start


@given(worlds, st.booleans())
def test_every_draft_can_be_written_and_bears_few_letters(world, letters):
    found = [
        ascend(world.text, 6, letters, world.room, world.table, world.terms),
        first_draft(letters, world.room, world.table, world.terms),
        mend(world.text, (1,) * len(world.codes), 0, world.room, world.table, world.terms),
    ]
    for one in found:
        assert on_grid(one.text, world.terms)
        assert size_of(one.text.letters) <= 3


@given(worlds, st.randoms(use_true_random=False))
def test_distance_is_a_distance(world, dice):
    texts = [some_text(dice, world.terms, len(world.codes)) for _ in range(3)]
    agenda, terms = world.room.agenda, world.terms
    a, b, c = texts

    def far(here, there):
        return distance(here, there, toggled(here, there, terms), agenda, terms)

    assert far(a, a) == 0.0
    assert far(a, b) == pytest.approx(far(b, a))
    assert far(a, c) <= far(a, b) + far(b, c) + TINY


@given(worlds)
def test_better_move_never_leaves_the_grid(world):
    here = judge(world.text, world.room, world.table, world.terms)
    keep(world.room.desk)
    found = better_move(NO_FLOOR, here, world.room, world.table, world.terms)
    assert on_grid(found.text, world.terms)
    assert found.score >= here.score
