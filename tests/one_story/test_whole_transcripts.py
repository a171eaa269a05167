"""One story, three tellings: Mesa's agents, the conductor in plain Python, and the conductor compiled.

What is compared is every number of every round, to the last bit; an ending alone would hide a drift.
"""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import numpy as np
import pytest

from sim.ensemble.conduct import conduct
from sim.ensemble.kernel import play_many, play_one
from sim.ensemble.log import Log, columns, write_all
from sim.ensemble.minds import blank_minds
from sim.ensemble.start import outset
from sim.rules import influence
from sim.rules.chance import Dice
from sim.rules.sheet import clear_paper
from sim.scenario.draw import draw_setting, settle
from sim.scenario.read import load
from sim.scenario.seating import seat
from sim.summit.model import Summit

WORLDS = (
    (),
    ("chair.letter_cost=0.1",),
    ("isolation.alone=0.45", "influence.strength=0.3"),
    ("us.coming=-2.0", "us.coming_low=-3.0"),
    ("us.resolve_last=0.35", "us.demand=5.5"),
    ("us.threat_to_leave=0.0", "temper.spread=0.2"),
    ("chair.soundings=noisy", "chair.cascade=greatest"),
    ("home.wording_absorbs=0.0", "letters.at_once=3"),
)
RUNS = 5


def moments():
    """Yield scenarios and runs: worlds as declared, and worlds whose every doubt is drawn."""
    dice = Random(2025)
    for settings in WORLDS:
        scenario = load("the-hague-2025", settings)
        for run in range(RUNS):
            drawn = settle(scenario, draw_setting(scenario, 7, dice.getrandbits(20))) if run % 2 else scenario
            yield drawn, run


def told_by_agents(scenario, run):
    """Return the rounds as Mesa's agents play them, a line each, and the finished summit."""
    summit = Summit(scenario, seed=7, run=run)
    trace = np.zeros((summit.rounds, columns(len(summit.codes))))
    while summit.running:
        summit.step()
        broke = {one.code for one in summit.record.breaks()}
        ever = sum(1 << place for place, code in enumerate(summit.codes) if code in broke)
        write_all(trace[summit.now.round - 1], summit.now, ever)
    return trace, summit


@pytest.fixture(scope="module")
def told():
    """Every moment as told by the agents."""
    return [(scenario, run, *told_by_agents(scenario, run)) for scenario, run in moments()]


def bits(trace):
    return trace.view(np.int64)


def test_everything_that_can_happen_happened(told):
    endings = [summit for _, _, _, summit in told]
    assert any(summit.adopted is not None and summit.adopted.letters for summit in endings)
    assert any(summit.adopted is None for summit in endings)
    assert any(summit.now.attended == 0 for summit in endings)
    assert any("USA" in {one.code for one in summit.record.breaks()} for summit in endings)
    together = [attempt.company for summit in endings for page in summit.record.rounds for attempt in page.silence]
    assert max(together) > 2


def test_the_compiled_conductor_tells_the_same_story(told):
    for scenario, run, trace, summit in told:
        ending, compiled = play_one(seat(scenario), 7, run)
        assert np.array_equal(bits(compiled), bits(trace))
        assert (ending["adopted"] == 1) == (summit.adopted is not None)
        assert all(ending[name] == issue for name, issue in summit.now.text._asdict().items())


def test_the_plain_conductor_tells_the_same_story(told):
    for scenario, run, trace, _ in told[::4]:
        seating = seat(scenario)
        plain = np.zeros_like(trace)
        seats, terms = seating.table.seats, seating.terms
        paper, minds = clear_paper(seats, len(terms.aims), len(terms.aim_of), 2), blank_minds(seats)
        conduct(outset(seating), Dice(7, run), seating.table, terms, paper, minds, Log(plain, (), ()))
        assert np.array_equal(bits(plain), bits(trace))


def test_another_rule_tells_another_story(told, monkeypatch):
    """The twin that must fail: agents that strike no pose."""
    monkeypatch.setattr(influence, "posturing", lambda progress, patience, terms: 0.0)
    scenario, run, trace, _ = told[0]
    assert not np.array_equal(bits(told_by_agents(scenario, run)[0]), bits(trace))


def test_threads_and_parts_change_nothing():
    seating = seat(load("the-hague-2025"))
    whole = play_many(seating, 1, 0, 24)
    with ThreadPoolExecutor(3) as threads:
        parts = list(threads.map(lambda first: play_many(seating, 1, first, 8), (0, 8, 16)))
    for name, column in whole._asdict().items():
        assert np.array_equal(column, np.concatenate([getattr(part, name) for part in parts])), name
    assert len(play_many(seating, 1, 0, 0).endings) == 0
