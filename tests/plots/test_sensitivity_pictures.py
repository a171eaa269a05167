"""Tornado and indices say what was found, name every bar, and nothing runs off the sheet."""

from dataclasses import replace

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from sim.analysis.budget import Budget
from sim.analysis.design import Effect, Index
from sim.analysis.factors import Factor
from sim.analysis.outcomes import OUTCOMES
from sim.analysis.sensitivity import OTHERS, Found, Sensitivity, Split, Swing
from sim.plots.indices import indices
from sim.plots.tornado import ticks, tornado
from sim.story.sensitivity_parts import enough, headline, parts

NAMES = ("isolation.alone", "us.success", "members.*.own_plan", *(f"inertia.{one}" for one in "abcdefghijkl"))


def made(moving=True, told=True):
    """An analysis in which the first factor matters most, or nothing matters at all."""
    factors = [
        Factor(name, "(weight)", f"what {name} means, in many words that need more room", ("x",)) for name in NAMES
    ]
    found = []
    for one in OUTCOMES:
        central = 0.9 if one.name == "new_target" else 3.5
        swings = [Swing(name, central - 0.4 / (k + 1) * moving, central) for k, name in enumerate(NAMES)]
        effects = [Effect(name, 0.3 / (k + 1) * moving, 0.1 * moving) for k, name in enumerate(NAMES)]
        some = [Index(name, 0.3 / (k + 1), 0.05, 0.5 / (k + 1), 0.1) for k, name in enumerate([*NAMES[:13], OTHERS])]
        split = Split(0.4, 0.6, 0.1) if moving else None
        found.append(
            Found(one, central, central, 0.2 * moving, split, swings, effects, some if moving and told else [])
        )
    plan = Budget(len(NAMES), 64, 8, 20, 512 * told, 13 * told)
    return Sensitivity("A test", "sha256:0", "sha256:1", 1, {}, "", "both", plan, factors, list(NAMES[:13]), found)


def loosened(off):
    """An analysis whose total indices are as unsure as this."""
    whole = made()
    loose = [replace(one, indices=[replace(each, total_off=off) for each in one.indices]) for one in whole.found]
    return replace(whole, found=loose)


def words(figure):
    return [one.get_text() for one in figure.findobj(Text) if one.get_text().strip()]


@pytest.mark.parametrize("found", [made(), made(moving=False)])
@pytest.mark.parametrize("draw", [tornado, indices])
def test_no_words_run_off_the_sheet(found, draw):
    figure = draw(found)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    wide, high = canvas.get_width_height()
    for one in figure.findobj(Text):
        if one.get_text().strip() and one.get_visible():
            box = one.get_window_extent()
            assert box.x0 >= -1, one.get_text()
            assert box.x1 <= wide + 1, one.get_text()
            assert box.y0 >= -1, one.get_text()
            assert box.y1 <= high + 1, one.get_text()


def test_the_title_says_how_far_one_assumption_reaches():
    assert "from 50 to 90 %" in " ".join(words(tornado(made())))
    assert "No single assumption" in " ".join(words(tornado(made(moving=False))))


def test_the_strongest_come_first_and_the_others_last():
    shown = words(indices(made()))
    places = [next(k for k, one in enumerate(shown) if one.startswith(f"what {name}")) for name in NAMES[:3]]
    assert places == sorted(places)
    assert any(one == "all 2 other factors together" for one in shown)


def test_where_nothing_moves_the_pictures_say_so():
    assert words(indices(made(moving=False))).count("never varies") == 4
    assert words(tornado(made(moving=False))).count("moved by nothing alone") == 4


def test_marks_are_round():
    assert ticks(0.4, 1.02) == [0.4, 0.6, 0.8, 1.0]
    assert ticks(7.4, 10.3) == [7.5, 8.0, 8.5, 9.0, 9.5, 10.0]


def test_the_headline_names_the_strongest_factor_and_luck():
    assert headline(made()).startswith("A new target hangs most on: what isolation.alone means")
    assert "(total index 50 ± 10 %)" in headline(made())
    assert "luck makes 60 % of the variance of single runs" in headline(made())
    assert headline(made(moving=False)) == "Nothing that is uncertain moves the chance of a new target"


def test_factors_whose_intervals_overlap_are_not_told_apart():
    unsure = loosened(0.17)
    said = headline(unsure)
    assert said.startswith("What a new target hangs on most, not told apart: what isolation.alone means")
    assert all(f"what {name} means" in said for name in NAMES[:3])
    assert "what inertia.a means" not in said
    assert ", and 1 more; luck makes 60 %" in headline(loosened(0.19))
    assert said.endswith("; for narrower intervals: --runs 1000000")
    assert [enough(runs) for runs in (1_000, 49_000, 99_879, 999_999)] == [100_000, 100_000, 1_000_000, 10_000_000]
    assert "A new target hangs most on 3 factors, not told apart" in words(indices(unsure))
    assert "not told apart: what isolation.alone means" in headline(made(told=False)), "effects: 30 ± 10 and 15 ± 10"


def test_what_is_not_clear_of_nought_is_not_called_a_finding():
    unsure = loosened(0.6)
    assert headline(unsure) == "Too few runs to tell what a new target hangs on"
    assert "Too few runs to tell what a new target hangs on" in words(indices(unsure))


def test_tables_say_what_was_set_aside_and_what_luck_makes():
    first = next(parts(made()))
    assert first.rows[0] == ("isolation.alone", "50 % → 90 %", "30 ± 10", "30 ± 5", "50 ± 10")
    assert any("The 2 factors not picked, moved together" in line for line in first.after)
    assert any("60 % is luck" in line for line in first.after)
    still = next(parts(made(moving=False)))
    assert still.after == ["It is the same in every setting."]
