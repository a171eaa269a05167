"""A batch: every row is a negotiation that the agents would have played, however the work was shared."""

import gc
import json
import math
import os
import pickle
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

import sim
from sim import Ledger, LedgerError, Summit, run_batch
from sim.ensemble import batch as batches
from sim.ensemble import shards as played
from sim.ensemble.batch import COMPILING, LOADING, PLAYING
from sim.ensemble.shards import make_shard, play_shard
from sim.results import recipe as cut
from sim.results.columns import COLUMNS
from sim.results.rulebook import fingerprint
from sim.results.shard import LEDGER
from sim.scenario.draw import draw_setting

ROOT = Path(__file__).parents[2]
RUNS, SETTINGS, SEED = 600, 7, 11


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A small ledger with drawn settings, played by one thread."""
    out = tmp_path_factory.mktemp("batch") / "one"
    return run_batch("the-hague-2025", runs=RUNS, settings=SETTINGS, seed=SEED, out=out, workers=1)


@pytest.fixture(scope="module")
def central():
    """A small ledger at central settings, of a scenario in which silence is often broken."""
    scenario = sim.load("the-hague-2025", ["isolation.alone=0.45", "chair.letter_cost=0.1"])
    return run_batch(scenario, runs=300, settings=0, seed=SEED)


# -- a row is a run -------------------------------------------------------------------------


def as_told(summit):
    """Return what the transcript of a negotiation says, by the ledger's names."""
    transcript = summit.play()
    out, everyone = transcript.outcome, transcript.buys[-1]
    events = [event for page in transcript.rounds for event in page.events]
    talks = [event.words for event in events if event.kind == "talks"]
    ends = [
        page.silence[-1].mended or page.silence[-1].text if page.silence else page.text for page in transcript.rounds
    ]
    when = {}
    for one in out.breaks:
        when.setdefault(f"{one.round}.{one.attempt}", []).append(one.code)
    named = {outcome.words: outcome.name for outcome in summit.case.talks.outcomes}
    return {
        **{name: getattr(out, name) for name in COLUMNS if hasattr(out, name) and name != "class"},
        "class": out.kind,
        "talks": named[talks[0]] if talks else "",
        "incidents": len([event for event in events if event.kind == "incident"]),
        "crisis": any(event.kind == "crisis" for event in events),
        "counts": " ".join(out.counts),
        "letters": " ".join(out.letters),
        "broke_silence": " ".join(out.broke_silence),
        "breaks": "; ".join(f"{moment} {' '.join(codes)}" for moment, codes in when.items()),
        "threat_to_leave": summit.now.kappa,
        "buys_core": everyone.core,
        "buys_core_kept": everyone.core_kept,
        "buys_related": everyone.related,
        **{name: getattr(everyone, name) for name in COLUMNS if name.startswith("money_")},
        **{f"path_{name}": [getattr(text, name) for text in ends] for name in ("core", "related", "firmness")},
        "path_deadline": [float(text.deadline) for text in ends],
    }


def row_of(ledger, run):
    """Return a row as plain values."""
    return ledger.table().slice(run, 1).to_pylist()[0]


def assert_same_story(ledger, run, summit):
    row, told = row_of(ledger, run), as_told(summit)
    assert row.pop("run") == run
    row.pop("setting")
    assert row.keys() == told.keys()
    for name, value in row.items():
        assert value == told[name], f"run {run}, {name}"


@pytest.mark.parametrize("run", [0, 85, 86, 249, 250, 431, 599])
def test_row_by_row_a_users_own_loop_tells_the_same(ledger, the_hague, run):
    """What the docstring of ``run_batch`` promises, to the last bit."""
    setting = run * SETTINGS // RUNS
    assert row_of(ledger, run)["setting"] == setting
    assert ledger.setting(run) == draw_setting(the_hague, SEED, setting)
    assert_same_story(ledger, run, Summit(the_hague, seed=SEED, run=run, setting=ledger.setting(run)))
    assert_same_story(ledger, run, Summit(ledger.scenario, seed=SEED, run=run, setting=ledger.setting(run)))


@pytest.mark.parametrize("run", [3, 77, 298])
def test_at_central_settings_too(central, run):
    assert row_of(central, run)["setting"] == -1
    assert_same_story(central, run, Summit(central.scenario, seed=SEED, run=run))


