"""Changes laid over a whole scenario: what they set, what they leave alone, and how they are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.changes import changed
from sim.scenario.draw import draw_setting
from sim.scenario.faults import ScenarioError
from sim.scenario.read import load
from sim.scenario.resolve import digest


def moved(scenario, *changes):
    """Return the drawn entries that a change moves, in one setting: name to what is drawn then (None: nothing)."""
    before, after = draw_setting(scenario, 1, 3), draw_setting(changed(scenario, changes, "x"), 1, 3)
    return {name: after.get(name) for name in before | after if before.get(name) != after.get(name)}


def test_a_change_is_what_set_on_the_command_line_does(the_hague):
    for change in ("us.threat_to_leave=0.3", "chair.rule=nash", "letters.allowed=1", "grid.core=[2.0, 4.0]"):
        assert digest(changed(the_hague, [change], "x")) == digest(load("the-hague-2025", [change]))
        assert digest(changed(the_hague, [change], "x")) != digest(the_hague)


def test_nothing_changed_is_the_scenario_itself(the_hague):
    assert digest(changed(the_hague, [], "x")) == digest(the_hague)


def test_what_is_varied_is_drawn_no_more_and_all_else_as_it_was(the_hague):
    assert moved(the_hague, "us.threat_to_leave=0.3") == {"us.threat_to_leave": None}
    assert moved(the_hague, "proposal.deadline=2030") == {}


@given(
    st.sampled_from(("own_plan", "dependence", "value_to_us", "related_base")), st.sampled_from(("ESP", "EST", "CAN"))
)
def test_a_judged_figure_that_is_varied_stands_fixed_in_every_setting(column, code):
    entry = f"members.{code}.{column}"
    assert moved(load("the-hague-2025"), f"{entry}=0.5") == {entry: 0.5}


def test_a_poll_that_is_varied_stands_fixed_too(the_hague):
    assert moved(the_hague, "members.ESP.support_poll=51") == {"members.ESP.support_poll": 51.0}


def test_a_star_changes_every_member_that_has_the_entry(the_hague):
    soft = changed(the_hague, ["members.*.red_line_slope=0"], "x")
    had = {code for code, one in the_hague.members.items() if one.red_line_slope is not None}
    assert {code for code, one in soft.members.items() if one.red_line_slope is not None} == had
    assert 1 < len(had) < len(the_hague.members)
    assert all(soft.members[code].red_line_slope.central() == 0.0 for code in had)


def test_a_factor_moves_a_number_with_its_doubt(the_hague):
    half = changed(the_hague, ["members.*.related_base*=0.5", "us.threat_to_leave*=0.5"], "x")
    for code, one in the_hague.members.items():
        assert half.members[code].related_base.central() == one.related_base.central() / 2
    assert (half.us.threat_to_leave.mode, half.us.threat_to_leave.span) == (0.175, [0.05, 0.35])
    drawn = moved(the_hague, "members.*.related_base*=0.5")
    assert len(drawn) == len(the_hague.members)
    assert drawn["members.ESP.related_base"] == pytest.approx(
        draw_setting(the_hague, 1, 3)["members.ESP.related_base"] / 2
    )


def test_one_entry_can_take_anothers_value(the_hague):
    flat = changed(the_hague, ["proposal.core=us.demand", "proposal.related=0", "proposal.counts=[]"], "x")
    assert (flat.proposal.core, flat.proposal.related) == (the_hague.us.demand.central(), 0.0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("us.threat=0.3", 'unknown key "threat"'),
        ("us.threat_to_leave=1.3", "1.3 is out of bounds; allowed: 0 to 0.9"),
        ("members.ESX.debt=3", 'unknown ally "ESX"; did you mean "EST"?'),
        ("members.*.debtt*=3", "fits no entry"),
        ("us.threat_to_leave.deep=3", "fits no entry"),
        ("title*=3", "cannot be multiplied"),
        ("letters.allowed*=half", "multiplied by 'half'; allowed: a number"),
        ("proposal.core=3.1", "off the grid"),
        ("us.demand", "expected section.name=value"),
        ("*=3", "expected section.name=value"),
    ],
)
def test_what_cannot_be_changed_is_refused_by_name(the_hague, change, words):
    with pytest.raises(ScenarioError) as caught:
        changed(the_hague, [change], "--vary it")
    assert str(caught.value).startswith("--vary it: 1 fault")
    assert words in str(caught.value)
