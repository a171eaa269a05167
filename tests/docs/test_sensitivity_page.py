"""docs/SENSITIVITY.md: its options exist, its numbers of factors are the scenario's, its Python names are there."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sim
from sim.analysis.budget import MOST_PICKED, budget
from sim.analysis.factors import factors
from sim.analysis.outcomes import OUTCOMES
from sim.analysis.sensitivity import METHODS
from sim.commands import app
from sim.commands.sensitivity import LUCK, RUNS

PAGE = (Path(__file__).parents[2] / "docs" / "SENSITIVITY.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^python run.py (sensitivity.*?)(?:  +#.*)?$", PAGE, re.MULTILINE)
HELP = " ".join(CliRunner().invoke(app, ["sensitivity", "--help"]).output.split())


def test_every_option_on_the_page_exists():
    options = re.findall(r"^\| `(--[a-z]+)", PAGE, re.MULTILINE)
    assert set(re.findall(r"--[a-z]+", HELP)) - {"--help"} == set(options)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_on_the_page_uses_options_that_exist(command):
    assert all(word in HELP for word in shlex.split(command) if word.startswith("--"))


def test_numbers_on_the_page_are_those_of_the_code(the_hague):
    moved = factors(the_hague)
    entries = [path for one in moved for path in one.entries]
    assert f"{len(moved)} factors from {len(entries)} entries" in PAGE
    assert f"{RUNS:,}" in PAGE
    assert budget(RUNS, LUCK, len(moved), "both").picked <= MOST_PICKED
    assert f"8 to {MOST_PICKED} of them" in PAGE
    assert all(f"`{name}`" in PAGE for name in (*METHODS, *(one.name for one in OUTCOMES)))


def test_what_the_page_imports_is_there():
    assert callable(sim.sensitivity)
    assert "sensitivity" in sim.__all__
