"""Stylised facts the model must reproduce (docs/ODD.md, section 1), at a size that a test can bear.

Each compares two or three worlds on the same luck. The sign must hold or tie; what full-size
experiments find is not for a test.
"""

from functools import cache

import pytest

from sim.rules.interests import merits, weigh
from sim.rules.reading import read_anew
from sim.rules.text import with_targets
from sim.scenario.read import load
from sim.scenario.seating import seat
from sim.summit.model import Summit

RUNS = 12
SEED = 5
HELD = ("grid.core=[3.5, 3.5]", "grid.related=[1.5, 1.5]")


@cache
def endings(*settings):
    scenario = load("the-hague-2025", settings)
    return [Summit(scenario, seed=SEED, run=run).play().outcome for run in range(RUNS)]


def chance(*settings):
    return sum(end.new_target for end in endings(*settings)) / RUNS


def core(*settings):
    """The unconditional core: the status quo counts where nothing passed."""
    return sum(end.core for end in endings(*settings)) / RUNS


def letters(*settings):
    return sum(len(end.letters) for end in endings(*settings)) / RUNS


def soft_words(*settings):
    passed = [end for end in endings(*settings) if end.new_target]
    return sum(end.wording == "allies" for end in passed) / max(1, len(passed))


def test_1_a_credible_threat_to_leave_makes_targets():
    assert chance("us.threat_to_leave=0.7") >= chance("us.threat_to_leave=0.1")
    assert core("us.threat_to_leave=0.7") > core("us.threat_to_leave=0.1")


def test_2_a_longer_deadline_helps_the_stretched_and_costs_the_hawks():
    _, terms, table = seat(load("the-hague-2025"))
    codes = seat(load("the-hague-2025")).codes
    near, far = terms.proposal, terms.proposal._replace(deadline=terms.proposal.deadline + 3)

    def worth(text, code):
        place = codes.index(code)
        reading = read_anew(text, table, terms)
        return merits(weigh(text, reading, place, table.threat[place], terms.us.threat_to_leave, 0.05, table, terms))

    for code in ("ESP", "ITA", "BEL", "CAN"):
        assert worth(far, code) > worth(near, code)
    for code in ("EST", "LVA", "LTU"):
        assert worth(far, code) < worth(near, code)


def test_5_without_the_related_part_targets_that_meet_the_demand_fall():
    bare = ("grid.related=[0.0, 0.0]", "proposal.related=0.0", "proposal.counts=[]")

    def met(*settings):
        return sum(end.new_target and end.core + end.related >= 4.95 for end in endings(*settings))

    assert met(*bare) < met()


def test_7_peace_talks_that_succeed_lower_targets():
    peace = 'talks.outcomes=[{name="peace", words="peace", chance=1.0, threat=-0.4}]'
    war = 'talks.outcomes=[{name="war", words="war", chance=1.0, threat=0.2}]'
    assert chance(peace) <= chance(war)
    assert core(peace) < core(war)


def test_8_debt_lowers_targets_and_stretches_deadlines():
    dear, cheap = "costs.debt_free=20", "costs.debt_stress=0.2"
    assert chance(dear) <= chance(cheap)
    assert core(dear) < core(cheap)

    def wait(*settings):
        passed = [end.deadline for end in endings(*settings) if end.new_target]
        return sum(passed) / max(1, len(passed))

    assert wait(dear, *HELD) >= wait(cheap, *HELD)


def test_9_cheap_letters_are_given_and_help_texts_pass():
    assert letters("chair.letter_cost=0.1") > letters("chair.letter_cost=1.0")
    assert chance("chair.letter_cost=0.1") >= chance("chair.letter_cost=1.0")
    assert core("chair.letter_cost=0.1") >= core("chair.letter_cost=1.0")


def test_10_a_public_red_line_costs_targets_and_buys_letters_or_soft_words():
    none, deep = "members.ESP.red_line_slope=0.0", "members.ESP.red_line_slope=0.7"
    assert chance(deep, *HELD) <= chance(none, *HELD)
    assert letters(deep, *HELD) >= letters(none, *HELD)
    assert soft_words(deep, *HELD) > soft_words(none, *HELD)


def test_11_the_price_of_standing_alone_makes_consensus():
    assert chance("isolation.alone=1.0") > chance("isolation.alone=0.3")


def test_12_asking_for_more_helps_only_so_far():
    modest, bold, rash = (core(f"us.demand={demand}") for demand in (3.5, 5.0, 6.0))
    assert modest < bold > rash


def test_13_shaming_gains_nothing():
    assert chance("home.shaming=0.1") <= chance()


def test_15_without_a_visible_win_the_deal_at_the_demand_collapses():
    assert chance("us.success=0.0") < chance()


def test_16_late_conceders_do_not_help():
    assert chance("temper.patience=0.3") <= chance()


def test_21_letters_and_soft_words_are_substitutes():
    useless = "home.wording_absorbs=0.0"
    assert soft_words(useless) < soft_words()
    assert letters(useless) >= letters()


@pytest.mark.parametrize("code", ["ESP", "ITA", "BEL", "SVK", "CAN"])
def test_18_the_reluctant_are_more_reluctant_than_the_front_line(code):
    codes, terms, table = seat(load("the-hague-2025"))
    text = with_targets(terms.proposal, 3.5, 1.5)
    reading = read_anew(text, table, terms)

    def worth(one):
        place = codes.index(one)
        return merits(weigh(text, reading, place, table.threat[place], terms.us.threat_to_leave, 0.05, table, terms))

    assert worth(code) < min(worth(eager) for eager in ("EST", "LVA", "LTU", "POL", "FIN", "NOR"))
