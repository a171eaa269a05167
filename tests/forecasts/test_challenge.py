"""The challenge model on the example that its literature shares: when new cars must be cleaner, in years.

Ten member states of the European Community (Bueno de Mesquita 1994, p. 78; Scholz, Calbert and Smith 2011, table 1):
capability, position in years, salience.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.forecasts.challenge import (
    COMPROMISED,
    CONFRONTED,
    GAVE_IN,
    MOST_ROUNDS,
    Table,
    challenge,
    exponents,
    offer,
    own_view,
)

CARS = {
    "Netherlands": (0.08, 4, 80),
    "Belgium": (0.08, 7, 40),
    "Luxembourg": (0.03, 4, 20),
    "Germany": (0.16, 4, 80),
    "France": (0.16, 10, 60),
    "Italy": (0.16, 10, 60),
    "United Kingdom": (0.16, 10, 90),
    "Ireland": (0.05, 7, 10),
    "Denmark": (0.05, 4, 100),
    "Greece": (0.08, 7, 70),
}
NAMES = list(CARS)
POWER, YEARS, SALIENCE = (list(column) for column in zip(*CARS.values(), strict=True))


def story(talks):
    return [
        [(NAMES[one.player], one.kind, NAMES[one.rival], round(one.after, 3)) for one in turn.moves]
        for turn in talks.rounds
    ]


def test_the_talks_open_at_the_mean_and_median_of_the_literature():
    """A public replication of the paper prints a median of 7.0 and a mean of 7.38995568685."""
    first = challenge(YEARS, POWER, SALIENCE).rounds[0]
    assert first.median == 7.0
    assert first.mean == pytest.approx(7.38995568685)


def test_three_rounds_as_replicated():
    """With support measured against all votes, the moves of that replication, to three digits."""
    talks = challenge(YEARS, POWER, SALIENCE, contest="all")
    assert story(talks)[:3] == [
        [
            ("Belgium", COMPROMISED, "France", 8.416),
            ("Luxembourg", CONFRONTED, "Belgium", 7.0),
            ("Ireland", CONFRONTED, "Luxembourg", 4.0),
        ],
        [
            ("Belgium", COMPROMISED, "France", 9.611),
            ("Luxembourg", CONFRONTED, "Belgium", 8.416),
            ("Ireland", CONFRONTED, "Luxembourg", 7.0),
        ],
        [
            ("Belgium", COMPROMISED, "France", 9.962),
            ("Luxembourg", CONFRONTED, "Belgium", 9.611),
            ("Ireland", CONFRONTED, "Luxembourg", 8.416),
        ],
    ]


def test_the_published_formula_makes_more_of_them_yield():
    """The twin: measured against the pair's own votes, eight of ten move at once, and 7 years stand."""
    talks = challenge(YEARS, POWER, SALIENCE)
    assert len(talks.rounds[0].moves) == 8
    assert talks.outcome == 7.0


CRISIS = {
    "Nicaragua": (0.0001958, 1, 100),
    "Honduras": (0.0001515, 0, 100),
    "Costa Rica": (0.0001189, 0.5, 30),
    "United States": (0.2550486, 0.5, 10),
    "Dominican Republic": (0.0005362, 0.5, 30),
}


def test_a_border_crisis_ends_in_the_middle_as_replicated():
    """Honduras and Nicaragua, power by material capabilities: both lose to Costa Rica at once, and all end at 0.5.

    So prints github.com/dmasad/BDM_DecisionModel_Replication. With all votes as the measure they never settle.
    """
    power, x, salience = (list(column) for column in zip(*CRISIS.values(), strict=True))
    talks = challenge(x, power, salience)
    names = list(CRISIS)
    assert [(names[one.player], one.kind, names[one.rival]) for one in talks.rounds[0].moves] == [
        ("Nicaragua", CONFRONTED, "Costa Rica"),
        ("Honduras", CONFRONTED, "Costa Rica"),
    ]
    assert talks.positions == (0.5,) * 5
    assert len(challenge(x, power, salience, contest="all").rounds) == MOST_ROUNDS


def test_how_far_the_risk_exponents_of_an_older_replication_are_met():
    """The ends are: ½ for Luxembourg, 2 for the United Kingdom; between them it lies up to 0.42 away."""
    printed = [1.1272, 0.7809, 0.5, 1.1272, 1.0779, 1.0779, 2.0, 0.5248, 1.4717, 1.1404]
    ours = challenge(YEARS, POWER, SALIENCE).rounds[0].risk
    assert (ours[2], ours[6]) == pytest.approx((0.5, 2.0))
    assert round(max(abs(one - other) for one, other in zip(ours, printed, strict=True)), 2) == 0.42


