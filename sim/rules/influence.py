"""Friends, posturing and private character: what comes on top of a text's merits (ODD 7.8)."""

from collections.abc import Sequence
from math import sqrt

from sim.rules.arithmetic import exp, log, logistic, logit, normal_of, normal_share
from sim.rules.chance import BLOC, CHARACTER, MOOD, Dice, normal, pair, uniform
from sim.rules.terms import Table, Terms
from sim.rules.text import size_of


def said(speaker: int, seat: int, sounded: Sequence[float], table: Table) -> float:
    """Return W y, what one ally hears from another: how likely that one sounded, by the attention it gets."""
    return table.attention[speaker][seat] * sounded[speaker]


def heard(seat: int, sounded: Sequence[float], table: Table) -> float:
    """Return Σ W y, what an ally hears from all."""
    total = 0.0
    for speaker in range(table.seats):
        total += said(speaker, seat, sounded, table)
    return total


def influence(heard_: float, terms: Terms) -> float:
    """Return I = η·2(Σ W y - ½): the pull of those an ally listens to, as last sounded."""
    return terms.influence.strength * 2.0 * (heard_ - 0.5)


def posturing(progress: float, patience: float, terms: Terms) -> float:
    """Return ρ0 (1 - (t/t_max)^(1/β)): how much harder an ally sounds than it is (Faratin 1998)."""
    if progress == 1.0:
        return 0.0
    return terms.temper.posturing * (1.0 - exp(log(progress) / patience))


def sounding(leaning: float, terms: Terms) -> float:
    """Return y = σ(·/τ): how likely an ally sounds to accept."""
    return logistic(leaning / terms.temper.spread)


def bloc_draw(bloc: int, dice: Dice, table: Table) -> float:
    """Return the standard normal draw that all members of a bloc share."""
    return normal(dice, 0, table.bloc_code[bloc], BLOC)


def character(seat: int, shared: Sequence[float], dice: Dice, table: Table, terms: Terms) -> float:
    """Return ξ, an ally's private type: logistic, alike among allies of one bloc (Gaussian copula).

    ``shared`` holds the draw of each bloc.
    """
    u, v = pair(dice, 0, table.code[seat], CHARACTER)
    return character_of(normal_of(u, v), drawn_by_blocs(seat, shared, table), table.blocs[seat], terms)


def drawn_by_blocs(seat: int, shared: Sequence[float], table: Table) -> float:
    """Return Σ x_b, the draws of all blocs that an ally belongs to, together."""
    total, bloc, left = 0.0, 0, table.blocs[seat]
    while left > 0:
        if left & 1 == 1:
            total += shared[bloc]
        bloc, left = bloc + 1, left >> 1
    return total


def character_of(own: float, of_blocs: float, blocs: int, terms: Terms) -> float:
    """Return the private type that an ally's own normal draw and those of its blocs make."""
    common = terms.influence.bloc_correlation
    together = of_blocs / sqrt(float(max(1, size_of(blocs))))
    mixed = sqrt(common) * together + sqrt(1.0 - common) * own
    return terms.temper.spread * logit(normal_share(mixed if blocs > 0 else own))


def patron_character(dice: Dice, scale: float, table: Table) -> float:
    """Return ξ_US, the patron's private resolve."""
    return scale * logit(uniform(dice, 0, table.patron_code, CHARACTER))


def mood(seat: int, round_: int, dice: Dice, table: Table, terms: Terms) -> float:
    """Return ε, the mood of the day: one draw per ally and round, whatever is tried in it."""
    u, v = pair(dice, round_, table.code[seat], MOOD)
    return mood_of(u, v, terms)


def mood_of(u: float, v: float, terms: Terms) -> float:
    """Return the mood that two uniform draws stand for."""
    return terms.temper.mood * normal_of(u, v)
