"""A transcript cut into scenes loses nothing and gives nothing away."""

from functools import cache
from itertools import pairwise

import pytest

from sim.results.transcript import last_voices
from sim.scenario.read import load
from sim.story.minutes import minutes
from sim.story.scenes import EVENTS, OPENING, PRESSURE, SILENCE, SOUNDING, cut, scenes
from sim.summit.model import Summit


@cache
def played(seed):
    summit = Summit(load("the-hague-2025"), seed=seed, run=seed, draw=seed > 2)
    return summit.play(), summit.settled


@pytest.fixture(params=[1, 2, 15])
def course(request):
    transcript, scenario = played(request.param)
    return transcript, scenario, scenes(transcript, scenario)


def test_the_scenes_minutes_are_the_minutes(course):
    transcript, scenario, found = course
    assert [line for one in found for line in one.lines] == [line for line in minutes(transcript, scenario) if line]


def test_the_last_scene_is_the_whole_transcript(course):
    transcript, _, found = course
    assert found[-1].shown is transcript
    assert found[-1].heard is transcript
    assert found[0].phase == OPENING
    assert not found[0].shown.rounds


def test_a_scene_knows_nothing_of_what_comes(course):
    transcript, _, found = course
    for one in found[:-1]:
        pages = one.shown.rounds
        assert len(pages) == one.round
        assert not one.shown.outcome.adopted
        assert one.shown.outcome.label == "none"
        assert all((broken.round, broken.attempt) <= (one.round, one.attempt) for broken in one.shown.outcome.breaks)
        if one.phase in (EVENTS, PRESSURE):
            assert pages[-1].text == pages[-1].before == one.text
            assert not pages[-1].silence
        if one.phase == SILENCE:
            assert len(pages[-1].silence) == one.attempt
    assert {one.round for one in found} == set(range(len(transcript.rounds) + 1))


def test_what_was_heard_last_stays_until_somebody_speaks(course):
    transcript, _, found = course
    spoken = [one for one in found if one.phase in (SOUNDING, SILENCE)]
    voices = [page.soundings for page in transcript.rounds] + [
        a.voices for page in transcript.rounds for a in page.silence
    ]
    assert sorted(map(repr, voices)) == sorted(repr(last_voices(one.heard)) for one in spoken)
    for before, now in pairwise(found):
        assert now.heard is before.heard or now.phase in (SOUNDING, SILENCE)


def test_who_is_nearest_to_breaking_at_the_end_is_the_pivotal_one(course):
    """Scenes work out the pivotal ally from voices; at the last text the agents' answer is the same."""
    transcript, _, _ = course
    assert cut(transcript, transcript.rounds).outcome.pivotal == transcript.outcome.pivotal


def test_a_negotiation_that_never_began_has_no_scene(the_hague):
    assert scenes(Summit(the_hague).transcript(), the_hague) == []
