"""What a ledger lets one believe: its runs as endings, so that a simulation is scored as any other forecast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.rows import SETTING, Rows
from sim.forecasts.belief import Belief
from sim.results.ledger import Ledger
from sim.rules.outcome import CLASSES
from sim.rules.text import years
from sim.scenario.seating import seat


@dataclass(frozen=True)
class Endings:
    """How the runs of a ledger ended, an entry a run; ``stood_out``: a row an ally, by its code.

    Where nothing was adopted the status quo stands. An ally stands out if it breaks silence or gets a letter.
    """

    new_target: Any
    core: Any
    related: Any
    years: Any
    firmness: Any
    classes: Any
    setting: Any
    stood_out: Mapping[str, Any]


def endings(ledger: Ledger) -> Endings:
    """Return how a ledger's runs ended."""
    rows, [codes, terms, _] = Rows(ledger), seat(ledger.scenario)
    core, related, due, firmness = rows.numbers("core", "related", "deadline", "firmness")
    kinds, letters, broke = rows.words("class", "letters", "broke_silence")
    ahead = np.where(np.isnan(due), years(terms.status_quo, terms), due - terms.summit.year)
    place = np.array([*(CLASSES.index(one) for one in kinds.known), -1])
    return Endings(
        new_target=rows.passed,
        core=core,
        related=related,
        years=ahead,
        firmness=firmness,
        classes=place[kinds.place],
        setting=ledger.frame([SETTING])[SETTING].to_numpy(),
        stood_out={code: letters.names(code) | broke.names(code) for code in codes},
    )


def weighed(name: str, runs: Endings, weight_of: Mapping[int, float] | None = None) -> Belief:
    """Return the belief that runs make up; each counts alike, or as much as ``weight_of`` gives its setting."""
    alike = np.ones(len(runs.core))
    count = alike if weight_of is None else np.array([weight_of.get(int(one), 0.0) for one in runs.setting])
    weights = count / np.sum(count)
    return Belief(
        name=name,
        new_target=runs.new_target,
        core=runs.core,
        related=runs.related,
        years=runs.years,
        firmness=runs.firmness,
        classes=runs.classes,
        weights=weights,
        objects={code: float(weights @ stood) for code, stood in runs.stood_out.items()},
    )


def simulated(name: str, ledger: Ledger, weight_of: Mapping[int, float] | None = None) -> Belief:
    """Return the belief that a ledger's runs make up (see ``weighed``)."""
    return weighed(name, endings(ledger), weight_of)
