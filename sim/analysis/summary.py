"""Summary: what a ledger says, as plain numbers; terminal, JSON, CSV, report and figures all read from it.

Shares and chances from 0 to 1, targets and ``buys_…`` in % of GDP, money in constant US$ bn of the base year,
years as years (see ``UNITS``). A list of things that may happen is sorted by how often they did.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.estimate import Mean, Share
from sim.forecasts.reference import Forecast

GDP, YEAR, CHANCE, MONEY, FIRM = "% of GDP", "year", "share (0 to 1)", "US$ bn", "0 to 1"
MEMBERS = "% of members' GDP"
UNITS = {
    "share, low, high, luck, settings": CHANCE,
    "core": GDP,
    "related": GDP,
    "headline": GDP,
    "deadline": YEAR,
    "firmness": FIRM,
    "scales_back": CHANCE,
    "scales_back_without": CHANCE,
    "buys_core": MEMBERS,
    "buys_core_kept": MEMBERS,
    "buys_related": MEMBERS,
    "money_last_year": MONEY,
    "money_last_year_kept": MONEY,
    "money_total": MONEY,
    "money_total_kept": MONEY,
    "patron_share": "% of all core spending",
}
"""The unit of every number, by the name it goes by; an interval has that of its number."""


@dataclass(frozen=True, kw_only=True)
class Named(Share):
    """How often something with a name happened."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Compromise(Share):
    """How often a compromise came of it (``none``: no text was adopted)."""

    compromise: str


@dataclass(frozen=True, kw_only=True)
class Due(Share):
    """How often a new target was due by this year (None: no new target)."""

    year: int | None


@dataclass(frozen=True)
class Cell:
    """The share of all runs in which these two targets stand, the status quo's where none was adopted."""

    core: float
    related: float
    share: float


@dataclass(frozen=True)
class Source:
    """What was summed up: which ledger, how much of it was there, and how it was made.

    ``settings`` counts the draws among the runs (0: all at central settings), ``fewest`` and ``most`` their runs.
    """

    title: str
    digest: str
    rulebook: str
    seed: int
    runs: int
    planned: int
    settings: int
    settings_planned: int
    fewest: int
    most: int
    versions: dict[str, str]
    command: str

    @property
    def complete(self) -> bool:
        """Whether all runs that were asked for are there."""
        return self.runs == self.planned


@dataclass(frozen=True)
class PutIn:
    """What is put in, not predicted: the demand, the first text, the core that capability targets imply."""

    patron: str
    demand: float
    core: float
    related: float
    deadline: int | None
    capability_core: float
    status_quo_core: float
    status_quo_related: float
    review: int
    """The year in which a review, if agreed, takes place."""


@dataclass(frozen=True)
class Given:
    """What a new target looks like, over the runs that have one."""

    runs: int
    deadline: Mean | None
    firmness: Mean | None
    firmness_words: list[Named]
    review: Share | None
    wording: list[Named]
    letters: Share | None
    """Any side letter at all."""
    lettered: list[Named]
    """By ally, as codes."""
    counts: list[Named]
    """What qualifies as related, by category, over the runs with a related target."""
    first_silence: Share | None
    """Passed without anyone having broken silence."""


@dataclass(frozen=True)
class Seat:
    """A delegation: how often it broke silence, was among the first to, got a letter, was pivotal."""

    code: str
    name: str
    broke: Share
    first: Share
    letter: Share | None
    pivotal: Share | None


@dataclass(frozen=True)
class Withdrawal:
    """The chance that the patron scales back its commitment.

    ``passed``: in the runs with a new target; ``passed_without``: in the same runs, had nothing been adopted;
    ``failed``: in the runs without one; ``overall`` and ``overall_without``: in all runs.
    """

    passed: Mean | None
    passed_without: Mean | None
    failed: Mean | None
    overall: Mean
    overall_without: Mean


@dataclass(frozen=True)
class Purchase:
    """What the text buys: over all runs (nothing where none was adopted), and given a new target."""

    overall: Mean
    given: Mean | None


@dataclass(frozen=True)
class Band:
    """The spread of the text on the table at the end of a round (0: the proposal)."""

    round: int
    p10: float
    p25: float
    median: float
    p75: float
    p90: float


@dataclass(frozen=True)
class Reference:
    """A reference forecast beside the simulation.

    ``agrees``: how often the simulation has these numbers (for the status quo: no new target); ``dated``: and
    this year; ``off_core``, ``off_headline``: how far it is off on average, % of GDP.
    """

    forecast: Forecast
    agrees: Share
    dated: Share
    off_core: float
    off_headline: float


@dataclass(frozen=True)
class Summary:
    """What a ledger says."""

    source: Source
    runs: int
    p_new_target: float
    new_target: Share
    compromises: list[Compromise]
    unconditional: dict[str, Mean]
    classes: list[Named]
    cells: list[Cell]
    due: list[Due]
    given: Given
    seats: list[Seat]
    nobody: Share
    """Runs in which nobody ever broke silence."""
    attended: Share | None
    attended_given: Share | None
    withdrawal: Withdrawal
    buys: dict[str, Purchase]
    fan: dict[str, list[Band]]
    put_in: PutIn
    references: list[Reference]
    units: dict[str, str]
