"""What a sensitivity analysis looks at: four numbers that every run has, whether a text was adopted or not."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.rules.outcome import NONE, REAFFIRM
from sim.rules.text import years


class Outcome(NamedTuple):
    """An outcome: its name, its unit, and what it is called."""

    name: str
    unit: str
    words: str


OUTCOMES = (
    Outcome("new_target", "share of runs", "a new target"),
    Outcome("core", "% of GDP", "core target that stands, all runs"),
    Outcome("deadline", "years", "years to the deadline of the last text on the table, adopted or not"),
    Outcome("letters", "letters", "side letters, all runs"),
)


def outcomes(played: Any, seating: Any) -> Any:
    """Return the outcomes of runs (a line each) from their endings and the seating that was played.

    Where nothing was adopted the status quo's core stands and there are no letters. An undated text counts
    as due when the patron's reading of it says (``promise.undated_years`` after the date it would grant).
    """
    ends, terms = played.endings, seating.terms
    adopted = ends["adopted"] == 1
    due, places = np.unique(ends["deadline"], return_inverse=True)
    waits = np.array([years(terms.proposal._replace(deadline=int(one)), terms) for one in due])
    return np.column_stack(
        [
            adopted & (ends["kind"] != NONE) & (ends["kind"] != REAFFIRM),
            np.where(adopted, ends["core"], terms.status_quo.core),
            waits[places],
            np.where(adopted, bits(ends["letters"]), 0),
        ]
    )


def bits(masks: Any) -> Any:
    """Return how many bits each mask has set."""
    bytes_ = np.ascontiguousarray(masks, np.int64).view(np.uint8).reshape(len(masks), 8)
    return np.unpackbits(bytes_, axis=1).sum(axis=1)
