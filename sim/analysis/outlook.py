"""The chair's estimate: how a negotiation may end, from where it stands (ODD 7.9).

The same rules play on from the state at hand, many times, with luck of their own. What the chair has not
learnt of private minds is drawn anew each time, so that the estimate knows no more than the chair does;
only ``insight_of_all`` looks into every mind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis.estimate import CENTRAL, Sample, Share, sample, share_of
from sim.ensemble.batch import threads
from sim.ensemble.kernel import Played, play_from
from sim.ensemble.log import PATRON
from sim.ensemble.rows import texts
from sim.ensemble.start import Insight, Start
from sim.rules.outcome import NONE, REAFFIRM
from sim.rules.room import hidden_still
from sim.rules.round import PHASES
from sim.scenario.seating import Seating

if TYPE_CHECKING:
    from sim.summit.model import Summit

RUNS = 2000
AFAR = 2**40
"""Where the runs of an estimate are numbered from, so that none has the luck of the negotiation itself."""


@dataclass(frozen=True, kw_only=True)
class Likely:
    """Something that may come about, and how often it does: a compromise by name, or an ally by code."""

    name: str
    chance: Share


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """How a negotiation may end from here, over ``runs`` continuations.

    ``compromises``: the most frequent first, "none" among them. ``breaks``: who breaks silence from here on,
    the most frequent first, the patron among them; those who never do are left out. ``letters``: who ends up
    with a side letter, of all runs. ``all_seen``: whether true minds were looked into. Intervals: luck, 95 %.
    """

    runs: int
    all_seen: bool
    new_target: Share
    adopted: Share
    compromises: tuple[Likely, ...]
    breaks: tuple[Likely, ...]
    letters: tuple[Likely, ...]


def outlook(summit: Summit, runs: int = RUNS, all_seen: bool = False, workers: int | None = None) -> Outlook:
    """Return how a summit under way may end, as its chair can tell (or, ``all_seen``, as one who sees all minds).

    Raises ``ValueError`` for a negotiation that has ended, or fewer runs than one.
    """
    if not summit.running:
        raise ValueError("the negotiation has ended: there is nothing left to estimate")
    if runs < 1:
        raise ValueError(f"runs {runs}; allowed: 1 or more")
    seating = Seating(summit.codes, summit.terms, summit.table)
    minds = insight_of_all(summit) if all_seen else insight_of_chair(summit)
    start = Start(summit.now, summit.phase, minds, tuple(ally.friends for ally in summit.allies))
    played = continued(start, seating, summit.dice.seed, runs, threads(workers))
    return summed_up(played, seating, summit, all_seen)


def insight_of_chair(summit: Summit) -> Insight:
    """Return what the chair knows of minds: what it believes, and all of those who have broken silence."""
    shown, left = {one.code for one in summit.record.breaks()}, 1.0
    for _ in range(confessionals(summit)):
        left = hidden_still(left, summit.terms)
    return Insight(
        summit.now.beliefs,
        tuple(0.0 if code in shown else left for code in summit.codes),
        summit.now.us_belief,
        0.0 if summit.united_states.code in shown else 1.0,
    )


def insight_of_all(summit: Summit) -> Insight:
    """Return every mind as it is."""
    minds = tuple(ally.character for ally in summit.allies)
    return Insight(minds, (0.0,) * len(minds), summit.united_states.character, 0.0)


def confessionals(summit: Summit) -> int:
    """Return how often the chair has listened so far."""
    heard_this_round = summit.phase == 0 or summit.phase > PHASES.index("learning")
    return summit.now.round if heard_this_round else summit.now.round - 1


def continued(start: Start, seating: Seating, seed: int, runs: int, workers: int) -> Played:
    """Return many continuations, the same whatever the number of threads."""
    bounds = [part * runs // workers for part in range(workers + 1)]
    pieces = [(first, last - first) for first, last in pairwise(bounds) if last > first]
    with ThreadPoolExecutor(workers, "outlook") as players:
        parts = players.map(lambda piece: play_from(start, seating, seed, AFAR + piece[0], piece[1]), pieces)
        return Played(*(np.concatenate(one) for one in zip(*parts, strict=True)))


def summed_up(played: Played, seating: Seating, summit: Summit, all_seen: bool) -> Outlook:
    """Return the shares of what came of the continuations."""
    ends, runs = played.endings, sample(np.full(len(played.endings), CENTRAL))
    adopted = ends["adopted"] == 1
    passed = (ends["kind"] != NONE) & (ends["kind"] != REAFFIRM)
    words = texts(ends, adopted, seating, summit.case)["compromise"].to_numpy(zero_copy_only=False)
    broke = np.bitwise_or.reduce(np.maximum(played.calls, 0).reshape(len(ends), -1), axis=1)
    bits = [*enumerate(seating.codes), (PATRON, summit.united_states.code)]
    letters = np.where(adopted, ends["letters"], 0)
    return Outlook(
        runs=len(ends),
        all_seen=all_seen,
        new_target=always(runs, passed),
        adopted=always(runs, adopted),
        compromises=often(runs, ((str(word), words == word) for word in np.unique(words))),
        breaks=often(runs, ((code, broke >> bit & 1 == 1) for bit, code in bits)),
        letters=often(runs, ((code, letters >> bit & 1 == 1) for bit, code in enumerate(seating.codes))),
    )


def always(runs: Sample, happened: Any) -> Share:
    """Return how often something happened in all runs."""
    found = share_of(runs, happened)
    assert found is not None, "an outlook has runs"
    return found


def often(runs: Sample, each: Iterable[tuple[str, Any]]) -> tuple[Likely, ...]:
    """Return what happened at least once, the most frequent first."""
    found: Sequence[Likely] = [Likely(name=name, chance=always(runs, mask)) for name, mask in each if mask.any()]
    return tuple(sorted(found, key=lambda one: -one.chance.hits))
