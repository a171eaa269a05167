"""Weighted sets: one is drawn whole for each setting, by its weight; what else is drawn stays as it was."""

import csv
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from sim.analysis.factors import Drawn, cube, factors, in_doubt
from sim.commands import app
from sim.results.recipe import Recipe, differences, from_json
from sim.scenario.changes import changed
from sim.scenario.difference import differences as entries_apart
from sim.scenario.draw import draw_setting, settle
from sim.scenario.faults import ScenarioError
from sim.scenario.quantity import Quantity
from sim.scenario.read import LARGEST, library, load
from sim.scenario.resolve import digest, resolved
from sim.scenario.seating import seat

NAME = "calibrated-2014-2023"
TABLE = library() / f"{NAME}.csv"
ROWS = [(0.6, 0.1), (0.7, 0.05), (0.9, 0.0)]
WEIGHTS = [2, 1, 1]
COLUMNS = """
[sets.mine]
weights = [2, 1, 1]
isolation.alone = [0.6, 0.7, 0.9]
us.tolerance = [0.1, 0.05, 0.0]
"""


def written(folder, text, name="own"):
    """Return the scenario that a variant of The Hague with this text stands for."""
    path = folder / f"{name}.toml"
    path.write_text(f'extends = "the-hague-2025"\n{text}', encoding="utf-8")
    return load(str(path))


def pair(setting):
    return setting["isolation.alone"], setting["us.tolerance"]


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    return written(tmp_path_factory.mktemp("sets"), COLUMNS)


@pytest.fixture(scope="module")
def calibrated():
    return load("calibrated")


def shipped():
    """Return the rows of the table that comes along, numbers as numbers."""
    with TABLE.open(encoding="utf-8") as text:
        return [{name: float(value) for name, value in row.items()} for row in csv.DictReader(text)]


# -- drawn together -----------------------------------------------------------------------------


def test_a_setting_takes_one_set_whole_and_as_often_as_it_weighs(mine):
    drawn = Counter(pair(draw_setting(mine, 1, number)) for number in range(800))
    assert set(drawn) == set(ROWS)
    assert [drawn[row] / 800 for row in ROWS] == pytest.approx([0.5, 0.25, 0.25], abs=0.05)


def test_all_that_no_set_holds_is_drawn_as_before(mine, the_hague):
    for number in range(5):
        before, after = draw_setting(the_hague, 3, number), draw_setting(mine, 3, number)
        differing = {name for name in before | after if before.get(name) != after.get(name)}
        assert differing == {"isolation.alone", "us.tolerance"}


def test_which_set_is_drawn_hangs_on_its_name_alone(mine, tmp_path):
    fewer = written(tmp_path, "[sets.mine]\nweights = [2, 1, 1]\nus.tolerance = [0.1, 0.05, 0.0]\n")
    other = written(tmp_path, COLUMNS.replace("sets.mine", "sets.yours"))
    drawn = [[draw_setting(one, 1, number)["us.tolerance"] for number in range(40)] for one in (mine, fewer, other)]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]


def test_entries_can_be_drawn_together_by_hand(tmp_path, mine):
    by_hand = written(
        tmp_path,
        '[isolation]\nalone = { choice = [0.6, 0.7, 0.9], weights = [2, 1, 1], together = "mine" }\n'
        '[us]\ntolerance = { choice = [0.1, 0.05, 0.0], weights = [2, 1, 1], together = "mine" }\n',
    )
    assert digest(by_hand) == digest(mine)


def test_a_setting_of_sets_is_seated_as_any_other(calibrated):
    setting = draw_setting(calibrated, 2, 5)
    assert seat(calibrated, setting) == seat(settle(calibrated, setting))


