"""``sensitivity`` as a person uses it: played on a small table, kept, refused."""

import json

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.commands import app

SMALL = ["--set", 'summit.seats=["ESP","POL","EST","LUX"]', "--set", "chair.steps=1", "--runs", "1000", "--luck", "1"]


def run(*words):
    return CliRunner().invoke(app, ["sensitivity", *map(str, words)], env={"COLUMNS": "100"})


@pytest.fixture(scope="module")
def analysed(tmp_path_factory):
    home = tmp_path_factory.mktemp("kept") / "deep" / "small"
    answer = run(*SMALL, "--seed", 5, "--out", home)
    assert answer.exit_code == 0, answer.output
    return home, answer.stdout


def test_it_says_first_what_a_new_target_hangs_on_and_how_fast_it_was(analysed):
    home, said = analysed
    whole = json.loads((home / "sensitivity.json").read_text(encoding="utf-8"))
    assert said.splitlines()[0].startswith(whole["headline"][:60])
    assert f"{whole['budget']['runs']:,} runs in {whole['budget']['settings']:,} settings, seed 5" in said
    assert "runs a second" in said
    assert all(title in said for title in ("A new target", "Core", "Deadline", "Side letters", "The factors"))


def test_everything_is_kept(analysed):
    home, _ = analysed
    kept = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    pictures = {f"figures/{name}.{form}" for name in ("tornado", "indices") for form in ("png", "svg")}
    assert kept == pictures | {"report.html", *(f"sensitivity.{form}" for form in ("json", "csv", "parquet"))}
    page = (home / "report.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert "<script" not in page


def test_table_parquet_and_json_say_the_same(analysed):
    home, _ = analysed
    csv, parquet = pd.read_csv(home / "sensitivity.csv"), pd.read_parquet(home / "sensitivity.parquet")
    whole = json.loads((home / "sensitivity.json").read_text(encoding="utf-8"))
    assert len(csv) == len(parquet) == 4 * (len(whole["factors"]) + 1)
    for one in whole["found"]:
        for table in (csv, parquet):
            rows = table[table["outcome"] == one["outcome"]["name"]].set_index("factor")
            for effect in one["effects"]:
                assert rows.loc[effect["factor"], "effect"] == pytest.approx(effect["effect"], abs=1e-5)
            for index in one["indices"]:
                assert rows.loc[index["factor"], "total"] == pytest.approx(index["total"], abs=1e-5)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--method", "fast"], "method 'fast'; allowed: both, morris, sobol"),
        (["--runs", "10"], "runs 10: too few to move 110 factors; allowed: at least"),
        (["--luck", "0"], "luck 0; allowed: a whole number from 1 to 1,000"),
        (["--seed", "-1"], "seed -1; allowed: a whole number"),
        (["--workers", "0"], "workers 0; allowed: a whole number"),
        (["no-such-place"], "no such file"),
        (["--set", "us.demnad=4"], "us.demnad"),
    ],
)
def test_bad_input_ends_in_one_message_before_anything_is_made(words, said, tmp_path):
    answer = run(*words, "--out", tmp_path / "out")
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert "Traceback" not in answer.output
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_way_is_refused_before_anything_is_played(tmp_path):
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    answer = run(*SMALL, "--out", tmp_path / "taken")
    assert answer.exit_code == 2
    assert "cannot be made" in answer.stderr
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--seed", 6], "holds another analysis: seed 5 there, 6 asked; choose another --out"),
        (["--seed", 5, "--method", "morris"], "method both there, morris asked"),
        (["--seed", 5, "--set", "us.demand=4"], "scenario sha256:"),
    ],
)
def test_a_folder_that_holds_another_analysis_is_refused_and_kept(analysed, words, said):
    home, _ = analysed
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    answer = run(*SMALL, *words, "--out", home)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_the_same_analysis_may_be_written_again(analysed):
    home, said = analysed
    again = run(*SMALL, "--seed", 5, "--out", home)
    assert again.exit_code == 0, again.output
    assert again.stdout.splitlines()[0] == said.splitlines()[0]


def test_a_folder_of_other_files_is_refused(tmp_path):
    (tmp_path / "report.html").write_text("mine", encoding="utf-8")
    answer = run(*SMALL, "--out", tmp_path)
    assert answer.exit_code == 2
    assert "holds other files (report.html); allowed: a new or empty folder" in answer.stderr


def test_one_that_is_stopped_says_how_to_begin_again(tmp_path, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.analysis.sensitivity.play_settings", stopped)
    answer = run(*SMALL, "--out", tmp_path / "out")
    assert answer.exit_code == 130
    assert "Stopped: nothing is kept; begin again with: " in answer.stderr
    assert "sensitivity" in answer.stderr.splitlines()[-1]
    assert not list((tmp_path / "out").iterdir())
