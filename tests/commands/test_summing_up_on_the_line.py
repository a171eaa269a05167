"""``summary`` as a person uses it, on a real ledger that a batch wrote."""

import json
import os
import shutil
import sys

import pytest
from typer.testing import CliRunner

from sim.commands import app

SMALL = ['summit.seats=["ESP","POL","EST","LUX"]']


def run(*words, columns="100"):
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": columns})


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Four hundred real summits of four allies, ten settings."""
    from sim.ensemble.batch import run_batch
    from sim.scenario.read import load

    folder = tmp_path_factory.mktemp("ledger") / "small"
    run_batch(load("the-hague-2025", SMALL), runs=400, settings=10, out=folder)
    return folder


@pytest.fixture
def ledger(played, tmp_path):
    return shutil.copytree(played, tmp_path / "small")


def test_a_ledger_is_summed_up_on_screen_and_beside_itself(ledger):
    answer = run("summary", ledger)
    assert answer.exit_code == 0, answer.output
    first = answer.output.splitlines()[0]
    assert first.startswith("A new target in ")
    assert "of 400 summits (luck " in first
    assert "between plausible settings" in " ".join(answer.output.split())
    whole = json.loads((ledger / "summary.json").read_text(encoding="utf-8"))
    assert whole["runs"] == 400
    assert whole["headline"] in " ".join(answer.output.split())
    assert sum(one["hits"] for one in whole["compromises"]) == 400
    assert "<svg" in (ledger / "report.html").read_text(encoding="utf-8")
    assert len(list((ledger / "figures").glob("*.png"))) == len(list((ledger / "figures").glob("*.svg"))) == 5


def test_the_summary_agrees_with_the_ledgers_rows(ledger):
    from sim.results.ledger import Ledger

    run("summary", ledger)
    whole = json.loads((ledger / "summary.json").read_text(encoding="utf-8"))
    rows = Ledger.open(ledger).frame(["new_target", "core", "deadline", "letters", "broke_silence"])
    assert whole["p_new_target"] == pytest.approx(rows["new_target"].mean(), abs=1e-6)
    assert whole["unconditional"]["core"]["mean"] == pytest.approx(rows["core"].mean(), abs=1e-6)
    assert whole["given"]["deadline"]["mean"] == pytest.approx(rows["deadline"][rows["new_target"]].mean(), abs=1e-5)
    spain = next(seat for seat in whole["seats"] if seat["code"] == "ESP")
    assert spain["broke"]["hits"] == rows["broke_silence"].astype(str).str.contains("ESP").sum()


def test_summing_up_twice_says_the_same(ledger):
    first = run("summary", ledger).output
    made = [(ledger / name).read_bytes() for name in ("summary.json", "report.html", "figures/endings.png")]
    assert run("summary", ledger).output == first
    assert [(ledger / name).read_bytes() for name in ("summary.json", "report.html", "figures/endings.png")] == made


def test_everything_can_be_written_elsewhere_too(ledger, tmp_path):
    names = [tmp_path / f"my.{end}" for end in ("csv", "html", "json", "svg")]
    options = zip(("--csv", "--html", "--json", "--plot"), names, strict=True)
    answer = run("summary", ledger, *(word for option in options for word in option))
    assert answer.exit_code == 0, answer.output
    assert all(name.stat().st_size > 1000 for name in names)
    assert (tmp_path / "my-allies.svg").exists()
    assert names[2].read_bytes() == (ledger / "summary.json").read_bytes()


def test_a_killed_batch_is_summed_up_as_far_as_it_got(ledger):
    kept = sorted((ledger / "ledger").iterdir())
    kept[-1].unlink()
    answer = run("summary", ledger)
    assert answer.exit_code == 0, answer.output
    assert answer.output.startswith("250 of 400 runs so far: a new target in ")
    assert json.loads((ledger / "summary.json").read_text(encoding="utf-8"))["complete"] is False
    assert "This batch is unfinished" in (ledger / "report.html").read_text(encoding="utf-8")


def test_a_batch_without_a_run_is_refused(ledger):
    for shard in (ledger / "ledger").iterdir():
        shard.unlink()
    refused(run("summary", ledger), "no run is there yet")


def refused(answer, *words):
    """Check that one clear message says these words, and nothing is printed beside it."""
    assert answer.exit_code == 2, answer.output
    assert answer.stdout == ""
    assert len(answer.stderr.strip().splitlines()) == 1, answer.stderr
    for word in words:
        assert word in answer.stderr
    assert "Traceback" not in answer.stderr


def test_no_such_folder_is_one_clear_message(tmp_path):
    refused(run("summary", tmp_path / "nowhere"), "nowhere")


def test_a_folder_that_holds_no_ledger_is_one_clear_message(tmp_path):
    refused(run("summary", tmp_path), str(tmp_path))


def test_a_file_is_no_folder(tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    refused(run("summary", file), "file")


def test_an_unknown_picture_format_is_refused_before_any_work(ledger):
    refused(run("summary", ledger, "--plot", "x.bmp"), "x.bmp", ".png, .svg, .pdf")
    assert not (ledger / "summary.json").exists()


def test_two_options_may_not_name_one_file(ledger, tmp_path):
    refused(run("summary", ledger, "--csv", tmp_path / "x", "--json", tmp_path / "x"), "the same file")


def test_a_file_that_cannot_be_written_is_one_clear_message(ledger, tmp_path):
    answer = run("summary", ledger, "--csv", tmp_path / "nowhere" / "x.csv")
    assert answer.exit_code == 2
    assert "x.csv: the table cannot be written: No such file or directory" in answer.stderr


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_ledger_that_may_not_be_written_into(ledger):
    ledger.chmod(0o555)
    answer = run("summary", ledger)
    ledger.chmod(0o755)
    assert answer.exit_code == 2
    assert "cannot be" in answer.stderr


def test_where_pictures_should_go_stands_a_file(ledger):
    (ledger / "figures").write_text("in the way")
    answer = run("summary", ledger)
    assert answer.exit_code == 2
    assert "figures: the folder cannot be made" in answer.stderr


def test_the_command_is_among_the_others():
    assert "summary" in run("--help").output


@pytest.mark.parametrize("columns", ["80", "120"])
def test_no_line_is_wider_than_the_terminal(ledger, columns):
    lines = run("summary", ledger, columns=columns).output.splitlines()
    assert max(len(line.rstrip()) for line in lines if not line.startswith(("Report", "Numbers", "Pictures"))) <= int(
        columns
    )
