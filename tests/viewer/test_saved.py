"""A session kept as a file plays again, its interventions included, or says why it does not."""

import json
from dataclasses import replace

import pytest

from sim.scenario.read import load
from sim.viewer.saved import Unreadable, from_json, open_file, to_json
from sim.viewer.session import DRAFTED, Session, Start


@pytest.fixture(scope="module")
def meddled(the_hague):
    """A session in which a user raised the stakes, took the chair, and then played on to the end."""
    session = Session(Start(the_hague, seed=3, run=5))
    session.step_round()
    session.pull("threat", 0.7)
    while (session.here.round, session.here.phases) != (4, DRAFTED):
        session.step()
    session.write(replace(session.draft(), core=3.25, wording="allies"))
    session.to_end()
    return session


def test_a_session_plays_again_from_its_file(meddled, tmp_path):
    file = tmp_path / "session.json"
    file.write_text(to_json(meddled), encoding="utf-8")
    again, same = open_file(file)
    assert same
    assert again.interventions == meddled.interventions
    assert again.here.transcript == meddled.here.transcript


def test_a_session_whose_parameters_are_drawn_as_a_set_is_on_file_with_them():
    session = Session(Start(load("calibrated"), seed=3, run=5))
    session.step_round()
    again, same = from_json(to_json(session), "calibrated")
    assert same
    assert again.start.scenario.isolation.alone.together == session.start.scenario.isolation.alone.together is not None


def test_a_session_saved_half_way_stops_half_way(meddled):
    meddled.to(20)
    again, same = from_json(to_json(meddled), "half")
    assert same
    assert again.at == 20
    assert again.here.transcript == meddled.here.transcript


def test_a_file_says_where_someone_stepped_in(meddled):
    meddled.to_end()
    steps = json.loads(to_json(meddled))["interventions"]
    assert [(one["round"], one["phase"], one["lever"]) for one in steps] == [
        (1, "silence", "threat"),
        (4, "drafting", None),
    ]


def test_a_file_whose_transcript_was_changed_is_told_apart(meddled):
    meddled.to(20)
    file = json.loads(to_json(meddled))
    file["transcript"]["rounds"][0]["text"]["core"] = 2.5
    _, same = from_json(json.dumps(file), "forged")
    assert not same


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"seed": "one"}, "not a session: seed"),
        ({"session": 7}, "session of format 7; allowed: 1"),
        ({"phases": 900}, "900 phases; the summit was over after"),
        ({"scenario": "title = 3"}, "its scenario"),
        ({"scenario": "= 3"}, "Invalid"),
        ({"interventions": [{"after": 7, "round": 1, "phase": "silence"}]}, "does nothing"),
        ({"interventions": [{"after": 7, "round": 1, "phase": "silence", "lever": "x", "value": 1.0}]}, "no lever"),
    ],
)
def test_what_is_no_session_is_refused_in_one_message(meddled, change, said):
    file = json.loads(to_json(meddled)) | change
    with pytest.raises(Unreadable, match=f"(?s)^odd.*{said}"):
        from_json(json.dumps(file), "odd")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"session": 1}'])
def test_other_files_are_refused(text, tmp_path):
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match="not a session"):
        open_file(file)
    with pytest.raises(Unreadable, match="cannot be read"):
        open_file(tmp_path / "absent.json")
