"""docs/SCOREBOARD.md: it has every case, every forecast, what leaked, and says where the simulation loses."""

from pathlib import Path

from sim.forecasts.reference import forecasts
from sim.history.backtest import CENTRAL, ENSEMBLE
from sim.history.case import recorded_cases
from sim.scenario.read import load

PAGE = (Path(__file__).parents[2] / "docs" / "SCOREBOARD.md").read_text(encoding="utf-8")


def test_the_page_has_every_case_and_every_forecast_of_it():
    rivals = [one.name for one in forecasts(load("wales-2014"))]
    for name in recorded_cases():
        assert {CENTRAL, ENSEMBLE, "climatology", "the pool", *rivals} <= set(forecasts_of(name)), name


def forecasts_of(name):
    """Return the names of a case's forecasts on the page."""
    scored = PAGE.partition(f"### {load(name).title}\n")[2].partition("###")[0]
    return [line.split("|")[1].strip() for line in scored.splitlines() if line.startswith("| ")]


def test_every_case_has_the_calibrated_sets_and_a_fitted_one_those_without_it():
    for name in recorded_cases():
        told, fitted = forecasts_of(name), load(name).recorded.seen == "fitted"
        assert "the simulation, calibrated" in told, name
        assert ("the simulation, left out" in told) == fitted, name
    assert "in-sample" in PAGE


def test_the_page_says_how_it_was_made_where_the_simulation_loses_and_what_leaked():
    assert "Written by `python docs/scoreboard.py" in PAGE
    assert "### Where the simulation loses" in PAGE
    assert "## What leaked" in PAGE
    assert PAGE.count(": order, cascade, letters") == len(recorded_cases())
