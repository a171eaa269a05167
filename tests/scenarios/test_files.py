"""Files of the two kinds: those that must load, and those that must be refused in one clear message."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.commands import app
from sim.scenario.faults import ScenarioError
from sim.scenario.read import LARGEST, load

HERE = Path(__file__).parent
VALID = sorted((HERE / "valid").glob("*.toml"))
INVALID = sorted((HERE / "invalid").glob("*.toml"))


def name(path):
    return path.stem


def test_there_are_files_of_both_kinds():
    assert len(VALID) >= 4
    assert len(INVALID) >= 30


@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_valid_file_loads_resolves_and_seats(path, tmp_path):
    from sim.scenario.resolve import digest, resolved
    from sim.scenario.seating import seat

    scenario = load(str(path))
    alone = tmp_path / "resolved.toml"
    alone.write_text(resolved(scenario), encoding="utf-8")
    again = load(str(alone))
    assert digest(again) == digest(scenario) == again.digest
    assert seat(again) == seat(scenario)


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_an_invalid_file_is_refused_as_its_first_line_says(path):
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    with pytest.raises(ScenarioError) as caught:
        load(str(path))
    assert expected in str(caught.value)


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_on_the_command_line_a_refusal_is_exit_code_2_and_no_traceback(path):
    for command in (["check", str(path)], ["play", str(path)]):
        answer = CliRunner().invoke(app, command)
        assert answer.exit_code == 2
        assert path.name in answer.output
        assert "Traceback" not in answer.output


def test_all_faults_of_a_file_are_told_at_once():
    with pytest.raises(ScenarioError) as caught:
        load(str(HERE / "invalid" / "several_faults.toml"))
    told = str(caught.value)
    assert "us.demnd" in told
    assert "50 is out of bounds" in told
    assert "3.6 is off the grid" in told


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"  \n\n", "the file is empty"),
        (b"\xff\xfe\x00t", "not UTF-8 text"),
        (b"x = 1 # " + b"y" * LARGEST, "allowed: at most"),
        (b"[" * 5000, "not valid TOML"),
    ],
    ids=["empty", "blank", "not_utf8", "enormous", "nested_without_end"],
)
def test_what_is_no_text_at_all_is_refused(tmp_path, content, message):
    path = tmp_path / "odd.toml"
    path.write_bytes(content)
    with pytest.raises(ScenarioError, match=message):
        load(str(path))


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    with pytest.raises(ScenarioError, match="a folder"):
        load(str(tmp_path))
    with pytest.raises(ScenarioError, match="no such file"):
        load(str(tmp_path / "none.toml"))


def test_a_base_is_not_played_by_itself():
    with pytest.raises(ScenarioError, match="a base for scenarios"):
        load("parameters")


def test_two_files_that_extend_each_other_are_refused(tmp_path):
    (tmp_path / "a.toml").write_text('extends = "b"\n')
    (tmp_path / "b.toml").write_text('extends = "a"\n')
    with pytest.raises(ScenarioError, match=r"circular: a.toml -> b.toml -> a.toml"):
        load(str(tmp_path / "a.toml"))


def test_a_resolved_file_that_was_edited_is_refused(tmp_path):
    from sim.scenario.resolve import resolved

    text = resolved(load("the-hague-2025")).replace("demand]\nvalue = 5.0", "demand]\nvalue = 4.0")
    path = tmp_path / "edited.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match="edited after it was resolved"):
        load(str(path))


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("us.demand", "expected section.name=value"),
        ("us.demnd=4", 'did you mean "demand"'),
        ("us.demand=four", "expected a number"),
        ("us.demand=99", "out of bounds"),
        ("summit=3", "expected a table"),
        ("grid.step=0.3", "does not add up exactly"),
        ("grid.step=true", "valid number"),
        ("grid.core=[2.1, 5.0]", "in steps of 0.25"),
        ('grid.core=["2", "5"]', "valid number"),
        ("meetings=5", "valid list"),
        ("talks.outcomes=5", "valid list"),
        ("patron.code=[1]", "valid string"),
        ("grid.years=[]", "at least 2 items"),
        ('frozen_on="2025-05-15"', "expected a date"),
        ("frozen_on=2025-05-15T10:00:00", "expected a date"),
        ('extends="parameters"', "cannot be set"),
        ("members={}", "changes nothing"),
        ("a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1", "changes nothing"),
        ("us.demand=" + "[" * 3000, "changes nothing"),
        ('members.ESP.forces="no"', "valid boolean"),
        ("members.all.gdp=1", "capitals or digits"),
        ('proposal.counts=["cyber", "cyber"]', "named twice"),
    ],
)
def test_a_wrong_setting_is_refused(setting, message):
    with pytest.raises(ScenarioError, match=message):
        load("the-hague-2025", [setting])
