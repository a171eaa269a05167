"""Ablations of worlds written by hand: differences are of the same runs."""

import pytest
from made_up import MadeUp, failed, passed

from sim.analysis.ablations import Named, ablations
from sim.scenario.read import load

HAGUE = load("the-hague-2025")


def ledger(text, settings=2):
    """Return a ledger with a run a letter: p passes 3.5+1.5 by 2035, s passes 3+2 by 2030, - fails."""
    kinds = {"p": passed(), "s": passed(3.0, 2.0, 2030, review=None), "-": failed()}
    return MadeUp([kinds[letter] for letter in text], settings=settings, scenario=HAGUE)


def found(base, **worlds):
    named = [Named(name, "put in", name, "why", []) for name in worlds]
    return ablations(ledger(base), {name: ledger(text) for name, text in worlds.items()}, named, [])


def test_a_world_is_held_against_the_base_run_by_run():
    [one] = found("ppps---p", x="pss----s").ablations
    assert (one.new_target.gained, one.new_target.lost) == (0, 1)
    assert one.new_target.difference == pytest.approx(-1 / 8)
    assert one.new_target.signs.fell == 1
    assert one.new_target.signs.tied == 1
    assert one.differences["core"].difference == pytest.approx((3 * -0.5 - 1.0) / 8)


def test_texts_are_compared_over_the_runs_that_have_one_in_both():
    [one] = found("pp--", x="s-s-").ablations
    year = one.differences["deadline"]
    assert (year.pairs, year.difference) == (1, -5.0)
    [none] = found("pp--", x="--ss").ablations
    assert none.differences["deadline"] is None


def test_what_is_kept_is_the_bases_most_frequent_text_not_its_most_frequent_ending():
    told = found("pps-----", x="ppp-----")
    assert (told.base.modal, told.base.text) == ("none", "3.5+1.5")
    assert told.base.text_share.share == pytest.approx(2 / 3)
    assert told.ablations[0].kept.difference == pytest.approx(1 / 8)


def test_the_same_world_differs_by_exactly_nothing():
    [one] = found("pps-p--s", x="pps-p--s").ablations
    assert one.new_target.difference == one.kept.difference == 0.0
    assert all(other.difference == 0.0 for other in one.differences.values())
