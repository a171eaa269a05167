"""Talks and incidents: one outcome a run, an incident in any round, and who is moved by it."""

import pytest
from rules.worlds import TERMS, change

from sim.rules.events import crisis, feel, happens, outcome_of_talks, shift

NOTHING_HAPPENS = 0.99


@pytest.mark.parametrize(
    ("draw", "outcome"), [(0.0, 0), (0.049, 0), (0.051, 1), (0.599, 1), (0.601, 2), (0.849, 2), (0.851, 3), (0.999, 3)]
)
def test_a_draw_stands_for_an_outcome_of_the_talks(draw, outcome):
    assert outcome_of_talks(draw, TERMS) == outcome


def test_the_last_outcome_takes_what_is_left():
    assert outcome_of_talks(0.9, change(TERMS, events={"talks_outcomes": 2})) == 1
    assert outcome_of_talks(0.9, change(TERMS, events={"talks_outcomes": 1})) == 0


def test_blanks_after_the_last_outcome_are_no_outcomes():
    longer = TERMS._replace(talks_chance=(*TERMS.talks_chance, 0.0, 0.0), talks_threat=(*TERMS.talks_threat, 9.0, 9.0))
    assert outcome_of_talks(0.999, longer) == 3
    assert shift(2, 0.999, NOTHING_HAPPENS, longer) == shift(2, 0.999, NOTHING_HAPPENS, TERMS)


def test_the_talks_are_known_before_their_round_and_no_other():
    assert shift(2, 0.0, NOTHING_HAPPENS, TERMS) == (-0.20, 0.0)
    assert shift(2, 0.7, NOTHING_HAPPENS, TERMS) == (0.05, 0.0)
    assert shift(1, 0.0, NOTHING_HAPPENS, TERMS) == shift(3, 0.0, NOTHING_HAPPENS, TERMS) == (0.0, 0.0)


def test_without_talks_nothing_comes_of_them():
    assert shift(2, 0.0, NOTHING_HAPPENS, change(TERMS, events={"talks_outcomes": 0})) == (0.0, 0.0)


def test_an_incident_may_happen_in_any_round():
    assert shift(1, 0.5, 0.049, TERMS) == (0.0, 0.10)
    assert shift(2, 0.3, 0.0, TERMS) == (-0.03, 0.10)
    assert shift(1, 0.5, 0.05, TERMS) == (0.0, 0.0)


def test_an_incident_is_rare():
    assert [happens(draw, TERMS) for draw in (0.0, 0.049, 0.05, 0.9)] == [True, True, False, False]


def test_a_crisis_elsewhere_is_rare():
    assert [crisis(draw, TERMS) for draw in (0.0, 0.149, 0.15, 0.9)] == [1, 1, 0, 0]


def test_the_front_line_discounts_peace_and_the_distant_relax():
    assert feel(0.9, -0.2, TERMS) == pytest.approx(0.9 - 0.2 * 0.2)
    assert feel(0.3, -0.2, TERMS) == pytest.approx(0.3 - 0.2 * 0.8)
    assert feel(0.3, 0.1, TERMS) == pytest.approx(0.3 + 0.1 * 0.8)


def test_fear_stays_between_nothing_and_one():
    assert feel(0.0, -0.2, TERMS) == 0.0
    assert feel(1.0, 1.0, TERMS) == 1.0
    assert feel(0.4, 0.0, TERMS) == 0.4
