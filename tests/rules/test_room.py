"""The room as the chair sees it."""

from math import exp

import pytest
from rules.worlds import BEN, CLEO, NOW, ROOM, TABLE, TERMS, change

from sim.rules.patron import ABSENT, COMES, UNDECIDED
from sim.rules.room import (
    FRANK,
    NOISY,
    STRATEGIC,
    alone,
    confession,
    credit,
    hidden_still,
    learn,
    presence,
    supposed,
    weight_of_silence,
)
from sim.rules.silence import isolation


def test_credit_is_pressure_and_what_was_learnt_less_the_posture():
    # Cleo is singled out: 0.15·0.2·0.35·1.5; the chair believes -0.2 of its mind.
    assert credit(CLEO, 1.0, NOW, TABLE, TERMS) == pytest.approx(0.01575 - 0.2)
    assert credit(CLEO, 0.5, NOW, TABLE, TERMS) == pytest.approx(0.01575 - 0.2 - 0.125)
    assert credit(BEN, 0.5, NOW, TABLE, TERMS) == pytest.approx(0.15 * 0.8 * 0.35 - 0.25 * 0.75)


def test_presence_is_expected_until_it_is_known():
    assert presence(COMES, 0.1, TERMS) == 1.0
    assert presence(ABSENT, 0.9, TERMS) == 0.8
    assert presence(UNDECIDED, 0.75, TERMS) == pytest.approx(0.8 + 0.2 * 0.75)


def test_silence_weighs_by_its_stage_and_by_who_comes():
    chance = 1 / (1 + exp(-(1.7 + 3.0 * (0.6 - 0.5) - 0.5)))
    assert weight_of_silence(0.8, 0.6, 1.7, 1, UNDECIDED, TERMS) == pytest.approx(0.8 * (0.8 + 0.2 * chance))
    assert weight_of_silence(0.8, 0.6, 1.7, 1, COMES, TERMS) == 0.8
    assert weight_of_silence(1.0, 0.6, 1.7, 1, ABSENT, TERMS) == 0.8


def test_standing_alone_costs_less_where_the_president_may_stay_away():
    chance = 1 / (1 + exp(-(1.7 + 3.0 * (0.6 - 0.5))))
    assert alone(0.6, ROOM, TERMS) == pytest.approx(0.82 * (0.8 + 0.2 * chance), rel=1e-13)
    assert alone(0.6, ROOM._replace(stage=0.8, attended=COMES), TERMS) == pytest.approx(0.82 * 0.8)
    assert alone(0.6, ROOM._replace(attended=ABSENT), TERMS) == pytest.approx(0.82 * 0.8)


def test_standing_alone_is_breaking_silence_in_nobodys_company():
    for content in (0.0, 0.3, 0.9):
        weight = weight_of_silence(ROOM.stage, content, ROOM.coming, ROOM.crisis, ROOM.attended, TERMS)
        assert alone(content, ROOM, TERMS) == isolation(0, weight, ROOM.decay, TERMS)


def test_the_chair_learns_half_of_what_it_hears():
    assert learn(0.1, 0.3, TERMS) == pytest.approx(0.2)
    assert learn(0.1, 0.3, change(TERMS, chair={"learning": 1.0})) == pytest.approx(0.3)
    assert learn(0.1, 0.3, change(TERMS, chair={"learning": 0.0})) == 0.1


def test_what_is_hidden_shrinks_as_fast_as_belief_nears_the_mind():
    belief, hidden = 0.0, 1.0
    for _ in range(3):
        belief, hidden = learn(belief, 0.4, TERMS), hidden_still(hidden, TERMS)
    assert hidden == pytest.approx(0.125)
    assert belief == pytest.approx(0.4 * (1 - hidden))


def test_a_mind_is_supposed_to_be_what_is_believed_and_a_draw_of_the_rest():
    assert supposed(0.0, 1.0, -0.3) == -0.3
    assert supposed(0.2, 0.25, 0.4) == pytest.approx(0.3)
    assert supposed(0.2, 0.0, 0.4) == 0.2


def test_an_ally_confesses_frankly_or_blurred_or_shaded():
    def heard(manner):
        return confession(-0.1, 2.0, change(TERMS, chair={"soundings": manner}))

    assert heard(FRANK) == -0.1
    assert heard(NOISY) == pytest.approx(-0.1 + 0.05 * 2.0)
    assert heard(STRATEGIC) == pytest.approx(-0.1 - 0.04)
