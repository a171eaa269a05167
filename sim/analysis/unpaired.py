"""What has no counterpart when two scenarios are paired, and why, in a sentence each."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sim.scenario.schema import Scenario
from sim.scenario.seating import seated


def unpaired(first: Scenario, second: Scenario, both: int) -> list[str]:
    """Return what could not be paired; ``both``: in how many runs both have a new target."""
    return [*seats(first, second), *rounds(first, second), *words(first, second), *given(first, second, both)]


def only(ones: Collection[str], others: Collection[str]) -> list[str]:
    """Return the names that are among the ones and not among the others, in order."""
    return [one for one in ones if one not in others]


def named(names: list[str], most: int = 8) -> str:
    """Return names as a list of words, cut where it grows long."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def seats(first: Scenario, second: Scenario) -> Iterator[str]:
    """Yield which delegations sit in one only."""
    here, there = seated(first), seated(second)
    gone, new = only(here, there), only(there, here)
    for codes, members, where in ((gone, here, "first"), (new, there, "second")):
        if codes:
            who = named([members[code].name for code in codes])
            yield f"Only the {where} scenario seats {who}: no luck is shared there; who breaks silence is not compared."
    if first.patron.code != second.patron.code:
        yield f"The patrons differ ({first.patron.name}, {second.patron.name}): their luck is not shared."


def rounds(first: Scenario, second: Scenario) -> Iterator[str]:
    """Yield how rounds are paired where calendars differ."""
    days = [[str(one.date) for one in scenario.meetings] for scenario in (first, second)]
    here, there = (len(one) for one in days)
    if here != there:
        most, which = max(here, there), "first" if here > there else "second"
        alone = f"round {most}" if abs(here - there) == 1 else f"rounds {min(here, there) + 1} to {most}"
        yield (
            f"The calendars have {here} and {there} rounds: luck is shared round by round, by number; {alone} of the "
            f"{which} scenario stand{'s' * (abs(here - there) == 1)} alone."
        )
    elif days[0] != days[1]:
        yield f"The calendars differ, but both have {here} rounds: luck is shared by the round's number, not its date."
    if first.summit.year != second.summit.year:
        yield "The summits are held in different years: deadlines are compared as years of the calendar."


def words(first: Scenario, second: Scenario) -> Iterator[str]:
    """Yield which categories of related spending only one knows."""
    here, there = first.categories, second.categories
    for codes, known, where in ((only(here, there), here, "first"), (only(there, here), there, "second")):
        if codes:
            yield f"Only the {where} scenario may count {named([known[code].name for code in codes])} as related."


def given(first: Scenario, second: Scenario, both: int) -> Iterator[str]:
    """Yield what cannot be compared because no run has it in both."""
    if both == 0:
        yield "In no run do both have a new target: year, review, firmness and wording cannot be compared."
