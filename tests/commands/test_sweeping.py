"""``sweep`` as a person uses it: played on a small table, killed, continued, refused."""

import json
import shutil

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.commands import app
from sim.commands.vary import folder, read_vary
from sim.results.ledger import Ledger

SMALL = ["--set", 'summit.seats=["ESP","POL","EST","LUX"]', "--runs", "60", "--settings", "6"]
THREAT = ["--vary", "us.threat_to_leave=0:0.6:0.3"]


def run(*words, columns="100"):
    return CliRunner().invoke(app, [str(word) for word in ("sweep", *words)], env={"COLUMNS": columns})


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    home = tmp_path_factory.mktemp("swept") / "threat"
    answer = run(*SMALL, *THREAT, "--out", home)
    assert answer.exit_code == 0, answer.output
    return home, answer.stdout


def test_it_prints_a_row_a_point_and_keeps_everything_beside(swept):
    home, said = swept
    assert "us.threat_to_leave 0 → 0.6: a new target in " in said
    whole = json.loads((home / "sweep.json").read_text(encoding="utf-8"))
    assert [point["at"] for point in whole["lines"][0]["points"]] == [[0.0], [0.3], [0.6]]
    assert whole["headline"] == said.splitlines()[0]
    assert sorted(path.name for path in (home / "figures").iterdir()) == [
        "core-and-deadline.png",
        "core-and-deadline.svg",
        "new-target.png",
        "new-target.svg",
    ]
    page = (home / "report.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert "<script" not in page


def test_table_json_and_parquet_say_the_same(swept):
    home, _ = swept
    csv, parquet = pd.read_csv(home / "sweep.csv"), pd.read_parquet(home / "sweep.parquet")
    whole = json.loads((home / "sweep.json").read_text(encoding="utf-8"))
    for at, point in zip((0.0, 0.3, 0.6), whole["lines"][0]["points"], strict=True):
        for table in (csv, parquet):
            row = table[(table["us.threat_to_leave"] == at) & (table["measure"] == "core")].iloc[0]
            assert row["value"] == pytest.approx(point["world"]["means"]["core"]["mean"], abs=1e-6)
    assert list(csv["measure"]) == list(parquet["measure"])


def test_each_point_is_an_ordinary_ledger_of_the_scenario_with_that_value(swept):
    home, said = swept
    ledger = Ledger.open(home / "us.threat_to_leave=0.3")
    assert (ledger.runs, ledger.scenario.us.threat_to_leave.central()) == (60, 0.3)
    row = next(line for line in said.splitlines() if line.startswith("0.3"))
    assert f"{100 * ledger.frame(['new_target'])['new_target'].mean():.0f} %" in row


def test_along_the_sweep_everything_else_is_drawn_as_it_was(swept):
    home, _ = swept
    low, high = (Ledger.open(home / f"us.threat_to_leave={value}").settings() for value in ("0", "0.6"))
    assert "us.threat_to_leave" not in low
    assert low.equals(high)
    assert len(low.columns) > 100
    came = [Ledger.open(home / f"us.threat_to_leave={value}").frame(["talks", "crisis"]) for value in ("0", "0.6")]
    assert came[0].astype(str).equals(came[1].astype(str))


def test_killed_it_goes_on_where_it_stood_and_ends_alike(swept, tmp_path):
    home, said = swept
    again = shutil.copytree(home, tmp_path / "threat")
    kept = again / "us.threat_to_leave=0.3" / "ledger"
    before = Ledger.open(again / "us.threat_to_leave=0.3").fingerprint()
    for part in kept.iterdir():
        part.unlink()
    shutil.rmtree(again / "us.threat_to_leave=0.6")
    answer = run(*SMALL, *THREAT, "--out", again)
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.replace(str(again), "") == said.replace(str(home), "")
    assert Ledger.open(again / "us.threat_to_leave=0.3").fingerprint() == before


def test_another_sweep_in_the_same_folder_is_refused_before_anything_is_played(swept, tmp_path):
    home, _ = swept
    other = tmp_path / "threat"
    shutil.copytree(home / "us.threat_to_leave=0.6", other / "us.threat_to_leave=0.6")
    refused(
        run(*SMALL[:2], "--runs", "50", "--settings", "5", *THREAT, "--out", other), "holds another ledger", "runs 60"
    )
    assert [path.name for path in other.iterdir()] == ["us.threat_to_leave=0.6"]


def test_a_list_of_whole_numbers_and_two_entries_make_a_map(tmp_path):
    vary = ["--vary", "proposal.deadline=2030,2032", "--vary", "isolation.alone=0.5,1"]
    answer = run(*SMALL, *vary, "--out", tmp_path / "map", columns="80")
    assert answer.exit_code == 0, answer.output
    assert "A new target in " in answer.stdout.splitlines()[0]
    assert sorted(path.name for path in (tmp_path / "map").iterdir() if path.is_dir()) == [
        "figures",
        *(f"proposal.deadline={year},isolation.alone={price}" for year in (2030, 2032) for price in ("0.5", "1")),
    ]
    assert (tmp_path / "map" / "figures" / "map.png").stat().st_size > 10_000
    assert max(len(line) for line in answer.stdout.splitlines() if str(tmp_path) not in line) <= 80


def test_apart_varies_one_after_the_other_at_central_settings(tmp_path):
    vary = ["--vary", "isolation.alone=0.5,1", "--vary", "letters.allowed=0:2:1", "--apart"]
    answer = run(*SMALL[:4], "--settings", "0", *vary, "--out", tmp_path / "two")
    assert answer.exit_code == 0, answer.output
    whole = json.loads((tmp_path / "two" / "sweep.json").read_text(encoding="utf-8"))
    assert [len(line["points"]) for line in whole["lines"]] == [2, 3]
    assert whole["settings"] == 0


def refused(answer, *words):
    """Check that one clear message says these words, and nothing is printed beside it."""
    assert answer.exit_code == 2, answer.output
    assert answer.stdout == ""
    assert "Traceback" not in answer.stderr
    for word in words:
        assert word in answer.stderr


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ([], "allowed: once or twice"),
        (["us.threat=0:1:0.5"], 'unknown key "threat"'),
        (["us.threat_to_leave=0.5:0.1:0.1"], "the range runs backward, from 0.5 to 0.1"),
        (["us.threat_to_leave=0.5:0.5:0.1"], "one value; allowed: at least two"),
        (["us.threat_to_leave=0:0.5:0"], "a step of 0; allowed: above 0"),
        (["us.threat_to_leave=0:0.5"], "a range needs a first value, a last and a step"),
        (["us.threat_to_leave=0:0.5:0.0001"], "5,001 values; allowed: at most 100"),
        (["us.threat_to_leave=0:0.5:0.01", "isolation.alone=0.01:1:0.01"], "5,100 points; allowed: at most 400"),
        (["us.threat_to_leave=0:1.2:0.4"], "1.2 is out of bounds; allowed: 0 to 0.9"),
        (["us.threat_to_leave=0,much"], '"much" is no number'),
        (["us.threat_to_leave=0,nan"], "allowed: a finite number"),
        (["us.threat_to_leave=0.5,0.1"], "the values do not rise"),
        (["us.threat_to_leave"], 'expected ENTRY=FIRST:LAST:STEP or ENTRY=VALUE,VALUE,…, found "us.threat_to_leave"'),
        (["us.threat_to_leave=0,1", "us.threat_to_leave=0,1"], "is varied twice"),
        (["us.demand=4,5", "us.scale=1,2", "us.delay=0,1"], "given 3 times; allowed: once or twice"),
        (["grid.core=2,3"], "grid.core is a list; allowed: an entry that is a number"),
        (["chair.rule=1,2"], "chair.rule is a word; allowed: an entry that is a number"),
        (["us=1,2"], "us is a table of entries"),
        (["proposal.deadline=2030.5,2031"], "proposal.deadline"),
        (["members.ESX.debt=1,2"], 'unknown ally "ESX"; did you mean "EST"?'),
    ],
)
def test_what_cannot_be_varied_is_refused_before_anything_is_played(asked, words, tmp_path):
    vary = [word for one in asked for word in ("--vary", one)]
    refused(run(*vary, "--out", tmp_path / "x"), words)
    assert not (tmp_path / "x").exists()