@given(st.lists(st.tuples(st.floats(0, 5), st.integers(1, 9)), min_size=1, max_size=9))
def test_at_central_settings_each_entry_is_at_its_weighted_median(some):
    values, weights = [value for value, _ in some], [weight for _, weight in some]
    middle = Quantity(choice=values, weights=weights, together="x").central()
    half = sum(weights) / 2
    assert middle in values
    assert sum(weight for value, weight in some if value < middle) <= half + 1e-9
    assert sum(weight for value, weight in some if value > middle) <= half + 1e-9


# -- who outweighs whom -------------------------------------------------------------------------


def test_what_is_said_of_one_entry_outweighs_the_set_and_is_free_of_it(tmp_path):
    same_file = written(tmp_path, COLUMNS + "[isolation]\nalone = 0.55\n")
    variant = tmp_path / "variant.toml"
    variant.write_text('extends = "own"\n[isolation]\nalone = 0.55\n', encoding="utf-8")
    written(tmp_path, COLUMNS)
    later_file, on_the_line = load(str(variant)), load(str(tmp_path / "own.toml"), ["isolation.alone=0.55"])
    assert digest(same_file) == digest(later_file) == digest(on_the_line)
    assert same_file.isolation.alone.value == 0.55
    drawn = [draw_setting(same_file, 1, number) for number in range(40)]
    assert "isolation.alone" not in drawn[0]
    assert {one["us.tolerance"] for one in drawn} == {0.1, 0.05, 0.0}


def test_named_sets_lie_over_the_base_and_under_the_file(tmp_path):
    (tmp_path / "found.toml").write_text(f"base = true\n{COLUMNS}", encoding="utf-8")
    named = written(tmp_path, 'parameters = "found"\n[us]\ntolerance = 0.02\n')
    assert named.isolation.alone.together == "mine"
    assert named.us.tolerance.value == 0.02


def test_a_second_table_takes_its_entries_from_the_first_and_leaves_the_rest(tmp_path):
    written(tmp_path, COLUMNS, "below")
    path = tmp_path / "above.toml"
    path.write_text('extends = "below"\n[sets.more]\nweights = [1, 1]\nisolation.alone = [1.0, 1.1]\n')
    above = load(str(path))
    assert (above.isolation.alone.together, above.us.tolerance.together) == ("more", "mine")


def test_a_table_said_again_with_other_weights_must_hold_all_its_entries(tmp_path):
    written(tmp_path, COLUMNS, "below")
    path = tmp_path / "above.toml"
    path.write_text('extends = "below"\n[sets.mine]\nweights = [1, 1]\nisolation.alone = [1.0, 1.1]\n')
    with pytest.raises(ScenarioError, match=r"other weights than .*also drawn together as \"mine\"; allowed: the same"):
        load(str(path))


def test_a_change_laid_over_a_scenario_frees_an_entry_or_moves_its_column(mine):
    fixed = changed(mine, ["isolation.alone=0.5"], "x")
    assert "isolation.alone" not in draw_setting(fixed, 1, 0)
    assert draw_setting(fixed, 1, 0)["us.tolerance"] == draw_setting(mine, 1, 0)["us.tolerance"]
    half = changed(mine, ["isolation.alone*=0.5"], "x")
    for number in range(10):
        alone, tolerance = pair(draw_setting(half, 1, number))
        assert (2 * alone, tolerance) == pytest.approx(pair(draw_setting(mine, 1, number)))


def test_sets_are_no_entry_that_can_be_set(mine):
    with pytest.raises(ScenarioError, match=r'--vary it: 1 fault\n  "sets.mine" is a table of weighted sets; allowed'):
        changed(mine, ["sets.mine=1"], "--vary it")
    with pytest.raises(ScenarioError, match=r'--set: 1 fault\n  "sets" cannot be set; allowed: sections'):
        load("calibrated", ["sets.mine.weights=[1]"])


# -- written down -------------------------------------------------------------------------------


