"""docs/SWEEPS.md: its options exist, and its commands are understood."""

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.commands import app
from sim.commands.vary import axis, read_vary, worlds
from sim.scenario.patches import read_patches
from sim.scenario.read import load

PAGE = (Path(__file__).parents[2] / "docs" / "SWEEPS.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^python run.py (sweep .*?)(?:  +#.*)?$", PAGE, re.MULTILINE)
ABLATIONS = Path(__file__).parents[2] / "scenarios" / "patches" / "ablations.toml"


def test_every_option_on_the_page_exists():
    help_ = " ".join(CliRunner().invoke(app, ["sweep", "--help"]).output.split())
    options = re.findall(r"^\| `(--[a-z]+)", PAGE, re.MULTILINE)
    assert set(re.findall(r"--[a-z]+", help_)) - {"--help"} == set(options)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_on_the_page_makes_worlds(command, the_hague):
    words = shlex.split(command)
    varied = read_vary([after for word, after in pairwise(words) if word == "--vary"])
    groups = [[one] for one in varied] if "--apart" in words else [varied]
    assert all(axis(one, the_hague).meaning for one in varied)
    assert all(len(worlds(group, the_hague)) >= 3 for group in groups)


def test_there_are_commands():
    assert len(COMMANDS) >= 5
    assert load("the-hague-2025").title in PAGE


def test_the_example_of_a_patch_is_one_that_comes_with_the_package():
    [block] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert block in ABLATIONS.read_text(encoding="utf-8")
    assert f"{len(read_patches(ABLATIONS))} patches" in PAGE
