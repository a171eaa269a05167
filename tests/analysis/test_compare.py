"""Comparisons of made-up summits: counts by hand, a world and itself, worlds swapped, worlds that do not pair."""

from copy import deepcopy
from dataclasses import asdict
from types import SimpleNamespace

import pytest
from made_up import MadeUp, failed, passed

from sim.analysis.compare import compare_ledgers, distinct, labels
from sim.analysis.comparison import Move
from sim.results.faults import LedgerError
from sim.scenario.read import load

SPLIT, OTHER = passed(), passed(3.0, 2.0, 2032, review=None, wording="we", breaks="8.1 ITA", attended=None)
SPAIN = passed(breaks="8.1 ESP", letters="ESP", firmness=2 / 3)
BEFORE = [*[SPLIT] * 8, *[SPAIN] * 4, *[OTHER] * 4, *[failed()] * 4]
AFTER = [*[SPLIT] * 6, failed(), failed(), *[failed()] * 4, *[OTHER] * 3, SPLIT, SPLIT, *[failed()] * 3]
"""Of twelve 3.5+1.5, six stay and six fail; of four 3+2, three stay and one becomes 3.5+1.5; one failure passes."""


def made(rows, name, digest, settings=4, **changes):
    """Return a made-up ledger with a name, a digest and a scenario of its own."""
    scenario = load("the-hague-2025", [f"{entry}={value}" for entry, value in changes.items()])
    ledger = MadeUp(rows, settings=settings, scenario=scenario, folder=name)
    ledger.recipe = SimpleNamespace(**vars(ledger.recipe) | {"digest": digest})
    return ledger


def ledgers(settings=4):
    return [made(BEFORE, "one", "a", settings), made(AFTER, "two", "b", settings, **{"letters.allowed": 0})]


@pytest.fixture(scope="module")
def found():
    return compare_ledgers(ledgers())


@pytest.fixture(scope="module")
def one(found):
    return found.contrasts[0]


def test_new_targets_by_hand(found, one):
    assert (found.base.new_target.hits, found.worlds[1].new_target.hits) == (16, 11)
    share = one.new_target
    assert (share.before, share.after, share.difference) == (0.8, 0.55, -0.25)
    assert (share.gained, share.lost, share.pairs) == (1, 6, 20)
    assert asdict(share.signs) == {"rose": 1, "fell": 2, "tied": 1}


def test_where_the_runs_go_by_hand(one):
    assert one.moves == [
        Move("3.5+1.5", "3.5+1.5", 6, 0.3),
        Move("3.5+1.5", "none", 6, 0.3),
        Move("3+2", "3+2", 3, 0.15),
        Move("none", "none", 3, 0.15),
        Move("3+2", "3.5+1.5", 1, 0.05),
        Move("none", "3.5+1.5", 1, 0.05),
    ]
    assert one.stayed == 0.6
    endings = {each.compromise: (each.change.before, each.change.after) for each in one.endings}
    assert endings == {"3.5+1.5": (0.6, 0.4), "none": (0.2, 0.45), "3+2": (0.2, 0.15)}


def test_who_turns_by_hand(one):
    spain = next(each for each in one.allies if each.code == "ESP")
    assert (spain.broke.before, spain.broke.after) == (0.4, 0.45)
    assert (spain.letter.before, spain.letter.after, spain.letter.lost) == (0.2, 0.0, 4)
    assert one.allies[0].code == "ESP", "who turns most comes first"
    patron = next(each for each in one.allies if each.code == "USA")
    assert patron.letter is None
    assert len(one.allies) == 32


def test_means_over_all_runs_and_over_new_targets_in_both(one):
    core, given = one.means["core"], one.means["core_given"]
    assert core.before == pytest.approx((12 * 3.5 + 4 * 3 + 4 * 2) / 20)
    assert core.after == pytest.approx((8 * 3.5 + 3 * 3 + 9 * 2) / 20)
    assert one.both == given.pairs == 10
    assert given.difference == pytest.approx(0.05), "one of ten goes from 3 to 3.5"
    assert one.means["deadline"].difference == pytest.approx(0.3)
    assert one.shares["review"].gained == 1
    assert one.shares["softer_wording"].after == pytest.approx(0.7)


def test_the_president_is_compared_where_it_is_decided_in_both(one):
    assert one.shares["attended"].pairs == 16
    assert (one.shares["attended"].before, one.shares["attended"].lost) == (12 / 16, 6)


def test_files_are_told_apart(one):
    assert [(each.entry, each.before, each.after) for each in one.entries] == [("letters.allowed", "3", "0")]
    assert not one.same
    assert one.unpaired == []


