"""``--vary``: which entry takes which values, and the worlds that come of it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from itertools import pairwise, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from sim.commands.screen import refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.analysis.sweep import Axis
    from sim.scenario.schema import Scenario

FORM = "ENTRY=FIRST:LAST:STEP or ENTRY=VALUE,VALUE,…"
EXAMPLE = "us.threat_to_leave=0:0.8:0.1"
MOST_AXES, MOST_VALUES, MOST_POINTS = 2, 100, 400


class Vary(NamedTuple):
    """What was asked for: the entry, its values, and the words in which it was asked."""

    entry: str
    values: list[Decimal]
    asked: str


def read_vary(asked: Sequence[str]) -> list[Vary]:
    """Return what to vary, or refuse what cannot be: an empty range, too many points, the same entry twice."""
    if not asked or len(asked) > MOST_AXES:
        raise refuse(f"--vary given {len(asked)} times; allowed: once or twice, as in --vary {EXAMPLE}")
    found = [one_vary(words) for words in asked]
    if len({one.entry for one in found}) < len(found):
        raise refuse(f"--vary {asked[1]}: {found[0].entry} is varied twice; allowed: once")
    points = prod(len(one.values) for one in found)
    if points > MOST_POINTS:
        raise refuse(f"--vary: {points:,} points; allowed: at most {MOST_POINTS}")
    return found


def one_vary(asked: str) -> Vary:
    """Return one axis."""
    entry, equals, written = (part.strip() for part in asked.partition("="))
    if not equals or not entry or not written:
        raise refuse(f'--vary: expected {FORM}, found "{asked}"')
    values = ranged(asked, written.split(":")) if ":" in written else listed(asked, written.split(","))
    if len(values) < 2:
        raise refuse(f"--vary {asked}: {'one value' if values else 'an empty range'}; allowed: at least two values")
    if len(values) > MOST_VALUES:
        raise refuse(f"--vary {asked}: {len(values):,} values; allowed: at most {MOST_VALUES}")
    return Vary(entry, values, asked)


def number(asked: str, written: str) -> Decimal:
    """Return a number as it is written, so that steps add up exactly."""
    try:
        found = Decimal(written.strip())
    except InvalidOperation:
        raise refuse(f'--vary {asked}: "{written}" is no number; allowed: {FORM}') from None
    if not found.is_finite():
        raise refuse(f"--vary {asked}: {written} is out of bounds; allowed: a finite number")
    return found


def ranged(asked: str, parts: Sequence[str]) -> list[Decimal]:
    """Return the values from the first to the last, both in it if the steps lead there."""
    if len(parts) != 3:
        raise refuse(f"--vary {asked}: a range needs a first value, a last and a step; allowed: {FORM}")
    first, last, step = (number(asked, part) for part in parts)
    if step <= 0:
        raise refuse(f"--vary {asked}: a step of {step}; allowed: above 0")
    if last < first:
        raise refuse(f"--vary {asked}: the range runs backward, from {first} to {last}; allowed: the lower end first")
    count = (last - first) // step + 1
    if count > MOST_VALUES:
        raise refuse(f"--vary {asked}: {count:,} values; allowed: at most {MOST_VALUES}")
    return [first + place * step for place in range(int(count))]


def listed(asked: str, parts: Sequence[str]) -> list[Decimal]:
    """Return the values of a list, which must rise: a line is drawn through them."""
    values = [number(asked, part) for part in parts]
    if any(after <= before for before, after in pairwise(values)):
        raise refuse(f"--vary {asked}: the values do not rise; allowed: each above the one before it")
    return values


def plain(value: Decimal) -> str:
    """Return a value as scenarios write it: whole numbers bare, others with a point."""
    return f"{value.normalize():f}"


def axis(vary: Vary, scenario: Scenario) -> Axis:
    """Return an axis with the meaning and unit of its entry, or refuse an entry that is no number."""
    from sim.analysis.sweep import Axis
    from sim.scenario.describe import described, stands

    there = stands(scenario, vary.entry)
    if there is not None and not isinstance(there, float):
        raise refuse(f"--vary {vary.asked}: {vary.entry} is {there}; allowed: an entry that is a number")
    unit, meaning = described(vary.entry)
    return Axis(vary.entry, unit, meaning, tuple(float(one) for one in vary.values), there)


Points = dict[tuple[float, ...], tuple[str, "Scenario"]]
"""Each point's folder and scenario."""


def worlds(varied: Sequence[Vary], scenario: Scenario) -> Points:
    """Return each point's folder and scenario; a value that the scenario cannot take raises ``ScenarioError``."""
    from sim.scenario.changes import changed

    found: Points = {}
    for values in product(*(one.values for one in varied)):
        said = [f"{one.entry}={plain(value)}" for one, value in zip(varied, values, strict=True)]
        world = changed(scenario, said, f"--vary {' and '.join(said)}")
        found[tuple(float(value) for value in values)] = folder(said), world
    return found


def folder(said: Sequence[str]) -> str:
    """Return a point's folder name: what is varied, without characters that a file system may refuse."""
    return re.sub(r"[^A-Za-z0-9=._,+-]", "_", ",".join(said).replace("*=", "-times=").replace(".*.", ".every."))


def not_set_too(varied: Sequence[Vary], changes: Sequence[str]) -> None:
    """Refuse an entry that is varied and set at once."""
    for one in varied:
        if one.entry in (change.partition("=")[0].strip() for change in changes):
            raise refuse(f"--set {one.entry}: is varied, too; allowed: one of the two")