def test_the_rows_that_are_compared_have_something_to_say(ledger, central):
    frame, other = ledger.frame(), central.frame()
    assert frame["new_target"].any()
    assert not frame["new_target"].all()
    assert frame["setting"].nunique() == SETTINGS
    assert (frame["broke_silence"] != "").any()
    assert (other["letters"] != "").any()
    assert other["breaks"].str.contains(";").any()
    assert len(other["label"].unique()) > 5


def test_a_neighbouring_run_is_another_story(ledger):
    """The twin that must fail."""
    with pytest.raises(AssertionError, match="run 0"):
        assert_same_story(ledger, 0, Summit(ledger.scenario, seed=SEED, run=1, setting=ledger.setting(0)))


# -- the same recipe, the same ledger -------------------------------------------------------


def test_threads_change_nothing(ledger, tmp_path):
    shared = run_batch("the-hague-2025", runs=RUNS, settings=SETTINGS, seed=SEED, out=tmp_path / "two", workers=2)
    assert shared.fingerprint() == ledger.fingerprint()
    parts = sorted((ledger.folder / "ledger").glob("*.parquet"))
    assert len(parts) == 3
    for path in parts:
        assert path.read_bytes() == (shared.folder / "ledger" / path.name).read_bytes()


def test_another_seed_changes_everything(ledger):
    other = run_batch("the-hague-2025", runs=RUNS, settings=SETTINGS, seed=SEED + 1)
    assert other.fingerprint() != ledger.fingerprint()
    assert not other.frame().equals(ledger.frame())
    assert not other.settings().equals(ledger.settings())


def test_how_runs_are_cut_changes_no_row(ledger, monkeypatch):
    rows, drawn = ledger.table().to_pylist(), ledger.settings()
    monkeypatch.setattr(cut, "SHARD_RUNS", (97, 97))
    monkeypatch.setattr(played, "SLICE", 31)
    finer = run_batch("the-hague-2025", runs=RUNS, settings=SETTINGS, seed=SEED)
    assert len(finer.numbers) == 7
    assert finer.table().to_pylist() == rows
    assert finer.settings().equals(drawn)


def test_a_shard_depends_on_nothing_but_its_recipe_and_number(ledger):
    sent = pickle.loads(pickle.dumps(ledger.recipe))
    assert len(pickle.dumps(ledger.recipe)) < 100_000
    rows, drawn = play_shard(sent, 1)
    assert rows["run"].to_pylist() == list(range(250, 500))
    assert rows.equals(next(table for place, table in enumerate(ledger.tables(LEDGER)) if place == 1))
    assert sorted(set(drawn["setting"].to_pylist())) == [2, 3, 4, 5]


def test_every_run_may_have_a_setting_of_its_own():
    single = run_batch("the-hague-2025", runs=20, settings=20, seed=SEED)
    assert single.frame()["setting"].tolist() == list(range(20))
    assert len(single.settings()) == 20
    assert_same_story(single, 13, Summit(single.scenario, seed=SEED, run=13, setting=single.setting(13)))


def test_a_row_is_small(ledger):
    size = math.fsum(path.stat().st_size for path in ledger.folder.rglob("*.parquet"))
    assert size / RUNS <= 400


# -- nothing lost ---------------------------------------------------------------------------


class Enough(Exception):
    """Stands for Ctrl-C, at a moment that a test can choose."""


def stopping(after):
    """Return a listener that stops a batch once as many runs are kept, and the moments it was told of."""
    told = []

    def listen(now):
        told.append(now)
        if now.doing == PLAYING and now.kept >= after:
            raise Enough

    return listen, told


def test_a_batch_that_was_stopped_goes_on_where_it_stood(ledger, tmp_path):
    listen, _ = stopping(250)
    asked = {"runs": RUNS, "settings": SETTINGS, "seed": SEED, "out": tmp_path}
    with pytest.raises(Enough):
        run_batch("the-hague-2025", **asked, workers=2, progress=listen)
    assert not [one for one in threading.enumerate() if one.name.startswith("shard")]
    begun = Ledger.open(tmp_path)
    assert 0 < begun.runs < RUNS
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    told = []
    whole = run_batch("the-hague-2025", **asked, workers=1, progress=told.append)
    assert next(now.kept for now in told if now.doing == PLAYING) == begun.runs
    assert whole.fingerprint() == ledger.fingerprint()
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


