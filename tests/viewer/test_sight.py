"""What one at the table can know: as much as the chair, or everything; and what an ally would need."""

from dataclasses import asdict
from math import exp, fsum

import pytest

from sim.rules.agreement import consensus, log_chance
from sim.rules.reading import read_anew
from sim.rules.room import alone
from sim.summit.model import Summit
from sim.viewer.session import Session, Start
from sim.viewer.sight import BELIEF, PRIVATE, room_for, stances, veiled


@pytest.fixture(scope="module")
def half_way(the_hague):
    session = Session(Start(the_hague))
    session.to(40)
    return session.summit


@pytest.fixture(scope="module")
def played(the_hague):
    return Summit(the_hague).play()


@pytest.mark.parametrize("all_seen", [False, True])
def test_the_parts_add_up_and_the_most_reluctant_comes_first(half_way, all_seen):
    found = stances(half_way, all_seen)
    totals = [one.voice.total for one in found]
    assert totals == sorted(totals)
    assert all(one.voice.total == fsum(one.voice.parts.values()) for one in found)
    assert len(found) == len(half_way.codes)


def test_the_chairs_view_is_the_chairs_own_reckoning(half_way):
    room, text = room_for(half_way, all_seen=False), half_way.now.text
    reading = read_anew(text, half_way.table, half_way.terms)
    isolated = alone(reading.satisfaction, room, half_way.terms)
    hoped = consensus(text, reading, isolated, room, half_way.table, half_way.terms)
    spread = half_way.terms.chair.spread
    assert fsum(log_chance(one.voice.total / spread) for one in stances(half_way, False)) == pytest.approx(hoped)
    assert 0 < exp(hoped) < 1


def test_private_minds_are_out_of_sight_unless_asked_for(half_way):
    assert not {name for one in stances(half_way, False) for name in one.voice.parts} & set(PRIVATE)
    seen = stances(half_way, True)
    minds = {ally.code: ally.character for ally in half_way.allies}
    assert all(one.voice.parts["character"] == minds[one.voice.code] for one in seen)


def test_two_summits_that_differ_in_private_minds_alone_look_the_same_at_the_opening(the_hague):
    one, other = Summit(the_hague, run=0), Summit(the_hague, run=1)
    assert one.allies[0].character != other.allies[0].character
    assert stances(one, False) == stances(other, False)
    assert stances(one, True) != stances(other, True)


@pytest.mark.parametrize("all_seen", [False, True])
def test_what_an_ally_would_need_is_enough_and_one_change_away(the_hague, all_seen):
    session = Session(Start(the_hague))
    session.pull("letters", 3.0)
    while session.here.phase != "drafting":
        session.step()
    from dataclasses import replace

    session.write(replace(session.draft(), core=4.5, related=2.0, deadline=2028, firmness="increments", wording="we"))
    summit = session.summit
    found = stances(summit, all_seen)
    out = [one for one in found if one.holds_out]
    assert out
    helped = [one for one in out if one.need is not None]
    assert helped
    assert all(one.need is None for one in found if not one.holds_out)
    for one in helped:
        before, after = asdict(session.here.text), asdict(one.need)
        changed = {name for name in before if before[name] != after[name]} - {"words"}
        assert 1 <= len(changed) <= 2  # a swap of core for related, or of years for firmness, is one move


def test_a_veiled_transcript_keeps_what_was_heard_and_hides_what_was_not(played):
    shown = veiled(played, "ESP")
    for page, was in zip(shown.rounds, played.rounds, strict=True):
        assert [one.accepts for one in page.soundings] == [one.accepts for one in was.soundings]
        assert [one.broke for one in page.silence] == [one.broke for one in was.silence]
        voices = [*page.soundings, *(one for attempt in page.silence for one in attempt.voices)]
        assert not any(set(one.parts) & set(PRIVATE) for one in voices)
        assert all(one.total == fsum(one.parts.values()) for one in voices)
    assert shown.outcome.label == played.outcome.label


def test_who_breaks_silence_shows_its_mind(played):
    page = next(page for page in played.rounds if any(attempt.broke for attempt in page.silence))
    attempt = next(one for one in page.silence if one.broke)
    code = next(code for code in attempt.broke if code in page.beliefs)
    true = next(one for one in attempt.voices if one.code == code).parts["character"]
    shown = veiled(played, "ESP").rounds[page.round - 1].silence[page.silence.index(attempt)]
    assert next(one for one in shown.voices if one.code == code).parts[BELIEF] == min(page.beliefs[code], true)
