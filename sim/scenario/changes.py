"""Changes laid over a whole scenario, in the words of ``--set`` and a few more (ODD 6.4).

``us.threat_to_leave=0.3`` sets an entry, the same in every setting: what was drawn is drawn no more.
``members.*.red_line_slope=0`` sets it for every member that has one, ``members.*.debt*=1.5`` multiplies
what is there, its range included, and ``proposal.core=us.demand`` takes another entry's central value.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from pydantic import TypeAdapter

from sim.scenario.draw import JUDGED, POLLS, SETS
from sim.scenario.faults import Fault, ScenarioError, unknown
from sim.scenario.layers import Raw, is_quantity
from sim.scenario.quantity import Quantity
from sim.scenario.read import build
from sim.scenario.resolve import in_full
from sim.scenario.schema import Scenario

EVERY, TIMES = "*", "*"
"""Stands for every row of a table; before the equals sign: multiply."""
Path = tuple[str, ...]
JUDGEMENT = "judgement"
NUMBERS = ("value", "mode", "span", "mean", "sd", "low", "high", "choice")
"""The parts of a quantity that are multiplied with it."""


def changed(scenario: Scenario, changes: Iterable[str], name: str) -> Scenario:
    """Return the scenario with changes laid over it, one after the other; ``name`` is what faults go by.

    Raises ``ScenarioError`` with every fault: an entry that there is none of, a value out of bounds.
    """
    raw = deepcopy(in_full(scenario))
    raw.pop("digest", None)
    for change in changes:
        entry, equals, written = (part.strip() for part in change.partition("="))
        if not equals or not entry.strip(TIMES):
            raise ScenarioError(name, [Fault((), f'expected section.name=value, found "{change}"')])
        lay(raw, entry, read_value(written, raw), name)
    return build(raw, name)


def read_value(written: str, raw: Raw) -> Any:
    """Return what a change says: a TOML value, the central value of the entry of that name, or a bare word."""
    try:
        return tomllib.loads(f"value = {written}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        named = look(raw, written.split("."))
    if is_quantity(named):
        return TypeAdapter(Quantity).validate_python(named).central()
    return written if named is None else named


def look(raw: Any, way: list[str]) -> Any:
    """Return what stands at a dotted name, or None."""
    for part in way:
        raw = raw.get(part) if isinstance(raw, dict) else None
    return raw


def lay(raw: Raw, entry: str, value: Any, name: str) -> None:
    """Write one change into raw entries, wherever its name fits."""
    times, way = entry.endswith(TIMES), entry.removesuffix(TIMES).split(".")
    if way[0] == SETS:
        what = f'"{entry}" is a table of weighted sets; allowed: an entry, which then leaves its table'
        raise ScenarioError(name, [Fault((), what)])
    for rows, what in (("members", "ally"), ("categories", "category")):
        if way[0] == rows and len(way) > 1 and way[1] not in (EVERY, *raw[rows]):
            raise ScenarioError(name, [Fault((rows,), unknown(way[1], raw[rows], what))])
    places = list(fitting(raw, way, needed=times or EVERY in way))
    if not places:
        raise ScenarioError(name, [Fault((), f'"{entry}" fits no entry of the scenario; nothing would change')])
    for table, path in places:
        if times:
            table[path[-1]] = multiplied(table[path[-1]], value, name, path)
        else:
            table[path[-1]] = settled(value, path, raw, table.get(path[-1]))


def fitting(raw: Raw, way: list[str], needed: bool, path: Path = ()) -> Iterator[tuple[Raw, tuple[str, ...]]]:
    """Yield each table that a name leads to, with the name in full; ``needed``: only where the entry is there."""
    head, *rest = way
    if not rest:
        if not needed or head in raw:
            yield raw, (*path, head)
        return
    for key in list(raw) if head == EVERY else [head]:
        below = raw.get(key) if needed else raw.setdefault(key, {})
        if isinstance(below, dict) and not is_quantity(below):
            yield from fitting(below, rest, needed, (*path, key))


def settled(value: Any, path: Path, raw: Raw, before: Any) -> Any:
    """Return a value as it is written down: a member's figure so that no doubt is drawn about it any more.

    Polls and judged figures are in doubt even where a number stands; one choice among one is not.
    """
    if path[0] != "members" or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if before is not None and not is_quantity(before):
        return value
    sure: Raw = {"choice": [value], "weights": [1.0]} if path[-1] in (*POLLS, *JUDGED) else {"value": value}
    return sure | ({"source": JUDGEMENT} if JUDGEMENT in raw.get("sources", {}) else {})


def multiplied(found: Any, factor: Any, name: str, path: Path) -> Any:
    """Return a number, or every number of a quantity, times a factor."""
    if isinstance(factor, bool) or not isinstance(factor, int | float):
        raise ScenarioError(name, [Fault(path, f"multiplied by {factor!r}; allowed: a number")])
    if is_quantity(found):
        return found | {key: multiplied(found[key], factor, name, path) for key in NUMBERS if key in found}
    if isinstance(found, list):
        return [multiplied(one, factor, name, path) for one in found]
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise ScenarioError(name, [Fault(path, f"{found!r} cannot be multiplied; allowed: an entry that is a number")])
    return found * factor
