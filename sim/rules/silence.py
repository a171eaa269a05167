"""Who would break silence (ODD 7.10).

Among permanent representatives nobody knows who else will break: each decides as if alone. At the
last silence it is a cascade: whoever breaks makes the next one less alone, until nobody follows.
"""

from collections.abc import Sequence

from sim.rules.arithmetic import exp
from sim.rules.terms import Terms

LEAST, GREATEST = range(2)


def isolation(others: int, stage: float, decay: float, terms: Terms) -> float:
    """Return K(n) = K̄ k e^(-n/n0): the price of breaking silence when ``others`` break too."""
    return terms.isolation.alone * stage * exp(-others / decay)


def keeps_silence(leaning: float, price: float) -> bool:
    """Return whether an ally keeps silence: its leaning plus the price of breaking is not negative."""
    return leaning + price >= 0.0


def breaking(leanings: Sequence[float], price: float) -> int:
    """Return how many would break silence at this price."""
    count = 0
    for seat in range(len(leanings)):
        if not keeps_silence(leanings[seat], price):
            count += 1
    return count


def cascade(leanings: Sequence[float], first: int, stage: float, decay: float, terms: Terms) -> int:
    """Return how many others a breaker can count on once the cascade has settled.

    ``first`` is who is thought to break before it starts: 0 gives the least fixed point. The price
    falls as the number grows, so the number can only grow, in at most as many sweeps as members.
    """
    count = first
    for _ in range(len(leanings)):
        now = breaking(leanings, isolation(count, stage, decay, terms))
        if now == count:
            break
        count = now
    return count


def doubters(sounded: Sequence[float]) -> int:
    """Return how many sounded as if they would rather break: where the other fixed point starts."""
    count = 0
    for seat in range(len(sounded)):
        if sounded[seat] < 0.5:
            count += 1
    return count


def shown(belief: float, character: float) -> float:
    """Return what the chair believes of a mind that has just broken silence."""
    return min(belief, character)
