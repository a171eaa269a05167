"""The command line as a person uses it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.commands import app

ROOT = Path(__file__).parents[2]
SYMBOLS = ("kappa", "κ", "theta", "θ", "xi", "ξ", "_", "Δ", "σ", "None", "nan")


def run(*words):
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def story():
    answer = run()
    assert answer.exit_code == 0
    return answer.output


def test_bare_run_plays_and_names_the_next_commands(story):
    assert "The Hague, June 2025" in story
    for word in ("play --seed", "--draw", "--set us.demand", "--plot", "list"):
        assert word in story.split("Next:")[1]


def test_the_next_commands_are_of_the_scenario_that_was_played(tmp_path):
    page = str(tmp_path / "p.html")
    answer = run("play", "no-letters", "--seed", "3", "--set", "us.demand=4", "--html", page)
    *hints, overview = answer.output.split("Next:")[1].strip().splitlines()
    assert all("no-letters" in hint and "--set us.demand=4" in hint for hint in hints)
    assert "--seed 4" in hints[0]
    assert "--html" not in str(hints)
    assert " list " in overview


@pytest.mark.parametrize("option", ["--json", "--html"])
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_played(option, tmp_path):
    for file, fault in ((tmp_path / "gone" / "a.file", "no folder"), (tmp_path, "a folder")):
        answer = run("play", option, str(file))
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert answer.stderr.startswith(f"{option} {file}: cannot be written: {fault}")


@pytest.mark.parametrize(
    "word",
    ["New target", "proposal", "Side letters", "What counts", "hreat to leave", "Wording", "Most reluctant", "Pivotal"],
)
def test_the_fields_words_are_on_screen(story, word):
    assert word in story


def test_no_internal_symbol_is_on_screen(story):
    told = story.split("Next:")[0]
    for symbol in SYMBOLS:
        assert symbol not in told.replace("xing", "").replace("six", "").replace("exi", "").replace("mplexi", ""), (
            symbol
        )


def test_play_writes_a_transcript(tmp_path):
    answer = run("play", "the-hague-2025", "--seed", "3", "--run", "2", "--json", str(tmp_path / "t.json"))
    assert answer.exit_code == 0
    whole = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert (whole["seed"], whole["run"], whole["setting"]) == (3, 2, {})


def test_draw_takes_plausible_settings_instead_of_central_ones(tmp_path):
    run("play", "--draw", "--run", "4", "--json", str(tmp_path / "t.json"))
    whole = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert len(whole["setting"]) > 100
    assert 0 <= whole["setting"]["us.threat_to_leave"] <= 0.9


def test_a_page_to_step_through_says_how_to_play_it_again(tmp_path):
    page = tmp_path / "summit.html"
    answer = run("play", "the-hague-2025", "--draw", "--run", "3", "--set", "us.demand=4", "--html", str(page))
    assert answer.exit_code == 0
    written = page.read_text(encoding="utf-8")
    assert "play the-hague-2025 --run 3 --draw --set us.demand=4" in written
    assert "seed 1, run 3 · drawn settings" in written


def test_set_changes_an_entry(tmp_path):
    answer = run("play", "--set", "us.demand=2", "--set", "proposal.core=2.5")
    assert answer.exit_code == 0
    assert "the demand of 2 %, the proposal 2.5 + 1.5 %" in " ".join(answer.output.split())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["play", "no-such-place"], "no such file"),
        (["play", "--set", "us.demnd=4"], 'did you mean "demand"'),
        (["play", "--json", "no/such/folder/t.json"], "cannot be written"),
        (["play", "--plot", "picture.doc"], "unknown picture format; allowed: .png, .svg, .pdf"),
        (["play", "--html", "no/such/folder/page.html"], "page.html: cannot be written: no folder no/such/folder"),
        (["play", "--html", "one", "--json", "one"], "--json and --html name the same file one; allowed: two files"),
        (["play", "--seed", "-1"], "--seed"),
        (["play", "--seed", "many"], "--seed"),
        (["check", "no-such-place"], "no such file"),
        (["check", "the-hague-2025", "the-hague-2025", "--resolved"], "one file at a time"),
        (["schema", "--out", "no/such/folder/s.json"], "cannot be written"),
        (["negotiate"], "negotiate"),
    ],
)
def test_bad_input_is_one_clear_message_and_exit_code_2(words, message):
    answer = run(*words)
    assert answer.exit_code == 2
    assert message in answer.output
    assert "Traceback" not in answer.output


def test_check_tells_of_every_file_before_it_fails():
    answer = run("check", "no-such-place", "the-hague-2025")
    assert answer.exit_code == 2
    assert "the-hague-2025.toml: sound" in answer.output


def test_list_names_what_can_be_played():
    answer = run("list")
    assert answer.exit_code == 0
    named = [line.partition(" · ")[0] for line in answer.output.splitlines() if " · " in line]
    assert {"the-hague-2025", "calibrated"} <= set(named)
    assert not {"parameters", "calibrated-2014-2023"} & set(named)


def test_the_schema_takes_every_scenario_and_refuses_a_misspelt_key():
    import tomllib

    from jsonschema import Draft202012Validator

    published = json.loads(run("schema").output)
    Draft202012Validator.check_schema(published)
    files = [*(ROOT / "scenarios").glob("*.toml"), *(ROOT / "tests" / "scenarios" / "valid").glob("*.toml")]
    assert len(files) > 4
    for path in files:
        raw = json.loads(json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=str))
        assert not list(Draft202012Validator(published).iter_errors(raw)), path.name
    broken = json.loads(json.dumps({"extends": "the-hague-2025", "us": {"demnd": 4}}))
    assert list(Draft202012Validator(published).iter_errors(broken))
    assert list(Draft202012Validator(published).iter_errors({"extends": "x", "us": {"demand": 50}}))


def test_help_loads_nothing_heavy():
    code = "import sys, sim.commands; print([m for m in ('mesa','numpy','pydantic','matplotlib') if m in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert answer.stdout.strip() == "[]"


def test_markup_in_a_scenario_is_shown_not_run(tmp_path):
    path = tmp_path / "odd.toml"
    path.write_text('extends = "the-hague-2025"\ntitle = "[red]A title[/red] [link=x]"\n', encoding="utf-8")
    assert "[red]A title[/red] [link=x]" in run("play", str(path)).output


def test_a_closed_pipe_ends_quietly():
    env = {**os.environ, "COLUMNS": "80"}
    play = subprocess.Popen(
        [sys.executable, "run.py"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=env
    )
    play.stdout.readline()
    play.stdout.close()
    assert b"Traceback" not in play.stderr.read()
    play.stderr.close()
    play.wait()
