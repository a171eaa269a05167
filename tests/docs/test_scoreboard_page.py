"""docs/SCOREBOARD.md: it has every case, every forecast, what leaked, and says where the simulation loses.

A case may be put on record before it is played: then the page names it as registered.
"""

import csv
from pathlib import Path

import pytest

from sim.forecasts.belief import believe
from sim.forecasts.inputs import Inputs
from sim.forecasts.reference import POSITIONAL, ask_all, forecasts
from sim.history.backtest import CENTRAL, ENSEMBLE
from sim.history.case import case, recorded_cases
from sim.history.judge import MEANINGS, judge
from sim.scenario.read import load

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "SCOREBOARD.md").read_text(encoding="utf-8")
EVERYTHING = list(csv.DictReader((DOCS / "data" / "scoreboard.csv").read_text(encoding="utf-8").splitlines()))

REGISTERED = PAGE.partition("Registered, not yet played: ")[2].partition("\n")[0]
PLAYED = [name for name in recorded_cases() if f"`{name}`" not in REGISTERED]


def test_the_page_has_every_case_and_every_forecast_of_it():
    rivals = [one.name for one in forecasts(load("wales-2014"))]
    for name in PLAYED:
        assert {CENTRAL, ENSEMBLE, "climatology", "the pool", *rivals} <= set(forecasts_of(name)), name


def forecasts_of(name):
    """Return the names of a case's forecasts on the page."""
    scored = PAGE.partition(f"### {load(name).title}\n")[2].partition("###")[0]
    return [line.split("|")[1].strip() for line in scored.splitlines() if line.startswith("| ")]


def test_every_case_has_the_calibrated_sets_and_a_fitted_one_those_without_it():
    for name in PLAYED:
        told, fitted = forecasts_of(name), load(name).recorded.seen == "fitted"
        assert "the simulation, calibrated" in told, name
        assert ("the simulation, left out" in told) == fitted, name
    assert "in-sample" in PAGE


def test_the_page_says_how_it_was_made_where_the_simulation_loses_and_what_leaked():
    assert "Written by `python docs/scoreboard.py" in PAGE
    assert "### Where the simulation loses" in PAGE
    assert "## What leaked" in PAGE
    assert PAGE.count(": order, cascade, letters") == len(PLAYED)


def cells(line):
    return [one.strip() for one in line.strip("|\n ").split("|")]


def test_all_scores_of_all_forecasts_are_in_the_table_beside_it():
    told = [(one["case"], one["forecast"]) for one in EVERYTHING]
    assert len(told) == len(set(told))
    assert {case for case, _ in told} == set(PLAYED)
    assert set(MEANINGS) < set(EVERYTHING[0])
    for one in EVERYTHING:
        assert all(one[score] for score in MEANINGS if score not in ("allies", "dissenter")), one


@pytest.mark.parametrize("which", ["", ": the other scores"])
def test_the_page_rounds_what_the_table_holds(which):
    """Each case, each forecast, each score: the page's two digits are the table's four, rounded."""
    names = {"class": "class, ranked", "years": "deadline", "who": "dissenter"} if not which else {}
    for name in PLAYED:
        part = PAGE.partition(f"### {load(name).title}{which}\n")[2].partition("###")[0]
        head, _, *rows = [cells(line) for line in part.splitlines() if line.startswith("|")]
        known = {one["forecast"]: one for one in EVERYTHING if one["case"] == name}
        assert [row[0] for row in rows] == list(known)
        for row in rows:
            for score, shown in zip(head[1:], row[1:], strict=True):
                if score != "chance" and shown != "–":
                    assert float(shown) == pytest.approx(float(known[row[0]][names.get(score, score)]), abs=0.00501)


def test_what_was_said_in_public_is_scored_where_it_was_said():
    part = PAGE.partition("### Asked on public statements\n")[2].partition("##")[0]
    rows = [cells(line)[:2] for line in part.splitlines() if line.startswith("|")][2:]
    said = [name for name in PLAYED if (DOCS / "data" / f"statements-{load(name).frozen_on}.csv").exists()]
    assert rows == [[name, theory] for name in said for theory, *_ in POSITIONAL]
    assert len(said) >= 4


@pytest.mark.parametrize("rival", ["the Condorcet election", "the position exchange", "Nash at a price, power GDP"])
def test_what_the_table_holds_of_a_rival_is_what_it_scores_now(rival):
    """A case whose texts are few, and the rivals with most to reckon; what the simulation scores takes the runs."""
    held = case("vilnius-2023")
    [told] = [one for one in EVERYTHING if (one["case"], one["forecast"]) == (held.name, rival)]
    inputs = Inputs(held.scenario)
    [said] = [one for one in ask_all(inputs) if one.name == rival]
    for score, found in judge(believe(said, inputs), held).items():
        assert told[score] == ("" if found is None else f"{found:.4f}"), score
