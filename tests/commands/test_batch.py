"""``batch`` and ``play DIR:RUN`` as a person uses them."""

import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from sim.commands import app
from sim.commands.again import command_of
from sim.commands.progress import Lines, Pace, bar, lasting
from sim.ensemble.batch import COMPILING, PLAYING, Progress
from sim.results.ledger import Ledger
from sim.results.recipe import from_json

ROOT = Path(__file__).parents[2]
PATIENCE = 300
SMALL = ("--runs", "300", "--settings", "4", "--seed", "5")


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A small batch as its user saw it, and where its ledger is."""
    out = tmp_path_factory.mktemp("told") / "ledger"
    answer = run("batch", "the-hague-2025", *SMALL, "--out", out)
    assert answer.exit_code == 0, answer.output
    return answer, out


# -- what is said ---------------------------------------------------------------------------


def test_help_says_every_default():
    said = " ".join(run("batch", "--help").output.split())
    for words in ("10000", "200, or as many as runs", "runs/SCENARIO-seed-SEED", "one a core", "[default: 1]"):
        assert words in said
    for option in ("--runs", "--settings", "--seed", "--out", "--set", "--workers", "--cluster"):
        assert option in said


def test_a_batch_sums_up_and_says_where_its_ledger_is(told):
    answer, out = told
    assert "new target in" in answer.stdout.splitlines()[0]
    assert f"Ledger: {out} (300 runs)" in answer.stdout
    assert f"play {out}:0" in answer.stdout
    assert Ledger.open(out).complete


def test_progress_goes_to_the_log_in_plain_lines(told):
    lines = told[0].stderr.splitlines()
    assert "0 of 300 runs (0 %)" in lines
    assert re.fullmatch(r"300 of 300 runs \(100 %\) · [\d,]+ a second · \d+ s", lines[-1])


def test_the_command_that_made_it_is_written_down(told):
    _, out = told
    recipe = json.loads((out / "recipe.json").read_text(encoding="utf-8"))
    assert f"batch the-hague-2025 --runs 300 --settings 4 --seed 5 --out {out}" in recipe["command"]


def test_the_command_that_goes_on_survives_a_shell():
    words = command_of(
        "batch", ["my file.toml"], [("--runs", 10), ("--settings", None), ("--out", "a b")], ["title='x; y'"]
    )
    tail = shlex.split(words)[-7:]
    assert tail == ["my file.toml", "--runs", "10", "--out", "a b", "--set", "title='x; y'"]


def test_a_finished_batch_is_summed_up_again_without_playing(told):
    answer, out = told
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    twice = run("batch", "the-hague-2025", *SMALL, "--out", out, "--workers", "1")
    assert twice.exit_code == 0
    assert twice.stderr.splitlines() == ["checking what is kept …", "300 of 300 runs (100 %)"]
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == before
    assert twice.stdout == answer.stdout


def test_by_default_the_ledger_is_named_after_scenario_and_seed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text('extends = "the-hague-2025"\n', encoding="utf-8")
    answer = run("batch", "mine.toml", "--runs", "40", "--seed", "9", "--settings", "0")
    assert answer.exit_code == 0, answer.output
    assert Ledger.open("runs/mine-seed-9").recipe.settings == 0


def test_few_runs_have_as_many_settings(tmp_path):
    assert run("batch", "--runs", "6", "--out", tmp_path / "few").exit_code == 0
    assert Ledger.open(tmp_path / "few").recipe.settings == 6


# -- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--runs", "0"], "--runs 0; allowed: a whole number from 1"),
        (["--runs", "-3"], "--runs -3; allowed"),
        (["--runs", "many"], "--runs"),
        (["--runs", "100", "--settings", "101"], "--settings 101; allowed: at most as many as runs"),
        (["--settings", "-1"], "--settings -1; allowed"),
        (["--seed", "-1"], "--seed -1; allowed"),
        (["--workers", "0"], "--workers 0; allowed"),
        (["--cluster", "nonsense"], "--cluster nonsense: no Dask scheduler there"),
        (["no-such-place"], "no such file"),
        (["--set", "us.demnd=4"], 'did you mean "demand"'),
        (["--set", "us.demand=50"], "out of bounds"),
    ],
)
def test_bad_input_is_one_clear_message_and_exit_code_2(words, message, tmp_path):
    answer = run("batch", *words, "--out", tmp_path / "new")
    assert answer.exit_code == 2
    assert message in answer.output
    assert "Traceback" not in answer.output


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("precious", encoding="utf-8")
    for out in (tmp_path, tmp_path / "thesis.tex"):
        answer = run("batch", *SMALL, "--out", out)
        assert answer.exit_code == 2
        assert str(out) in answer.stderr
        assert len(answer.stderr.splitlines()) == 1
    assert os.listdir(tmp_path) == ["thesis.tex"]


def test_another_recipe_is_refused_with_what_differs(told):
    _, out = told
    words = run("batch", "the-hague-2025", *SMALL, "--seed", "6", "--set", "us.demand=4", "--out", out)
    assert words.exit_code == 2
    assert (
        "holds another ledger: seed 5 there, 6 asked; scenario (us.demand.value 5.0 there, 4.0 asked)" in words.stderr
    )


def test_a_damaged_shard_is_named_and_nothing_is_touched(told, tmp_path):
    _, out = told
    copy = tmp_path / "copy"
    subprocess.run(["cp", "-r", out, copy], check=True)
    part = copy / "ledger" / "part-000001.parquet"
    part.write_bytes(part.read_bytes()[:-9])
    answer = run("batch", "the-hague-2025", *SMALL, "--out", copy)
    assert answer.exit_code == 2
    assert f"{part}: damaged" in answer.stderr
    part.unlink()
    assert run("batch", "the-hague-2025", *SMALL, "--out", copy).exit_code == 0
    assert Ledger.open(copy).fingerprint() == Ledger.open(out).fingerprint()


# -- stopped --------------------------------------------------------------------------------

# a test may run where Ctrl-C is ignored; a person's terminal never does
INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from sim.commands import main
sys.argv[0] = "summit"
main()
"""