def under_difference(value, key=""):
    """Yield every number under a key that names a difference."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from under_difference(inside, name if "difference" in name else key)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from under_difference(inside, key)
    elif isinstance(value, int | float) and "difference" in key:
        yield value


@pytest.mark.parametrize("settings", [0, 1, 4, 20])
def test_a_scenario_and_itself_differ_in_exactly_nothing(settings):
    same = compare_ledgers([made(BEFORE, "one", "a", settings), made(BEFORE, "one", "a", settings)]).contrasts[0]
    numbers = list(under_difference(asdict(same)))
    assert len(numbers) > 300
    assert set(numbers) == {0.0}
    assert (same.same, same.stayed, same.entries) == (True, 1.0, [])


def test_the_twin_that_differs_in_one_run_is_found():
    rows = [*BEFORE[:-1], SPLIT]
    same = compare_ledgers([made(BEFORE, "one", "a"), made(rows, "two", "a")]).contrasts[0]
    assert set(under_difference(asdict(same))) != {0.0}


@pytest.mark.parametrize("settings", [0, 1, 4, 20])
def test_swapping_turns_every_sign_exactly(settings):
    pair = ledgers(settings)
    there, back = (compare_ledgers(some).contrasts[0] for some in (pair, pair[::-1]))
    assert there.new_target.difference == -back.new_target.difference != 0
    for kind in ("shares", "means"):
        for name, one in getattr(there, kind).items():
            two = getattr(back, kind)[name]
            assert (one.difference, one.difference_low) == (-two.difference, -two.difference_high), name
            for interval in ("difference_luck", "difference_settings"):
                its, others = getattr(one, interval), getattr(two, interval)
                assert its == (None if others is None else (-others.high, -others.low)), name
    turned = [Move(move.after, move.before, move.runs, move.share) for move in back.moves]
    assert sorted(there.moves, key=str) == sorted(turned, key=str)


def test_names_are_told_apart_as_folders_and_to_readers():
    assert distinct(["a", "a", "A", "b", "a"]) == ["a", "a-2", "A-3", "b", "a-4"]
    assert distinct(["No letters?", "../x", ""]) == ["No-letters", "x", "scenario"]
    assert distinct(["figures", "Figures"]) == ["figures-2", "Figures-3"], "a comparison's own names are taken"
    assert labels(["a", "a-2", "b"], ["T", "T", "U"]) == ["a", "a-2", "U"]


def changed(one, **others):
    """Return a ledger whose recipe says something else."""
    other = deepcopy(one)
    other.recipe = SimpleNamespace(**vars(one.recipe) | others)
    return other


@pytest.mark.parametrize("what", [{"seed": 2}, {"settings": 5}, {"rulebook": "sha256:9"}])
def test_ledgers_of_other_luck_are_refused(what):
    one, two = ledgers()
    with pytest.raises(LedgerError, match=f"not the same luck: {next(iter(what))} .* in one, .* in two"):
        compare_ledgers([one, changed(two, **what)])


def test_an_unfinished_ledger_is_refused():
    one, two = ledgers()
    with pytest.raises(LedgerError, match="two: unfinished: 20 of 40 runs are there"):
        compare_ledgers([one, changed(two, runs=40)])


def test_other_members_are_compared_where_they_can_be():
    two = made(AFTER, "two", "b", **{"summit.seats": '["ESP", "ITA", "DEU", "POL"]'})
    one = compare_ledgers([made(BEFORE, "one", "a"), two]).contrasts[0]
    assert one.unpaired[0].startswith("Only the first scenario seats ")
    assert "and 19 more" in one.unpaired[0]
    assert {each.code for each in one.allies} == {"ESP", "ITA", "DEU", "POL", "USA"}


def test_another_calendar_is_paired_round_by_round():
    two = made(AFTER, "two", "b")
    short = two.scenario.model_copy(update={"meetings": two.scenario.meetings[:-2]})
    two.scenario = short
    [said] = compare_ledgers([made(BEFORE, "one", "a"), two]).contrasts[0].unpaired
    assert "9 and 7 rounds" in said
    assert "rounds 8 to 9 of the first scenario stand alone" in said


def test_other_categories_are_named():
    two = made(AFTER, "two", "b")
    few = {code: one for code, one in two.scenario.categories.items() if code != "cyber"}
    two.scenario = two.scenario.model_copy(update={"categories": few})
    [said] = compare_ledgers([made(BEFORE, "one", "a"), two]).contrasts[0].unpaired
    assert said == "Only the first scenario may count cyber security as related."


def test_where_no_run_passes_in_both_the_text_is_not_compared():
    pair = [made([SPLIT] * 4, "one", "a", 2), made([failed()] * 4, "two", "b", 2)]
    one = compare_ledgers(pair).contrasts[0]
    assert one.both == 0
    assert one.means["deadline"] is one.shares["review"] is None
    assert "In no run do both have a new target" in one.unpaired[0]
    assert (one.new_target.difference, one.new_target.difference_low) == (-1.0, -1.0)
    assert -0.6 < one.new_target.difference_luck.high < 0.1, "four runs leave much open even where all turn"
    assert one.new_target.difference_high > one.new_target.difference_luck.high, "two settings leave more"
