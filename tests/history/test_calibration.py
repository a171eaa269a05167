"""Calibration: what it is judged on stays out, draws that fit weigh more, and scenarios can name the result."""

from shutil import rmtree

import numpy as np
import pytest
from typer.testing import CliRunner

from sim.commands import app
from sim.history.calibrate import compared, fitting, kept, shared
from sim.history.case import case
from sim.scenario.draw import draw_setting
from sim.scenario.faults import ScenarioError
from sim.scenario.read import load


def test_a_case_that_is_not_for_fitting_is_never_in_a_loss():
    with pytest.raises(ScenarioError, match="the-hague-2025: seen before; allowed: cases whose record says seen"):
        fitting([case("wales-2014"), case("the-hague-2025")])
    answer = CliRunner().invoke(app, ["calibrate", "the-hague-2025-06-06"])
    assert answer.exit_code == 2
    fitting([case("wales-2014"), case("vilnius-2023")])


def test_the_draws_of_least_loss_are_kept_and_weigh_more_the_less_they_lose():
    first, second = np.array([0.1, 0.5, 0.2, 0.9]), np.array([0.1, 0.1, 0.3, 0.9])
    weights = kept([first, second], keep=0.75)
    assert set(weights) == {0, 1, 2}
    assert weights[0] > weights[2] > weights[1] - 0.05
    assert sum(weights.values()) == pytest.approx(1.0)
    assert weights[0] == max(weights.values())


def test_a_parameter_that_decides_moves_and_one_that_does_not_stays():
    rng = np.random.default_rng(3)
    decides, idle = rng.normal(size=2000), rng.normal(size=2000)
    weights = kept([np.abs(decides - 1.0)], keep=0.1)
    weight = np.array([weights.get(number, 0.0) for number in range(2000)])
    effective = 1 / np.sum(weight**2)
    told, other = compared("a", decides, weight, effective), compared("b", idle, weight, effective)
    assert told.beyond_chance
    assert told.after == pytest.approx(1.0, abs=0.1)
    assert told.low < told.median < told.high
    assert told.after_spread < 0.3 * told.before_spread
    assert not other.beyond_chance


def test_only_behaviour_that_cases_share_is_weighed():
    entries = shared([case("wales-2014"), case("vilnius-2023")])
    assert {"costs.burden", "isolation.alone", "chair.letter_cost"} <= set(entries)
    assert not any(one.startswith("members.") for one in entries)
    assert "alliance.capability_core" not in entries
    assert "us.threat_to_leave" not in entries, "a judgement on a day that two days happen to share"


def test_a_calibration_leaves_parameters_that_a_scenario_can_name(tmp_path):
    words = ["calibrate", "wales-2014", "vilnius-2023", "--draws", "40", "--each", "1", "--keep", "0.25"]
    answer = CliRunner().invoke(app, [*words, "--name", "tried", "--out", str(tmp_path)])
    assert answer.exit_code == 0, answer.output
    assert "left out" in answer.output
    import pyarrow.parquet as pq

    table = pq.read_table(tmp_path / "draws.parquet")
    assert table.num_rows == 40
    assert np.sum(table["weight"].to_numpy()) == pytest.approx(1.0)
    own = tmp_path / "own.toml"
    own.write_text('extends = "the-hague-2025"\nparameters = "tried"\n', encoding="utf-8")
    kept = table.filter(table["weight"].to_numpy() > 0).to_pandas()
    drawn = draw_setting(load(str(own)), 1, 0)
    entries = [name for name in kept if name in drawn]
    assert len(entries) > 90
    assert [drawn[name] for name in entries] in kept[entries].to_numpy().tolist()
    told = {name: (tmp_path / name).read_bytes() for name in ("calibration.json", "report.html")}
    pictures = {path.name for path in (tmp_path / "figures").iterdir()}
    names = ("parameters", "predicted-wales-2014", "predicted-vilnius-2023", "tolerance")
    assert pictures == {f"{name}.{form}" for name in names for form in ("png", "svg")}
    assert told["report.html"].count(b"<svg") == len(names)
    for name in told:
        (tmp_path / name).unlink()
    own.unlink()
    for left in ("draws.parquet", "tried.toml", "tried.csv"):
        (tmp_path / left).unlink()
    rmtree(tmp_path / "figures")
    rmtree(tmp_path / "vilnius-2023")  # as if killed between both cases
    assert CliRunner().invoke(app, [*words, "--name", "tried", "--out", str(tmp_path)]).exit_code == 0
    assert {name: (tmp_path / name).read_bytes() for name in told} == told
    other = CliRunner().invoke(app, ["calibrate", "wales-2014", *words[3:], "--out", str(tmp_path)])
    assert other.exit_code == 2
    assert "holds another calibration" in other.output


def test_a_case_given_twice_is_refused():
    answer = CliRunner().invoke(app, ["calibrate", "wales-2014", "wales-2014"])
    assert answer.exit_code == 2
    assert "each case once" in answer.output


def test_named_parameters_lie_between_the_base_and_the_file(tmp_path):
    (tmp_path / "found.toml").write_text(
        'base = true\n[isolation]\nalone = { value = 0.6, source = "fit" }\ndecay = { value = 3.0, source = "fit" }\n'
        '[sources.fit]\ntitle = "a fit"\nkind = "judgement"\n'
    )
    own = tmp_path / "own.toml"
    own.write_text('extends = "the-hague-2025"\nparameters = "found"\n[isolation]\ndecay = 4.0\n')
    scenario = load(str(own))
    assert scenario.title == "own"
    assert [one.central() for one in (scenario.isolation.alone, scenario.isolation.decay)] == [0.6, 4.0]
    assert scenario.costs.burden == load("the-hague-2025").costs.burden


@pytest.mark.parametrize(
    ("named", "fault"),
    [("nowhere", "no such file"), ("the-hague-2025", "is no file of parameters"), (7, "is no file of parameters")],
)
def test_what_are_no_parameters_is_refused_with_its_line(tmp_path, named, fault):
    own = tmp_path / "own.toml"
    own.write_text(f'extends = "the-hague-2025"\nparameters = {named!r}\n'.replace("'", '"'))
    with pytest.raises(ScenarioError, match=f"line 2, parameters: .*{fault}"):
        load(str(own))


@pytest.mark.parametrize("words", [["--draws", "5"], ["--keep", "0"], ["--name", "A b"], ["--each", "0"]])
def test_numbers_that_make_no_calibration_are_refused(words):
    answer = CliRunner().invoke(app, ["calibrate", "wales-2014", *words])
    assert answer.exit_code == 2
    assert "allowed" in answer.output
