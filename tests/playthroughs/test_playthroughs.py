"""Short negotiations, word for word. A failing one writes NAME.new beside the old, to be read and moved."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from sim.rules import influence
from sim.scenario.read import load
from sim.story.ending import put_in
from sim.story.minutes import kept, minutes
from sim.summit.model import Summit

HERE = Path(__file__).parent
RUNS = {"one-objection": 1, "a-cascade": 4, "a-letter": 17, "the-patron-objects": 33}
SEED = 2025


def told(run):
    scenario = load(str(HERE / "ten-seats.toml"))
    transcript = Summit(scenario, seed=SEED, run=run).play()
    return "\n".join([*minutes(transcript, scenario), "", put_in(transcript, scenario), "", bits(transcript)]) + "\n"


def bits(transcript):
    """The fingerprint of every number, to the last bit: the same on every Python, Mesa and machine."""
    plain = replace(transcript, versions={}, digest="").to_json()
    return f"bits: {sha256(plain.encode()).hexdigest()}"


def test_no_playthrough_is_missing():
    assert {path.stem for path in HERE.glob("*.txt")} == set(RUNS)


@pytest.mark.parametrize("name", RUNS)
def test_a_playthrough_reads_as_it_did(name):
    golden = HERE / f"{name}.txt"
    now = told(RUNS[name])
    if not golden.exists() or golden.read_text(encoding="utf-8") != now:
        golden.with_suffix(".new").write_text(now, encoding="utf-8")
    assert golden.exists(), f"read {name}.new and move it to {name}.txt"
    assert golden.read_text(encoding="utf-8") == now


@pytest.mark.parametrize("name", RUNS)
def test_a_playthrough_by_another_rule_reads_otherwise(name, monkeypatch):
    """The twin that must fail: allies that strike no pose."""
    monkeypatch.setattr(influence, "posturing", lambda progress, patience, terms: 0.0)
    assert (HERE / f"{name}.txt").read_text(encoding="utf-8") != told(RUNS[name])


def test_who_keeps_a_silence_after_breaking_one_says_which_part_of_its_balance_rose_most():
    scenario = load(str(HERE / "ten-seats.toml"))
    page = Summit(scenario, seed=SEED, run=RUNS["one-objection"]).play().rounds[-1]
    (voice,) = [one for one in page.silence[0].voices if one.code == "ESP"]
    poorer = {**voice.parts, "fiscal": voice.parts["fiscal"] - 0.2, "isolation": voice.parts["isolation"] - 0.1}
    before = replace(page.silence[0], voices=[replace(voice, parts=poorer)], broke=["ESP"])
    told = kept("ESP", before, page.silence[0], scenario)
    assert told.startswith("Spain, which broke it before, keeps it: the cost to its budget is now ")
    assert told.endswith(f"(before −{-poorer['fiscal']:.2f}).")
