"""A scenario from a table of figures: what is known is kept, what is not is named, what is wrong is told."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.commands import app
from sim.scenario.faults import ScenarioError
from sim.scenario.members_table import read_members
from sim.scenario.new_case import calendar
from sim.scenario.read import load
from sim.scenario.seating import seat

TABLE = Path(__file__).parents[2] / "docs" / "data" / "nordic-baltic.csv"
HEAD = "code,name,role,defence,gdp,debt"
GOOD = [HEAD, "USA,United States,patron,3.2,29000,", "AAA,Aland,,2,500,40", "BBB,Beland,member,1.5,300,"]


def table(tmp_path, lines):
    path = tmp_path / "members.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write(tmp_path, members, *options):
    out = tmp_path / "case.toml"
    words = ["new-case", "eight", "--members", str(members), "--frozen-on", "2026-07-31", "--out", str(out), *options]
    return CliRunner().invoke(app, words), out


def test_a_table_of_real_figures_becomes_a_case_that_seats_and_plays(tmp_path):
    answer, out = write(tmp_path, TABLE, "--demand", "5", "--proposal", "4", "--status-quo", "3.5", "--year", "2027")
    assert answer.exit_code == 0, answer.output
    scenario = load(str(out))
    codes, terms, _ = seat(scenario)
    assert codes == ("DNK", "EST", "FIN", "LVA", "LTU", "NOR", "SWE")
    assert (terms.us.demand, terms.proposal.core, terms.status_quo.core) == (5.0, 4.0, 3.5)
    assert scenario.members["SWE"].defence.central() == 2.85
    assert scenario.blocs["Baltic"] == ["EST", "LVA", "LTU"]
    assert CliRunner().invoke(app, ["play", str(out)]).exit_code == 0


def test_what_is_not_known_stands_in_says_so_and_is_named(tmp_path):
    answer, out = write(tmp_path, table(tmp_path, GOOD))
    scenario = load(str(out))
    assert scenario.members["AAA"].debt.source is None
    assert scenario.figures["debt"] == "table"
    assert scenario.members["BBB"].debt.source == "gap"
    assert scenario.gaps["debt"] == "60 stands in for BBB"
    assert {"demand", "proposal", "deadline", "source", "meetings", "blocs", "status_quo_clauses"} <= set(scenario.gaps)
    assert all(what in answer.output for what in scenario.gaps.values())


def test_a_stand_in_brings_nobody_stress_fear_or_ties(tmp_path):
    _, out = write(tmp_path, table(tmp_path, GOOD))
    played = seat(load(str(out))).table
    bare = seat(load(str(out), ["members.BBB.debt=0", "members.BBB.balance=0"])).table
    assert played.stress == bare.stress
    assert max(played.threat) < 0.2


def test_what_the_alliance_needs_stands_in_as_a_range_and_the_gap_says_that_it_may_decide(tmp_path):
    _, out = write(tmp_path, TABLE, "--demand", "5", "--proposal", "4", "--status-quo", "3.5")
    needs = load(str(out)).alliance.capability_core
    assert (needs.mode, needs.span, needs.source) == (4.25, [3.5, 5.0], "gap")
    assert "it may decide the outcome" in load(str(out)).gaps["capability_core"]


def test_a_demand_for_what_stands_leaves_no_range(tmp_path):
    _, out = write(tmp_path, TABLE, "--demand", "3.5", "--proposal", "3.5", "--status-quo", "3.5")
    assert load(str(out)).alliance.capability_core.value == 3.5
    assert "without a range" in load(str(out)).gaps["capability_core"]


@pytest.mark.parametrize(
    ("frozen", "year", "first", "last"),
    [
        (date(2026, 7, 31), 2027, date(2027, 6, 1), date(2027, 7, 6)),
        (date(2026, 7, 31), 2026, date(2026, 8, 7), date(2026, 9, 11)),
        (date(2026, 11, 24), 2026, date(2026, 11, 30), date(2026, 12, 30)),
    ],
)
def test_rounds_are_after_the_freeze_and_in_the_year_of_the_summit(frozen, year, first, last):
    days = calendar(frozen, year)
    assert (days[0], days[-1]) == (first, last)


def test_check_counts_the_gaps(tmp_path):
    _, out = write(tmp_path, table(tmp_path, GOOD))
    answer = CliRunner().invoke(app, ["check", str(out), "no-threat"])
    assert f"; {len(load(str(out)).gaps)} gaps named" in answer.output
    assert answer.output.count("gaps named") == 1


def test_what_is_said_is_no_gap(tmp_path):
    _, out = write(tmp_path, table(tmp_path, GOOD), "--demand", "3", "--source", "A yearbook, 2026")
    scenario = load(str(out))
    assert not {"demand", "source"} & set(scenario.gaps)
    assert scenario.us.demand.source == "said"
    assert scenario.sources["table"].title == "A yearbook, 2026"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("CCC,Celand,,two,9,", 'line 5 (CCC), defence: "two" is no number'),
        ("CCC,Celand,,2,9,820", "line 5 (CCC), debt: 820 is out of bounds; allowed: 0 to 500 % of GDP"),
        ("CCC,Celand,,,9,", "line 5 (CCC), defence: empty; needed in every row"),
        ("ccc,Celand,,2,9,", 'line 5 (ccc), code: "ccc"; allowed: two to eight capitals or digits'),
        ("AAA,Aland again,,2,9,", 'code "AAA" stands twice'),
        ("CCC,Celand,chief,2,9,", 'line 5 (CCC), role: "chief"'),
        ("CCC,Celand,patron,2,9,", "2 rows with role patron; needed: one"),
        ("CCC,Celand,,2,9,1,1,1", "line 5: 8 cells under 6 columns"),
        ("CCC,Celand,,nan,9,", 'line 5 (CCC), defence: "nan" is no number'),
    ],
)
def test_a_faulty_line_is_told_with_line_and_column(tmp_path, line, fault):
    with pytest.raises(ScenarioError) as caught:
        read_members(table(tmp_path, [*GOOD, line]))
    assert fault in str(caught.value)


def test_all_faults_are_told_at_once_and_nothing_is_written(tmp_path):
    members = table(tmp_path, [*GOOD, "CCC,Celand,,two,9,", "DDD,Deland,,2,-1,"])
    answer, out = write(tmp_path, members)
    assert answer.exit_code == 2
    assert "2 faults" in answer.output
    assert not out.exists()


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([], "the table is empty"),
        ([HEAD.replace("gdp", "GDP")], 'line 1: no column "gdp"'),
        (["code,name,defence,gdp,debts"], 'line 1: unknown column "debts"'),
        (GOOD[:2], "0 members; allowed: 2 to 60"),
        ([GOOD[0], *GOOD[2:]], "0 rows with role patron"),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path, lines, fault):
    with pytest.raises(ScenarioError) as caught:
        read_members(table(tmp_path, lines))
    assert fault in str(caught.value)


def test_a_number_that_makes_no_scenario_is_refused_and_a_file_is_never_written_over(tmp_path):
    answer, out = write(tmp_path, table(tmp_path, GOOD), "--proposal", "3.1")
    assert answer.exit_code == 2
    assert "3.1 is off the grid" in answer.output
    assert write(tmp_path, TABLE)[0].exit_code == 0
    answer, out = write(tmp_path, TABLE)
    assert answer.exit_code == 2
    assert "there is such a file already" in answer.output
    assert date.fromisoformat(str(load(str(out)).frozen_on)) == date(2026, 7, 31)
