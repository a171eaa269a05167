"""Records: what named tuples hold, word by word, whichever way it was laid out."""

import numpy as np
import pytest

from sim.ensemble.kernel import papers
from sim.ensemble.minds import blank_minds
from sim.ensemble.records import MOVES, layout, paper, record, wide_desk, wide_table, wide_terms
from sim.rules.terms import Us
from sim.scenario.draw import draw_setting
from sim.scenario.read import load
from sim.scenario.seating import seat


@pytest.fixture(scope="module")
def hague():
    return load("the-hague-2025")


def flat(value):
    """Every number in nested tuples and records, in order."""
    if isinstance(value, np.void):
        return flat([value[name] for name in value.dtype.names])
    if isinstance(value, tuple | list | np.ndarray):
        return [number for one in value for number in flat(one)]
    return [value]


def test_a_record_holds_what_the_tuples_hold(hague):
    _, terms, table = seat(hague, draw_setting(hague, 1, 4))
    for value in (wide_terms(terms), wide_table(table), wide_desk(32), blank_minds(32)):
        assert flat(record(value)) == flat(value)


@pytest.mark.parametrize("categories", range(1, 9))
def test_there_is_a_line_for_every_move_on_desk_and_sheets_however_many_categories(hague, categories):
    """Compiled code asks nobody whether a line is there: one too few would be written past the end."""
    kept = list(hague.categories.items())
    named = dict(kept[:categories]) | {f"more-{k}": kept[0][1] for k in range(categories - len(kept))}
    texts = {name: getattr(hague, name).model_copy(update={"counts": []}) for name in ("proposal", "status_quo")}
    seating = seat(hague.model_copy(update={"categories": named, **texts}))
    given = papers(seating)
    lines = len(given.terms.aim_of)
    assert len(seating.terms.aim_of) <= lines in MOVES.values()
    assert {len(column) for column in given.terms.moves} == {len(given.desk.hope)} == {lines}
    assert {given.sheets[name].shape[1] for name in ("core", "allowed", "taste")} == {lines}
    assert len(given.terms.aims) == len(given.desk.loaded) == given.sheets["load"].shape[1] >= len(seating.terms.aims)


def test_matrices_may_come_as_arrays(hague):
    for changes in ([], ["summit.seats=['ESP', 'POL', 'DEU']"]):
        scenario = load("the-hague-2025", changes)
        drawn = draw_setting(scenario, 1, 4)
        as_tuples, as_arrays = papers(seat(scenario, drawn)), papers(seat(scenario, drawn, arrays=True))
        for one, other in zip(as_tuples, as_arrays, strict=True):
            assert one.tobytes() == other.tobytes()


def test_records_of_a_shape_share_one_layout(hague):
    first, second = (wide_terms(seat(hague, draw_setting(hague, 1, number)).terms) for number in range(2))
    assert layout(first) is layout(second)
    assert record(first).dtype is record(second).dtype


def test_a_whole_number_given_for_a_fraction_spoils_no_layout(hague):
    us = seat(hague).terms.us
    record(us._replace(demand=4, tolerance=0))
    assert record(us).demand == us.demand
    assert record(us._replace(demand=4.5)).demand == 4.5
    assert record(us).dtype["targets"] == np.int64
    assert set(Us._fields) == set(record(us).dtype.names)


def test_masks_of_sixty_letters_keep_every_bit(hague):
    text = seat(hague).terms.proposal._replace(letters=2**60 - 1)
    assert record(text).letters == 2**60 - 1


def test_blank_paper_is_ones_own():
    mine, yours = paper(wide_desk, 32), paper(wide_desk, 32)
    mine.value[0] = 7.0
    assert yours.value[0] == 0.0
    assert paper(wide_desk, 32).value[0] == 0.0
