"""All that is told of a calibration, in one record: the terminal, the JSON, the page and the pictures read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.history.calibrate import KEEP, SURE, Calibration, Moved, Weights, calibrate, kept
from sim.history.case import Case
from sim.history.checks import FITTED, LEFT_OUT, PRIOR, Checks, predictive
from sim.history.simulated import Endings, endings
from sim.history.tolerance import (
    SHARES,
    Losses,
    Share,
    Shuffled,
    column,
    losses,
    share,
    shuffled,
    standardised,
    without,
)
from sim.results.ledger import Ledger
from sim.results.recipe import versions
from sim.results.rulebook import fingerprint
from sim.scenario.describe import described

Played = Sequence[tuple[Case, Endings]]
BARS = 14
"""Bars of a parameter's distribution."""


@dataclass(frozen=True)
class Spread:
    """A parameter that moved: its unit, what it means, and the share of draws in each bar, before and after."""

    entry: str
    unit: str
    meaning: str
    edges: tuple[float, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]


@dataclass(frozen=True)
class Findings:
    """A calibration, what chance would have made of it, checks, losses, other shares kept, and what made it.

    ``band``: how far a parameter shifts by chance, in prior spreads (2.6 standard errors of a mean over so few draws).
    """

    calibration: Calibration
    keep: float
    band: float
    chance: Shuffled
    spreads: tuple[Spread, ...]
    checks: tuple[Checks, ...]
    losses: Losses
    shares: tuple[Share, ...]
    rulebook: str
    command: str
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def sure(self) -> tuple[Moved, ...]:
        """The parameters that moved by more than chance, those that moved most first."""
        return tuple(one for one in self.calibration.moved if one.beyond_chance)

    @property
    def always(self) -> list[str]:
        """The parameters that moved whichever share is kept."""
        return [one.entry for one in self.sure if all(one.entry in each.moved for each in self.shares)]


def findings(cases: Sequence[Case], ledgers: Sequence[Ledger], keep: float = KEEP, command: str = "") -> Findings:
    """Return all that is told of the calibration on these cases, each played over the same settings."""
    found = calibrate(cases, ledgers, keep)
    drawn = ledgers[0].settings([one.entry for one in found.moved]).to_numpy()
    played = [(one, endings(ledger)) for one, ledger in zip(cases, ledgers, strict=True)]
    return told(found, played, drawn, keep, command)


def told(found: Calibration, played: Played, drawn: np.ndarray, keep: float, command: str = "") -> Findings:
    """Return all that is told of a calibration; ``drawn``: a row a draw, a column a parameter of ``found.moved``."""
    names = [one.entry for one in found.moved]
    weight = column(found.weights, found.draws)
    sure = [one for one in found.moved if one.beyond_chance]
    return Findings(
        calibration=found,
        keep=keep,
        band=SURE / float(np.sqrt(found.effective)),
        chance=shuffled(standardised(drawn), found.weights),
        spreads=tuple(spread(one, drawn[:, names.index(one.entry)], weight) for one in sure),
        checks=tuple(checked(one, runs, found, keep) for one, runs in played),
        losses=losses(found.losses, found.weights, keep),
        shares=tuple(share(each, played, found.losses, drawn, names) for each in sorted({*SHARES, keep})),
        rulebook=fingerprint(),
        command=command,
        versions=versions(),
    )


def spread(one: Moved, values: np.ndarray, weight: np.ndarray) -> Spread:
    """Return how a parameter's draws are distributed, all alike and weighed."""
    edges = np.linspace(float(np.min(values)), float(np.max(values)), BARS + 1)
    before, after = np.histogram(values, edges)[0] / len(values), np.histogram(values, edges, weights=weight)[0]
    bars = (tuple(part.tolist()) for part in (edges, before, after))
    return Spread(one.entry, *described(one.entry), *bars)


def checked(one: Case, runs: Endings, found: Calibration, keep: float) -> Checks:
    """Return the predictive checks of a case: by the prior, by all cases, by the others alone."""
    known: dict[str, Weights | None] = {PRIOR: None, FITTED: kept(list(found.losses.values()), keep)}
    others = without(one, found.losses, keep)
    return predictive(one, runs, known if others is None else {**known, LEFT_OUT: others})
