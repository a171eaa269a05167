"""Comparison: what a change of scenario does, as plain numbers; terminal, JSON, Parquet, report and figures read it.

Every number that is nothing where nothing differs has ``difference`` in its name. Shares and chances go from 0 to
1, targets are in % of GDP, years are years, money is in constant US$ bn of the base year (see ``units``).
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.estimate import Share
from sim.analysis.paired import Change, Flips
from sim.analysis.summary import CHANCE, UNITS, Compromise, PutIn, Source
from sim.scenario.difference import Difference

ALL, BOTH, DECIDED = "all runs", "runs with a new target in both", "runs in which it is decided in both"
SHARES = {
    "new_target": ALL,
    "nobody_broke": ALL,
    "letter": ALL,
    "attended": DECIDED,
    "review": BOTH,
    "softer_wording": BOTH,
    "first_silence": BOTH,
}
"""Shares that are compared, and over which pairs of runs. ``nobody_broke``: nobody ever broke silence; ``letter``:
a text with a side letter was adopted; ``attended``: the president comes; ``softer_wording``: the last of the
wordings; ``first_silence``: passed without anyone having broken silence."""
MEANS = {
    "core": ALL,
    "related": ALL,
    "headline": ALL,
    "scales_back": ALL,
    "buys_core": ALL,
    "buys_core_kept": ALL,
    "buys_related": ALL,
    "money_last_year": ALL,
    "money_last_year_kept": ALL,
    "money_total": ALL,
    "money_total_kept": ALL,
    "patron_share": ALL,
    "core_given": BOTH,
    "related_given": BOTH,
    "headline_given": BOTH,
    "deadline": BOTH,
    "firmness": BOTH,
    "scales_back_given": BOTH,
}
"""Means that are compared, and over which pairs; where no text was adopted the status quo's numbers stand."""
GIVEN = "_given"


def unit(name: str) -> str:
    """Return the unit of a number that is compared."""
    return CHANCE if name in SHARES else UNITS[name.removesuffix(GIVEN)]


@dataclass(frozen=True)
class World:
    """One of the scenarios: its name among them, which is that of its ledger's folder, and how it ends."""

    name: str
    label: str
    """What people call it: its title, or its name where titles are alike."""
    source: Source
    put_in: PutIn
    new_target: Share
    compromises: list[Compromise]


@dataclass(frozen=True)
class Ending:
    """How often a compromise comes of it in either (``none``: no text was adopted)."""

    compromise: str
    change: Flips


@dataclass(frozen=True)
class Move:
    """In how many pairs one compromise came of the base and another (or the same) of the other scenario."""

    before: str
    after: str
    runs: int
    share: float


@dataclass(frozen=True)
class Delegation:
    """A delegation that sits in both: how often it breaks silence, and has a side letter in a text adopted."""

    code: str
    name: str
    broke: Flips
    letter: Flips | None
    """None: the patron, which gets none."""

    @property
    def moved(self) -> float:
        """How much changes: the larger of both differences, without sign."""
        return max(abs(self.broke.difference), 0.0 if self.letter is None else abs(self.letter.difference))


@dataclass(frozen=True)
class Contrast:
    """The base and one other scenario.

    ``same``: they are one scenario under two names, as far as the simulation reads them. ``unpaired``: what has no
    counterpart, and why, a sentence each. ``shares`` and ``means`` have None where no pair has the number.
    """

    name: str
    label: str
    same: bool
    entries: list[Difference]
    unpaired: list[str]
    shares: dict[str, Flips | None]
    means: dict[str, Change | None]
    endings: list[Ending]
    moves: list[Move]
    stayed: float
    """Share of pairs in which the same compromise came of both, or none of either."""
    both: int
    """Pairs with a new target in both."""
    allies: list[Delegation]

    @property
    def new_target(self) -> Flips:
        """How the chance of a new target changes."""
        found = self.shares["new_target"]
        assert found is not None, "every run has a new target or none"
        return found


@dataclass(frozen=True)
class Comparison:
    """Scenarios on the same luck: the first is the base, and each other one is held against it."""

    seed: int
    runs: int
    settings: int
    command: str
    worlds: list[World]
    contrasts: list[Contrast]
    units: dict[str, str]

    @property
    def base(self) -> World:
        """The scenario that the others are held against."""
        return self.worlds[0]