def test_other_wrong_words_are_refused_too(tmp_path):
    refused(run(*THREAT, "--set", "us.threat_to_leave=0.2", "--out", tmp_path / "x"), "is varied, too")
    refused(run(*THREAT, "--apart", "--out", tmp_path / "x"), "--apart: one entry is varied")
    refused(run(*THREAT, "--runs", "0", "--out", tmp_path / "x"), "runs 0; allowed")
    refused(run(*THREAT, "--runs", "10", "--settings", "20", "--out", tmp_path / "x"), "settings 20; allowed")
    refused(run("nowhere", *THREAT, "--out", tmp_path / "x"), "no such file")
    refused(run(*THREAT, "--workers", "0", "--out", tmp_path / "x"), "workers 0; allowed")
    assert not (tmp_path / "x").exists()
    (tmp_path / "file").write_text("x")
    refused(run(*THREAT, "--out", tmp_path / "file"), "a file is in the way")


def test_steps_add_up_exactly():
    [vary] = read_vary(["us.delay=0:1:0.1"])
    assert [str(value) for value in vary.values] == ["0.0", *(f"0.{n}" for n in range(1, 10)), "1.0"]


def test_folders_have_names_that_every_system_takes():
    assert folder(["members.*.related_base*=0.5", "a.b=-1"]) == "members.every.related_base-times=0.5,a.b=-1"
