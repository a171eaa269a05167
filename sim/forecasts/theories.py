"""Every theory asked about a table of positions, issue by issue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import fsum

import numpy as np
from numpy.typing import NDArray

from sim.forecasts.bargains import nash
from sim.forecasts.challenge import challenge
from sim.forecasts.condorcet import Election, condorcet
from sim.forecasts.exchange import Market, exchange
from sim.forecasts.positions import UNANIMITY, compromise, median, pivot
from sim.forecasts.scores import crps
from sim.forecasts.table import FULL, Issue, players_of

LINE_POINTS = 201
"""How many outcomes a bargain over one issue is searched among, from end to end of the scale, beside all positions."""

Theory = Callable[[Issue, float], float | None]
"""What a theory says of one issue, given the share of power that must agree; None if it says nothing."""


def reference(issue: Issue, quota: float) -> float | None:
    """Return what stands if nothing is agreed."""
    return issue.reference


def mean(issue: Issue, quota: float) -> float:
    """Return the mean of all positions."""
    return fsum(issue.positions) / len(issue.positions)


def weighed_mean(issue: Issue, quota: float) -> float:
    """Return the compromise by power × salience."""
    return compromise(issue.positions, issue.power, issue.salience)


def middle(issue: Issue, quota: float) -> float:
    """Return the median, one player one vote."""
    return median(issue.positions, [1.0] * len(issue.positions))


def weighed_median(issue: Issue, quota: float) -> float:
    """Return the median by power × salience."""
    return median(issue.positions, issue.weight)


def holdout(issue: Issue, quota: float) -> float | None:
    """Return where the pivotal player stands; None without a reference point."""
    return None if issue.reference is None else pivot(issue.positions, issue.power, issue.reference, quota)


def talks(issue: Issue, quota: float) -> float:
    """Return the outcome of the challenge model."""
    return challenge(issue.positions, issue.power, issue.salience).outcome


def voted(issue: Issue) -> Election:
    """Return the probabilistic Condorcet election on an issue: every position with its chance."""
    return condorcet(issue.positions, issue.power, issue.salience)


def likeliest(issue: Issue, quota: float) -> float:
    """Return the likeliest winner of the probabilistic Condorcet election."""
    return voted(issue).likeliest


def bargain(issue: Issue, quota: float, failure: float = 0.0) -> float | None:
    """Return the asymmetric Nash bargain from the reference point; it knows only unanimity.

    What a player gains is how much nearer the outcome comes to it than the reference point was (see
    ``bargains.nash``); ``failure`` is how much worse than that point failure is for everyone, in % of the scale. If
    no outcome serves all, the reference point stands.
    """
    if issue.reference is None or quota < UNANIMITY:
        return None
    line = sorted({*np.linspace(issue.low, issue.high, LINE_POINTS).tolist(), *issue.positions})
    gains = [[abs(issue.reference - x) - abs(outcome - x) for x in issue.positions] for outcome in line]
    found = nash(gains, issue.power, issue.span * failure / FULL)
    return issue.reference if found is None else line[found]


THEORIES: dict[str, Theory] = {
    "reference point": reference,
    "mean": mean,
    "compromise": weighed_mean,
    "median": middle,
    "weighted median": weighed_median,
    "pivotal holdout": holdout,
    "Nash bargain": bargain,
    "challenge model": talks,
    "Condorcet election": likeliest,
}
EXCHANGE, POOL = "position exchange", "pool"


def ask(
    issues: Sequence[Issue], quota: float = UNANIMITY, failure: Sequence[float] = ()
) -> dict[str, list[float | None]]:
    """Return what every theory says of every issue; None where it has nothing to say.

    ``failure``: prices, in % of the scale, at which the Nash bargain is asked, too (see ``bargain``). The pool is the
    plain mean of all else that is said, the reference point apart: Sprinz, Bueno de Mesquita, Kallbekken, Stokman,
    Sælen and Thomson (2016), Politics Gov. 4(3), found pooled forecasts hard to beat.
    """
    said = {name: [theory(one, quota) for one in issues] for name, theory in THEORIES.items()}
    said[EXCHANGE] = list(swapped(issues))
    voices = [said[name] for name in said if name != "reference point"]
    said[POOL] = [pooled([voice[place] for voice in voices]) for place in range(len(issues))]
    dear = {f"Nash, failure −{price:g} %": [bargain(one, quota, price) for one in issues] for price in failure}
    return said | dear


def pooled(said: Sequence[float | None]) -> float | None:
    """Return the mean of what is said, None if nothing is."""
    known = [one for one in said if one is not None]
    return fsum(known) / len(known) if known else None


def swapped(issues: Sequence[Issue]) -> Sequence[float | None]:
    """Return the outcomes of position exchange within each proposal, None where it has no two issues to trade."""
    found: dict[str, float | None] = {}
    for together in proposals(issues):
        outcomes = market(together).outcomes if len(together) > 1 else ()
        found |= {one.name: None for one in together}
        found |= {one.name: one.low + one.span * x / FULL for one, x in zip(together, outcomes, strict=False)}
    return [found[one.name] for one in issues]


def proposals(issues: Sequence[Issue]) -> list[list[Issue]]:
    """Return the issues of each proposal, in order of appearance."""
    order = dict.fromkeys(one.proposal for one in issues)
    return [[one for one in issues if one.proposal == name] for name in order]


def market(issues: Sequence[Issue]) -> Market:
    """Return the exchanges on the issues of a proposal, all put on a scale from 0 to 100."""
    players = players_of(issues)
    wanted, power, cares = (np.full((len(players), len(issues)), np.nan) for _ in range(3))
    for column, one in enumerate(issues):
        rows = [players.index(player) for player in one.players]
        wanted[rows, column], power[rows, column], cares[rows, column] = scaled(one), one.power, one.salience
    return exchange(wanted, np.nan_to_num(power), np.nan_to_num(cares))


def scaled(issue: Issue) -> NDArray[np.float64]:
    """Return an issue's positions on a scale from 0 to 100; 50 where the scale has no length."""
    x = np.asarray(issue.positions)
    return FULL * (x - issue.low) / issue.span if issue.span > 0 else np.full(len(x), FULL / 2)


def elections_off(issues: Sequence[Issue]) -> float | None:
    """Return how far the Condorcet elections are off with all their chances, in % of the scale; None as below.

    The mean CRPS (``scores.crps``): for a theory that names one number it is the distance, so that both compare.
    """
    off = []
    for one in issues:
        if one.outcome is not None and one.span > 0:
            election = voted(one)
            off.append(FULL * crps(election.options, one.outcome, election.chances) / one.span)
    return fsum(off) / len(off) if off else None


def mean_error(issues: Sequence[Issue], said: Sequence[float | None]) -> float | None:
    """Return how far a theory is off on average, in % of each issue's scale, where it speaks and the outcome is known.

    None if there is no such issue.
    """
    off = [
        FULL * abs(x - one.outcome) / one.span
        for one, x in zip(issues, said, strict=True)
        if x is not None and one.outcome is not None and one.span > 0
    ]
    return fsum(off) / len(off) if off else None