def test_the_resolved_form_says_each_weight_once_and_stands_alone(calibrated, tmp_path):
    text = resolved(calibrated)
    assert text.count("weights = [\n") == 1 + text.partition("[sets.")[0].count("weights = [\n")
    path = tmp_path / "alone.toml"
    path.write_text(text, encoding="utf-8")
    again = load(str(path))
    assert digest(again) == digest(calibrated) == again.digest
    assert max(map(len, text.partition("[sets.")[2].splitlines())) <= 120
    path.write_text(text.replace("isolation.alone = [\n    0", "isolation.alone = [\n    1", 1), encoding="utf-8")
    with pytest.raises(ScenarioError, match="edited after it was resolved"):
        load(str(path))


def test_entries_of_one_table_may_have_two_sources(tmp_path):
    by_hand = written(
        tmp_path,
        '[letters]\nstep = { choice = [0.05, 0.2], weights = [1, 3], together = "x", source = "judgement" }\n'
        'precedent = { choice = [0.0, 0.1], weights = [1, 3], together = "x", source = "winzen" }\n',
    )
    path = tmp_path / "alone.toml"
    path.write_text(resolved(by_hand), encoding="utf-8")
    assert load(str(path)).letters == by_hand.letters


def test_a_recipe_holds_its_sets_and_draws_the_same(calibrated):
    recipe = Recipe.of(calibrated, runs=300, settings=30)
    again = from_json(recipe.to_json()).to_scenario()
    assert [draw_setting(again, 1, number) for number in range(5)] == [
        draw_setting(calibrated, 1, number) for number in range(5)
    ]
    told = "; ".join(differences(recipe, Recipe.of(load("the-hague-2025"), runs=300, settings=30)))
    assert "scenario (" in told
    assert len(told) < 600, "a list of a hundred values is told by its length"


