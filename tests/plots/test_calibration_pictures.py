"""Pictures of a calibration say what moved and what failed, and no words run off the sheet or over each other."""

from dataclasses import replace

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from weighed import findings

from sim.plots.foreseen import foreseen
from sim.plots.shifts import shifts
from sim.plots.tolerance import tolerance

FOUND = {"two cases": findings(), "one case": findings(alone=True), "nothing moves": findings(moving=False)}
DRAWN = {
    "shifts": shifts,
    "first case": lambda found: foreseen(found.checks[0], found),
    "last case": lambda found: foreseen(found.checks[-1], found),
    "tolerance": tolerance,
}


def words(figure):
    return [one for one in figure.findobj(Text) if one.get_text().strip() and one.get_visible()]


def said(figure):
    return " ".join(one.get_text() for one in words(figure))


@pytest.mark.parametrize("found", FOUND.values(), ids=FOUND)
@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_no_words_run_off_the_sheet_or_over_each_other(found, draw):
    fits(draw(found))


@pytest.mark.parametrize("heap", [0, 13])
def test_a_name_finds_room_where_all_draws_are_heaped_at_an_end(heap):
    found = FOUND["two cases"]
    [one] = found.spreads
    heaped = replace(one, after=tuple(float(place == heap) for place in range(14)))
    fits(shifts(replace(found, spreads=(heaped, one))))


def fits(figure):
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    wide, high = canvas.get_width_height()
    boxes = [(one.get_text(), one.get_window_extent()) for one in words(figure)]
    for text, box in boxes:
        assert box.x0 >= -1, text
        assert box.x1 <= wide + 1, text
        assert box.y0 >= -1, text
        assert box.y1 <= high + 1, text
    for place, (text, box) in enumerate(boxes):
        for other, its in boxes[place + 1 :]:
            over = min(box.x1, its.x1) - max(box.x0, its.x0), min(box.y1, its.y1) - max(box.y0, its.y0)
            assert min(over) <= 3, f"{text!r} over {other!r}"


def test_the_dots_say_how_many_moved_and_name_only_those():
    told = said(shifts(FOUND["two cases"]))
    assert "1 of 12 parameters moved by more than chance; 11 did not" in told
    assert told.count("temper.spread") == 2  # beside its dot, and over its draws
    assert "inertia.a" not in told
    still = said(shifts(FOUND["nothing moves"]))
    assert "None of 12 parameters moved" in still
    assert "before" not in still.split("Right")[-1].split("after.")[-1]


def test_a_cell_is_tinted_where_what_happened_was_not_foreseen():
    found = FOUND["two cases"]
    first, last = (said(foreseen(one, found)) for one in found.checks)
    assert "the year fails. No text is due as early as 2024" in last
    assert "Luxembourg dissented" in last
    assert "Canada dissented Germany dissented" in first
    for one, shown in zip(found.checks, (first, last), strict=True):
        assert len(one.failed) == shown.count("fails")


def test_one_case_alone_has_no_column_for_the_others():
    told = said(foreseen(FOUND["one case"].checks[0], FOUND["one case"]))
    assert "weighed by all cases" in told
    assert "left out" not in told
    assert "left out" in said(foreseen(FOUND["two cases"].checks[0], FOUND["two cases"]))


@pytest.mark.parametrize(
    ("score", "title"), [(9.0, "every case is foreseen worse"), (0.0, "no case is foreseen worse")]
)
def test_the_last_picture_is_titled_by_what_it_shows(score, title):
    found = FOUND["two cases"]
    shares = [
        replace(one, left_out={name: dict.fromkeys(scores, score) for name, scores in one.left_out.items()})
        for one in found.shares
    ]
    assert title in said(tolerance(replace(found, shares=tuple(shares))))
