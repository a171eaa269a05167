"""Pictures of sweeps say what the sweep says, and nothing runs off the sheet."""

import pytest
from made_up import MadeUp, failed, passed
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from sim.analysis.sweep import Axis, sweep
from sim.plots.cliffs import core_and_deadline, new_target, ticks
from sim.plots.maps import maps
from sim.scenario.read import load

HAGUE = load("the-hague-2025")


def worlds(*parts):
    """Return a ledger a point, of eight runs, so many of which pass."""
    return [MadeUp([passed()] * n + [failed()] * (8 - n), settings=2, scenario=HAGUE) for n in parts]


def line(entry="us.threat_to_leave", parts=(0, 2, 4, 8)):
    axis = Axis(
        entry, "(chance)", "what it means, in more words than fit on half a sheet at once", (0.0, 0.1, 0.2, 0.3), 0.1
    )
    return axis, {(value,): one for value, one in zip(axis.values, worlds(*parts), strict=True)}


def one_line():
    axis, ledgers = line()
    return sweep("A test", "sha256:0", [axis], [ledgers])


def two_lines():
    (axis, ledgers), (other, others) = line(), line("members.*.related_base*", (8, 8, 8, 8))
    return sweep("A test", "sha256:0", [axis, other], [ledgers, others])


def never():
    axis, ledgers = line(parts=(0, 0, 0, 0))
    return sweep("A test", "sha256:0", [axis], [ledgers])


def grid(wide=3):
    down, across = Axis("a.b", "", "", (1.0, 2.0), 1.0), Axis("c.d", "", "", tuple(map(float, range(wide))), 1.0)
    some = worlds(*[n % 9 for n in range(2 * wide)])
    at = [(one, other) for one in down.values for other in across.values]
    return sweep("A test", "sha256:0", [down, across], [dict(zip(at, some, strict=True))])


def words(figure):
    return [one.get_text() for one in figure.findobj(Text) if one.get_text().strip()]


@pytest.mark.parametrize("found", [one_line, two_lines, never])
@pytest.mark.parametrize("draw", [new_target, core_and_deadline])
def test_no_words_run_off_a_sheet_of_lines(found, draw):
    inside(draw(found()))


@pytest.mark.parametrize("wide", [3, 12, 40])
def test_no_words_run_off_a_map(wide):
    inside(maps(grid(wide)))


def inside(figure):
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer, sheet = canvas.get_renderer(), figure.bbox
    for one in figure.findobj(Text):
        if one.get_text().strip() and one.get_visible():
            box = one.get_window_extent(renderer)
            assert box.x0 >= sheet.x0 - 1, one.get_text()
            assert box.x1 <= sheet.x1 + 1, one.get_text()
            assert box.y0 >= sheet.y0 - 1, one.get_text()
            assert box.y1 <= sheet.y1 + 1, one.get_text()


def test_the_line_goes_through_the_points():
    figure = new_target(one_line())
    curve = next(one for axes in figure.axes for one in axes.lines if one.get_marker() == "o")
    assert list(curve.get_xdata()) == [0.0, 0.1, 0.2, 0.3]
    assert list(curve.get_ydata()) == [0.0, 0.25, 0.5, 1.0]
    assert "The chance of a new target goes from 0 to 100 %" in words(figure)
    assert "as in the scenario" in words(figure)


def test_a_map_writes_every_number_where_there_is_room():
    assert [word for word in words(maps(grid())) if word in ("0", "12", "25", "38", "50", "62")][:6]
    assert "Framed" in " ".join(words(maps(grid())))
    assert "2035" not in words(maps(grid(40)))


def test_scales_have_round_marks():
    assert ticks(2.0, 3.6, 0.25) == pytest.approx([2.0, 2.5, 3.0, 3.5])
    assert ticks(2026.2, 2034.9, 1.0) == [2028.0, 2030.0, 2032.0, 2034.0]
