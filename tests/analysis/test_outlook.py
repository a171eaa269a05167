"""The chair's estimate: shares that add up, knowledge that grows, and nothing it may not know."""

import pytest

from sim.analysis.outlook import insight_of_chair, outlook
from sim.summit.model import Summit

RUNS = 400


def rounds(number, **options):
    summit = Summit("the-hague-2025", seed=1, **options)
    for _ in range(number):
        summit.step()
    return summit


def test_compromises_share_out_all_continuations():
    found = outlook(rounds(2), RUNS)
    assert sum(one.chance.hits for one in found.compromises) == found.runs == RUNS
    assert 0 < found.new_target.share <= found.adopted.share <= 1
    assert [one.chance.share for one in found.breaks] == sorted(
        (one.chance.share for one in found.breaks), reverse=True
    )
    none = [one.chance.share for one in found.compromises if one.name == "none"]
    assert found.adopted.share == pytest.approx(1 - (none[0] if none else 0.0))


def test_it_is_the_same_whatever_the_threads():
    summit = rounds(3)
    assert outlook(summit, RUNS, workers=1) == outlook(summit, RUNS, workers=3)


def test_at_the_outset_it_knows_nothing_of_the_minds_at_the_table():
    """Two negotiations that differ in private minds alone look the same to their chairs before anyone has spoken."""
    one, other = rounds(0, run=0), rounds(0, run=1)
    assert one.allies[0].character != other.allies[0].character
    crises = one.now.crisis, other.now.crisis
    assert crises[0] == crises[1]
    assert outlook(one, RUNS) == outlook(other, RUNS)
    assert outlook(one, RUNS, all_seen=True) != outlook(other, RUNS, all_seen=True)


def test_a_mind_shown_by_breaking_silence_is_known():
    summit = Summit("the-hague-2025", seed=1)
    while summit.running and not summit.record.breaks():
        summit.step()
    broke = {one.code for one in summit.record.breaks()} & set(summit.codes)
    assert summit.running
    assert broke
    hidden = dict(zip(summit.codes, insight_of_chair(summit).hidden, strict=True))
    assert all((hidden[code] == 0.0) == (code in broke) for code in summit.codes)


def test_seeing_all_minds_is_nearer_to_the_truth():
    """Over many negotiations, the odds given by one who sees all minds score better (Brier)."""
    blind, seeing = 0.0, 0.0
    for run in range(12):
        summit = Summit("the-hague-2025", seed=3, run=run, draw=True)
        for _ in range(6):
            summit.step()
        if not summit.running:
            continue
        chances = [outlook(summit, 100, all_seen).new_target.share for all_seen in (False, True)]
        came = summit.play().outcome.new_target
        blind, seeing = blind + (chances[0] - came) ** 2, seeing + (chances[1] - came) ** 2
    assert seeing <= blind


def test_there_must_be_something_to_estimate():
    summit = rounds(0)
    with pytest.raises(ValueError, match="allowed: 1 or more"):
        outlook(summit, 0)
    summit.play()
    with pytest.raises(ValueError, match="has ended"):
        outlook(summit, RUNS)
