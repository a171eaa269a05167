"""``view`` refuses what cannot be opened before it serves anything: one message, exit code 2."""

import pytest
from typer.testing import CliRunner

from sim.commands import app
from sim.commands.view import asked_for
from sim.ensemble.batch import run_batch
from sim.viewer import server
from sim.viewer.asked import opened


def view(*words):
    return CliRunner().invoke(app, ["view", "--no-browser", *map(str, words)])


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    return run_batch("the-hague-2025", runs=4, settings=2, seed=5, out=tmp_path_factory.mktemp("here") / "ledger")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["the-haag"], 'did you mean "the-hague-2025"'),
        (["parameters"], "a base for scenarios, not a scenario"),
        (["absent.json"], "absent.json: cannot be read"),
        (["absent.json", "--seed", 3], "has a seed of its own; leave out --seed"),
        (["--seed", -1], "--seed"),
        (["--port", 70000], "--port"),
    ],
)
def test_what_cannot_be_opened_is_refused(words, said):
    answer = view(*words)
    assert answer.exit_code == 2
    assert said in answer.output


def test_a_run_that_a_ledger_does_not_have(ledger):
    answer = view(f"{ledger.folder}:9")
    assert answer.exit_code == 2
    assert f"allowed: {ledger.folder}:0 to {ledger.folder}:3" in answer.output
    assert "leave out --seed" in view(f"{ledger.folder}:1", "--seed", 3).output


def test_a_run_of_a_ledger_is_opened_as_it_was_played(ledger):
    session, note = opened(asked_for(f"{ledger.folder}:3", None))
    session.to_end()
    end = session.here.transcript
    assert note == ""
    assert (end.seed, end.run, end.setting != {}) == (5, 3, True)
    assert end.outcome.label == ledger.frame()["label"].iloc[3]


def test_a_missing_extra_is_told_before_anything_else(monkeypatch):
    monkeypatch.setattr(server, "missing_message", lambda: "the page cannot be shown: solara is not installed")
    answer = view("the-haag")
    assert answer.exit_code == 2
    assert "solara is not installed" in answer.output
    assert "did you mean" not in answer.output


def test_a_taken_port_is_refused():
    taken = server.listen(0)
    answer = view("--port", taken.getsockname()[1])
    taken.close()
    assert answer.exit_code == 2
    assert "allowed: a free port" in answer.output
