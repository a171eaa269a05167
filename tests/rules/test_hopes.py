"""How good a draft could be at best: never less than it is, and not much more."""

from math import exp
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.worlds import BEN, CLEO, ROOM, TABLE, TERMS, TEXT, change, served, some_world, weighed, worlds

from sim.rules import drafting, hopes
from sim.rules.agreement import NASH, members
from sim.rules.desk import Desk
from sim.rules.drafting import NO_FLOOR, better_move
from sim.rules.hopes import (
    HOPELESS,
    ROUNDING,
    Stakes,
    likely,
    note_efforts,
    note_envy,
    note_hopes,
    note_pulls,
    note_shares,
    note_stakes,
    note_targets,
)
from sim.rules.interests import fiscal_cost, monitoring_cost, red_line_cost
from sim.rules.neighbours import sheet_on
from sim.rules.objective import objective
from sim.rules.promise import gap, load, related_gap
from sim.rules.reading import read_anew
from sim.rules.room import Room, alone
from sim.rules.sheet import ITSELF
from sim.rules.text import aim_at, has_letter, move, on_grid, with_letters

READING = read_anew(TEXT, TABLE, TERMS)


def noted_on(text, room=ROOM, table=TABLE, terms=TERMS):
    """A sheet with all that is noted of a draft."""
    return sheet_on(text, room.sheets, table, terms, room.desk)


def hopes_of(text, room, table, terms):
    """What each neighbour is hoped to be worth, and which neighbours may be written."""
    here, sheet = weighed(text, room, table, terms), noted_on(text, room, table, terms)
    note_hopes(here, sheet, room, table, terms)
    return list(room.desk.hope), list(sheet.allowed)


def pulls():
    """Each seat's pull by the formula."""
    return [(1.0 - 1.0 / (1.0 + exp(-balance / 0.12))) / 0.12 for balance in served()]


def at_stake(text):
    """What a draft of the small world puts at stake, noted on the desk."""
    weighed(text)
    return note_stakes(text, noted_on(text), ROOM, TABLE, TERMS)


# -- an upper bound -------------------------------------------------------------------------


def overtaken(world, terms=None, gloom=0.0):
    """How many neighbours of a world's draft are better than hoped for, and how many there are."""
    _, _, given_terms, table, text, room = world
    terms = terms or given_terms
    room = room._replace(credit=tuple(one + gloom for one in room.credit))
    found, allowed = hopes_of(text, room, table, terms)
    over = 0
    for step, hope in enumerate(found):
        one = move(text, step, terms)
        assert allowed[step] == (on_grid(one, terms) and step != ITSELF)
        if allowed[step]:
            over += hope + ROUNDING < objective(one, room, table, terms)
        else:
            assert hope == HOPELESS
    return over, sum(allowed)


@given(worlds, st.floats(0.02, 0.3), st.floats(-8.0, 2.0))
def test_a_hope_is_never_below_the_true_score(world, spread, gloom):
    over, some = overtaken(world, change(world.terms, chair={"spread": spread}), gloom)
    assert over == 0
    assert some > 0


@pytest.mark.parametrize("gloom", [0.0, -1.0, -60.0])
def test_nor_over_hundreds_of_worlds_with_letters_in_gloom_and_in_despair(gloom):
    looked_at = 0
    for number in range(150):
        over, some = overtaken(some_world(Random(number)), gloom=gloom)
        assert over == 0
        looked_at += some
    assert looked_at > 3000


COSTS = [
    *(("note_shares", cost) for cost in ("watchful", "drawn", "strain")),
    *(("note_targets", cost) for cost in ("watched", "crossed")),
    *(("note_efforts", cost) for cost in ("loaded", "strained")),
    ("note_envy", "jealous"),
]
GAINS = [("note_pulls", "pull"), ("note_pulls", "rising"), ("note_targets", "ready")]


def miscount(monkeypatch, note, column, times):
    """Let one column be noted so many times too large."""
    whole = getattr(hopes, note)

    def noted(*given):
        stakes = whole(*given)
        desk = next(one.desk if isinstance(one, Room) else one for one in given if isinstance(one, Room | Desk))
        getattr(desk, column)[:] = [times * one for one in getattr(desk, column)]
        return stakes

    monkeypatch.setattr(hopes, note, noted)


@pytest.mark.parametrize(("note", "cost"), COSTS)
def test_a_cost_counted_twice_is_noticed(note, cost, monkeypatch):
    """The twin that must fail: with any one cost overstated, some drafts are better than hoped for."""
    miscount(monkeypatch, note, cost, 2.0)
    assert any(overtaken(some_world(Random(number)))[0] for number in range(150))


def test_a_tangent_of_own_security_that_is_too_flat_is_noticed(monkeypatch):
    """The twin that must fail: if own security rose half as much with what is asked, some hope would be too small."""
    whole = hopes.note_targets

    def flat(sheet, terms, desk):
        desk.rising[:] = [0.5 * one for one in desk.rising]
        whole(sheet, terms, desk)

    monkeypatch.setattr(hopes, "note_targets", flat)
    keen = [some_world(Random(number)) for number in range(60)]
    assert sum(overtaken(one, change(one.terms, security={"own": 3.0}))[0] for one in keen) > 0


# -- and not much more ----------------------------------------------------------------------


def slack(world):
    """How much better a draft is hoped to be than it is, if nothing is changed in it."""
    _, _, terms, table, text, _ = world
    room = world.room._replace(anchor=text)
    here, sheet = weighed(text, room, table, terms), noted_on(text, room, table, terms)
    sheet.allowed[ITSELF] = 1
    note_hopes(here, sheet, room, table, terms)
    assert room.desk.own[ITSELF] + here.members == here.score
    return (room.desk.hope[ITSELF] - here.score) / max(1.0, abs(here.score))


