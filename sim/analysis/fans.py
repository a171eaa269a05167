"""How the text on the table spreads out, round by round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis.estimate import TENTHS
from sim.analysis.summary import Band
from sim.rules.text import UNDATED
from sim.scenario.schema import FIRMNESS, Draft

if TYPE_CHECKING:
    from sim.results.ledger import Ledger


def fan(ledger: Ledger) -> dict[str, list[Band]]:
    """Return, issue by issue, the spread of drafts over all runs, whether they were adopted or not.

    A run that ended early keeps its last text; round 0 is the proposal, the same in all.
    """
    first, core = ledger.scenario.proposal, ledger.path("core")
    headline = core + ledger.path("related")
    return {
        "core": bands(core, first.core),
        "headline": bands(headline, first.core + first.related),
        "deadline": bands(dated(ledger.path("deadline")), first.deadline or np.nan),
        "firmness": bands(ledger.path("firmness"), firmness(first)),
    }


def firmness(draft: Draft) -> float:
    """Return a draft's firmness as a number."""
    given = draft.firmness
    return FIRMNESS.index(given) / (len(FIRMNESS) - 1) if isinstance(given, str) else given


def dated(years: Any) -> Any:
    """Return years, undated texts as not a number: no draft but the proposal itself can be one."""
    return np.where(years == UNDATED, np.nan, years)


def bands(path: Any, first: float) -> list[Band]:
    """Return the spread round by round of a matrix, runs by rounds, that is not a number after a run's end."""
    now, found = np.full(len(path), first), [Band(0, *[first] * len(TENTHS))]
    for round_ in range(path.shape[1]):
        now = np.where(np.isnan(path[:, round_]), now, path[:, round_])
        parts = np.nanquantile(now, TENTHS, method="inverted_cdf") if not np.isnan(now).all() else [np.nan] * 5
        found.append(Band(round_ + 1, *(float(one) for one in parts)))
    return found
