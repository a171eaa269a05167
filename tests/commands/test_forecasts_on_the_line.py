"""Rival theories from the command line: of a scenario, of anyone's table, of nonsense."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.commands import app

ROOT = Path(__file__).parents[2]
CARS = str(ROOT / "docs" / "data" / "emission-standards.csv")
SMALL = """\
extends = "the-hague-2025"
title = "Four at the table"

[summit]
seats = ["ESP", "POL", "EST", "LUX"]

[grid]
years = [5, 10]
"""


def run(*words):
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "120"})


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


def test_a_scenario_is_asked_about(small, tmp_path):
    kept = tmp_path / "said.json"
    answer = run("forecast", small, "--json", str(kept))
    assert answer.exit_code == 0, answer.output
    assert "3.5+1.5 by 2032" in answer.output
    assert "On figures known by 2025-05-15" in answer.output
    data = json.loads(kept.read_text(encoding="utf-8"))
    assert [one["name"] for one in data["forecasts"]][:2] == ["the proposal, unchanged", "the status quo"]


def test_public_statements_may_stand_in(small, tmp_path):
    path = tmp_path / "said.csv"
    path.write_text(
        "\n".join(
            ["issue,player,position,said_on", *(f"core,{who},3,2025-05-01" for who in ("ESP", "POL", "EST", "LUX"))]
        ),
        encoding="utf-8",
    )
    answer = run("forecast", small, "--statements", str(path), "--rounds")
    assert answer.exit_code == 0, answer.output
    assert "3+" in answer.output.split("The challenge model")[1].splitlines()[0]
    assert "Exchanges of positions" in answer.output


def test_what_was_said_after_the_freeze_is_refused(small, tmp_path):
    path = tmp_path / "said.csv"
    path.write_text("issue,player,position,said_on\ncore,ESP,3,2025-06-05\ncore,POL,3,soon\n", encoding="utf-8")
    answer = run("forecast", small, "--statements", str(path))
    assert answer.exit_code == 2
    assert "line 2, said_on: 2025-06-05; allowed: by 2025-05-15" in answer.output
    assert "line 3, said_on: 'soon' is no date" in answer.output


def test_a_table_is_asked_about_round_by_round():
    answer = run("forecast", CARS, "--rounds")
    assert answer.exit_code == 0, answer.output
    assert "10 players, 1 issue, all must agree." in answer.output
    assert "7.39" in answer.output
    assert "Denmark compromises with Greece" in answer.output


def test_what_failure_costs_is_asked_about(small, tmp_path):
    kept = tmp_path / "said.json"
    answer = run("forecast", small, "--failure", "0", "--failure", "2", "--json", str(kept))
    assert answer.exit_code == 0, answer.output
    rows = [line.split() for line in answer.output.partition("by what failure costs")[2].splitlines()]
    assert [row[0] for row in rows if row and row[0] in ("0", "2")] == ["0", "2"]
    data = json.loads(kept.read_text(encoding="utf-8"))
    assert [one["costs"] for one in data["failure"]] == [0, 2]
    assert len(data["failure"][0]["forecasts"]) == 3


def test_a_theory_that_is_silent_says_why(tmp_path):
    """No reference point, one issue: a dash, and the reason under the table."""
    text = run("forecast", many(tmp_path / "bare.csv", 1, (("A", 0), ("B", 10)))).output
    assert "without a row reference" in " ".join(text.split())
    assert "traded between two issues at least" in " ".join(text.split())
    whole = run("forecast", many(tmp_path / "whole.csv", 2, (("A", 0), ("B", 10), ("reference", 0)))).output
    assert "nothing said" not in whole
    majority = run("forecast", str(tmp_path / "whole.csv"), "--majority").output
    assert "knows only unanimity" in " ".join(majority.split())


def test_votes_are_told_with_their_chances(tmp_path):
    told = run("forecast", many(tmp_path / "votes.csv", 1), "--rounds").output
    assert "The Condorcet election on i0" in told
    assert told.count("50 %") == 2


def many(path, issues, players=(("A", 0), ("B", 10), ("outcome", 6))):
    rows = [f"i{k},{player},{x}" for k in range(issues) for player, x in players]
    path.write_text("\n".join(["issue,player,position", *rows]), encoding="utf-8")
    return str(path)


def test_what_happened_stands_beside_what_was_said(tmp_path):
    answer = run("forecast", many(tmp_path / "known.csv", 1), "--majority")
    said, _, off = ([line.split() for line in part.splitlines()] for part in answer.output.partition("How far off"))
    assert ["what", "happened", "6"] in said
    assert ["mean", "10", "1"] in off, "off by one of ten: 10 % of the scale"


def test_issues_are_shown_a_few_at_a_time(tmp_path):
    answer = run("forecast", many(tmp_path / "nine.csv", 9))
    assert "2 players, 9 issues" in answer.output
    first, _, further = answer.output.partition("And further")
    assert "i5" in first
    assert "i6" not in first
    assert "i8" in further


def test_long_names_of_issues_are_not_broken(tmp_path):
    """Three fit side by side on eighty columns, not six; no word is cut."""
    path, names = tmp_path / "long.csv", [f"differentiation of kind {k}" for k in range(6)]
    rows = [f"{name},{player},{x}" for name in names for player, x in (("A", 0), ("B", 1))]
    path.write_text("\n".join(["issue,player,position", *rows]), encoding="utf-8")
    answer = CliRunner().invoke(app, ["forecast", str(path)], env={"COLUMNS": "80"})
    assert answer.output.count("differentiation of kind") == 6
    assert answer.output.count("And further") == 2


def test_of_very_many_only_the_errors_are_shown(tmp_path):
    answer = run("forecast", many(tmp_path / "many.csv", 31))
    assert "what happened " not in answer.output.partition("How far off")[0].replace("what happened,", "")
    assert "where known (31 issues)" in " ".join(answer.output.split())
    silent = run("forecast", many(tmp_path / "silent.csv", 31, (("A", 0), ("B", 10))))
    assert "--json FILE says it all" in silent.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere.csv"], "cannot be read"),
        (["nowhere"], "no such file"),
        ([CARS, "--statements", CARS], "--statements is for a scenario"),
        (["the-hague-2025", "--majority"], "--majority is for a table"),
        (["the-hague-2025", "--statements", CARS], "said_on: '' is no date"),
        ([CARS, "--json", "/nowhere/at/all.json"], "cannot be written"),
        ([CARS, "--failure", "-1"], "--failure -1; allowed: 0 to 1e+06"),
        (["the-hague-2025", "--failure", "nan"], "--failure nan; allowed: 0"),
    ],
)
def test_bad_input_is_one_clear_message_and_exit_code_2(words, message):
    answer = run("forecast", *words)
    assert answer.exit_code == 2
    assert message in answer.output
    assert "Traceback" not in answer.output
