"""The scenarios of past summits: what they may know, and what they say of their gaps."""

import tomllib

import pytest

from sim.rules.outcome import NONE, REAFFIRM, classify
from sim.scenario.faults import ScenarioError
from sim.scenario.layers import merge
from sim.scenario.read import build, library, load, names
from sim.scenario.resolve import digest
from sim.scenario.schema import COLUMNS
from sim.scenario.seating import seat, text_of

UNSEEN = {"brussels-2018": 28, "brussels-2018-07-11": 28, "madrid-2022": 29}
CASES = {"wales-2014": 27, "vilnius-2023": 30, "the-hague-2025": 31, "the-hague-2025-06-06": 31, **UNSEEN}


def raw(name):
    return tomllib.loads((library() / f"{name}.toml").read_text(encoding="utf-8"))


def later_figures(name):
    """Return the columns in which a scenario uses a source that was published after its freeze."""
    scenario = load(name)
    late = {key for key, one in scenario.sources.items() if one.kind == "hindsight"}
    columns = {column for column, source in scenario.figures.items() if source in late}
    for member in scenario.members.values():
        own = {column: getattr(member, column) for column in COLUMNS}
        columns |= {column for column, one in own.items() if one is not None and one.source in late}
    return columns


@pytest.mark.parametrize("name", CASES)
def test_a_case_seats_all_allies_of_its_day_and_says_what_became_of_them(name):
    scenario = load(name)
    assert name in names()
    assert len(seat(scenario).codes) == CASES[name]
    assert scenario.recorded is not None
    assert (scenario.recorded.seen == "never") == (name in UNSEEN)


@pytest.mark.parametrize("name", CASES)
def test_every_column_with_hindsight_is_named_among_the_gaps(name):
    assert later_figures(name) <= set(load(name).gaps)


def test_the_earlier_cases_do_have_such_columns():
    assert {"gdp", "debt", "defence"} <= later_figures("wales-2014")
    assert {"gdp", "debt", "defence"} <= later_figures("brussels-2018")
    assert {"defence"} <= later_figures("madrid-2022")
    assert {"gdp", "defence"} <= later_figures("vilnius-2023")
    assert not later_figures("the-hague-2025")


@pytest.mark.parametrize("name", ["wales-2014", "vilnius-2023", *UNSEEN])
def test_the_politics_and_polls_of_a_later_day_are_left_out(name):
    for member in load(name).members.values():
        assert member.threat_poll is None
        assert member.support_poll is None
        assert member.minority.central() == member.party_opposed.central() == 0


@pytest.mark.parametrize("name", CASES)
def test_what_is_recorded_as_a_new_target_is_one_by_the_models_own_definition(name):
    scenario = load(name)
    terms = seat(scenario).terms
    text = text_of(scenario.proposal, list(scenario.categories))
    told = scenario.recorded
    adopted = told.core is not None
    happened = text._replace(core=told.core, related=told.related, deadline=told.deadline) if adopted else text
    assert told.new_target == (classify(happened, adopted, terms) not in (NONE, REAFFIRM))


def test_a_later_figure_is_refused_unless_its_source_says_so():
    given = merge(raw("parameters"), raw("vilnius-2023"))
    build(given, "as it is")
    given["sources"] = {**given["sources"], "nato-2023": {**given["sources"]["nato-2023"], "kind": "record"}}
    with pytest.raises(ScenarioError, match=r"figures\.defence: known only on 2023-07-07, after the freeze"):
        build(given, "without the mark")


def test_gaps_and_the_record_change_nothing_that_is_played():
    given = merge(raw("parameters"), raw("wales-2014"))
    before = digest(build(given, "before"))
    given["gaps"] = {"everything": "unknown"}
    given["recorded"] = {**given["recorded"], "core": 5.0, "seen": "never", "resisted": []}
    assert digest(build(given, "after")) == before


def test_the_later_freeze_differs_in_a_few_entries_only():
    from sim.scenario.difference import differences

    entries = {one.entry for one in differences(load("the-hague-2025"), load("the-hague-2025-06-06"))}
    assert "members.NLD.minority" in entries
    assert "meetings" in entries
    assert len(entries) < 12


def test_the_evening_of_the_first_day_differs_in_what_was_new_and_tells_its_own_end():
    from sim.scenario.difference import differences

    before, evening = load("brussels-2018"), load("brussels-2018-07-11")
    entries = {one.entry for one in differences(before, evening)}
    assert {"us.demand", "proposal.deadline", "meetings", "members.CAN.red_line_slope"} <= entries
    assert len(entries) < 12
    assert before.recorded.core == 2.0
    assert evening.recorded.core is None  # no text came of it: the declaration of the day before stood