@given(worlds)
def test_a_draft_that_changes_nothing_is_hoped_to_be_what_it_is(world):
    assert slack(world) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(("note", "column"), COSTS + GAINS)
def test_a_stake_left_out_is_noticed(note, column, monkeypatch):
    """The twin that must fail: without any one column of stakes, a draft left alone is not hoped to be what it is."""
    miscount(monkeypatch, note, column, 0.0)
    assert any(abs(slack(some_world(Random(number)))) > 1e-6 for number in range(150))


@pytest.mark.parametrize("part", Stakes._fields)
def test_a_sum_of_stakes_left_out_is_noticed(part, monkeypatch):
    whole = hopes.note_pulls
    monkeypatch.setattr(hopes, "note_pulls", lambda *given: whole(*given)._replace(**{part: 0.0}))
    assert any(abs(slack(some_world(Random(number)))) > 1e-6 for number in range(150))


def test_hopes_save_most_of_the_weighing(monkeypatch):
    """Were they too high to rule anything out, they would be in vain."""
    asked = []
    monkeypatch.setattr(drafting, "members", lambda *given: asked.append(1) or members(*given))
    moves = 0
    for number in range(30):
        _, _, terms, table, text, room = some_world(Random(number))
        here = weighed(text, room, table, terms)
        asked.clear()
        better_move(NO_FLOOR, here, room, table, terms)
        moves += len(asked)
    assert 0 < moves < 30 * 4


def test_only_the_chairs_own_rule_has_hopes():
    here, sheet, desk = weighed(TEXT), noted_on(TEXT), ROOM.desk
    note_hopes(here, sheet, ROOM, TABLE, change(TERMS, chair={"rule": NASH}))
    assert [hope for hope, well in zip(desk.hope, sheet.allowed, strict=True) if well] == [
        own for own, well in zip(desk.own, sheet.allowed, strict=True) if well
    ]


# -- what is at stake, by hand --------------------------------------------------------------


def test_a_seat_pulls_by_how_likely_it_is_to_break_silence():
    weighed(TEXT)
    stakes = note_pulls(noted_on(TEXT), ROOM, TABLE, TERMS)
    assert ROOM.desk.pull == pytest.approx(pulls())
    assert stakes.price == pytest.approx(sum(pulls()))
    kept, limit = READING.delivered, TERMS.security.saturation
    for seat, rising in enumerate(ROOM.desk.rising):
        asked = gap(TEXT, seat, TABLE, TERMS)
        slope = TABLE.threat[seat] * TERMS.security.own * exp(-kept * asked / limit)
        assert rising == pytest.approx(pulls()[seat] * slope)
    threats = [pull * threat for pull, threat in zip(pulls(), TABLE.threat, strict=True)]
    assert stakes.shared == pytest.approx(TERMS.security.common * sum(threats))


def test_a_letter_eases_what_its_holder_has_at_stake():
    text = with_letters(TEXT, 1 << CLEO)
    weighed(text)
    note_pulls(noted_on(text), ROOM, TABLE, TERMS)
    note_shares(text, TABLE, TERMS, ROOM.desk)
    desk = ROOM.desk
    assert desk.drawn[CLEO] == 0.0
    assert desk.drawn[BEN] == desk.pull[BEN] * TABLE.red_slope[BEN]
    for seat in range(4):
        watched = monitoring_cost(1.0, TABLE.opposition[seat], has_letter(text, seat), TERMS)
        assert desk.watchful[seat] == pytest.approx(desk.pull[seat] * watched)
        assert desk.strain[seat] == pytest.approx(desk.pull[seat] * TABLE.stress[seat])


@pytest.mark.parametrize("letters", [0, 1 << CLEO, 1 << BEN | 1 << CLEO])
def test_what_aims_put_at_stake_is_what_their_costs_come_to(letters):
    text = with_letters(TEXT, letters)
    at_stake(text)
    desk, sheet, table, material = ROOM.desk, noted_on(text), TABLE, TERMS.costs.material_gap
    note_targets(sheet, TERMS, desk)
    note_efforts(sheet, desk)
    note_envy(text, sheet, TERMS, desk)
    for place in range(len(TERMS.aims)):
        there, shift = aim_at(text, place, TERMS), TERMS.aims[place][0] + 2
        asked = [gap(there, seat, table, TERMS) for seat in range(4)]
        effort = [load(asked[seat], related_gap(there, seat, table, TERMS), TERMS) for seat in range(4)]
        fiscal = [desk.pull[seat] * fiscal_cost(table.stress[seat], effort[seat], 0.7, 0.2) for seat in range(4)]
        assert 0.7 * desk.loaded[place] + 0.2 * desk.strained[place] == pytest.approx(sum(fiscal))
        red = [desk.pull[seat] * red_line_cost(there, seat, 1.0, table, TERMS) for seat in range(4)]
        assert desk.crossed[shift] == pytest.approx(sum(red))
        watched = [desk.watchful[seat] for seat in range(4) if asked[seat] > material]
        assert desk.watched[shift] == pytest.approx(sum(watched))
        envy = [desk.pull[seat] for seat in range(4) if effort[seat] > material and not has_letter(text, seat)]
        assert desk.jealous[place] == pytest.approx(sum(envy))


def test_nobody_is_likelier_to_keep_silence_than_surely():
    stakes = at_stake(TEXT)
    ROOM.desk.isolated[:] = [alone(READING.satisfaction, ROOM, TERMS)] * len(ROOM.desk.isolated)
    assert likely(ITSELF, READING, -50.0, stakes, ROOM) < 0.0
    assert likely(ITSELF, READING, 1e6, stakes, ROOM) == 0.0
