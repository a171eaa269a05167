"""docs/SWEEPS.md: its options exist, and its commands are understood."""

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.commands import app
from sim.commands.vary import axis, read_vary, worlds
from sim.scenario.read import load

PAGE = (Path(__file__).parents[2] / "docs" / "SWEEPS.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^python run.py (sweep .*?)(?:  +#.*)?$", PAGE, re.MULTILINE)


def test_every_option_on_the_page_exists():
    help_ = " ".join(CliRunner().invoke(app, ["sweep", "--help"]).output.split())
    options = re.findall(r"^\| `(--[a-z]+)", PAGE.partition("# What stands")[0], re.MULTILINE)
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