def test_a_finished_batch_plays_nothing(ledger, monkeypatch):
    monkeypatch.setattr(played, "play_many", None)
    told = []
    again = run_batch(
        "the-hague-2025", runs=RUNS, settings=SETTINGS, seed=SEED, out=ledger.folder, progress=told.append
    )
    assert again.fingerprint() == ledger.fingerprint()
    assert told[-1] == (PLAYING, RUNS, RUNS)


KILLED = """
import sys
from sim import run_batch

def tell(now):
    if now.doing == "playing" and now.kept > 0:
        print(now.kept, flush=True)
        sys.stdin.read()  # in the middle, as long as anyone cares

run_batch("the-hague-2025", runs={runs}, settings={settings}, seed={seed}, out=sys.argv[1], workers=2, progress=tell)
"""


def test_a_batch_killed_for_good_goes_on_with_other_workers(ledger, tmp_path):
    code = KILLED.format(runs=RUNS, settings=SETTINGS, seed=SEED)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], cwd=ROOT, **pipes) as batch:
        assert int(batch.stdout.readline()) > 0
        with pytest.raises(LedgerError, match=f"another batch is writing here .process {batch.pid} on"):
            run_batch("the-hague-2025", runs=RUNS, settings=SETTINGS, seed=SEED, out=tmp_path)
        batch.kill()
    assert batch.returncode == -signal.SIGKILL
    assert 0 < Ledger.open(tmp_path).runs < RUNS
    whole = run_batch("the-hague-2025", runs=RUNS, settings=SETTINGS, seed=SEED, out=tmp_path, workers=1)
    assert whole.fingerprint() == ledger.fingerprint()


def test_a_shard_is_not_played_by_other_rules(ledger):
    with pytest.raises(LedgerError, match="a worker has other rules"):
        make_shard(replace(ledger.recipe, rulebook="sha256:0123456789"), 0)
    assert ledger.recipe.rulebook == fingerprint()


# -- as a library ---------------------------------------------------------------------------


def test_without_a_folder_a_ledger_lives_as_long_as_it_is_held(central):
    folder = central.folder
    assert folder.is_dir()
    brief = run_batch("the-hague-2025", runs=5, settings=0)
    gone = brief.folder
    assert gone.is_dir()
    del brief
    gc.collect()
    assert not gone.exists()


def test_a_failure_leaves_no_temporary_folder(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    listen, _ = stopping(0)
    with pytest.raises(Enough):
        run_batch("the-hague-2025", runs=5, progress=listen)
    assert os.listdir(tmp_path) == []


def test_what_was_asked_for_is_written_down(ledger):
    told = json.loads((ledger.folder / "recipe.json").read_text(encoding="utf-8"))
    assert (told["runs"], told["settings"], told["seed"]) == (RUNS, SETTINGS, SEED)
    assert told["digest"] == sim.Summit("the-hague-2025").transcript().digest
    assert told["rulebook"] == fingerprint()
    assert {"python", "summit", "numba", "numpy", "pyarrow"} <= told["versions"].keys()
    assert "threat_to_leave" in told["scenario"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"runs": 0}, "runs 0; allowed"),
        ({"runs": 10, "settings": 11}, "settings 11; allowed: at most as many as runs"),
        ({"runs": 10, "workers": 0}, "workers 0; allowed: a whole number from 1"),
        ({"runs": 10, "seed": -1}, "seed -1; allowed"),
    ],
)
def test_what_makes_no_batch_is_refused(asked, message, tmp_path):
    with pytest.raises(LedgerError) as error:
        run_batch("the-hague-2025", out=tmp_path / "none", **asked)
    assert message in str(error.value)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(("there", "said"), [(True, LOADING), (False, COMPILING)])
def test_a_minute_of_compiling_is_announced_and_no_minute_where_there_is_none(there, said, tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "stocked", lambda: there)
    told = []
    run_batch(runs=20, settings=0, out=tmp_path / "ledger", progress=lambda now: told.append(now.doing))
    assert told[0] == said
    assert told[-1] == PLAYING