def test_a_digest_covers_weights_and_values_and_no_label(tmp_path):
    def of(table):
        (tmp_path / "t.csv").write_text(table, encoding="utf-8")
        return digest(written(tmp_path, '[sets.mine]\ntable = "t.csv"\n'))

    plain = of("weight,isolation.alone\n2,0.6\n1,0.7\n")
    assert of("set,weight,isolation.alone\n17,2,0.6\n3,1,0.7\n") == plain
    assert of("isolation.alone,weight\n0.6,2\n0.7,1\n") == plain
    assert len({plain, of("weight,isolation.alone\n3,0.6\n1,0.7\n"), of("weight,isolation.alone\n2,0.6\n1,0.8\n")}) == 3


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("", 't.csv: no column "weight"'),
        ("isolation.alone\n0.6\n", 't.csv: no column "weight"'),
        ("weight,isolation.alone\n", "t.csv, weight: missing"),
        ("weight,isolation.alone\n1,0.6\n1\n", "t.csv: line 3: 1 found; allowed: 2, one a column"),
        ("weight,weight,isolation.alone\n1,1,0.6\n", 't.csv: two columns "weight"'),
        ("weight,isolation.alone\n1,0.6\n1,50\n", "t.csv line 3, isolation.alone: 50 is out of bounds; allowed: 0 to"),
        ("weight,isolation.alone\n1,high\n", "t.csv line 2, isolation.alone: expected a number, found 'high'"),
        ("weight,isolation.alone\n1,nan\n", "t.csv line 2, isolation.alone: expected a number"),
        ("weight,isolation.alone\n-1,0.6\n", "t.csv line 2, weight: -1.0; allowed: a number from 0"),
        ("weight,isolation.alone\n0,0.6\n", "t.csv, weight: all are 0; allowed: one at least above 0"),
        ("weight,isolation.alon\n1,0.6\n", 't.csv, isolation.alon: unknown number of isolation "alon"; did'),
        ("weight,members.ESP.debt\n1,100\n", "t.csv, members.ESP.debt: a member's figure; allowed: parameters"),
        ("weight\n1\n", "t.csv: no entry; expected"),
        (b"\xff\xfe", "t.csv: cannot be read"),
        (b"weight\n" + b"1\n" * (LARGEST // 2), "t.csv: 4,000,007 bytes; allowed: at most 4,000,000"),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_line_and_column(tmp_path, table, fault):
    (tmp_path / "t.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    with pytest.raises(ScenarioError) as caught:
        written(tmp_path, '[sets.mine]\ntable = "t.csv"\n')
    assert f"line 3, sets.mine.table: {fault}" in str(caught.value)
    answer = CliRunner().invoke(app, ["check", str(tmp_path / "own.toml")])
    assert answer.exit_code == 2


def test_a_source_is_written_down_whatever_its_key(tmp_path):
    odd = '[sets.mine]\nsource = "a \\"fit\\""\nweights = [1, 2]\nisolation.alone = [0.5, 0.6]\n'
    scenario = written(tmp_path, odd + '[sources."a \\"fit\\""]\ntitle = "a fit"\nkind = "judgement"\n')
    path = tmp_path / "alone.toml"
    path.write_text(resolved(scenario), encoding="utf-8")
    assert load(str(path)).isolation.alone.source == 'a "fit"'


def test_all_faults_of_a_table_are_told_at_once(tmp_path):
    (tmp_path / "t.csv").write_text("weight,isolation.alone,us.tolerance\n1,50,0.1\n-1,0.6,x\n")
    with pytest.raises(ScenarioError, match="3 faults"):
        written(tmp_path, '[sets.mine]\ntable = "t.csv"\n')


# -- told and compared --------------------------------------------------------------------------


def test_two_scenarios_of_which_one_has_sets_differ_in_one_line(calibrated, the_hague):
    [told] = entries_apart(the_hague, calibrated)
    rows = shipped()
    assert (told.entry, told.before) == (f"sets.{NAME}", "each entry by itself")
    assert told.after == f"{len(rows)} sets of {NAME}"
    assert f"({len(rows[0]) - 2} entries)" in told.meaning
    [back] = entries_apart(calibrated, the_hague)
    assert (back.before, back.after) == (told.after, told.before)
    freed = load("calibrated", ["isolation.alone=0.5"])
    [one] = entries_apart(calibrated, freed)
    assert one.entry == "isolation.alone"
    assert one.before.endswith(f"with {NAME})")


def test_which_set_is_drawn_is_one_factor_of_a_sensitivity_analysis(mine):
    moved, doubts = factors(mine), in_doubt(mine)
    [which] = [one for one in moved if one.name == "sets.mine"]
    assert which.entries == ("us.tolerance", "isolation.alone")
    assert "isolation.alone" not in [one.name for one in moved]
    groups, order = cube(moved, doubts)
    assert groups.count("sets.mine") == 1
    points = np.linspace(0.05, 0.95, 7)[:, None].repeat(len(groups), axis=1)
    assert {pair(setting) for setting in Drawn(doubts, points[:, order])} == set(ROWS)


def test_check_says_how_many_sets_there_are():
    rows = shipped()
    answer = CliRunner().invoke(app, ["check", "calibrated"])
    assert f"; {len(rows)} sets of {len(rows[0]) - 2} parameters ({NAME})" in answer.output


# -- the table that comes along -----------------------------------------------------------------


def test_the_sets_that_come_along_are_draws_of_the_prior_to_the_last_digit():
    """If a range in parameters.toml moved, the table must be made anew (its first lines name the command)."""
    wales = load("wales-2014")
    for row in shipped():
        drawn = draw_setting(wales, 1, int(row["set"]))
        assert {name: drawn[name] for name in row if name not in ("set", "weight")} == {
            name: value for name, value in row.items() if name not in ("set", "weight")
        }


def test_the_sets_that_come_along_hold_behaviour_and_nothing_of_a_summits_day(calibrated, the_hague):
    assert "us.threat_to_leave" not in shipped()[0]
    assert calibrated.us.threat_to_leave == the_hague.us.threat_to_leave
    assert calibrated.us.demand == the_hague.us.demand
