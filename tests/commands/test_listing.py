"""``list``: what can be played, by base, and what each variant changes."""

import pytest
from typer.testing import CliRunner

from sim.commands import app
from sim.scenario.read import is_mere_base, library, names


def told(*words):
    answer = CliRunner().invoke(app, ["list", *words], env={"COLUMNS": "80"})
    return answer.exit_code, answer.output


@pytest.fixture(scope="module")
def everything():
    return told()[1]


def test_every_scenario_stands_under_its_base_with_its_question(everything):
    heading = everything.index("Variants of the-hague-2025, and what each changes")
    assert everything.index("\nthe-hague-2025 · The Hague") < heading
    assert everything.index("\nwales-2014 · ") < heading
    for name in names():
        if is_mere_base(library() / f"{name}.toml"):
            assert f"\n{name} · " not in everything
        else:
            assert f"\n{name} · " in everything
    assert everything.index("\nno-letters · ") > heading


def test_a_change_is_told_field_by_field_in_words_and_numbers(everything):
    flat = " ".join(everything.split())
    assert "us.threat_to_leave 0.35 (0.1–0.7) → 0 · chance that an unsatisfied patron scales back" in flat
    assert "letters.allowed 3 → 0 letters" in flat
    assert "proposal.deadline 2032 → 2030" in flat
    assert "members.*.escape_clause 0 → 1 · has asked for leave from fiscal rules (France, Italy" in flat


def test_it_fits_a_terminal_of_80_columns(everything):
    assert max(len(line) for line in everything.splitlines()) <= 80


def test_it_names_the_commands_that_come_next(everything):
    for words in ("play NAME", "compare NAME OTHER", "check NAME --resolved"):
        assert words in everything.partition("Next, with")[2]


def test_it_tells_what_a_file_of_ones_own_changes(tmp_path):
    (tmp_path / "mine.toml").write_text('extends = "no-letters"\n[us]\ndemand = 4\n', encoding="utf-8")
    (tmp_path / "same.toml").write_text('extends = "the-hague-2025"\ntitle = "As it was"\n', encoding="utf-8")
    assert "us.demand 5 → 4 % of GDP" in " ".join(told(str(tmp_path / "mine.toml"))[1].split())
    assert "Variants of no-letters" in told(str(tmp_path / "mine.toml"))[1]
    assert "letters.allowed" not in told(str(tmp_path / "mine.toml"))[1]
    assert "changes nothing that is simulated" in told(str(tmp_path / "same.toml"))[1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file"),
        ("extends = 5\n", "expected a scenario's name"),
        ('extends = "nowhere"\n', "no such file"),
    ],
)
def test_what_cannot_be_listed_is_one_clear_message(tmp_path, content, message):
    path = tmp_path / "odd.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    code, output = told(str(path))
    assert code == 2
    assert message in output
    assert "Traceback" not in output
