"""What an ally would need is enough, is near, and is weighed as the agents weigh it."""

from functools import cache

import pytest

from sim.results.describe import text_from, text_record
from sim.results.needs import near, needs, weighed
from sim.rules.interests import MERITS, merits
from sim.rules.reading import read_anew, without_text
from sim.rules.text import move, on_grid
from sim.scenario.read import load
from sim.scenario.seating import seat
from sim.summit.model import Summit


@cache
def played(seed):
    summit = Summit(load("the-hague-2025"), seed=seed, run=seed - 1, draw=seed > 1)
    return summit.play(), summit.settled


def heard(transcript):
    """Yield every time the allies spoke: their voices, the text, the page."""
    for page in transcript.rounds:
        yield page.soundings, page.text, page
        for attempt in page.silence:
            yield attempt.voices, attempt.text, page


@pytest.fixture(params=[1, 15, 22])
def course(request):
    transcript, scenario = played(request.param)
    return transcript, scenario, seat(scenario)


def test_a_record_can_be_read_back_as_the_draft_it_was_of(course):
    transcript, scenario, seating = course
    for _, record, _ in heard(transcript):
        draft = text_from(record, scenario, seating.codes)
        assert text_record(draft, scenario, seating.codes, seating.terms) == record


def test_texts_are_weighed_to_the_bit_as_they_were(course):
    transcript, scenario, seating = course
    q0 = without_text(seating.table, seating.terms)
    assert {page.attended for page in transcript.rounds} != {None}, "whether the president comes moves the threat"
    for voices, record, page in heard(transcript):
        text = text_from(record, scenario, seating.codes)
        reading = read_anew(text, seating.table, seating.terms)
        for place, voice in enumerate(voices):
            anew = weighed(text, reading, place, page, seating, q0)
            assert list(anew)[:MERITS] == list(voice.parts.values())[:MERITS]


class Weigher:
    """One ally's balance on other texts, all but their merits as it stood."""

    def __init__(self, voice, here, page, seating):
        self.place, self.page, self.seating = seating.codes.index(voice.code), page, seating
        self.q0 = without_text(seating.table, seating.terms)
        self.rest = voice.total - self.merits(here)

    def merits(self, text):
        reading = read_anew(text, self.seating.table, self.seating.terms)
        return merits(weighed(text, reading, self.place, self.page, self.seating, self.q0))

    def accepts(self, text):
        return self.merits(text) + self.rest >= 0.0


def test_what_is_needed_is_enough_and_nothing_nearer_is(course):
    transcript, scenario, seating = course
    voices, record, page = next(heard(transcript))  # at the first soundings most hold out
    here, found = text_from(record, scenario, seating.codes), 0
    wanted = needs(voices, record, page, seating, scenario)
    assert set(wanted) == {voice.code for voice in voices if voice.total < 0.0}
    for voice in [one for one in voices if one.code in wanted]:
        need, weigher = wanted[voice.code], Weigher(voice, here, page, seating)
        assert need.short == -voice.total
        nearer = [text for text in near(here, seating) if weigher.accepts(text)]
        if need.text is None:
            assert not nearer
            continue
        text, found = text_from(need.text, scenario, seating.codes), found + 1
        assert weigher.accepts(text)
        assert (text == nearer[0]) if nearer else (text.letters == here.letters | 1 << weigher.place)
    assert found, "somebody could be won by one change"


def test_near_texts_are_those_of_the_chairs_moves_the_nearest_first():
    _, scenario = played(1)
    seating = seat(scenario)
    here = seating.terms.proposal
    moves = [move(here, step, seating.terms) for step in range(len(seating.terms.aim_of))]
    found = near(here, seating)
    assert sorted(found) == sorted(text for text in moves if on_grid(text, seating.terms))
    assert found[0].core == here.core, "a word is nearer than a number"
