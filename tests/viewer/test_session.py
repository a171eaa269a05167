"""One negotiation on one page: forwards, backwards, stepping in. No browser is needed for any of it."""

from dataclasses import replace

import pytest

from sim.rules.round import PHASES
from sim.summit.model import Summit
from sim.viewer.acts import Moved, Played, Wrote
from sim.viewer.chair import Refused
from sim.viewer.levers import changed
from sim.viewer.session import DRAFTED, Session, Start


@pytest.fixture
def session(the_hague):
    return Session(Start(the_hague))


@pytest.fixture(scope="module")
def played(the_hague):
    return Summit(the_hague).play()


def to_draft(session, round_):
    while (session.here.round, session.here.phases) != (round_, DRAFTED):
        assert session.step()
    return session.draft()


def test_the_end_on_the_page_is_that_of_play_value_for_value(session, played):
    session.to_end()
    assert session.here.transcript == played
    assert session.here.over
    assert not session.step()


def test_a_step_is_a_phase_and_a_round_is_what_is_left_of_it(session):
    session.step()
    assert (session.here.round, session.here.phase) == (1, "events")
    session.step_round()
    assert (session.here.round, session.here.phases, session.here.phase) == (1, 7, "silence")
    session.step_round()
    assert [type(act) for act in session.acts] == [Played] * 14
    assert session.here.played == 14


def test_a_meeting_under_way_shows_what_stood_before_until_it_changes(session):
    session.step_round()
    for _ in range(DRAFTED - 1):
        session.step()
    page, before = session.here.transcript.rounds[-1], session.here.transcript.rounds[-2]
    assert page.text == before.text
    assert page.soundings == before.soundings
    session.step_round()
    assert session.here.transcript.rounds[-1].soundings != before.soundings


def test_back_and_forth_changes_nothing(session, played):
    session.to_end()
    everything = [one.transcript for one in session.moments]
    session.to(23)
    assert session.here.transcript == everything[23]
    session.back_round()
    assert session.here.played == 21
    session.to_end()
    assert [one.transcript for one in session.moments] == everything
    del session.moments[24:]  # not only remembered: played anew from the middle of a meeting
    session.to(23)
    session.to_end()
    assert [one.transcript for one in session.moments] == everything
    assert len(session.summit.datacollector.model_vars["round"]) == len(played.rounds) + 1


def test_reset_goes_back_to_the_opening(session):
    session.step_round()
    session.pull("demand", 4.0)
    session.pull("room", 1.0)
    session.reset()
    assert session.wanted == session.here.levers
    assert session.here.levers.demand == 5.0
    assert (session.here.round, session.here.phase, len(session.moments)) == (0, "opening", 1)


def test_the_user_takes_the_chair_and_the_room_hears_the_new_text(session, played):
    form = to_draft(session, 5)
    softer = replace(form, core=form.core - 0.5)
    session.step_round()  # the room has heard the chair's own draft of round 5
    heard = session.here.transcript.rounds[-1]
    session.to(session.at - 2)
    session.write(softer)
    assert session.here.text.core == form.core - 0.5
    assert (session.here.round, session.here.phases) == (5, DRAFTED)
    session.step_round()
    again = session.here.transcript.rounds[-1]
    assert again.text.core == form.core - 0.5
    assert [one.asked for one in again.soundings] != [one.asked for one in heard.soundings]
    assert session.interventions == [Wrote(softer)]
    session.to_end()
    assert session.here.transcript != played


def test_a_text_is_overwritten_once_however_often_one_changes_ones_mind(session):
    form = to_draft(session, 2)
    for core in (3.0, 3.25, 4.0):
        session.write(replace(form, core=core))
    assert session.interventions == [Wrote(replace(form, core=4.0))]
    session.back()
    assert session.draft() == form


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"core": 3.6}, "core 3.6 %; allowed: 2 to 5 % in steps of 0.25"),
        ({"core": 9.0}, "core 9 %; allowed: 2 to 5 %"),
        ({"core": float("nan")}, "core nan %; allowed"),
        ({"related": -0.25}, "related -0.25 %; allowed: 0 to 2 %"),
        ({"deadline": 2025}, "deadline 2025; allowed: 2026 to 2040"),
        ({"deadline": None}, "deadline none; allowed: 2026 to 2040"),
        ({"counts": []}, "of which nothing counts"),
        ({"counts": ["yachts"]}, '"yachts" is unknown; allowed: cyber'),
        ({"review": True, "deadline": 2029}, "a review in 2029 is not before the deadline of 2029"),
        ({"firmness": "iron"}, '"iron" is unknown; allowed: aim'),
        ({"wording": "they"}, '"they" is unknown'),
        ({"letters": ["ESP"]}, "a new side letter in round 2; allowed: from round 7"),
        ({"letters": ["ESP", "ITA", "BEL", "SVK"]}, "4 side letters; allowed: at most 3"),
        ({"letters": ["XYZ"]}, '"XYZ" is unknown'),
    ],
)
def test_what_no_text_may_say_is_refused_and_nothing_changes(session, change, said):
    form = to_draft(session, 2)
    with pytest.raises(Refused, match=said.replace("(", r"\(")):
        session.write(replace(form, **change))
    assert session.draft() == form
    assert session.interventions == []


