"""docs/FORECASTS.md: its table is what the code says, its numbers are counted, its examples run.

``python tests/docs/test_forecasts_page.py`` writes the table anew.
"""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from sim.forecasts.belief import WIDTH
from sim.forecasts.inputs import Inputs
from sim.forecasts.reference import ask_all
from sim.forecasts.table import read_positions
from sim.scenario.read import load

PAGE = Path(__file__).parents[2] / "docs" / "FORECASTS.md"
STATEMENTS, BY = PAGE.parent / "data" / "statements-2025-06-06.csv", date(2025, 6, 6)
MARK, END = "<!-- the-hague: written by tests/docs/test_forecasts_page.py -->\n", "<!-- end -->"


def table():
    """Return what every theory says of The Hague, by the figures of two days and by what was said in public."""
    early, late = Inputs(load("the-hague-2025")), Inputs(load("the-hague-2025-06-06"))
    said = ask_all(late, read_positions(STATEMENTS, late.scenario.frozen_on))
    columns = zip(ask_all(early), ask_all(late), said, strict=True)
    rows = [f"| {one.name} | {one.words} | {two.words} | {three.words} |" for one, two, three in columns]
    head = ["| theory | figures of 15 May | figures of 6 June | and public statements |", "|---|---|---|---|"]
    return "\n".join(["", *head, *rows, "", ""])


def page():
    return PAGE.read_text(encoding="utf-8")


def test_the_table_is_what_the_theories_say():
    assert page().partition(MARK)[2].partition(END)[0] == table()


def test_every_statement_names_its_day_and_its_source():
    rows = list(csv.DictReader(STATEMENTS.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 25
    assert all(row["source"].startswith("http") and date.fromisoformat(row["said_on"]) <= BY for row in rows)


def test_what_is_counted_about_the_nash_bargain():
    inputs = Inputs(load("the-hague-2025"))
    served = [text for text, row in zip(inputs.texts, inputs.gains(), strict=True) if min(row) > 0]
    unbroken = [row for row in inputs.balances() if min(row) >= 0]
    prose = " ".join(page().split())
    assert {text.core for text in served} == {2.0}
    assert f"Of {len(inputs.texts):,} texts only {len(served)} leave every ally" in prose
    assert f"{len(unbroken)} of the {len(inputs.texts):,} texts stand" in prose


def test_the_sixth_is_the_codes_own():
    assert WIDTH == 1 / 6


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", page(), re.DOTALL))
def test_its_examples_run(code, capsys):
    exec(compile(code, "FORECASTS.md", "exec"), {})
    assert capsys.readouterr().out


def test_its_table_of_positions_can_be_read(tmp_path):
    [example] = re.findall(r"```csv\n(.*?)```", page(), re.DOTALL)
    path = tmp_path / "example.csv"
    path.write_text(example, encoding="utf-8")
    assert [one.name for one in read_positions(path)] == ["tax", "fund"]


if __name__ == "__main__":
    before, _, rest = page().partition(MARK)
    PAGE.write_text(before + MARK + table() + END + rest.partition(END)[2], encoding="utf-8")
