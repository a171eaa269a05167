"""docs/COMPARE.md: its options are those of the command, and its example runs."""

import re
from pathlib import Path

from typer.testing import CliRunner

PAGE = (Path(__file__).parents[2] / "docs" / "COMPARE.md").read_text(encoding="utf-8")


def test_every_option_on_the_page_exists():
    from sim.commands import app

    help_ = " ".join(CliRunner().invoke(app, ["compare", "--help"]).output.split())
    options = re.findall(r"^\| `(--[a-z]+)", PAGE, re.MULTILINE)
    assert set(re.findall(r"--[a-z]+", help_)) - {"--help"} == set(options)


def test_every_name_on_the_page_is_one_of_the_record():
    from dataclasses import fields

    from sim.analysis.paired import Flips, Signs

    names = {one.name for kind in (Flips, Signs) for one in fields(kind)}
    told = set(re.findall(r"`(difference_\w+|narrowed\w*|signs|rose|fell|tied)`", PAGE))
    assert len(told) == 10
    assert told <= names


def test_the_example_runs_as_it_stands(capsys):
    [block] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(block, "COMPARE.md", "exec"), {})
    said = capsys.readouterr().out
    assert re.match(r"No letters: [-+]0\.\d{3} \(", said)
    assert "Signs(rose=" in said
