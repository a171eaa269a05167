"""Every scenario that comes along: it asks its question, changes what it says, and plays."""

import re
import tomllib

import pytest

from sim.ensemble.kernel import play_many
from sim.scenario.difference import differences
from sim.scenario.draw import draw_setting, entries
from sim.scenario.read import base_of, library, load, names
from sim.scenario.seating import seat
from sim.summit.model import Summit

BASE = "the-hague-2025"
VARIANTS = [name for name in names() if base_of(library() / f"{name}.toml") == library() / f"{BASE}.toml"]
ALL_CATEGORIES = 6


def texts(told):
    """Every text of a negotiation: each draft, and each that was put under silence."""
    return [text for page in told.rounds for text in (page.before, page.text, *(call.text for call in page.silence))]


def first(told):
    return told.rounds[0].before


def talks(told):
    return [one.words for page in told.rounds for one in page.events if one.kind == "talks"]


def solid(told):
    """At the first silence the red line speaks in each of the four that drew one."""
    voices = next(page.silence[0].voices for page in told.rounds if page.silence)
    return {one.code for one in voices if one.parts["red_line"] < -0.1} == {"ITA", "PRT", "SVN", "ESP"}


PROMISES = {
    "no-threat": lambda told: all(page.patron.threat == 0.0 for page in told.rounds),
    "strong-threat": lambda told: told.rounds[0].patron.threat_before == 0.75,
    "president-stays-away": lambda told: (
        all(page.patron.coming < 1e-6 for page in told.rounds) and not told.outcome.attended
    ),
    "istanbul-breakthrough": lambda told: "ceasefire" in talks(told)[0],
    "istanbul-collapse": lambda told: "break down" in talks(told)[0],
    "narrow-list": lambda told: all(set(text.counts) <= {"cyber", "mobility"} for text in texts(told)),
    "wide-list": lambda told: len(first(told).counts) == ALL_CATEGORIES,
    "core-only": lambda told: all(text.related == 0.0 for text in texts(told)),
    "first-deadline-2030": lambda told: first(told).deadline == 2030,
    "first-deadline-2035": lambda told: first(told).deadline == 2035,
    "soft-first-draft": lambda told: (first(told).firmness, first(told).wording) == (0.0, "allies"),
    "no-letters": lambda told: all(text.letters == [] for text in texts(told)),
    "solid-south": solid,
    "another-season": lambda told: told.rounds[-1].round in (8, 9, 12, 13),
    "small-table": lambda told: len(told.rounds[0].soundings) == 10,
}
"""What a run of a scenario must show, where a run can show it; the others change a weight."""


def test_there_is_a_library():
    assert len(VARIANTS) >= 20
    assert set(PROMISES) <= set(VARIANTS)


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_is_a_small_patch_with_a_question(name):
    raw = tomllib.loads((library() / f"{name}.toml").read_text(encoding="utf-8"))
    written = (library() / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert "?" in raw["description"]
    assert 4 <= len([line for line in written if line and not line.startswith("#")]) <= 10
    assert not {"sources", "figures", "recorded", "frozen_on"} & set(raw)


def numbers(scenario):
    return {path: quantity for path, quantity, _ in entries(scenario)}


@pytest.mark.parametrize("name", VARIANTS)
def test_a_number_that_is_made_up_says_so(name):
    """All but the force of an outcome of the talks, which is the base's own, and sets, which are calibrated."""
    before, after = numbers(load(BASE)), numbers(load(name))
    changed = [path for path, one in after.items() if not same(before.get(path), one) and one.together is None]
    assert all(after[path].source == "assumption" for path in changed if not path.startswith("talks.")), changed


def same(before, after):
    return before is not None and before.model_copy(update={"source": None}) == after.model_copy(
        update={"source": None}
    )


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_leaves_every_other_draw_untouched(name):
    base, variant = load(BASE), load(name)
    told = [one.entry for one in differences(base, variant)]
    told += [path for path, one in numbers(variant).items() if f"sets.{one.together}" in told]
    changed = [re.compile(one.replace(".", r"\.").replace("*", r"\w+") + "(\\..*)?") for one in told]
    assert changed
    for setting in (0, 7):
        before, after = draw_setting(base, 3, setting), draw_setting(variant, 3, setting)
        differing = {path for path in before | after if before.get(path) != after.get(path)}
        assert all(any(one.fullmatch(path) for one in changed) for path in differing), differing
        assert len(before) - len(differing) > 140


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_plays_as_its_question_says(name):
    scenario = load(name)
    told = Summit(scenario, seed=1, run=0).play()
    many = play_many(seat(scenario), seed=1, first=0, runs=3)
    assert bool(many.endings["adopted"][0]) == told.outcome.adopted
    assert told.outcome.label
    if name in PROMISES:
        assert PROMISES[name](told)
        assert name in NO_TWIN or not PROMISES[name](Summit(load(BASE), seed=1, run=0).play())


NO_TWIN = ("no-letters", "another-season")
"""Promises that this run of the base happens to keep as well."""