def test_one_contest_by_hand():
    """Two players, at 0 and 1, power 3 and 1, both caring fully (100).

    All votes of the pair: 3 for the first, 1 for the second: P = ¾ and ¼. Utilities at distance 1, r = 1: success
    2, failure −2, status quo 0. The first expects ¾·2 − ¼·2 = 1, the second −1. Danger: −1 for the first, 1 for
    the second, so R = −1 and 1, r = 2 and ½. Seen by the second (r = ½): status quo 2 − 4·√½, success 2, failure
    −2: own −1 + 0.828 = −0.172; the first's 1 + 0.828. It yields 0.172/1.828 of the way.
    """
    [turn, *_] = challenge([0, 1], [3, 1], [100, 100]).rounds
    assert turn.risk == pytest.approx([2, 0.5])
    [move] = turn.moves
    left = 2 - 4 * 0.5**0.5
    assert (move.player, move.kind) == (1, COMPROMISED)
    assert move.after == pytest.approx(1 - (1 + left) / (1 - left))


def test_the_octants():
    """Own and rival's expectation: who hopes for more wins; who fears more than the rival hopes gives in."""
    x = [0.0, 10.0]
    assert offer(0, 1, x, 1.0, 2.0).kind == CONFRONTED
    assert offer(0, 1, x, 2.0, 1.0) is None
    assert offer(0, 1, x, -1.0, 2.0).after == 5.0
    assert offer(0, 1, x, -2.0, 1.0).kind == GAVE_IN
    assert offer(0, 1, x, -2.0, -1.0) is None
    assert offer(0, 1, [3.0, 3.0], 1.0, 2.0) is None


def test_a_rival_that_does_not_stay_moves_to_the_median():
    """0, 50 and 100, power 1, 2 and 1, all caring fully; μ = 50, Q = 0, r = 1; what the first expects.

    Of challenging the last (Δ = 1, nearer to μ than to it): left alone it comes nearer, U_better = 2 − 4 (½ − ¼(½ + 1))
    = 1.5. P: votes for the first 1, for the last 1, the middle none: ½; success 2, failure −2. So 0 − 1.5. Of the
    middle, who is at μ (Δ = ½, not nearer to μ): U_worse = 2 − 4 (½ + ¼(½ + ½)) = −1; P: ½ of 1 for it, ½ of 2
    and ½ of 1 against: ¼; success 1, failure −1: ¼ − ¾ + 1 = ½.
    """
    x = np.array([0.0, 50.0, 100.0])
    table = Table(np.array([1.0, 2.0, 1.0]), np.ones(3), 100.0, 0.0, "pair")
    assert own_view(x, np.ones(3), table)[0].tolist() == pytest.approx([0, 0.5, -1.5])


def test_risk_runs_from_two_for_the_safest_to_a_half():
    assert exponents(np.array([-1.0, 0.0, 1.0])).tolist() == pytest.approx([2.0, 1.0, 0.5])
    assert exponents(np.array([3.0, 3.0])).tolist() == [1.0, 1.0]


def test_the_strong_prevail():
    """A giant who cares draws the outcome to itself."""
    talks = challenge([0, 40, 60, 100], [1, 1, 1, 50], [50, 50, 50, 100])
    assert talks.outcome == 100


def test_agreement_needs_no_talks():
    talks = challenge([3, 3, 3], [1, 2, 3], [10, 50, 90])
    assert (talks.rounds, talks.outcome) == ((), 3)


players = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 100), st.integers(1, 100)), min_size=2, max_size=8)


@given(players, st.sampled_from(["pair", "all"]), st.sampled_from([0.0, 0.5, 1.0]))
def test_nobody_leaves_the_range_and_units_do_not_matter(table, contest, still):
    x, c, s = (list(column) for column in zip(*table, strict=True))
    talks = challenge(x, c, s, contest=contest, still=still)
    assert all(min(x) - 1e-9 <= one <= max(x) + 1e-9 for one in talks.positions)
    shifted = challenge([2 * one for one in x], c, s, contest=contest, still=still)
    assert len(shifted.rounds) == len(talks.rounds)
    assert shifted.outcome == pytest.approx(2 * talks.outcome, abs=1e-6)
