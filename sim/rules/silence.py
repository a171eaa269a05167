"""Who would break silence (ODD 7.10).

Among permanent representatives nobody knows who else will break: each decides as if alone. At the
last silence it is a cascade: whoever breaks makes the next one less alone, until nobody follows.
"""

from collections.abc import Sequence

from sim.rules.arithmetic import exp
from sim.rules.terms import Terms
from sim.rules.text import size_of

LEAST, GREATEST = range(2)


def isolation(others: int, stage: float, decay: float, terms: Terms) -> float:
    """Return K(n) = K̄ k e^(-n/n0): the price of breaking silence when ``others`` break too."""
    return terms.isolation.alone * stage * exp(-others / decay)


def keeps_silence(leaning: float, price: float) -> bool:
    """Return whether an ally keeps silence: its leaning plus the price of breaking is not negative."""
    return leaning + price >= 0.0


def company(breakers: int, seat: int) -> int:
    """Return how many others a seat would break silence with, given a mask of breakers."""
    return size_of(breakers) - ((breakers >> seat) & 1)


def breaking(leanings: Sequence[float], breakers: int, stage: float, decay: float, terms: Terms) -> int:
    """Return a mask of who would break silence if those in ``breakers`` did."""
    found, several = 0, size_of(breakers)
    among = isolation(several - 1, stage, decay, terms) if several > 0 else 0.0
    apart = isolation(several, stage, decay, terms)
    for seat in range(len(leanings)):
        price = among if (breakers >> seat) & 1 == 1 else apart
        if not keeps_silence(leanings[seat], price):
            found = found | (1 << seat)
    return found


def cascade(leanings: Sequence[float], first: int, stage: float, decay: float, terms: Terms) -> int:
    """Return a mask of who breaks silence once nobody follows or falls back any more.

    ``first`` is a mask of who is thought to break before it starts. The set grows while company
    draws others in, then shrinks while some find themselves too lonely after all; company only ever
    makes breaking cheaper, so each takes at most as many sweeps as members and ends at rest. From
    nobody that is the least fixed point; from the doubters, the greatest that their company carries.
    """
    breakers = first
    for _ in range(len(leanings)):
        grown = breakers | breaking(leanings, breakers, stage, decay, terms)
        if grown == breakers:
            break
        breakers = grown
    for _ in range(len(leanings)):
        left = breakers & breaking(leanings, breakers, stage, decay, terms)
        if left == breakers:
            break
        breakers = left
    return breakers


def doubters(sounded: Sequence[float]) -> int:
    """Return a mask of those who sounded as if they would rather break: where the other fixed point starts."""
    found = 0
    for seat in range(len(sounded)):
        if sounded[seat] < 0.5:
            found = found | (1 << seat)
    return found


def shown(belief: float, character: float) -> float:
    """Return what the chair believes of a mind that has just broken silence."""
    return min(belief, character)
