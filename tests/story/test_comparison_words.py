"""What is said of a difference: small ones are called small, and what cannot be told is not told."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from made_up import MadeUp, failed, passed

from sim.analysis.compare import compare_ledgers
from sim.analysis.intervals import Interval
from sim.analysis.paired import Flips, Signs
from sim.scenario.read import load
from sim.story import changes
from sim.story.compare_headline import chance, in_short, meanings, verdict
from sim.story.compare_parts import parts


def compared(before, after, settings=4, **how):
    ledgers = []
    for name, rows in (("one", before), ("two", after)):
        scenario = load("the-hague-2025", ["title='Another world'"] if name == "two" else [])
        ledger = MadeUp(rows, settings=settings, scenario=scenario, folder=name)
        ledger.recipe = SimpleNamespace(**vars(ledger.recipe) | {"digest": how.get(name, name)})
        ledgers.append(ledger)
    return compare_ledgers(ledgers)


def flips(before, after, luck=0.01, signs=(0, 37, 3)):
    gap = after - before
    around = Interval(gap - luck, gap + luck)
    return Flips(
        before=before,
        after=after,
        difference=gap,
        difference_low=around.low,
        difference_high=around.high,
        difference_luck=around,
        difference_settings=None,
        signs=Signs(*signs) if signs else None,
        narrowed=0.5,
        narrowed_luck=0.5,
        pairs=1000,
        gained=5,
        lost=65,
    )


def test_a_difference_with_its_luck_and_its_signs():
    said = chance(flips(0.81, 0.75))
    assert said == "a new target in 81 → 75 %, −6 points (luck ±1; same sign in 37 of 40 settings, 3 tied)"
    assert chance(flips(0.5, 0.7, signs=(40, 0, 0))).endswith("+20 points (luck ±1; in all 40 settings)")
    assert chance(flips(0.5, 0.7, signs=(38, 2, 0))).endswith("same sign in 38 of 40 settings, 2 opposite)")
    assert chance(flips(0.5, 0.7, signs=None)) == "a new target in 50 → 70 %, +20 points (luck ±1)"


def test_small_ones_are_called_small():
    assert "−1.5 points, hardly any (luck" in chance(flips(0.5, 0.485, 0.005))
    assert "−4 points, a small change (luck" in chance(flips(0.5, 0.46))
    assert "−0.3 points, not told from luck (luck" in chance(flips(0.5, 0.497))
    assert "points (luck" in chance(flips(0.5, 0.44))


def test_whole_percentages_that_would_not_add_up_get_a_decimal():
    assert chance(flips(0.675, 0.644)).startswith("a new target in 67.5 → 64.4 %, −3.1 points")
    assert changes.from_to(flips(0.004, 0.0)) == "0.4 → 0.0", "what is rare is not said to be nothing"


SIGNED = {0.0: "0", 0.0004: "0.0", -0.0004: "0.0", 0.0312: "+3.1", -0.0312: "−3.1", 0.2: "+20"}


@pytest.mark.parametrize(("value", "said"), SIGNED.items())
def test_points_have_a_sign_unless_they_sound_like_nothing(value, said):
    assert changes.points(value) == said


def test_luck_is_never_said_to_be_nothing_unless_it_is():
    assert changes.luck(flips(0.5, 0.6, 0.0001)) == "±0.1"
    assert changes.luck(replace(flips(0.5, 0.5), difference_luck=Interval(0.0, 0.0))) == "±0"
    assert changes.luck(replace(flips(0.5, 0.5), difference_luck=None)) == "–"


SPLIT, LATER = passed(), passed(deadline=2037, firmness=0.0)


def test_number_and_year():
    one = compared([SPLIT] * 20, [SPLIT] * 18 + [failed()] * 2).contrasts[0]
    assert verdict(one).endswith("; where both have a target: number and year unchanged")
    one = compared([SPLIT] * 20, [LATER] * 20).contrasts[0]
    assert verdict(one).endswith("a target: due 2.0 years later, number unchanged, less firm")
    one = compared([SPLIT] * 20, [passed(core=3.0, related=2.0)] * 20).contrasts[0]
    assert verdict(one).endswith("core −0.50 and related +0.50 % of GDP, year unchanged")
    one = compared([SPLIT] * 20, [failed()] * 20).contrasts[0]
    assert verdict(one).endswith("in no run do both have a new target")


def test_files_that_differ_and_do_nothing():
    one = compared([SPLIT] * 20, [SPLIT] * 20).contrasts[0]
    assert verdict(one) == (
        "Another world: a new target in 100 % either way, in the very same runs; not one of 20 runs ends differently"
    )


def test_the_same_scenario_says_so_and_shows_no_table_of_nothing():
    found = compared([SPLIT] * 20, [SPLIT] * 20, two="one")
    assert verdict(found.contrasts[0]).endswith("the same scenario, as far as the simulation reads it; no run differs")
    assert in_short(found.contrasts[0]) == ""
    [files] = parts(found)
    assert files.rows == []
    assert "exactly zero" in files.note


def test_who_turns_and_where_runs_go_in_a_sentence():
    spain = passed(breaks="8.1 ESP", letters="ESP")
    said = in_short(compared([spain] * 20, [SPLIT] * 10 + [failed("8.1 ITA")] * 10, settings=0).contrasts[0])
    assert "falls from 3.50 to 2.75 % of GDP on average, failures counted" in said
    assert "50 % of runs end in the same compromise; the commonest move is from 3.5+1.5 to no new text (50 % of" in said
    assert "More often breaking silence: Italy (0 → 50 %)" in said
    assert "Less often breaking silence: Spain (100 → 0 %)" in said
    assert "Less often with a side letter: Spain (100 → 0 %)" in said


def test_what_central_settings_cannot_tell_is_said():
    found = compared([SPLIT] * 20, [SPLIT] * 10 + [failed()] * 10, settings=0)
    assert any("cannot be told from central settings" in line for line in meanings(found))
    assert all("settings" not in part.head for part in parts(found))
    one = compared([SPLIT] * 20, [SPLIT] * 10 + [failed()] * 10, settings=20).contrasts[0]
    assert "luck and settings together −" in verdict(one)


def test_a_difference_is_as_fine_as_the_shares_beside_it():
    assert changes.gap(flips(0.728, 0.604)) == "−12.4 ±1.0"
    assert changes.gap(flips(0.73, 0.60)) == "−13 ±1"
    assert changes.gap(flips(0.73, 0.69)) == "−4.0 ±1.0"
