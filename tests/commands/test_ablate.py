"""``ablate`` as a person uses it: the shipped patches fit, survive a kill, and are refused when they are wrong."""

import json
import shutil

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.commands import app
from sim.commands.ablate import fitting
from sim.results.ledger import Ledger
from sim.scenario.draw import draw_setting
from sim.scenario.faults import ScenarioError
from sim.scenario.patches import patched, read_patches, shipped
from sim.scenario.resolve import digest

SMALL = ["--set", 'summit.seats=["ESP","POL","EST","LUX"]', "--runs", "60", "--settings", "6"]
TWO = """
[nothing]
group = "put in"
title = "nothing at all"
why = "a patch that says what the scenario says already"
set = ["letters.allowed=3"]

[letters]
group = "put in"
title = "no side letters"
why = "a text can bear no letter"
set = ["letters.allowed=0"]

[elsewhere]
group = "put in"
title = "another ally"
why = "for another table"
set = ["members.ZZZ.debt=1"]
"""


def run(*words, columns="80"):
    return CliRunner().invoke(app, [str(word) for word in ("ablate", *words)], env={"COLUMNS": columns})


@pytest.fixture(scope="module")
def ablated(tmp_path_factory):
    home = tmp_path_factory.mktemp("ablated")
    (home / "two.toml").write_text(TWO, encoding="utf-8")
    answer = run(*SMALL, "--patches", home / "two.toml", "--out", home / "out")
    assert answer.exit_code == 0, answer.output
    return home, answer.stdout


def test_every_shipped_patch_fits_and_changes_what_is_played(the_hague):
    patches = read_patches(shipped("ablations"))
    worlds, unfit = fitting(the_hague, patches)
    assert unfit == []
    assert len(worlds) == len(patches) >= 20
    digests = [digest(world) for _, world in worlds]
    assert len({digest(the_hague), *digests}) == len(worlds) + 1


@pytest.mark.parametrize("name", ["visible-win", "red-lines", "first-text-demand", "nash"])
def test_a_patch_leaves_every_draw_alone_that_it_does_not_name(name, the_hague):
    patch = read_patches(shipped("ablations"))[name]
    before, after = draw_setting(the_hague, 1, 3), draw_setting(patched(the_hague, name, patch), 1, 3)
    assert all(after[entry] == before[entry] for entry in after)
    gone = {entry.split(".")[-1] for entry in set(before) - set(after)}
    assert gone <= {change.partition("=")[0].split(".")[-1] for change in patch.set}


def test_it_tells_what_survives_and_keeps_everything_beside(ablated):
    home, said = ablated
    whole = json.loads((home / "out" / "ablations.json").read_text(encoding="utf-8"))
    assert [one["named"]["name"] for one in whole["ablations"]] == ["nothing", "letters"]
    assert whole["unfit"][0][0]["name"] == "elsewhere"
    assert "stays the most frequent text in" in " ".join(said.split())
    assert 'unknown ally "ZZZ"' in " ".join(said.split())
    csv, parquet = (
        read(home / "out" / f"ablations.{end}") for read, end in ((pd.read_csv, "csv"), (pd.read_parquet, "parquet"))
    )
    assert list(csv["value"]) == pytest.approx(list(parquet["value"]), abs=1e-6)
    assert (home / "out" / "figures" / "survivors.png").stat().st_size > 10_000
    page = (home / "out" / "report.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "<script" not in page
    assert max(len(line) for line in said.splitlines() if str(home) not in line) <= 80


def test_a_patch_that_changes_nothing_makes_exactly_no_difference(ablated):
    home, _ = ablated
    whole = json.loads((home / "out" / "ablations.json").read_text(encoding="utf-8"))
    nothing = whole["ablations"][0]
    assert nothing["new_target"]["difference"] == nothing["new_target"]["gained"] == nothing["new_target"]["lost"] == 0
    assert all(one is None or one["difference"] == 0 for one in nothing["differences"].values())
    assert Ledger.open(home / "out" / "nothing").fingerprint() == Ledger.open(home / "out" / "base").fingerprint()


def test_killed_it_goes_on_where_it_stood(ablated, tmp_path):
    home, said = ablated
    again = shutil.copytree(home / "out", tmp_path / "out")
    shutil.rmtree(again / "letters")
    answer = run(*SMALL, "--patches", home / "two.toml", "--out", again)
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.partition("Report")[0] == said.partition("Report")[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[base]\ngroup='g'\ntitle='t'\nwhy='w'\nset=['us.demand=4']", 'no patch may be called "base"'),
        ("[x]\ngroup='g'\ntitle='t'\nset=['us.demand=4']", "x.why: missing"),
        ("[x]\ngroup='g'\ntitle='t'\nwhy='w'\nset=['us.demnd=4']", "no patch fits"),
        ("[x]\ngroup='g'\ntitle='t'\nwhy='w'\nset=[]", "x.set"),
        ("[x", "not valid TOML"),
        ("", "the file is empty"),
    ],
)
def test_patches_that_are_wrong_are_refused_before_anything_is_played(text, words, tmp_path):
    (tmp_path / "my.toml").write_text(text, encoding="utf-8")
    answer = run("--patches", tmp_path / "my.toml", "--out", tmp_path / "x")
    assert answer.exit_code == 2
    assert words in answer.stderr
    assert "Traceback" not in answer.output
    assert not (tmp_path / "x").exists()


def test_a_missing_file_of_patches_is_one_clear_message(tmp_path):
    answer = run("--patches", tmp_path / "nowhere.toml", "--out", tmp_path / "x")
    assert (answer.exit_code, "no such file of patches" in answer.stderr) == (2, True)
    with pytest.raises(ScenarioError):
        read_patches(tmp_path)
