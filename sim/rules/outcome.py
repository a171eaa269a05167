"""What came of it: the kind of compromise, measured against the scenario's own terms (ODD 7.11)."""

from sim.rules.patron import COMES, withdrawal
from sim.rules.terms import Table, Terms
from sim.rules.text import UNDATED, Text

NONE, REAFFIRM, FLAT, BELOW, SPLIT_LOW, SPLIT, SPLIT_HIGH = range(7)
CLASSES = ("none", "reaffirm", "flat", "below", "split-low", "split", "split-high")
"""Names of the classes, in the order in which they are tried (see ``classify``)."""
NEAR = 0.1
"""Within this of the capability-implied core a split counts as meeting it (% of GDP)."""


def reaffirms(text: Text, terms: Terms) -> bool:
    """Return whether a text only says again what stood before."""
    before = terms.status_quo
    same_numbers = abs(text.core - before.core) < terms.grid.step and text.related < terms.grid.step
    undated = before.deadline == UNDATED
    return same_numbers and (undated or abs(text.deadline - before.deadline) <= 1)


def classify(text: Text, adopted: bool, terms: Terms) -> int:
    """Return the class of an outcome: the first of ``CLASSES`` that fits."""
    total, needs = text.core + text.related, terms.alliance.capability_core
    if not adopted:
        return NONE
    if reaffirms(text, terms):
        return REAFFIRM
    if total < terms.us.demand - terms.us.tolerance:
        return BELOW
    if text.related < terms.grid.step:
        return FLAT
    if text.core < needs - NEAR:
        return SPLIT_LOW
    return SPLIT if text.core <= needs + NEAR else SPLIT_HIGH


def exposure(kappa: float, satisfaction: float, table: Table) -> float:
    """Return the GDP-weighted mean chance that the patron scales back its commitment to an ally."""
    total = 0.0
    for seat in range(len(table.weight)):
        total += table.weight[seat] * withdrawal(kappa, table.value[seat], satisfaction)
    return total


def comes(draw: float, chance: float) -> int:
    """Return 1 if the president comes, given a uniform draw and the chance of it."""
    return COMES if draw < chance else 0
