"""Sweeps of worlds written by hand: every share, sign and change is known beforehand."""

import numpy as np
import pytest
from made_up import MadeUp, failed, passed

from sim.analysis.estimate import sample
from sim.analysis.paired import Signs, signs
from sim.analysis.sweep import Axis, sweep
from sim.analysis.worlds import by_setting, columns, measured
from sim.scenario.read import load

HAGUE = load("the-hague-2025")
AXIS = Axis("us.threat_to_leave", "(chance)", "chance that an unsatisfied patron scales back", (0.0, 0.4), 0.35)


def ledger(text, settings=2):
    """Return a ledger with a run a letter: p passes 3.5+1.5 by 2035, s passes 3+2 by 2030, - fails."""
    kinds = {"p": passed(), "s": passed(3.0, 2.0, 2030, letters="ESP ITA", breaks="8.1 ESP ITA"), "-": failed()}
    return MadeUp([kinds[letter] for letter in text], settings=settings, scenario=HAGUE)


def line(*texts):
    axis = Axis(AXIS.entry, AXIS.unit, AXIS.meaning, tuple(place / 10 for place in range(len(texts))), 0.1)
    return sweep("a test", "sha256:0", [axis], [{(place / 10,): ledger(text) for place, text in enumerate(texts)}])


def test_a_world_is_measured_as_its_rows_say():
    world = measured("x", columns(ledger("pps-")))
    assert world.value("new_target") == 0.75
    assert world.value("core") == pytest.approx((3.5 + 3.5 + 3.0 + 2.0) / 4)
    assert world.value("core_given") == pytest.approx(10 / 3)
    assert world.value("deadline") == pytest.approx((2035 + 2035 + 2030) / 3)
    assert world.value("letters") == pytest.approx(2 / 3)
    assert world.value("broke") == pytest.approx((2 + 1) / 4)
    assert (world.modal, world.modal_share.share) == ("3.5+1.5", 0.5)


def test_where_nothing_passes_what_a_text_would_say_is_not_told():
    world = measured("x", columns(ledger("----")))
    assert world.value("new_target") == 0.0
    assert world.value("core") == 2.0
    assert [world.value(name) for name in ("deadline", "firmness", "review", "letters")] == [None] * 4


def test_changes_go_from_the_first_point_to_the_last_and_signs_count_settings():
    found = line("p---", "pp--", "ppp-").lines[0]
    whole = next(one for one in found.across if one.measure == "new_target")
    assert (whole.before, whole.after, whole.difference) == (0.25, 0.75, 0.5)
    assert whole.signs == Signs(rose=2, fell=0, tied=0)
    steps = [one for one in found.steps if one.measure == "new_target"]
    assert [one.signs for one in steps] == [Signs(1, 0, 1), Signs(1, 0, 1)]
    year = next(one for one in found.across if one.measure == "deadline")
    assert year.signs == Signs(rose=0, fell=0, tied=1)  # the second setting has no new target at first


def test_a_sweep_read_backwards_has_the_opposite_signs():
    there, back = line("p---", "ps--", "ppp-").lines[0], line("ppp-", "ps--", "p---").lines[0]
    for one, other in zip(there.across, back.across, strict=True):
        assert one.difference == pytest.approx(-other.difference)
        assert (one.signs.rose, one.signs.tied, one.signs.fell) == (
            other.signs.fell,
            other.signs.tied,
            other.signs.rose,
        )


def test_the_same_world_twice_changes_exactly_nothing():
    found = line("ps-p", "ps-p").lines[0]
    assert all(one.difference == 0.0 and one.signs.rose == one.signs.fell == 0 for one in found.across)


def test_two_axes_make_a_grid_or_with_apart_two_lines():
    other = Axis("isolation.alone", "", "", (0.5, 1.0), None)
    four = {(a, b): ledger("pp--") for a in AXIS.values for b in other.values}
    together = sweep("a test", "sha256:0", [AXIS, other], [four])
    assert [point.at for point in together.grid] == list(four)
    assert together.lines == []
    apart = sweep(
        "a test", "sha256:0", [AXIS, other], [{(v,): ledger("pp--") for v in one.values} for one in (AXIS, other)]
    )
    assert [len(one.points) for one in apart.lines] == [2, 2]
    assert apart.grid == []


def test_settings_means_leave_out_what_is_not_there():
    runs = sample([0, 0, 1, 1, 2, 2])
    values = np.array([1.0, 3.0, 5.0, np.nan, np.nan, np.nan])
    assert by_setting(runs, values).tolist()[:2] == [2.0, 5.0]
    assert np.isnan(by_setting(runs, values)[2])
    moved = np.array([2.0, 2.0, 3.0]) - np.array([1.0, 2.0, np.nan])
    assert signs(moved, ~np.isnan(moved)) == Signs(rose=1, fell=0, tied=1)
