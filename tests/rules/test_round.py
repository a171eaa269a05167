"""The order of a round, and how far the calendar has run."""

import pytest
from rules.worlds import TERMS

from sim.rules.round import PHASES, letters_open, luck_of, progress
from sim.summit.model import Summit


def test_a_round_begins_with_events_and_ends_with_silence():
    assert PHASES == ("events", "pressure", "drafting", "attendance", "sounding", "learning", "silence")


@pytest.mark.parametrize("phase", PHASES)
def test_the_summit_has_a_method_for_every_phase(phase):
    assert callable(getattr(Summit, phase))


def test_progress_runs_from_the_first_round_to_one():
    assert [progress(round_, 4) for round_ in (1, 2, 3, 4)] == [0.25, 0.5, 0.75, 1.0]
    assert progress(9, 9) == 1.0


def test_letters_come_up_in_the_last_rounds_only():
    assert [letters_open(round_, 9, 3) for round_ in range(1, 10)] == [False] * 6 + [True] * 3
    assert not any(letters_open(round_, 9, 0) for round_ in range(1, 10))
    assert all(letters_open(round_, 2, 3) for round_ in (1, 2))


def test_a_meeting_keeps_its_luck_when_others_come_in_between():
    calendar = TERMS.calendar._replace(luck=(1, 7, 2))
    assert [luck_of(round_, TERMS._replace(calendar=calendar)) for round_ in (1, 2, 3)] == [1, 7, 2]
