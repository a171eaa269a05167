"""What came of it: the kind of compromise, measured against the scenario's own terms (ODD 7.11)."""

from sim.rules.arithmetic import lane_sum
from sim.rules.patron import COMES, withdrawal
from sim.rules.terms import Table, Terms
from sim.rules.text import UNDATED, Text

NONE, REAFFIRM, FLAT, BELOW, SPLIT_LOW, SPLIT, SPLIT_HIGH = range(7)
CLASSES = ("none", "reaffirm", "flat", "below", "split-low", "split", "split-high")
"""Names of the classes, in the order in which they are tried (see ``classify``)."""


def reaffirms(text: Text, terms: Terms) -> bool:
    """Return whether a text only says again what stood before."""
    before = terms.status_quo
    same_numbers = abs(text.core - before.core) < terms.grid.step and text.related < terms.grid.step
    undated = before.deadline == UNDATED
    return same_numbers and (undated or abs(text.deadline - before.deadline) <= 1)


def classify(text: Text, adopted: bool, terms: Terms) -> int:
    """Return the class of an outcome: the first of ``CLASSES`` that fits.

    The headline is core plus related as written, whatever the patron privately makes of it.
    """
    needs, near = terms.alliance.capability_core, terms.alliance.tolerance
    met = text.core + text.related >= terms.us.demand - terms.us.tolerance
    if not adopted:
        return NONE
    if reaffirms(text, terms):
        return REAFFIRM
    if met and text.related < terms.grid.step:
        return FLAT
    if not met:
        return BELOW
    if text.core < needs - near:
        return SPLIT_LOW
    return SPLIT if text.core <= needs + near else SPLIT_HIGH


def exposure(kappa: float, satisfaction: float, table: Table) -> float:
    """Return the GDP-weighted mean chance that the patron scales back its commitment to an ally."""
    seats = range(table.seats)
    return lane_sum([table.weight[seat] * withdrawal(kappa, table.value[seat], satisfaction) for seat in seats])


def comes(draw: float, chance: float) -> int:
    """Return 1 if the president comes, given a uniform draw and the chance of it."""
    return COMES if draw < chance else 0
