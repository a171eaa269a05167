"""The estimate on the page is the chair's own, from the position on screen; nobody waits for an old one."""

import re
from threading import Thread

import pytest

from sim.analysis.outlook import outlook
from sim.viewer import estimate
from sim.viewer.estimate import RUNS, Estimator, over, told, waiting
from sim.viewer.session import Session, Start


@pytest.fixture
def session(the_hague):
    found = Session(Start(the_hague, seed=2))
    found.pull("threat", 0.6)
    found.to(30)
    return found


def test_it_is_that_of_the_summit_on_screen_and_leaves_it_alone(session):
    before = session.here.transcript
    found = Estimator(session).estimate(session.here.snapshot, all_seen=False)
    assert found == outlook(session.summit, RUNS)
    assert session.summit.record.rounds == before.rounds[: len(session.summit.record.rounds)]
    session.to_end()
    assert session.here.over


def test_a_question_that_nobody_waits_for_is_not_answered(session, monkeypatch):
    monkeypatch.setattr(estimate, "PATIENCE", 0.05)
    estimator, answers = Estimator(session), []
    with estimator.lock:  # the one before is still being worked on
        old = Thread(target=lambda: answers.append(estimator.estimate(session.here.snapshot, False)))
        old.start()
        while estimator.asked is None:
            pass
        estimator.asked = session.moments[0].snapshot, False
    old.join()
    assert answers == [None]


def test_the_strip_shares_out_all_that_may_come(session):
    html = told(outlook(session.summit, 300), session.scenario)
    widths = [float(one) for one in re.findall(r'style="width:([\d.]+)%"', html)]
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert "300 summits played on from here, knowing what the chair knows" in html
    assert "Break silence on the way" in html


def test_what_stands_in_its_place_until_it_arrives():
    assert "playing on from here" in waiting(ready=True)
    assert "compiling the rules" in waiting(ready=False)
    assert "The summit is over" in over()


def test_compiling_is_left_to_another_process_and_only_if_need_be(monkeypatch):
    called = []
    monkeypatch.setattr(estimate.subprocess, "run", lambda command, **how: called.append((command, how)))
    monkeypatch.setattr(estimate, "prepared", lambda: True)
    estimate.prepare()
    assert called == []
    monkeypatch.setattr(estimate, "prepared", lambda: False)
    estimate.prepare()
    [(command, how)] = called
    assert command[1:] == ["-c", estimate.PREPARE]
    assert str(estimate.Path(estimate.__file__).parents[2]) in how["env"]["PYTHONPATH"]
    compile(estimate.PREPARE, "prepare", "exec")
