"""All numbers of a scenario on one sheet, each in its place: a setting writes over some of them.

A scenario is looked at once. What changes from one setting to the next are numbers in known places.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

from sim.rules import terms as t
from sim.scenario.mapping import Weights
from sim.scenario.quantity import Quantity
from sim.scenario.schema import COLUMNS, Member, Scenario
from sim.scenario.sections import VARIANTS

Entry = tuple[str, Any]
"""An entry's dotted name and what a scenario says there."""


def value(given: Any) -> Any:
    """Return an entry as the rules know it: a quantity's central value, a variant's code."""
    if isinstance(given, Quantity):
        return given.central()
    return VARIANTS.get(given, given) if isinstance(given, str) else given


def seated(scenario: Scenario) -> dict[str, Member]:
    """Return the members that take part, in listed order."""
    wanted = scenario.summit.seats
    return {code: one for code, one in scenario.members.items() if wanted is None or code in wanted}


def of_section(name: str, section: Any, fields: tuple[str, ...]) -> list[Entry]:
    """Return some entries of a section of the scenario (None where there is no such section)."""
    return [(f"{name}.{field}", getattr(section, field, None)) for field in fields]


def headings(scenario: Scenario) -> Iterator[tuple[str, list[Entry]]]:
    """Yield what a scenario says that a setting may change, heading by heading, members in listed order."""
    for name in t.PLAIN:
        yield name, of_section(name, getattr(scenario, name), t.Terms.__annotations__[name]._fields)
    yield "mapping", of_section("mapping", scenario.mapping, Weights._fields)
    yield "patron", of_section("patron", scenario.patron, ("gdp", "defence", "growth"))
    yield "events", of_section("events", scenario.events, ("ceiling",))
    yield "incidents", of_section("incidents", scenario.incidents, ("chance", "threat"))
    outcomes = enumerate(scenario.talks.outcomes if scenario.talks else [], 1)
    talks = [of_section(f"talks.outcomes.{place}", one, ("chance", "threat")) for place, one in outcomes]
    yield "talks_chance", [chance for chance, _ in talks]
    yield "talks_threat", [threat for _, threat in talks]
    kinds = [of_section(f"categories.{name}", one, ("share", "distaste")) for name, one in scenario.categories.items()]
    yield "share", [share for share, _ in kinds]
    yield "distaste", [distaste for _, distaste in kinds]
    members = seated(scenario)
    for column in COLUMNS:
        yield column, [(f"members.{code}.{column}", getattr(one, column)) for code, one in members.items()]
    yield (
        "qualifying",
        [
            (f"members.{code}.qualifying.{kind}", (one.qualifying or {}).get(kind))
            for code, one in members.items()
            for kind in scenario.categories
        ],
    )


Says = Callable[[str], list[Any]]
"""What a sheet says under a heading, in order; None where a scenario says nothing."""


class Sheet:
    """The numbers of a scenario at its central setting, and where each stands."""

    def __init__(self, scenario: Scenario) -> None:
        """Write down every number once."""
        self.numbers: list[Any] = []
        self.places: dict[str, int] = {}
        self.under: dict[str, slice] = {}
        for heading, entries in headings(scenario):
            first = len(self.numbers)
            for path, given in entries:
                if isinstance(given, Quantity):
                    self.places[path] = len(self.numbers)
                self.numbers.append(value(given))
            self.under[heading] = slice(first, len(self.numbers))

    def named(self, heading: str) -> list[int]:
        """Return which entries under a heading the scenario names, by their place there."""
        return [place for place, one in enumerate(self.numbers[self.under[heading]]) if one is not None]

    def at(self, setting: Mapping[str, float]) -> Says:
        """Return what the sheet says at a setting; an entry of a member that is not seated changes nothing."""
        numbers, places, under = self.numbers.copy(), self.places, self.under
        for path, drawn in setting.items():
            place = places.get(path)
            if place is not None:
                numbers[place] = float(drawn)
        return lambda heading: numbers[under[heading]]


class OfScenario(Protocol):
    """Something worked out from a scenario, which it holds."""

    scenario: Scenario


Worked = TypeVar("Worked", bound=OfScenario)
RECENT: OrderedDict[tuple[int, type], Any] = OrderedDict()
FEW = 16


def once(work: Callable[[Scenario], Worked], scenario: Scenario) -> Worked:
    """Return what a class works out from a scenario, worked out once as long as it is among the last few.

    Scenarios do not change, and looking through one takes far longer than using it.
    """
    key = (id(scenario), work)
    found: Worked | None = RECENT.get(key)  # type: ignore[arg-type]
    if found is None or found.scenario is not scenario:
        found = work(scenario)
        RECENT[key] = found  # type: ignore[index]
        while len(RECENT) > FEW:
            RECENT.popitem(last=False)
    return found
