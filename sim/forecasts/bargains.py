"""Theories that need to know what every possible text is worth to everyone.

Texts are rows, players columns; a text is named by its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, log

Payoffs = Sequence[Sequence[float]]
"""One row a text, one column a player; what is measured from is said by each function."""


def nash(gains: Payoffs, power: Sequence[float], failure: float = 0.0) -> int | None:
    """Return the text that maximises Σ w ln(gain + failure); None if none serves all.

    Gains are counted from the status quo; ``failure`` says how far below it everyone falls if nothing is agreed,
    each in its own unit. With equal weights Nash (1950), "The bargaining problem", Econometrica 18; with unequal ones
    Harsanyi and Selten (1972), Manage. Sci. 18, and Kalai (1977), Int. J. Game Theory 6. A text that leaves anyone no
    better off than failure is none: that player would rather have no agreement. The worse failure is, the nearer this
    comes to the greatest Σ w gain (Achen 2006, in Thomson et al., *The European Union Decides*, ch. 10, recalled).
    The first in order wins a tie.
    """
    best, most = None, 0.0
    for text, row in enumerate(gains):
        if min(row) + failure > 0.0:
            worth = fsum(w * log(gain + failure) for w, gain in zip(power, row, strict=True))
            if best is None or worth > most:
                best, most = text, worth
    return best


def holdout(balances: Payoffs, heights: Sequence[float]) -> int | None:
    """Return the highest text that even the most reluctant player accepts (balance at least 0); None if none.

    The lowest common denominator: where each has a veto, whoever wants least decides. Moravcsik (1998), *The
    Choice for Europe*, Cornell UP, ch. 1; Tsebelis (2002), *Veto Players*, Princeton UP, ch. 1. The first in
    order wins a tie.
    """
    best = None
    for text, row in enumerate(balances):
        if min(row) >= 0.0 and (best is None or heights[text] > heights[best]):
            best = text
    return best
