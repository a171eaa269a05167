"""What came of it, measured against the scenario's own terms."""

import pytest
from rules.worlds import TABLE, TERMS, TEXT, change

from sim.rules.outcome import (
    BELOW,
    CLASSES,
    FLAT,
    NONE,
    REAFFIRM,
    SPLIT,
    SPLIT_HIGH,
    SPLIT_LOW,
    classify,
    comes,
    exposure,
    reaffirms,
)
from sim.rules.patron import ABSENT, COMES

DATED = TERMS._replace(status_quo=TERMS.status_quo._replace(deadline=2030))


@pytest.mark.parametrize(
    ("core", "related", "kind"),
    [
        (2.0, 0.0, REAFFIRM),
        (2.0, 0.25, BELOW),
        (2.25, 0.0, BELOW),
        (3.5, 1.25, BELOW),
        (5.0, 0.0, FLAT),
        (3.0, 2.0, SPLIT_LOW),
        (3.25, 1.75, SPLIT_LOW),
        (3.5, 1.5, SPLIT),
        (3.5, 2.0, SPLIT),
        (3.75, 1.25, SPLIT_HIGH),
        (5.0, 2.0, SPLIT_HIGH),
    ],
)
def test_a_text_is_of_the_first_kind_that_fits(core, related, kind):
    assert classify(TEXT._replace(core=core, related=related), True, TERMS) == kind


def test_no_text_is_no_kind_of_text():
    assert classify(TEXT, False, TERMS) == NONE
    assert classify(TERMS.status_quo, False, TERMS) == NONE


def test_the_kinds_have_names():
    assert CLASSES[SPLIT] == "split"
    assert [CLASSES[kind] for kind in (NONE, REAFFIRM, FLAT, BELOW)] == ["none", "reaffirm", "flat", "below"]
    assert [CLASSES[kind] for kind in (SPLIT_LOW, SPLIT_HIGH)] == ["split-low", "split-high"]


def test_kinds_are_relative_to_the_demand_and_the_needs():
    assert classify(TEXT, True, change(TERMS, us={"demand": 5.5})) == BELOW
    assert classify(TEXT, True, change(TERMS, us={"demand": 5.04})) == SPLIT  # within the tolerance
    assert classify(TEXT, True, change(TERMS, alliance={"capability_core": 4.0})) == SPLIT_LOW
    assert classify(TEXT, True, change(TERMS, alliance={"capability_core": 3.0})) == SPLIT_HIGH
    assert classify(TEXT, True, change(TERMS, alliance={"capability_core": 3.25, "tolerance": 0.3})) == SPLIT
    assert classify(TEXT, True, change(TERMS, us={"counts_related": 0.5})) == SPLIT  # as written, not as it counts


def test_a_reaffirmation_moves_neither_number_nor_date():
    same = TEXT._replace(core=2.0, related=0.0, deadline=2030)
    assert reaffirms(same, DATED)
    assert reaffirms(same._replace(deadline=2031), DATED)
    assert not reaffirms(same._replace(deadline=2032), DATED)
    assert not reaffirms(same._replace(core=2.25), DATED)
    assert not reaffirms(same._replace(core=1.75), DATED)
    assert not reaffirms(same._replace(related=0.25), DATED)
    assert reaffirms(same._replace(deadline=2040), TERMS)  # the status quo is undated: no date to compare


def test_exposure_is_the_chance_of_being_left_by_weight():
    by_hand = 0.4 * 0.5 * (0.10 * 0.8 + 0.50 * 0.6 + 0.39 * 0.7 + 0.01 * 0.2)
    assert exposure(0.4, 0.5, TABLE) == pytest.approx(by_hand)
    assert exposure(0.4, 1.0, TABLE) == 0.0


def test_the_president_comes_if_the_draw_is_below_the_chance():
    assert comes(0.3, 0.5) == COMES
    assert comes(0.5, 0.5) == comes(0.7, 0.5) == ABSENT
