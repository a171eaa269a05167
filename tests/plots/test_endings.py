"""Pictures of many summits say what the summary says, and nothing collides."""

from functools import cache

import pytest
from made_up import TWENTY, MadeUp, failed, passed
from matplotlib.text import Text

from sim.analysis.summarize import summarize
from sim.commands.figures import drawn, figures
from sim.plots.deadlines import deadlines
from sim.plots.endings import endings
from sim.plots.fan import fan
from sim.plots.heat import heat
from sim.plots.holdouts import holdouts
from sim.plots.sheets import percents

PICTURES = ("endings", "core-and-related", "deadline", "text-by-round", "allies")
WORLDS = {
    "twenty": (TWENTY, {}),
    "central": (TWENTY, {"settings": 0}),
    "one run a setting": (TWENTY, {"settings": 20}),
    "unfinished": (TWENTY, {"planned": 4000}),
    "nothing passes": ([failed() for _ in range(8)], {"settings": 2}),
    "always the same": ([passed() for _ in range(8)], {"settings": 2}),
    "nobody objects, undated": ([passed(deadline=None, review=None) for _ in range(8)], {"settings": 2}),
    "a long tail": ([passed(2 + c / 4, r / 4, 2026 + c + r) for c in range(12) for r in range(1, 9)], {}),
}


@cache
def summed(world):
    rows, how = WORLDS[world]
    ledger = MadeUp(rows, **how)
    return summarize(ledger, []), ledger.scenario


@cache
def pictures(world):
    return {key: figure for key, _, figure in figures(*summed(world))}


def picture(world, name):
    return pictures(world)[name]


def said(figure):
    return " ".join(" ".join(text.get_text() for text in figure.findobj(Text)).split())


def words(figure):
    """Return the words drawn, and where."""
    figure.draw_without_rendering()
    texts = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    for axes in figure.axes:
        if axes.axison:
            for axis, bounds in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
                low, high = sorted(bounds)
                ticks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
                texts += [label for at, label in ticks if low <= at <= high] + [axis.label]
    return [(text.get_text(), text.get_window_extent()) for text in texts if text.get_text().strip()]


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("name", PICTURES)
def test_words_neither_collide_nor_leave_the_sheet(world, name):
    figure = picture(world, name)
    boxes, sheet = words(figure), figure.bbox
    assert not [one for one, b in boxes if b.x0 < sheet.x0 or b.x1 > sheet.x1 or b.y0 < sheet.y0 or b.y1 > sheet.y1]
    smaller = [(one, box.padded(-1.0)) for one, box in boxes]
    assert not [(a, b) for n, (a, one) in enumerate(smaller) for b, two in smaller[n + 1 :] if one.overlaps(two)]


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_says_which_runs_it_shows(name):
    assert "20 runs, 4 settings, seed 1" in said(picture("twenty", name))
    assert "20 runs of 4,000, unfinished" in said(picture("unfinished", name))
    assert "central settings" in said(picture("central", name))


def test_endings_with_both_intervals():
    figure = endings(summed("twenty")[0])
    assert "Most often 3.5 + 1.5 (60 %) or " in said(figure)
    assert "what luck leaves open" in said(figure)
    assert "8 of 10 plausible settings" in said(figure)


def test_endings_show_no_interval_that_cannot_be_told():
    assert "settings" not in said(endings(summed("central")[0])).replace("central settings", "")
    assert "luck" not in said(endings(summed("one run a setting")[0]))


def test_a_long_tail_of_endings_is_drawn_together():
    assert "87 others" in said(endings(summed("a long tail")[0]))


def test_a_bar_is_as_long_as_its_share():
    axes = endings(summed("twenty")[0]).axes[0]
    assert 0.6 in [round(patch.get_width(), 6) for patch in axes.patches]


def test_core_against_related():
    figure = heat(*summed("twenty"))
    assert "reach 5 % in 80 % of summits" in said(figure)
    assert {"60", "20"} <= {text.get_text() for text in figure.axes[0].texts}
    for mark in ("the proposal", "from before", "the demand", "% of GDP"):
        assert mark in said(figure)


def test_the_stairs_part_what_meets_the_demand_from_what_does_not():
    from sim.plots.heat import border

    axes = heat(*summed("twenty")).axes[0]
    across, up = border(axes, 5.0, 0.25)
    for x, y in zip(across[::2], up[::2], strict=True):
        assert x + 0.125 + y + 0.125 == pytest.approx(5.0), "the first cell right of the stairs adds up to the demand"


def test_the_deadline_shows_no_target_beside_the_years():
    figure = deadlines(summed("twenty")[0])
    for mark in ("most often due by 2035", "no new target", "20 %", "60", "proposed"):
        assert mark in said(figure)
    assert "No summit ended with a new target" in said(deadlines(summed("nothing passes")[0]))


def test_the_fan_shows_four_issues_and_where_the_median_ends():
    figure = fan(*summed("twenty"))
    for mark in ("Core", "Deadline", "Firmness", "median", "half of all summits", "8 of 10", "silence called"):
        assert mark in said(figure)
    assert "core stays 3.5 %, deadline goes from 2032 to 2035" in said(figure)


def test_allies_by_name_sorted_by_how_often_they_hold_out():
    figure = holdouts(summed("twenty")[0])
    assert "Spain breaks silence most often, in 55 % of summits; a side letter is rare" in said(figure)
    named = [text.get_text() for text in figure.axes[0].texts if not text.get_text().endswith("%")]
    assert named[0] == "Spain"
    assert set(named) == {"Spain", "Italy", "United States"}
    assert "29 others" in said(figure)


def test_allies_where_nobody_objects():
    assert "Nobody ever breaks silence" in said(holdouts(summed("always the same")[0]))


def test_the_same_summary_gives_the_same_files():
    for form in ("png", "svg", "pdf"):
        assert drawn(endings(summed("twenty")[0]), form) == drawn(endings(summed("twenty")[0]), form)


@pytest.mark.parametrize("most", [0.1, 0.13, 0.34, 0.56, 0.8, 1.0])
@pytest.mark.parametrize("marks", [3, 6])
def test_scales_have_few_and_round_marks(most, marks):
    found = percents(most, marks)
    assert 2 <= len(found) <= marks + 1
    assert all(abs(100 * mark - round(100 * mark)) < 1e-9 for mark in found)
