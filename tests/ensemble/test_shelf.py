"""Compiled code is kept, used again for any scenario, and never used for other rules."""

import importlib
import inspect
import os
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sim
from sim.ensemble import conduct, ending, log, minds, shelf, start
from sim.ensemble.compiler import LOOSE, TAKEN_IN, compiled, loops, taken_in
from sim.ensemble.kernel import play_many
from sim.rules import arithmetic, objective
from sim.scenario.read import load
from sim.scenario.seating import seat

HOUSE = Path(sim.__file__).parent
SIZES = (
    ("summit.seats=['EST', 'ESP', 'DEU', 'ITA']", "letters.allowed=0"),
    ("us.demand=4", "chair.rule=maximin"),
    ("chair.attempts=5",),
)
"""Tables of other sizes, and other rules of the chair."""

ASK = "from sim.ensemble.shelf import shelf; print(shelf())"


def asked(house, tmp_path, question=ASK):
    """Return what a fresh process that uses this copy of the sources answers."""
    env = {**os.environ, "PYTHONPATH": str(house.parent), shelf.PLACE: str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", question], env=env, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_another_scenario_needs_no_compiling():
    play_many(seat(load("the-hague-2025")), 1, 0, 1)
    before = len(compiled().signatures)
    for changes in SIZES:
        assert len(play_many(seat(load("the-hague-2025", changes)), 1, 0, 3).endings) == 3
    assert len(compiled().signatures) == before


@pytest.mark.parametrize("edited", ["rules/promise.py", "rules/text.py", "ensemble/conduct.py", "ensemble/records.py"])
def test_an_edit_of_any_rule_starts_anew(edited, tmp_path):
    """Numba alone does not notice: it looks at the file of the outermost loop only."""
    house = tmp_path / "sim"
    shutil.copytree(HOUSE, house, ignore=shutil.ignore_patterns("__pycache__"))
    before = asked(house, tmp_path)
    assert asked(house, tmp_path) == before
    path = house / edited
    path.write_text(path.read_text(encoding="utf-8") + "\n# another thought\n", encoding="utf-8")
    assert asked(house, tmp_path) != before


def test_all_that_is_compiled_counts():
    for pattern in shelf.COMPILED:
        assert list(HOUSE.glob(pattern)), pattern
    rooms = {
        module.__name__.replace("sim.", "").replace(".", "/") + ".py" for module in (conduct, ending, log, minds, start)
    }
    assert rooms <= set(shelf.COMPILED)


def test_line_endings_are_no_edit(tmp_path):
    house = tmp_path / "sim"
    shutil.copytree(HOUSE, house, ignore=shutil.ignore_patterns("__pycache__"))
    before = asked(house, tmp_path)
    path = house / "rules" / "promise.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert asked(house, tmp_path) == before


def test_a_shelf_that_cannot_be_built_costs_only_time(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv(shelf.PLACE, str(tmp_path / "file"))
    assert not shelf.stocked()
    assert shelf.kept("anything") == "anything"


def test_rules_without_loops_become_part_of_others():
    assert not loops(arithmetic.exp)
    assert not loops(objective.aside)
    assert loops(arithmetic.lane_sum)
    assert loops(objective.judge)  # it loops where it asks the members
    assert taken_in(arithmetic.exp)
    assert not taken_in(objective.judge)


def test_rules_that_loop_and_become_part_of_others_all_the_same_exist():
    """A name that no rule bears any longer, or that two bear, would take in nothing, or too much."""
    rules = [importlib.import_module(f"sim.rules.{info.name}") for info in pkgutil.iter_modules(sim.rules.__path__)]
    rooms = [*rules, conduct, ending, log, minds]
    found = [
        (room.__name__, name, one)
        for room in rooms
        for name, one in vars(room).items()
        if inspect.isfunction(one) and one.__module__ == room.__name__ and name in TAKEN_IN
    ]
    assert sorted(name for _, name, _ in found) == sorted(TAKEN_IN)
    assert all(loops(one) and taken_in(one) for _, _, one in found)
    assert {room for room, _, _ in found} == {
        f"sim.rules.{name}" for name in ("agreement", "arithmetic", "desk", "hopes", "neighbours", "patron")
    }


def test_sums_may_be_put_in_another_order_and_nothing_else_may_change():
    """No number may be taken for finite, no product for a quotient, no two roundings for one."""
    assert {"reassoc"} == LOOSE
