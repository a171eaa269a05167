"""What is noted serves as long as table and terms are the same, and not a moment longer."""

import pytest

from sim.scenario.read import load
from sim.summit.model import Summit
from sim.summit.notes import Notes


@pytest.fixture(scope="module")
def hague():
    return load("the-hague-2025")


def with_demand(summit, demand):
    """Let the patron demand something else from now on."""
    summit.terms = summit.terms._replace(us=summit.terms.us._replace(demand=demand))


def played_on(hague, run, before):
    """How a summit ends in which the demand changes after two rounds; ``before`` does something to it just then."""
    summit = Summit(hague, seed=5, run=run)
    summit.step()
    summit.step()
    with_demand(summit, 8.0)
    before(summit)
    summit.play()
    return [(page.text, page.score, page.patron) for page in summit.record.rounds]


def test_notes_are_looked_up_again_until_the_terms_change(hague):
    summit = Summit(hague, seed=5)
    summit.step()
    notes = summit.noted()
    summit.step()
    assert summit.noted() is notes
    assert notes.readings
    with_demand(summit, 4.0)
    assert summit.noted() is not notes
    assert not summit.noted().readings


def test_other_terms_on_the_way_are_heeded_as_if_nothing_had_been_noted(hague):
    def forget(summit):
        summit.notes = Notes.blank(summit.table, summit.terms)

    for run in range(3):
        assert played_on(hague, run, lambda _: None) == played_on(hague, run, forget)


def test_old_notes_under_new_terms_are_noticed(hague):
    """The twin that must fail."""

    def go_on(summit):
        summit.notes = summit.notes._replace(terms=summit.terms)

    assert any(played_on(hague, run, lambda _: None) != played_on(hague, run, go_on) for run in range(3))
