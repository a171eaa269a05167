"""The state before the first round (ODD 5)."""

from __future__ import annotations

from sim.rules.patron import UNDECIDED
from sim.rules.terms import Now, Table, Terms


def opening(table: Table, terms: Terms, crisis: int = 0) -> Now:
    """Return the state before the first round: the proposal on the table, nothing heard yet.

    ``crisis`` is 1 where a crisis elsewhere claims the president's attention.
    """
    return Now(
        round=0,
        text=terms.proposal,
        threat=table.threat,
        sounded=(terms.influence.first_sounding,) * table.seats,
        beliefs=(0.0,) * table.seats,
        us_belief=0.0,
        kappa=terms.us.threat_to_leave,
        kappa_aim=terms.us.threat_to_leave,
        decay=terms.isolation.decay,
        coming=terms.us.coming,
        targets=0,
        attended=UNDECIDED,
        crisis=crisis,
    )
