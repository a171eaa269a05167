"""Who turns: delegations that break silence, or get a letter, in one scenario and not in the other."""

from __future__ import annotations

from sim.analysis.comparison import Delegation
from sim.analysis.paired import Flips, Pairs, flips
from sim.analysis.rows import Rows, Words
from sim.scenario.schema import Scenario
from sim.scenario.seating import seated


def delegations(pairs: Pairs, base: Rows, other: Rows, first: Scenario, second: Scenario) -> list[Delegation]:
    """Return every delegation that sits in both, those that change most first, ties in listed order."""
    broke, letters = zip(base.words("broke_silence", "letters"), other.words("broke_silence", "letters"), strict=True)
    names = {code: one.name for code, one in seated(first).items() if code in seated(second)}
    found = [
        Delegation(code, name, turned(pairs, broke, code), turned(pairs, letters, code)) for code, name in names.items()
    ]
    if first.patron.code == second.patron.code:
        found.append(Delegation(first.patron.code, first.patron.name, turned(pairs, broke, first.patron.code), None))
    return sorted(found, key=lambda one: -one.moved)


def turned(pairs: Pairs, columns: tuple[Words, Words], code: str) -> Flips:
    """Return how often a column of names lists this one, before and after."""
    before, after = columns
    found = flips(pairs, before.names(code), after.names(code))
    assert found is not None, "a ledger without runs has no comparison"
    return found
