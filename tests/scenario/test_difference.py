"""What differs between two scenarios: every number that counts, in words, and nothing else."""

import datetime

import pytest

from sim.scenario.difference import Difference, differences
from sim.scenario.read import load
from sim.scenario.resolve import digest

BASE = load("the-hague-2025")


def told(*settings):
    """Return each differing entry of the base with these settings, with what it says before and after."""
    return {one.entry: (one.before, one.after) for one in differences(BASE, load("the-hague-2025", settings))}


def test_a_difference_says_entry_values_unit_and_meaning():
    softer = load("the-hague-2025", ["isolation.alone={ mode = 0.5, span = [0.3, 0.7] }"])
    assert differences(BASE, softer) == [
        Difference(
            entry="isolation.alone",
            before="0.82 (0.57–1.03)",
            after="0.5 (0.3–0.7)",
            unit="points of GDP-equivalent",
            meaning="price of breaking silence alone at the last stage",
        )
    ]


@pytest.mark.parametrize(
    ("setting", "entry", "before", "after"),
    [
        ("us.threat_to_leave=0", "us.threat_to_leave", "0.35 (0.1–0.7)", "0"),
        ("us.counts_related=0", "us.counts_related", "1 (80 %) or 0.7 (20 %)", "0"),
        ("mapping.threat_base=0.1", "mapping.threat_base", "0.1 (0.08–0.12)", "0.1"),
        ("us.demand={ mean = 4, sd = 0.5 }", "us.demand", "5", "4 (± 0.5)"),
        ("letters.allowed=0", "letters.allowed", "3", "0"),
        ("chair.rule=nash", "chair.rule", "consensus", "nash"),
        ("grid.core=[2.0, 4.0]", "grid.core", "2 to 5", "2 to 4"),
        ("grid.related=[1.5, 1.5]", "grid.related", "0 to 2", "1.5"),
        ("proposal.deadline=2030", "proposal.deadline", "2032", "2030"),
        ("proposal.review=true", "proposal.review", "no", "yes"),
        (
            'proposal.counts=["cyber"]',
            "proposal.counts",
            "cyber security, military mobility, dual-use goods",
            "cyber security",
        ),
        ('summit.seats=["ESP", "POL"]', "summit.seats", "everyone", "Spain, Poland"),
        (
            'blocs.weimar-plus=["FRA", "ITA"]',
            "blocs.weimar-plus",
            "France, Germany, Italy, Poland, Spain, United Kingdom",
            "France, Italy",
        ),
        ("members.ESP.debt=60", "members.ESP.debt", "101.8", "60"),
        ("members.ESP.forces=false", "members.ESP.forces", "yes", "no"),
        ("members.HUN.threat=0", "members.HUN.threat", "none", "0"),
    ],
)
def test_each_kind_of_entry_is_told_in_words(setting, entry, before, after):
    assert told(setting) == {entry: (before, after)}


def test_a_members_entry_is_told_by_the_members_name():
    (one,) = differences(BASE, load("the-hague-2025", ["members.ESP.debt=60"]))
    assert (one.meaning, one.unit) == ("Spain: government debt", "% of GDP")


def test_a_column_that_differs_for_many_is_one_line():
    (one,) = differences(BASE, load("the-hague-2025", [f"members.{code}.debt=60" for code in BASE.members]))
    assert (one.entry, one.before, one.after) == ("members.*.debt", "23.4 to 150.9", "60")
    assert one.meaning == "government debt (all 31)"
    some = [f"members.{code}.escape_clause=0" for code in ("BEL", "BGR", "HRV", "CZE")]
    (one,) = differences(BASE, load("the-hague-2025", some))
    assert (one.before, one.after) == ("1", "0")
    assert one.meaning.endswith("(Belgium, Bulgaria, Croatia, Czechia)")


def test_another_calendar_is_told_by_length_and_days():
    one_meeting = 'meetings=[{ date = 2025-06-01, place = "Brussels", body = "leaders", silence = 1.0 }]'
    assert told(one_meeting, "talks.before_round=1")["meetings"] == (
        "9 (2025-05-14 to 2025-06-22)",
        "1 (2025-06-01 to 2025-06-01)",
    )


def test_other_outcomes_of_talks_are_told_by_name_and_numbers():
    peace = 'talks.outcomes=[{ name = "peace", words = "peace", chance = 1.0, threat = -0.3 }]'
    before, after = told(peace)["talks.outcomes"]
    assert before.startswith("ceasefire (chance 0.05, threat −0.2); partial (chance 0.55")
    assert after == "peace (chance 1, threat −0.3)"


def later(meeting):
    return meeting.model_copy(update={"date": meeting.date + datetime.timedelta(days=7)})


def test_dates_that_all_move_are_one_line():
    moved = BASE.model_copy(update={"meetings": [later(one) for one in BASE.meetings]})
    (one,) = differences(BASE, moved)
    assert (one.entry, one.before, one.after) == (
        "meetings.*.date",
        "2025-05-14 to 2025-06-22",
        "2025-05-21 to 2025-06-29",
    )


WORLDS = [
    ["us.threat_to_leave=0"],
    ["us.demand=4", "isolation.alone={ low = 0.2, high = 0.9 }"],
    [f"members.{code}.debt=60" for code in BASE.members],
    ['summit.seats=["ESP", "POL"]', "letters.allowed=0"],
    ['meetings=[{ date = 2025-06-01, place = "Brussels", body = "leaders", silence = 1.0 }]', "talks.before_round=1"],
    ['members.BEL.qualifying={ cyber = { value = 1, source = "judgement" } }'],
    ['incidents={ words = "calm", chance = 0.0, threat = 0.0 }'],
]


@pytest.mark.parametrize("settings", WORLDS, ids=lambda some: some[0][:20])
def test_swapping_the_scenarios_swaps_before_and_after(settings):
    other = load("the-hague-2025", settings)
    there, back = differences(BASE, other), differences(other, BASE)
    assert there
    assert [(one.entry, one.before, one.after) for one in there] == [(one.entry, one.after, one.before) for one in back]


@pytest.mark.parametrize("settings", WORLDS, ids=lambda some: some[0][:20])
def test_there_is_a_difference_where_the_digest_differs(settings):
    other = load("the-hague-2025", settings)
    assert digest(other) != digest(BASE)
    assert all(one.before != one.after for one in differences(BASE, other))
    assert differences(other, other) == []


@pytest.mark.parametrize(
    "setting",
    [
        "title=Another title",
        "us.demand=5",
        'us.demand={ value = 5, source = "float" }',
        "members.ESP.name=Espagne",
        'blocs.visegrad=["SVK", "POL", "HUN", "CZE"]',
        "recorded.deadline=2030",
        'figures.defence="judgement"',
    ],
)
def test_prose_sources_the_record_and_order_make_no_difference(setting):
    assert told(setting) == {}
