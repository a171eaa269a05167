"""From a scenario to what the theories ask for: plain arrays, by calling the rules at central settings."""

from __future__ import annotations

from functools import cached_property
from math import fsum

from sim.rules.interests import merits, weigh
from sim.rules.patron import UNDECIDED
from sim.rules.reading import read_anew, without_text
from sim.rules.room import weight_of_silence
from sim.rules.silence import isolation
from sim.rules.text import UNDATED, Text, on_grid, review_year, snap
from sim.scenario.schema import Scenario
from sim.scenario.seating import seat

LAST_SILENCE, NO_CRISIS, NOBODY = 1.0, 0, 0


class Inputs:
    """A summit at central settings before its first round: its texts, and what each is worth to whom.

    Shares in % of GDP; payoffs in points of GDP-equivalent, the patron's as its chance of being content.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.codes, self.terms, self.table = seat(scenario)
        self.kappa = self.terms.us.threat_to_leave
        self.q0 = without_text(self.table, self.terms)

    @property
    def plans(self) -> list[float]:
        """Each member's own plan for core spending: its position, as far as one is known."""
        return list(self.table.own_plan)

    @cached_property
    def texts(self) -> list[Text]:
        """Every core, related and deadline on the grid, lowest and earliest first; all else as in the proposal.

        Where the deadline comes too early for the proposal's review, the text has none.
        """
        grid, first, year = self.terms.grid, self.terms.proposal, self.terms.summit.year
        found = [
            first._replace(core=core, related=related, deadline=year + span)
            for core in steps(grid.core_low, grid.core_high, grid.step)
            for related in steps(grid.related_low, grid.related_high, grid.step)
            for span in range(grid.years_low, grid.years_high + 1)
        ]
        kept = [text._replace(review=int(review_year(text, self.terms) > 0)) for text in found]
        return [text for text in kept if on_grid(text, self.terms)]

    @cached_property
    def merits(self) -> list[list[float]]:
        """What each text of ``texts`` offers each member on its merits, and how content it leaves the patron."""
        return [self.worth(text) for text in self.texts]

    def worth(self, text: Text) -> list[float]:
        """Return what a text offers each member on its merits, and how content it leaves the patron."""
        reading = read_anew(text, self.table, self.terms)
        own = [
            merits(weigh(text, reading, seat_, threat, self.kappa, self.q0, self.table, self.terms))
            for seat_, threat in enumerate(self.table.threat)
        ]
        return [*own, reading.satisfaction]

    def gains(self) -> list[list[float]]:
        """Return what each text offers beyond the status quo, to members and patron."""
        before = self.worth(self.terms.status_quo)
        return [[now - then for now, then in zip(row, before, strict=True)] for row in self.merits]

    def balances(self) -> list[list[float]]:
        """Return each member's balance if it alone broke the last silence on each text (below 0: it does)."""
        return [[own + self.alone(row[-1]) for own in row[:-1]] for row in self.merits]

    def alone(self, satisfaction: float) -> float:
        """Return the price of standing alone at the last silence, the president's coming still open."""
        coming = self.terms.us.coming
        weight = weight_of_silence(LAST_SILENCE, satisfaction, coming, NO_CRISIS, UNDECIDED, self.terms)
        return isolation(NOBODY, weight, self.terms.isolation.decay, self.terms)

    def heights(self) -> list[float]:
        """Return how high each text is: its headline, and of equal headlines the higher core, then the earlier."""
        step, last = self.terms.grid.step, self.terms.summit.year + self.terms.grid.years_high + 1
        slight = step / 100
        return [
            fsum([text.core, text.related, slight * text.core, slight * slight * (last - text.deadline)])
            for text in self.texts
        ]

    def with_numbers(self, core: float, related: float) -> Text:
        """Return the proposal with other numbers, set on the grid."""
        grid = self.terms.grid
        return self.terms.proposal._replace(
            core=snap(core, grid.core_low, grid.core_high, grid.step),
            related=snap(related, grid.related_low, grid.related_high, grid.step),
        )

    def nearest(self, core: float | None, related: float | None, deadline: float | None) -> Text:
        """Return the text on the grid nearest to these numbers; where one is None, the proposal's stands."""
        first, grid, year = self.terms.proposal, self.terms.grid, self.terms.summit.year
        text = self.with_numbers(first.core if core is None else core, first.related if related is None else related)
        if deadline is not None:
            span = int(snap(deadline - year, grid.years_low, grid.years_high, 1.0))
            text = text._replace(deadline=year + span)
        return text._replace(review=int(review_year(text, self.terms) > 0))


def steps(low: float, high: float, step: float) -> list[float]:
    """Return the values of a grid from low to high."""
    return [low + place * step for place in range(int((high - low) / step + 0.5) + 1)]


def dated(text: Text) -> int | None:
    """Return a text's deadline as a year, or None where it has none."""
    return None if text.deadline == UNDATED else text.deadline
