"""Every theory on every summit that comes with a record: on the grid, and scorable."""

import numpy as np
import pytest

from sim.forecasts import scores
from sim.forecasts.climatology import beliefs
from sim.forecasts.inputs import Inputs
from sim.forecasts.reference import ask_all, forecasts
from sim.history.case import happened
from sim.rules.text import UNDATED, on_grid
from sim.scenario.read import load
from sim.scenario.seating import seat

CASES = ["wales-2014", "vilnius-2023", "the-hague-2025", "the-hague-2025-06-06", "brussels-2018-07-11", "madrid-2022"]


@pytest.fixture(scope="module", params=CASES)
def case(request):
    return load(request.param)


def test_what_is_adopted_lies_on_the_grid(case):
    inputs = Inputs(case)
    for one in ask_all(inputs):
        text = inputs.nearest(one.core, one.related, one.deadline)
        assert (text.core, text.related) == (one.core, one.related), one.name
        if one.adopted:
            assert on_grid(text._replace(deadline=one.deadline or UNDATED), inputs.terms), one.name


def test_every_belief_can_be_scored_against_the_record(case):
    what = happened(case, seat(case), case.title)
    for one in beliefs(case):
        assert 0.0 < one.p_new_target < 1.0, one.name
        assert 0.0 <= scores.brier(one.p_new_target, what.new_target) <= 1.0
        assert np.isfinite(scores.crps(one.core, what.core, one.weights))
        assert np.isfinite(scores.crps(one.years, what.years, one.weights))


def test_where_no_target_was_new_the_bargain_finds_none():
    """At these summits the demand was the old number: no text of the grid gains everyone anything."""
    for name in ("wales-2014", "vilnius-2023", "brussels-2018", "madrid-2022"):
        [nash] = [one for one in forecasts(load(name)) if one.name == "the Nash bargain"]
        assert (nash.adopted, nash.words) == (False, "no new text")
