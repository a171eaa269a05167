"""The transcript: complete, exact, and the same after JSON."""

import json

import pytest

from sim.results.transcript import from_json
from sim.scenario.read import load
from sim.summit.model import Summit


@pytest.fixture(scope="module", params=[(1, 0), (1, 8), (7, 3)], ids=str)
def transcript(request):
    seed, run = request.param
    summit = Summit("the-hague-2025", seed=seed, run=run)
    summit.play()
    return summit.transcript(yardsticks=True)


def test_json_and_back_loses_nothing(transcript):
    assert from_json(transcript.to_json()) == transcript


def test_json_has_the_published_names(transcript):
    whole = json.loads(transcript.to_json())
    assert {"scenario", "digest", "seed", "run", "versions", "outcome", "rounds", "buys"} <= set(whole)
    wanted = (
        "new_target compromise core related deadline counts review firmness wording letters attended "
        "broke_silence label class"
    )
    assert set(wanted.split()) <= set(whole["outcome"])


def test_the_parts_of_every_balance_add_up_exactly(transcript):
    counted = 0
    for page in transcript.rounds:
        voices = page.soundings + [voice for attempt in page.silence for voice in attempt.voices]
        for voice in voices:
            total = 0.0
            for part in voice.parts.values():
                total += part
            assert total == voice.total
            counted += 1
    assert counted >= 31 * len(transcript.rounds)


def test_who_breaks_silence_has_a_negative_balance_and_nobody_else(transcript):
    for page in transcript.rounds:
        for attempt in page.silence:
            negative = {voice.code for voice in attempt.voices if voice.total < 0}
            assert negative == set(attempt.broke) - {"USA"}
            assert ("USA" in attempt.broke) == (attempt.patron_margin < 0)


def test_an_adopted_text_is_one_that_nobody_broke(transcript):
    last = transcript.rounds[-1].silence[-1]
    assert transcript.outcome.adopted == (not last.broke)
    if transcript.outcome.adopted:
        assert transcript.outcome.words == last.text.words


def test_money_adds_up_over_allies(transcript):
    *each, total = transcript.buys
    assert total.code == "all"
    assert total.money_total == pytest.approx(sum(one.money_total for one in each))
    assert total.money_total_kept <= total.money_total


def test_what_is_no_transcript_is_refused():
    with pytest.raises(ValueError, match="not a transcript"):
        from_json('{"scenario": "x"}')


def test_no_text_passes_if_the_threat_is_gone_and_isolation_free():
    scenario = load("the-hague-2025", ["isolation.alone=0.0"])
    end = Summit(scenario, seed=1).play().outcome
    assert end.compromise == "none"
    assert end.label == "none"
    assert end.kind == "none"
    assert (end.core, end.related, end.deadline) == (2.0, 0.0, None)
