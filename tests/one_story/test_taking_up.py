"""A negotiation taken up between any two phases, all minds known, ends as it would have ended, to the last bit."""

from itertools import pairwise

import numpy as np
import pytest

from sim.analysis.outlook import insight_of_all, insight_of_chair
from sim.ensemble.kernel import play_from, play_many
from sim.ensemble.start import Start
from sim.rules.round import PHASES
from sim.scenario.read import load
from sim.scenario.seating import Seating
from sim.summit.model import Summit

SEED = 7
WORLDS = (("chair.letter_cost=0.1",), ("isolation.alone=0.45", "influence.strength=0.3"), ("us.coming=-2.0",))


def friends(summit):
    return tuple(ally.friends for ally in summit.allies)


def taken_up(summit, minds, run):
    """Return how a summit ends if the compiled conductor takes it up where it stands."""
    start = Start(summit.now, summit.phase, minds, friends(summit))
    return play_from(start, Seating(summit.codes, summit.terms, summit.table), SEED, run, 1)


@pytest.mark.parametrize("world", WORLDS, ids=" ".join)
def test_whoever_takes_up_a_negotiation_ends_it_alike(world):
    scenario, phases = load("the-hague-2025", world), set()
    for run in range(3):
        summit = Summit(scenario, seed=SEED, run=run)
        whole = play_many(Seating(summit.codes, summit.terms, summit.table), SEED, run, 1)
        while summit.running:
            phases.add(summit.phase)
            rest = taken_up(summit, insight_of_all(summit), run)
            assert rest.endings.tobytes() == whole.endings.tobytes(), (summit.now.round, PHASES[summit.phase])
            summit.play_phase()
    assert phases == set(range(len(PHASES)))


def test_other_minds_end_it_otherwise():
    """The twin that must fail: had the chair's beliefs been the minds, the same luck would end differently."""
    differing = 0
    for run in range(6):
        summit = Summit("the-hague-2025", seed=SEED, run=run)
        summit.step()
        known = insight_of_all(summit)._replace(known=summit.now.beliefs)
        ends = [taken_up(summit, minds, run).endings.tobytes() for minds in (insight_of_all(summit), known)]
        differing += ends[0] != ends[1]
    assert differing


def test_rounds_before_the_start_are_not_written_down():
    summit = Summit("the-hague-2025", seed=SEED)
    for _ in range(4):
        summit.step()
    rest = taken_up(summit, insight_of_all(summit), 0)
    assert not rest.drafts[0, :4].any()
    assert rest.drafts[0, 4].any()


def test_the_chair_learns_and_less_is_hidden():
    summit = Summit("the-hague-2025", seed=SEED)
    hidden = [insight_of_chair(summit).hidden[0]]
    for _ in range(3):
        summit.step()
        hidden.append(insight_of_chair(summit).hidden[0])
    assert hidden[0] == 1.0
    assert all(after == pytest.approx(before / 2) for before, after in pairwise(hidden))
    assert np.allclose(insight_of_chair(summit).known, summit.now.beliefs)
