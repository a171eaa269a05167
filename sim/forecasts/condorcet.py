"""The probabilistic Condorcet election: how likely each position is to beat every other one.

Wise, Lester and Efird (2015), "An introduction to the KAPSARC Toolkit for Behavioral Analysis (KTAB) using
one-dimensional spatial models", KAPSARC discussion paper. Of that toolkit's rules: votes proportional to what is at
stake, odds linear in support, every option against every other once. Were votes certain and power equal, it would
come down to Black (1948): the median beats every other position.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

LEAST_SUPPORT = 1e-8
"""The support that any position has, as a share of what is at stake: nothing is quite impossible."""


EVEN = 1e-9
"""Chances no further apart than this are equal."""


@dataclass(frozen=True)
class Election:
    """The positions put to the vote, lowest first, and the chance of each to be the one that beats all others."""

    options: tuple[float, ...]
    chances: tuple[float, ...]

    @property
    def likeliest(self) -> float:
        """The position with the best chance; midway between the outermost of equals."""
        best = [one for one, chance in zip(self.options, self.chances, strict=True) if chance >= self.most - EVEN]
        return (best[0] + best[-1]) / 2

    @property
    def most(self) -> float:
        """The best chance."""
        return max(self.chances)

    @property
    def mean(self) -> float:
        """The expected position."""
        return float(np.dot(self.options, self.chances))


def condorcet(positions: Sequence[float], power: Sequence[float], salience: Sequence[float]) -> Election:
    """Return the election among all positions that someone holds; salience on any scale.

    For a against b, player k casts c s (|x_k − b| − |x_k − a|), for a if positive. a beats b with chance
    votes for a / all votes; the chance that a beats all others is the product of these, and given that some
    option does, it is that product over the sum of all.
    """
    x, weight = np.asarray(positions, dtype=float), np.asarray(power, float) * np.asarray(salience, float)
    options = np.unique(x)
    away = np.abs(x[:, None] - options[None, :]) * weight[:, None]
    votes = np.clip(away[:, None, :] - away[:, :, None], 0.0, None)
    least = LEAST_SUPPORT * max(float(np.sum(weight)) * float(np.ptp(options)), 1e-300)
    support = np.sum(votes, axis=0) + least
    log_beats = np.sum(np.log(support / (support + support.T)), axis=1)
    raw = np.exp(log_beats - np.max(log_beats))
    return Election(tuple(options.tolist()), tuple((raw / np.sum(raw)).tolist()))
