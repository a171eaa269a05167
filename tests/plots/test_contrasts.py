"""Pictures of comparisons say what the comparison says, and nothing collides."""

from functools import cache
from types import SimpleNamespace

import pytest
from made_up import MadeUp, failed, passed
from matplotlib.colors import to_rgb
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text

from sim.analysis.compare import compare_ledgers
from sim.commands.compare import pictures
from sim.plots.moves import KINDS, bands, endings
from sim.plots.turned import ink, shade
from sim.scenario.read import load

SPLIT, OTHER = passed(), passed(3.0, 2.0, 2032, review=None, wording="we", breaks="8.1 ITA", attended=None)
SPAIN = passed(breaks="8.1 ESP", letters="ESP")
BEFORE = [*[SPLIT] * 8, *[SPAIN] * 4, *[OTHER] * 4, *[failed()] * 4]
AFTER = [*[SPLIT] * 6, *[failed()] * 6, *[OTHER] * 3, SPLIT, SPLIT, *[failed()] * 3]
TAIL = [passed(2 + core / 4, related / 4, 2026 + core + related) for core in range(12) for related in range(1, 9)]
LONG = "A title that goes on and on about what would have been different, and for whom, and why"
WORLDS = {
    "twenty": (BEFORE, AFTER, 4, {}),
    "central": (BEFORE, AFTER, 0, {}),
    "one run a setting": (BEFORE, AFTER, 20, {}),
    "nothing passes": (BEFORE, [failed()] * 20, 4, {}),
    "no run differs": (BEFORE, BEFORE, 4, {}),
    "a long tail": (TAIL, TAIL[::-1], 4, {}),
    "long names": (BEFORE, AFTER, 4, {"title": f"'{LONG}'"}),
    "four seats": (BEFORE, AFTER, 4, {"summit.seats": '["ESP", "ITA", "DEU", "POL"]'}),
}
PICTURES = ("endings", "moves", "politics", "allies")


def made(rows, settings, name, changes):
    scenario = load("the-hague-2025", [f"{entry}={value}" for entry, value in changes.items()])
    ledger = MadeUp(rows, settings=settings, scenario=scenario, folder=name)
    ledger.recipe = SimpleNamespace(**vars(ledger.recipe) | {"digest": name})
    return ledger


@cache
def drawn(world):
    before, after, settings, changes = WORLDS[world]
    base = made(before, settings, "one", {})
    found = compare_ledgers([base, made(after, settings, "two", changes or {"title": "'Another world'"})])
    return found, {name.removeprefix("two-"): figure for name, _, figure in pictures(found, base.scenario)}


def said(world, name):
    return " ".join(" ".join(text.get_text() for text in drawn(world)[1][name].findobj(Text)).split())


def boxes(figure):
    """Return the words drawn, and where."""
    figure.draw_without_rendering()
    texts = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    for axes in figure.axes:
        if axes.axison:
            low, high = sorted(axes.get_xlim())
            ticks = zip(axes.xaxis.get_ticklocs(), axes.xaxis.get_ticklabels(), strict=True)
            texts += [label for at, label in ticks if low <= at <= high]
    return [(text.get_text(), text.get_window_extent()) for text in texts if text.get_text().strip()]


@pytest.mark.parametrize("world", ["twenty", "a long tail", "long names", "four seats"])
@pytest.mark.parametrize("name", PICTURES)
def test_words_neither_collide_nor_leave_the_sheet(world, name):
    figure = drawn(world)[1][name]
    found, sheet = boxes(figure), figure.bbox
    assert not [one for one, b in found if b.x0 < sheet.x0 or b.x1 > sheet.x1 or b.y0 < sheet.y0 or b.y1 > sheet.y1]
    smaller = [(one, box.padded(-1.5)) for one, box in found]
    assert not [(a, b) for n, (a, one) in enumerate(smaller) for b, two in smaller[n + 1 :] if one.overlaps(two)]


def test_endings_side_by_side_with_their_difference():
    words = said("twenty", "endings")
    for mark in ("Another world: a new target in 55 % of summits instead of 80 %", "3.5 + 1.5", "−25", "+25", "luck"):
        assert mark in words
    axes = drawn("twenty")[1]["endings"].axes[0]
    lengths = [round(patch.get_width(), 6) for patch in axes.patches if isinstance(patch, Rectangle)]
    assert lengths[:4] == [0.8, 0.55, 0.6, 0.4], "before and after, the most frequent first"


def test_no_interval_is_drawn_that_cannot_be_told():
    assert "plausible settings" not in said("central", "endings")
    assert "luck" not in said("one run a setting", "endings")
    assert "either way" in said("no run differs", "endings")


def test_bands_add_up_to_all_runs_and_say_what_a_move_means():
    one = drawn("twenty")[0].contrasts[0]
    found = bands(one, endings(one))
    kinds = {kind: round(sum(each.share for each in found if each.kind == kind), 6) for kind in KINDS}
    assert kinds == {"stays": 0.6, "fails": 0.3, "passes": 0.05, "other": 0.05}
    ribbons = [patch for patch in drawn("twenty")[1]["moves"].axes[0].patches if isinstance(patch, PathPatch)]
    assert len(ribbons) == len(found) == 6
    assert "60 % of runs end alike; the commonest move is from 3.5 + 1.5 to no new text" in said("twenty", "moves")


def test_moves_inside_the_others_are_not_taken_for_staying():
    one = drawn("a long tail")[0].contrasts[0]
    found = [each for each in bands(one, endings(one)) if each.before == each.after == ""]
    assert {each.kind for each in found} == {"other"}, "every run of the tail ends elsewhere"


def test_the_map_names_who_turns_and_whose_letter_goes():
    words = said("twenty", "allies")
    assert "Silence" in words or "Nobody" in words
    assert "✉ −20" in words
    assert len([word for word in words.split() if word in {"ESP", "USA", "TUR", "ISL"}]) == 4
    assert "ISL" not in said("four seats", "allies")


def test_words_on_every_shade_can_be_read():
    def light(colour):
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05

    for step in range(-20, 21):
        one, two = sorted((light(shade(step / 20)), light(ink(shade(step / 20)))))
        assert two / one > 3.9, step / 20


def test_the_same_scenario_twice_has_no_pictures():
    base = made(BEFORE, 4, "one", {})
    found = compare_ledgers([base, made(BEFORE, 4, "one", {})])
    assert list(pictures(found, base.scenario)) == []