def test_ctrl_c_says_what_is_kept_and_the_command_that_goes_on(tmp_path):
    out = tmp_path / "ledger"
    words = ["batch", "--runs", "12000", "--settings", "3", "--workers", "1", "--out", str(out)]
    command = [sys.executable, "-c", INTERRUPTIBLE, *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as batch:
        end = time.monotonic() + PATIENCE
        while not list(out.glob("ledger/part-*.parquet")) and time.monotonic() < end:
            time.sleep(0.02)
        batch.send_signal(signal.SIGINT)
        _, errors = batch.communicate(timeout=PATIENCE)
    assert batch.returncode == 130
    last = errors.splitlines()[-1]
    kept, goes_on = re.fullmatch(
        rf"Stopped: ([\d,]+) of 12,000 runs are kept in {out}; go on with: summit (.*)", last
    ).groups()
    begun = Ledger.open(out)
    assert 0 < begun.runs == int(kept.replace(",", "")) < 12_000
    assert "Traceback" not in errors
    answer = run(*shlex.split(goes_on))
    assert answer.exit_code == 0
    assert f"{kept} of 12,000 runs" in answer.stderr
    assert Ledger.open(out).complete


# -- progress -------------------------------------------------------------------------------


class Clock:
    """A clock that a test winds on."""

    now = 0.0

    def __call__(self):
        return self.now


def test_a_log_gets_a_line_at_each_tenth_but_not_too_many():
    clock, lines = Clock(), []
    tell = Lines(lines.append, Pace(clock))
    tell(Progress(COMPILING, 0, 10_000))
    for kept in range(0, 10_001, 250):
        tell(Progress(PLAYING, kept, 10_000))
        clock.now += 0.5
    assert lines[0].startswith("compiling the rulebook (about a minute")
    assert lines[1] == "0 of 10,000 runs (0 %)"
    assert lines[2] == "1,000 of 10,000 runs (10 %) · 500 a second · 18 s left"
    assert lines[-1] == "10,000 of 10,000 runs (100 %) · 500 a second · 20 s"
    assert len(lines) == 12


def test_a_log_of_slow_work_is_not_silent():
    clock, lines = Clock(), []
    tell = Lines(lines.append, Pace(clock))
    for kept in range(0, 100_000, 1_000):
        tell(Progress(PLAYING, kept, 10_000_000))
        clock.now += 4.0
    assert len(lines) == 34
    assert lines[1] == "3,000 of 10,000,000 runs (0 %) · 250 a second · 11 h 6 min left"


def test_a_log_of_fast_work_is_not_a_flood():
    clock, lines = Clock(), []
    tell = Lines(lines.append, Pace(clock))
    for kept in range(0, 1_001):
        tell(Progress(PLAYING, kept, 1_000))
        clock.now += 0.001
    assert len(lines) == 2


def test_what_was_kept_before_does_not_make_it_look_fast():
    clock = Clock()
    pace = Pace(clock)
    assert pace.words(5_000, 10_000) == ""
    clock.now = 10.0
    assert pace.words(6_000, 10_000) == "100 a second · 40 s left"


def test_times_are_said_as_people_say_them():
    assert [lasting(one) for one in (0.2, 59.4, 125, 11_400)] == ["1 s", "59 s", "2 min 5 s", "3 h 10 min"]


def test_a_terminal_gets_a_bar():
    screen = io.StringIO()
    with bar(Console(file=screen, force_terminal=True, width=100, legacy_windows=False)) as tell:
        tell(Progress(COMPILING, 0, 1_000))
        tell(Progress(PLAYING, 0, 1_000))
        tell(Progress(PLAYING, 500, 1_000))
    assert "500 of 1,000 runs (50 %)" in screen.getvalue()


# -- any run again --------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 212, 299])
def test_any_run_of_a_ledger_is_played_again_with_minutes_and_all(told, number, tmp_path):
    _, out = told
    answer = run("play", f"{out}:{number}", "--json", tmp_path / "t.json")
    assert answer.exit_code == 0
    whole = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    row = Ledger.open(out).frame().loc[number]
    assert (whole["seed"], whole["run"]) == (5, number)
    assert whole["setting"] == Ledger.open(out).setting(number)
    assert whole["outcome"]["label"] == row["label"]
    assert whole["outcome"]["satisfaction"] == row["satisfaction"]
    assert "Brussels" in answer.output
    assert "The outcome" in answer.output


def test_a_run_that_a_killed_batch_never_reached_is_played_too(told, tmp_path):
    _, out = told
    (tmp_path / "recipe.json").write_bytes((out / "recipe.json").read_bytes())
    (again, hints), (kept, _) = (run("play", f"{home}:7").output.split("Next:") for home in (tmp_path, out))
    assert again == kept
    assert f"{tmp_path}:8" in hints


def test_a_ledger_in_the_current_folder_is_found_by_its_bare_name(told, monkeypatch):
    _, out = told
    monkeypatch.chdir(out.parent)
    assert run("play", "ledger:3").exit_code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["{out}:300"], "run 300; allowed: {out}:0 to {out}:299"),
        (["{out}:-1"], "run -1; allowed"),
        (["{out}:first"], "run first; allowed"),
        (["{out}:"], "allowed: {out}:0 to {out}:299"),
        (["{out}"], "a ledger, and no run of it; allowed: {out}:0"),
        (["{out}:3", "--seed", "1"], "leave out --seed"),
        (["{out}:3", "--run", "3", "--draw"], "leave out --run, --draw"),
        (["{out}:3", "--set", "us.demand=4"], "leave out --set"),
        (["{out}/ledger:3"], "no ledger here"),
        (["nowhere:3"], "nowhere: no such folder"),
    ],
)
def test_what_is_no_run_of_a_ledger_is_refused(told, words, message):
    _, out = told
    answer = run("play", *(word.format(out=out) for word in words))
    assert answer.exit_code == 2
    assert message.format(out=out) in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_colon_in_a_scenarios_name_names_no_run(tmp_path):
    assert "no such file" in run("play", "C:/nowhere.toml").stderr
    odd = tmp_path / "odd:1"
    odd.write_text('extends = "the-hague-2025"\ntitle = "Odd"\n', encoding="utf-8")
    assert "Odd" in run("play", odd).output


def test_a_ledger_of_another_rulebook_is_not_played_again(told, tmp_path):
    _, out = told
    recipe = json.loads((out / "recipe.json").read_text(encoding="utf-8"))
    (tmp_path / "recipe.json").write_text(json.dumps(recipe | {"rulebook": "sha256:of-old-rules"}), encoding="utf-8")
    from_json((tmp_path / "recipe.json").read_text(encoding="utf-8"))
    answer = run("play", f"{tmp_path}:3")
    assert answer.exit_code == 2
    assert "made by other rules (sha256:of-old-" in answer.stderr
