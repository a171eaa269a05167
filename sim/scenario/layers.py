"""One file laid over another: tables entry by entry, ``every`` over many members, meetings by date (ODD 6).

What a variant says in these short forms is written out here, before anything is checked, so that
the scenario itself and its resolved form know members and meetings alone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sim.scenario.faults import Fault, Where
from sim.scenario.quantity import FORMS

Raw = dict[str, Any]
Origins = dict[Where, Where]

EVERY, GROUPS, MORE = "every", "groups", "more_meetings"
SHORT_FORMS = (EVERY, GROUPS, MORE)
"""Entries of a file that are written out here and no part of the scenario itself."""
LARGEST = 4_000_000
"""Bytes of the largest file that is read: a scenario is a page of figures, not a database."""
MEMBER = "member"
"""``[every.member]`` speaks of all members."""


class Layers(NamedTuple):
    """What a file and its bases say, and where those entries stand that were written in a short form."""

    raw: Raw
    origins: Origins


def is_quantity(raw: Any) -> bool:
    """Return whether a raw table is a quantity rather than a section."""
    return isinstance(raw, dict) and any(form[0] in raw for form in FORMS)


def merge(base: Raw, patch: Raw) -> Raw:
    """Return the base with the patch laid over it, table by table; quantities, lists and ends are replaced whole."""
    merged = dict(base)
    for key, value in patch.items():
        below = merged.get(key)
        if isinstance(below, dict) and isinstance(value, dict) and not replaces(value, below):
            merged[key] = merge(below, value)
        else:
            merged[key] = value
    return merged


def replaces(patch: Raw, below: Raw) -> bool:
    """Return whether a table takes another's place whole: a quantity, or a record that tells another end, sourced."""
    return is_quantity(below) or is_quantity(patch) or {"new_target", "source"} <= patch.keys()


def lay(below: Layers, patch: Raw) -> Layers:
    """Return the layers with a patch on top: what it says of one member outweighs what it says of many."""
    merged = merge(below.raw, patch)
    common, origins = written_out(merged, patch.get(EVERY))
    kept = {where: origin for where, origin in (below.origins | origins).items() if not says(patch, where)}
    return by_date(Layers(merge(merge(below.raw, common), patch), kept), patch.get(MORE))


def says(raw: Any, where: Where) -> bool:
    """Return whether a patch has an entry of its own at a place, or replaces the list that it lies in."""
    for part in where:
        if isinstance(raw, list):
            return True
        if not isinstance(raw, dict) or part not in raw:
            return False
        raw = raw[part]
    return True


def members_of(raw: Raw, name: str) -> list[str]:
    """Return the codes that a group or bloc names ("member": all), as far as there are such members."""
    known = raw.get("members")
    groups = [raw[key] for key in (GROUPS, "blocs") if isinstance(raw.get(key), dict)]
    named: Any = known if name == MEMBER else next((group[name] for group in groups if name in group), ())
    if not isinstance(known, dict) or not isinstance(named, list | dict):
        return []
    return [code for code in named if isinstance(code, str) and code in known]


def written_out(raw: Raw, every: Any) -> tuple[Raw, Origins]:
    """Return the members' entries that ``every`` stands for, and where each of them was written."""
    members: dict[str, Raw] = {}
    origins: Origins = {}
    for name, entries in every.items() if isinstance(every, dict) else ():
        for code in members_of(raw, name) if isinstance(entries, dict) else ():
            members[code] = merge(members.get(code, {}), entries)
            origins |= {("members", code, column): (EVERY, name, column) for column in entries}
    return ({"members": members} if members else {}), origins


def by_date(layers: Layers, more: Any) -> Layers:
    """Return the layers with further meetings put in among the meetings, in the order of their first days.

    Each keeps the luck of its day under its number, wherever it comes to stand: the base's first, then the others.
    """
    meetings = layers.raw.get("meetings")
    if not isinstance(more, list) or not isinstance(meetings, list):
        return layers
    rows = [(first_day(one), ("meetings", place), one) for place, one in enumerate(meetings)]
    numbers = list(range(1, len(meetings) + 1))
    for number, one in enumerate(more):
        day = first_day(one)
        later = [place for place, (other, _, _) in enumerate(rows) if other is not None and day and other > day]
        rows.insert(later[0] if later else len(rows), (day, (MORE, number), one))
        numbers.insert(later[0] if later else len(numbers), len(numbers) + 1)
    moved: Origins = {("meetings", at): origin(where, layers.origins) for at, (_, where, _) in enumerate(rows)}
    kept = [lucky(one, numbers[at], at + 1) for at, (_, _, one) in enumerate(rows)]
    return Layers(layers.raw | {"meetings": kept}, layers.origins | moved)


def lucky(meeting: Any, number: int, place: int) -> Any:
    """Return a meeting that says under which number it keeps its luck, where that is not its place."""
    return {"luck": number} | meeting if isinstance(meeting, dict) and number != place else meeting


def first_day(meeting: Any) -> date | None:
    """Return a meeting's first day, if it says one."""
    day = meeting.get("date") if isinstance(meeting, dict) else None
    return day if isinstance(day, date) and not isinstance(day, datetime) else None


def origin(where: Where, origins: Origins) -> Where:
    """Return where a person wrote an entry."""
    for depth in range(len(where), 0, -1):
        if where[:depth] in origins:
            return origins[where[:depth]] + where[depth:]
    return where


def at_origin(faults: list[Fault], origins: Origins) -> list[Fault]:
    """Return the faults at the places where a person can mend them."""
    return [Fault(origin(fault.where, origins), fault.what) for fault in faults]
