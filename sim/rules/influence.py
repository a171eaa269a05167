"""Friends, posturing and private character: what comes on top of a text's merits (ODD 7.8)."""

from collections.abc import Sequence
from math import sqrt

from sim.rules.arithmetic import exp, log, logistic, logit, normal_share
from sim.rules.chance import BLOC, CHARACTER, MOOD, Dice, normal, uniform
from sim.rules.terms import Table, Terms


def heard(weights: Sequence[float], sounded: Sequence[float], lane: int) -> float:
    """Return Σ W y over every eighth seat from ``lane`` on."""
    total = 0.0
    for other in range(lane, len(sounded), 8):
        total += weights[other] * sounded[other]
    return total


def influence(weights: Sequence[float], sounded: Sequence[float], terms: Terms) -> float:
    """Return I = η·2(Σ W y - ½): the pull of those an ally listens to, as last sounded."""
    front = (heard(weights, sounded, 0) + heard(weights, sounded, 1)) + (
        heard(weights, sounded, 2) + heard(weights, sounded, 3)
    )
    back = (heard(weights, sounded, 4) + heard(weights, sounded, 5)) + (
        heard(weights, sounded, 6) + heard(weights, sounded, 7)
    )
    return terms.influence.strength * 2.0 * (front + back - 0.5)


def posturing(progress: float, patience: float, terms: Terms) -> float:
    """Return ρ0 (1 - (t/t_max)^(1/β)): how much harder an ally sounds than it is (Faratin 1998)."""
    return terms.temper.posturing * (1.0 - exp(log(progress) / patience))


def sounding(leaning: float, terms: Terms) -> float:
    """Return y = σ(·/τ): how likely an ally sounds to accept."""
    return logistic(leaning / terms.temper.spread)


def character(seat: int, dice: Dice, table: Table, terms: Terms) -> float:
    """Return ξ, an ally's private type: logistic, alike among allies of one bloc (Gaussian copula)."""
    own = normal(dice, 0, table.code[seat], CHARACTER)
    shared = 0.0
    memberships = 0
    for bloc in range(len(table.bloc_code)):
        if table.bloc[seat][bloc] == 1:
            shared += normal(dice, 0, table.bloc_code[bloc], BLOC)
            memberships += 1
    if memberships > 0:
        common = terms.influence.bloc_correlation
        own = sqrt(common) * shared / sqrt(float(memberships)) + sqrt(1.0 - common) * own
    return terms.temper.spread * logit(normal_share(own))


def patron_character(dice: Dice, scale: float, table: Table) -> float:
    """Return ξ_US, the patron's private resolve."""
    return scale * logit(uniform(dice, 0, table.patron_code, CHARACTER))


def mood(seat: int, round_: int, dice: Dice, table: Table, terms: Terms) -> float:
    """Return ε, the mood of the day: one draw per ally and round, whatever is tried in it."""
    return terms.temper.mood * normal(dice, round_, table.code[seat], MOOD)
