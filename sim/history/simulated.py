"""What a ledger lets one believe: its runs as endings, so that a simulation is scored as any other forecast."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.analysis.rows import SETTING, Rows
from sim.forecasts.belief import Belief
from sim.results.ledger import Ledger
from sim.rules.outcome import CLASSES
from sim.rules.text import years
from sim.scenario.seating import seat


def simulated(name: str, ledger: Ledger, weight_of: Mapping[int, float] | None = None) -> Belief:
    """Return the belief that a ledger's runs make up.

    Each run counts alike, or as much as ``weight_of`` gives its setting. Where nothing was adopted the status quo
    stands. An ally stands out if it breaks silence or gets a letter.
    """
    rows, [codes, terms, _] = Rows(ledger), seat(ledger.scenario)
    core, related, due, firmness = rows.numbers("core", "related", "deadline", "firmness")
    kinds, letters, broke = rows.words("class", "letters", "broke_silence")
    settings = ledger.frame([SETTING])[SETTING].to_numpy()
    count = np.ones(len(core)) if weight_of is None else np.array([weight_of.get(int(one), 0.0) for one in settings])
    weights = count / np.sum(count)
    ahead = np.where(np.isnan(due), years(terms.status_quo, terms), due - terms.summit.year)
    place = np.array([*(CLASSES.index(one) for one in kinds.known), -1])
    objects = {code: float(weights @ (letters.names(code) | broke.names(code))) for code in codes}
    return Belief(
        name=name,
        new_target=rows.passed,
        core=core,
        related=related,
        years=ahead,
        firmness=firmness,
        classes=place[kinds.place],
        weights=weights,
        objects=objects,
    )
