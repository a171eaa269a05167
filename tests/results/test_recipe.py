"""Recipes: what decides a ledger, and how its runs fall into settings and shards."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.results.faults import LedgerError
from sim.results.recipe import Recipe, differences, from_json
from sim.results.rulebook import SOURCES, fingerprint, fingerprint_of
from sim.scenario.draw import draw_setting, settle
from sim.scenario.read import load
from sim.scenario.seating import seat


@pytest.fixture(scope="module")
def recipe(the_hague):
    return Recipe.of(the_hague, runs=10_000, settings=200, seed=1, command="batch")


@st.composite
def sizes(draw):
    runs = draw(st.integers(1, 3_000_000))
    return runs, draw(st.integers(1, runs))


@given(sizes())
def test_settings_share_the_runs_evenly_and_in_order(recipe, size):
    runs, settings = size
    one = replace(recipe, runs=runs, settings=settings)
    for setting in {0, settings // 2, settings - 1}:
        first = one.first_of(setting)
        assert one.setting_of(first) == setting
        assert first == 0 or one.setting_of(first - 1) == setting - 1
        fewest = runs // settings
        until = one.first_of(setting + 1) if setting + 1 < settings else runs
        assert fewest <= until - first <= fewest + 1


@given(st.integers(1, 3_000_000), st.sampled_from([0, 1, 7]))
def test_shards_hold_every_run_once(recipe, runs, settings):
    one = replace(recipe, runs=runs, settings=min(settings, runs))
    shards = one.shards()
    assert [shard.number for shard in shards] == list(range(len(shards)))
    ends = [shard.first + shard.runs for shard in shards]
    assert [shard.first for shard in shards] == [0, *ends[:-1]]
    assert ends[-1] == runs
    pieces = list(one.pieces(shards[-1]))
    assert (pieces[0].first, pieces[-1].first + pieces[-1].runs) == (shards[-1].first, runs)
    for piece in pieces:
        assert piece.runs > 0
        assert one.setting_of(piece.first) == one.setting_of(piece.first + piece.runs - 1) == piece.setting


def test_a_million_runs_make_a_hundred_shards_and_few_runs_are_not_cut_small(recipe):
    assert replace(recipe, runs=1_000_000).shard_runs() == 10_000
    assert replace(recipe, runs=300).shard_runs() == 250
    assert replace(recipe, runs=64_000).shard_runs() == 1_000


def test_central_settings_have_no_number(recipe):
    central = replace(recipe, settings=0)
    assert central.setting_of(9_999) == -1
    assert [piece.setting for piece in central.pieces(central.shard(3))] == [-1]


def test_few_runs_have_a_setting_each(the_hague):
    assert Recipe.of(the_hague, runs=30).settings == 30
    assert Recipe.of(the_hague, runs=30_000).settings == 200


def test_a_recipe_survives_its_file_to_the_last_bit(recipe, the_hague):
    again = from_json(recipe.to_json())
    assert again == recipe
    drawn = draw_setting(the_hague, 1, 17)
    assert drawn == draw_setting(again.to_scenario(), 1, 17)
    assert seat(settle(the_hague, drawn)) == seat(settle(again.to_scenario(), drawn))


def test_only_what_counts_tells_recipes_apart(recipe, the_hague):
    told = replace(recipe, title="Elsewhere", command="other", begun="never", versions={})
    assert told.identity == recipe.identity
    assert differences(recipe, told) == []
    other = Recipe.of(load("the-hague-2025", ["us.demand=4"]), runs=9_000, settings=100, seed=2)
    other = replace(other, rulebook="sha256:0")
    said = "; ".join(differences(recipe, other))
    assert other.identity != recipe.identity
    for words in ("seed 1 there, 2 asked", "runs 10,000 there, 9,000 asked", "settings 200 there, 100 asked", "rules"):
        assert words in said
    assert "us.demand.value 5.0 there, 4.0 asked" in said


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"runs": 0}, "runs 0; allowed: a whole number from 1 to 1,000,000,000"),
        ({"runs": -5}, "runs -5"),
        ({"runs": 10**12}, "runs 1,000,000,000,000"),
        ({"runs": 2.5}, "runs 2.5"),
        ({"runs": True}, "runs True"),
        ({"settings": -1}, "settings -1; allowed: a whole number from 0"),
        ({"settings": 10_001}, "settings 10,001; allowed: at most as many as runs, of which there are 10,000"),
        ({"seed": -1}, "seed -1; allowed"),
        ({"seed": 2**63}, "seed 9,223,372,036,854,775,808; allowed"),
        ({"seed": "one"}, "seed 'one'"),
    ],
)
def test_numbers_that_make_no_ledger_are_refused(recipe, changed, message):
    with pytest.raises(LedgerError) as error:
        replace(recipe, **changed)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda text: text[: len(text) // 2], "not a recipe"),
        (lambda text: "[]", "not a recipe"),
        (lambda text: text.replace('"seed"', '"sead"'), "seed"),
        (lambda text: text.replace('"runs": 10000', '"runs": 0'), "runs 0"),
        (lambda text: text.replace("demand", "demnd", 1), "not a recipe"),
        (lambda text: json.dumps(json.loads(text) | {"scenario": "x = ["}), "not a recipe"),
        (lambda text: text.replace("value = 5.0", "value = 4.0", 1), "its scenario was changed"),
        (lambda text: json.dumps(json.loads(text) | {"digest": "sha256:0"}), "its scenario was changed"),
    ],
)
def test_a_spoilt_recipe_says_what_is_wrong(recipe, spoil, message):
    spoilt = spoil(recipe.to_json())
    assert spoilt != recipe.to_json()
    with pytest.raises(LedgerError) as error:
        from_json(spoilt, "somewhere/recipe.json")
    assert str(error.value).startswith("somewhere/recipe.json: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def house_with(folder, rule, newline="\n"):
    """Lay out the sources that count, with one more rule; return their fingerprint."""
    (folder / "rules").mkdir(parents=True)
    (folder / "scenario").mkdir()
    for name in ("draw", "mapping", "quantity", "seating"):
        (folder / "scenario" / f"{name}.py").write_bytes(f"x = '{name}'{newline}".encode())
    for room, name in CONDUCTORS:
        (folder / room).mkdir(exist_ok=True)
        (folder / room / f"{name}.py").write_bytes(f"x = '{name}'{newline}".encode())
    (folder / "scenario" / "read.py").write_text(rule, encoding="utf-8")
    (folder / "rules" / "outcome.py").write_bytes(f"# a rule{newline}{rule}{newline}".encode())
    return fingerprint_of(folder)


def test_the_rulebook_is_known_by_its_rules_and_not_by_the_ends_of_its_lines(tmp_path):
    first = house_with(tmp_path / "a", "half = 0.5")
    assert house_with(tmp_path / "b", "half = 0.5", newline="\r\n") == first
    assert house_with(tmp_path / "c", "half = 0.6") != first
    (tmp_path / "a" / "rules" / "another.py").write_text("", encoding="utf-8")
    assert fingerprint_of(tmp_path / "a") != first
    assert fingerprint().startswith("sha256:")


CONDUCTORS = [("ensemble", name) for name in ("conduct", "ending", "minds", "start")] + [
    ("summit", name) for name in ("agents", "model")
]


@pytest.mark.parametrize(("room", "name"), CONDUCTORS)
def test_who_conducts_otherwise_plays_by_another_book(room, name, tmp_path):
    first = house_with(tmp_path, "half = 0.5")
    (tmp_path / room / f"{name}.py").write_text("x = 'another order of phases'", encoding="utf-8")
    assert fingerprint_of(tmp_path) != first


def test_every_source_that_counts_is_there():
    for pattern in SOURCES:
        assert list(Path(sim.__file__).parent.glob(pattern)), pattern
