"""What the past alone would say: how often a summit set a new number."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from sim.forecasts.belief import POINTS, WIDTH, Belief, believe, even, pool, sampled
from sim.forecasts.faults import PositionsError
from sim.forecasts.inputs import Inputs
from sim.forecasts.reference import ask_all
from sim.forecasts.table import Issue
from sim.rules.outcome import reaffirms
from sim.rules.text import FIRMNESS_STEPS
from sim.scenario.read import library
from sim.scenario.schema import Scenario

PAST = "past-summits.csv"
"""The file beside the scenarios that lists past summits: last day, name, new number (1) or not (0), source."""


def climatology(held: int, new: int, inputs: Inputs, points: int = POINTS) -> Belief:
    """Return what past summits let one believe of this one: how many of those ``held`` set a ``new`` number.

    By Laplace's rule of succession (1774) the chance is (new + 1) / (held + 2). What a new text would say is not
    known from that: every text of the grid that is new is as likely as any other.
    """
    if not 0 <= new <= held:
        raise ValueError(f"{new} new numbers at {held} summits; allowed: 0 to {held}")
    spread = even(points)
    thirds = np.floor(spread[:, 1] * (FIRMNESS_STEPS + 1)) / FIRMNESS_STEPS
    places = (spread[:, 0] * len(inputs.texts)).astype(int)
    texts = [inputs.texts[at]._replace(firmness=float(f)) for at, f in zip(places, thirds, strict=True)]
    texts = [text for text in texts if not reaffirms(text, inputs.terms)]
    fresh = sampled("", texts, np.ones(len(texts), bool), inputs, None)
    nothing = sampled("", [inputs.terms.status_quo], np.zeros(1, bool), inputs, None)
    chance = (new + 1) / (held + 2)
    return pool([fresh, nothing], "climatology", [chance, 1 - chance])


def past_summits(before: date, path: Path | None = None) -> tuple[int, int]:
    """Return how many summits of a list were over before a day, and how many of them set a new number."""
    path = path or library() / PAST
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [(date.fromisoformat(row["last_day"]), int(row["new_number"])) for row in csv.DictReader(file)]
    except (OSError, KeyError, TypeError, ValueError) as error:
        allowed = "allowed: columns last_day (a date) and new_number (0 or 1)"
        raise PositionsError(f"{path}: the list of summits cannot be read: {error}; {allowed}") from None
    known = [new for day, new in rows if day < before]
    return len(known), known.count(1)


POOLED = ("the proposal, unchanged", "the compromise, power √GDP", "the Nash bargain")
"""Whose beliefs the pool holds; a simulation's may be added (``belief.pool``)."""


def beliefs(scenario: Scenario, statements: Sequence[Issue] = (), width: float = WIDTH) -> list[Belief]:
    """Return what to believe on every theory's word, then by climatology, then by the pool."""
    inputs = Inputs(scenario)
    found = [believe(one, inputs, width) for one in ask_all(inputs, statements)]
    past = climatology(*past_summits(scenario.frozen_on), inputs)
    return [*found, past, pool([one for one in found if one.name in POOLED])]