def test_the_chair_is_free_from_a_draft_to_its_silence(session):
    form = session.draft()
    with pytest.raises(Refused, match="step to the next draft"):
        session.write(form)
    session.step_round()
    with pytest.raises(Refused, match="step to the next draft"):
        session.write(form)


def test_a_letter_towards_the_end_and_a_text_held_until_its_silence(session):
    form = to_draft(session, 7)
    mine = replace(form, letters=["ESP"], core=3.0)
    session.write(mine)
    session.call_silence()
    page = session.here.transcript.rounds[-1]
    assert page.round == 8
    assert page.silence[0].text.core == 3.0
    assert page.silence[0].text.letters == ["ESP"]
    assert all(act.form == mine for act in session.interventions)


def test_a_lever_acts_from_now_on(session, played):
    session.step_round()
    session.pull("demand", 6.0)
    session.to_end()
    assert session.here.transcript.rounds[0] == played.rounds[0]
    assert session.here.transcript.rounds[1].patron.satisfaction < played.rounds[1].patron.satisfaction
    session.to(0)
    assert session.here.levers.demand == 5.0  # back before it was moved


def test_a_dragged_slider_moves_once(session):
    session.step_round()
    for value in (4.75, 4.5, 4.25):
        session.pull("demand", value)
    assert session.interventions == [Moved("demand", 4.25)]
    session.pull("demand", 5.0)
    assert session.interventions == []
    assert len(session.moments) == 8


@pytest.mark.parametrize(("key", "value"), [("threat", 0.8), ("related", 0.5), ("fear", 0.3)])
def test_each_lever_that_acts_now_changes_what_follows(session, played, key, value):
    session.step_round()
    session.pull(key, value)
    session.to_end()
    assert session.here.transcript.rounds != played.rounds
    assert session.here.transcript.rounds[0] == played.rounds[0]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("demand", 4.0),
        ("threat", 0.0),
        ("related", 0.5),
        ("fear", -0.3),
        ("letters", 1.0),
        ("room", -3.0),
        ("talks", 0),
    ],
)
def test_at_a_restart_a_lever_is_written_into_the_scenario(session, the_hague, key, value):
    session.pull(key, value)
    start = session.restart()
    again = Session(start)
    assert getattr(again.wanted, key) == getattr(again.here.levers, key) == value
    again.to(14)
    twin = Summit(changed(the_hague, start.levers))
    twin.step()
    twin.step()
    assert again.here.transcript == twin.transcript()
    assert again.digest != session.digest


def test_levers_that_wait_for_a_restart_change_nothing_now(session):
    session.pull("room", 2.0)
    session.pull("talks", 0)
    assert len(session.moments) == 1
    assert session.here.levers.room == 0.0


def test_a_restart_with_nothing_moved_is_the_same_negotiation(session):
    assert session.restart() == session.start


def test_fear_and_fiscal_room_reach_the_seats(session):
    calm = session.summit
    session.pull("fear", 0.2)
    session.pull("room", -3.0)
    tense = Session(session.restart()).summit
    assert all(more >= less for more, less in zip(tense.table.threat, calm.table.threat, strict=True))
    assert all(more >= less for more, less in zip(tense.table.stress, calm.table.stress, strict=True))
    assert max(tense.table.stress) > max(calm.table.stress)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("demand", 40.0, "asks for: 40; allowed: 2 to 6 % of GDP"),
        ("demand", float("nan"), "allowed: 2 to 6"),
        ("wealth", 1.0, 'no lever "wealth"; allowed: demand'),
    ],
)
def test_a_lever_out_of_bounds_is_refused(session, key, value, said):
    with pytest.raises(Refused, match=said):
        session.pull(key, value)


def test_two_sessions_share_nothing(session, the_hague):
    other = Session(Start(the_hague))
    session.pull("demand", 3.0)
    session.step_round()
    assert other.here.round == 0
    assert other.here.levers.demand == 5.0


def test_every_phase_of_the_rules_is_a_step(session):
    for phase in PHASES:
        session.step()
        assert session.here.phase == phase
