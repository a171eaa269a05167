"""How far a text lies from those that other ideas of fairness would choose."""

from dataclasses import replace

import pytest

from sim.rules.objective import distance, toggled
from sim.rules.text import EVERY_ISSUE, on_grid
from sim.scenario.read import load
from sim.summit.model import Summit
from sim.summit.yardsticks import YARDSTICKS, apart, distances, yardstick

EIGHT = 'summit.seats=["BEL", "DEU", "ESP", "EST", "FRA", "GBR", "ITA", "POL"]'


@pytest.fixture
def ended():
    summit = Summit(load("the-hague-2025", [EIGHT]), seed=4)
    summit.play()
    return summit


def test_texts_lie_apart_by_all_issues_whatever_a_meeting_was_about(ended):
    terms, text = ended.terms, ended.terms.proposal
    other = text._replace(core=text.core - 0.5, deadline=text.deadline + 3, counts=text.counts ^ 1)
    price, issues = terms.inertia, (0.5, 3.0, terms.share_of[1])
    by_hand = price.core * issues[0] + price.deadline * issues[1] + price.counts * issues[2]
    assert apart(text, other, terms) == apart(other, text, terms) == pytest.approx(by_hand)
    assert apart(text, text, terms) == 0.0
    assert apart(text, other, terms) < distance(text, other, toggled(text, other, terms), 0, terms)
    assert apart(text, other, terms) == distance(text, other, toggled(text, other, terms), EVERY_ISSUE, terms)


def test_each_yardstick_chooses_a_text_that_could_be_written(ended):
    for name, far in distances(ended).items():
        chosen = yardstick(ended, YARDSTICKS[name])
        assert on_grid(chosen, ended.terms)
        assert far == apart(ended.now.text, chosen, ended.terms) >= 0.0
    assert set(distances(ended)) == set(YARDSTICKS)


def test_measuring_changes_nothing_of_what_was_played(ended):
    before = ended.transcript()
    measured = ended.transcript(yardsticks=True)
    assert measured.outcome.distances
    assert replace(measured, outcome=replace(measured.outcome, distances={})) == before
    assert distances(ended) == measured.outcome.distances  # nor of what is measured again
