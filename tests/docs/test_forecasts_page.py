"""docs/FORECASTS.md: its table is what the code says, its numbers are counted, its examples run.

``python tests/docs/test_forecasts_page.py`` writes the table anew.
"""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.commands import app
from sim.forecasts.belief import WIDTH
from sim.forecasts.inputs import Inputs
from sim.forecasts.reference import ask_all, by_failure, failing, nash_at_a_price
from sim.forecasts.table import read_positions
from sim.history.case import recorded_cases
from sim.scenario.read import load

PAGE = Path(__file__).parents[2] / "docs" / "FORECASTS.md"
DATA = PAGE.parent / "data"
STATEMENTS = DATA / "statements-2025-06-06.csv"
CASES = ("wales-2014", "vilnius-2023", "the-hague-2025", "the-hague-2025-06-06")
PRICES = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 5.0)
END = "<!-- end -->"


def table():
    """Return what every theory says of The Hague, by the figures of two days and by what was said in public."""
    early, late = Inputs(load("the-hague-2025")), Inputs(load("the-hague-2025-06-06"))
    said = ask_all(late, read_positions(STATEMENTS, late.scenario.frozen_on))
    columns = zip(ask_all(early), ask_all(late), said, strict=True)
    rows = [f"| {one.name} | {one.words} | {two.words} | {three.words} |" for one, two, three in columns]
    head = ["| theory | figures of 15 May | figures of 6 June | and public statements |", "|---|---|---|---|"]
    return "\n".join(["", *head, *rows, "", ""])


def spoken():
    """Return how many had named a number by each freeze, and who is in the table without one."""
    head = ["| case, freeze | core | related | year | without a number |", "|---|---|---|---|---|"]
    rows = []
    for name in CASES:
        frozen = load(name).frozen_on
        found = list(csv.DictReader((DATA / f"statements-{frozen}.csv").read_text(encoding="utf-8").splitlines()))
        numbers = {
            issue: [row["position"] for row in found if row["issue"] == issue and row["position"]]
            for issue in ("core", "related", "deadline")
        }
        told = [
            f"{len(one)}, all {one[0]}" if one[1:] and len(set(one)) == 1 else f"{len(one)}" for one in numbers.values()
        ]
        silent = ", ".join(sorted(row["player"] for row in found if not row["position"])) or "–"
        rows.append(f"| `{name}`, {frozen} | {' | '.join(told)} | {silent} |")
    return "\n".join(["", *head, *rows, "", ""])


def dear():
    """Return the Nash bargain at each price of failure: The Hague with three powers, two earlier summits with √GDP."""
    found = {name: by_failure(Inputs(load(name)), PRICES) for name in CASES[:3]}
    head = [
        "| P | The Hague, 15 May: equal power | √GDP | GDP | Vilnius, √GDP | Wales, √GDP |",
        "|---|---|---|---|---|---|",
    ]
    rows = []
    for price in PRICES:
        wales, vilnius, the_hague = (found[name][price] for name in CASES[:3])
        told = [*the_hague, vilnius[1], wales[1]]
        rows.append(f"| {price:g} | {' | '.join(one.words for one in told)} |")
    return "\n".join(["", *head, *rows, "", ""])


TABLES = {"the-hague": table, "statements": spoken, "failure": dear}


def mark(name):
    return f"<!-- {name}: written by tests/docs/test_forecasts_page.py -->\n"


def page():
    return PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_what_the_theories_say(name):
    assert page().partition(mark(name))[2].partition(END)[0] == TABLES[name]()


@pytest.mark.parametrize("name", CASES)
def test_every_statement_names_its_day_and_its_source(name):
    """By the freeze; of whoever named no number the day may be unknown. One row a player and issue."""
    frozen = load(name).frozen_on
    rows = list(csv.DictReader((DATA / f"statements-{frozen}.csv").read_text(encoding="utf-8").splitlines()))
    assert all(row["source"].startswith("http") for row in rows)
    assert all(date.fromisoformat(row["said_on"]) <= frozen for row in rows if row["position"])
    assert all(row["note"] for row in rows if not row["position"])
    assert len({(row["issue"], row["player"]) for row in rows}) == len(rows)


def test_what_is_said_of_the_price_of_failure():
    prices = [failing(Inputs(load(name))) for name in recorded_cases()]
    assert (round(min(prices), 2), round(max(prices), 2)) == (0.75, 0.8)
    for name in recorded_cases():
        words = {one.words for one in by_failure(Inputs(load(name)), [0.0])[0.0]}
        assert len(words) == 1, "power changes nothing as long as failure costs nothing"
    [_, _, large] = by_failure(Inputs(load("the-hague-2025")), [1.5])[1.5]
    assert large.words == "3.5+1.5 by 2036"
    cores = {name: {one.core for one in nash_at_a_price(Inputs(load(name)))} for name in CASES}
    assert [cores[name] for name in CASES] == [{2.0}, {2.0}, {2.0}, {2.0, 3.0}]
    assert nash_at_a_price(Inputs(load(CASES[3])))[-1].words == "3+2 by 2040"


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


@pytest.mark.parametrize("command", re.findall(r"^python run\.py (forecast[^#\n]*)", page(), re.MULTILINE))
def test_its_commands_run(command, monkeypatch):
    monkeypatch.chdir(PAGE.parents[1])
    answer = CliRunner().invoke(app, command.split())
    assert answer.exit_code == 0, answer.output
    assert "What each theory says" in answer.output


def test_its_table_of_positions_can_be_read(tmp_path):
    [example] = re.findall(r"```csv\n(.*?)```", page(), re.DOTALL)
    path = tmp_path / "example.csv"
    path.write_text(example, encoding="utf-8")
    assert [one.name for one in read_positions(path)] == ["tax", "fund"]


if __name__ == "__main__":
    for name, written in TABLES.items():
        before, _, rest = page().partition(mark(name))
        PAGE.write_text(before + mark(name) + written() + END + rest.partition(END)[2], encoding="utf-8")
