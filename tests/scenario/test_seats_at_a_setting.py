"""A setting written over a scenario's numbers seats the very table that the settled scenario seats."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sim.scenario.draw import draw_setting, settle
from sim.scenario.read import load
from sim.scenario.seating import network, seat, subset_sums
from sim.scenario.sheet import FEW, RECENT

HERE = Path(__file__).parents[1]
FILES = ("the-hague-2025", *(str(path) for path in sorted(HERE.glob("scenarios/valid/*.toml"))))
DOUBTED = (
    "members.DEU.gdp={low=4000.0, high=5000.0}",
    "members.ESP.debt={mean=100.0, sd=10.0}",
    "members.POL.threat={low=0.5, high=1.0}",
    "members.POL.qualifying.cyber={low=0.1, high=0.4}",
    "categories.cyber.share={low=0.05, high=0.2}",
    "categories.mobility.distaste={low=0.05, high=0.4}",
    "us.demand={choice=[4.0, 5.0], weights=[0.5, 0.5]}",
)
"""Entries of every kind in doubt: sizes that move all weights, results that override the mapping, categories."""


@cache
def world(name, changes=()):
    return load(name, list(changes))


WORLDS = st.sampled_from([*((name, ()) for name in FILES), ("the-hague-2025", DOUBTED)])


@given(WORLDS, st.integers(0, 2**40), st.floats(0, 1), st.randoms(use_true_random=False))
@hypothesis_settings(max_examples=60, deadline=None)
def test_it_is_the_table_of_the_settled_scenario_to_the_last_bit(which, number, share, dice):
    scenario = world(*which)
    drawn = {path: value for path, value in draw_setting(scenario, 3, number).items() if dice.random() <= share}
    slow, fast = seat(settle(scenario, drawn)), seat(scenario, drawn)
    assert repr(fast) == repr(slow)  # every digit, and whole numbers as whole numbers


def test_entries_that_were_certain_may_be_set_as_well():
    setting = {
        "members.ESP.gdp": 2000.0,
        "members.ESP.debt": 90.0,
        "patron.gdp": 30000.0,
        "events.ceiling": 1.2,
        "talks.outcomes.2.threat": -0.1,
        "incidents.chance": 0.2,
        "categories.cyber.share": 0.3,
        "alliance.capability_core": 3.3,
    }
    scenario = world("the-hague-2025")
    fast = seat(scenario, setting)
    assert repr(fast) == repr(seat(settle(scenario, setting)))
    assert fast.terms.talks_threat[1] == -0.1
    assert fast.terms.alliance.capability_core == 3.25
    assert fast != seat(scenario)


def test_one_setting_leaves_no_trace_in_the_next():
    scenario = world("the-hague-2025")
    before = seat(scenario, {})
    seat(scenario, draw_setting(scenario, 1, 1))
    assert seat(scenario, {}) == before == seat(scenario)


@pytest.mark.parametrize("bad", [{"us.demnad": 4.0}, {"us.demand": 40.0}, {"us.demand": float("nan")}])
def test_what_settle_refuses_is_refused_in_the_same_words(bad):
    scenario = world("the-hague-2025")
    with pytest.raises(ValueError, match=r"us\.dem") as settled:
        settle(scenario, bad)
    with pytest.raises(ValueError, match=r"us\.dem") as seated:
        seat(scenario, bad)
    assert str(seated.value) == str(settled.value)


def test_a_member_that_is_not_seated_may_be_set_and_changes_nothing():
    few = load("the-hague-2025", ["summit.seats=['ESP', 'POL', 'DEU']"])
    assert seat(few, {"members.ITA.own_plan": 5.0}) == seat(few, {})


def test_a_great_many_scenarios_are_not_all_remembered():
    for demand in range(2 * FEW):
        seat(load("the-hague-2025", [f"us.demand={4 + demand / 100}"]), {})
    assert len(RECENT) <= FEW


def test_sums_of_subsets_are_added_in_listed_order():
    import numpy as np

    values = [0.1, 0.7, 1e-17, 0.3]
    for mask, found in enumerate(subset_sums(np.array(values)).tolist()):
        total = 0.0
        for place, one in enumerate(values):
            total += one if mask >> place & 1 else 0.0
        assert found == total


def test_attention_adds_up_and_prefers_ones_own_blocs():
    scenario = world("the-hague-2025")
    graph = network(scenario)
    for code in graph:
        assert graph.out_degree(code, weight="weight") == pytest.approx(1.0)
    bloc = next(iter(scenario.blocs.values()))
    one, friend = bloc[:2]
    stranger = next(code for code in graph if not any({one, code} <= set(each) for each in scenario.blocs.values()))
    gdp = {code: scenario.members[code].gdp.central() for code in graph}
    close = graph.edges[one, friend]["weight"] / gdp[friend]
    assert close > graph.edges[one, stranger]["weight"] / gdp[stranger]


def test_attention_has_a_line_a_speaker_and_the_network_an_arrow_from_whoever_listens():
    scenario = world("the-hague-2025")
    codes, _, table = seat(scenario)
    graph = network(scenario)
    for listener, one in enumerate(codes):
        paid = [table.attention[speaker][listener] for speaker in range(len(codes))]
        assert sum(paid) == pytest.approx(1.0)
        assert paid[listener] == 0.0
        assert {other: tie["weight"] for other, tie in graph[one].items()} == {
            other: share for other, share in zip(codes, paid, strict=True) if other != one
        }
    large, small = codes.index("DEU"), codes.index("ISL")
    assert table.attention[large][small] > table.attention[small][large]
