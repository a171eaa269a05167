"""How two scenarios differ, entry by entry, in words and numbers (ODD 6.3).

What is compared is the resolved form, so that a default and the same number said aloud are alike.
Prose, sources and the recorded outcome are left out, as they are of the digest; so is the order of
a list of names, which no rule reads.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.scenario.draw import SETS, bounds
from sim.scenario.quantity import Quantity
from sim.scenario.resolve import PROSE, UNREAD
from sim.scenario.schema import Scenario

MANY = 3
"""From so many members, meetings or categories on, one line tells of all whose column differs."""
KINDS = 3
"""So many different words at most stand for a column."""
FEW = 12
"""Names that a line bears; of a longer list it gives the length and what the other list lacks."""
WITHOUT = {"seats": "everyone", "agenda": "every issue", "silence": "none called", "deadline": "undated"}
"""What leaving an entry out means, where "none" would not say it."""
BOUNDED = re.compile(r"(.*) \[(.*)\]")
"""A description that ends in its unit."""
SYMBOL = re.compile(r" \(\S+\)$")
"""The symbol of a formula at the end of a meaning: of no use outside the table of equations."""


@dataclass(frozen=True)
class Difference:
    """One entry that differs, or one column that differs for many.

    ``entry`` is the dotted name (``members.*.debt``: several members, named in ``meaning``);
    ``before`` and ``after`` are what the two scenarios say, a range as "0.35 (0.1–0.7)".
    """

    entry: str
    before: str
    after: str
    unit: str
    meaning: str


class Found(NamedTuple):
    """A differing entry not yet in words.

    ``row`` is the place in ``path`` of the member, meeting or category it belongs to (-1: none),
    ``label`` what people call that row, ``rows`` how many rows there are.
    """

    path: tuple[str, ...]
    row: int
    label: str
    rows: int
    field: FieldInfo | None
    first: Any
    second: Any

    @property
    def sets(self) -> str:
        """The name of the weighted sets from which a side of the entry is drawn with others; empty if none is."""
        named = {name for side in (self.first, self.second) if (name := getattr(side, "together", None))}
        return f"{SETS}.{min(named)}" if named else ""

    @property
    def column(self) -> str:
        """The entry's name with a star for the row, so that one column, or one table of sets, bears one name."""
        if self.sets:
            return self.sets
        return ".".join("*" if place == self.row else part for place, part in enumerate(self.path))


def differences(first: Scenario, second: Scenario) -> list[Difference]:
    """Return every entry that the simulation reads and in which two scenarios differ, as a file orders them.

    Empty for scenarios of one digest. Swapping the scenarios swaps ``before`` and ``after``.
    """
    names = names_of(first) | names_of(second)
    columns: dict[str, list[Found]] = {}
    for one in walk(Found((), -1, "", 0, None, first, second)):
        columns.setdefault(one.column, []).append(one)
    told: list[Difference] = []
    for some in columns.values():
        if len(some) < MANY:
            told += [alone(one, names) for one in some]
        else:
            told.append(in_sets(some) if some[0].sets else together(some, names))
    return told


def names_of(scenario: Scenario) -> dict[str, str]:
    """Return what people call the members and categories, by code."""
    named = {code: member.name for code, member in scenario.members.items()}
    return named | {code: one.name for code, one in scenario.categories.items()}


def walk(at: Found) -> Iterator[Found]:
    """Yield the entries below a place in which its two sides differ."""
    first, second = at.first, at.second
    if is_table(first) and type(first) is type(second):
        unread = PROSE if at.path else (*PROSE, *UNREAD)
        for name, field in type(first).model_fields.items():
            if name not in unread:
                sides = getattr(first, name), getattr(second, name)
                yield from walk(at._replace(path=(*at.path, name), field=field, first=sides[0], second=sides[1]))
    elif isinstance(first, dict) or isinstance(second, dict):
        yield from rows(at, first or {}, second or {})
    elif is_list_of_tables(first) and is_list_of_tables(second) and len(first) == len(second):
        yield from rows(at, numbered(first), numbered(second))
    elif plain(first) != plain(second):
        yield at


def rows(at: Found, first: dict[str, Any], second: dict[str, Any]) -> Iterator[Found]:
    """Yield the entries in which two tables of named rows differ."""
    every = first | second
    for key, one in every.items():
        inside = at._replace(path=(*at.path, key), first=first.get(key), second=second.get(key))
        if at.row < 0 and is_table(one):
            inside = inside._replace(row=len(at.path), label=getattr(one, "name", key), rows=len(every))
        yield from walk(inside)


def is_table(value: Any) -> bool:
    """Return whether a value is a table of entries rather than one number."""
    return isinstance(value, BaseModel) and not isinstance(value, Quantity)


def is_list_of_tables(value: Any) -> bool:
    """Return whether a value is a list of tables, such as the meetings."""
    return isinstance(value, list) and bool(value) and is_table(value[0])


def numbered(some: Sequence[Any]) -> dict[str, Any]:
    """Return a list as a table of rows, counted from 1."""
    return {str(place): one for place, one in enumerate(some, 1)}


def plain(value: Any) -> Any:
    """Return a value without what only people read and without an order that says nothing."""
    if isinstance(value, Quantity):
        return value.model_dump(exclude={"source", "known_on", "note"}, exclude_none=True)
    return sorted(value) if is_names(value) else value


def is_names(value: Any) -> bool:
    """Return whether a value is a list of words, in which order says nothing."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def alone(one: Found, names: dict[str, str]) -> Difference:
    """Return one entry's difference in words."""
    unit, meaning = said(one.field)
    whose = one.label if one.row >= 0 and one.label != one.path[one.row] else ""
    sides = words(one.first, one.second, one, names), words(one.second, one.first, one, names)
    return Difference(".".join(one.path), *sides, unit, ": ".join(part for part in (whose, meaning) if part))


def together(some: list[Found], names: dict[str, str]) -> Difference:
    """Return a column's difference in words: from the least to the most, and whose."""
    unit, meaning = said(some[0].field)
    labels = [one.label for one in some]
    whose = f"all {len(some)}" if len(some) == some[0].rows else ", ".join(labels)
    befores = [(one.first, words(one.first, one.second, one, names)) for one in some]
    afters = [(one.second, words(one.second, one.first, one, names)) for one in some]
    return Difference(some[0].column, reach(befores), reach(afters), unit, f"{meaning} ({whose})".strip())


def in_sets(some: list[Found]) -> Difference:
    """Return the difference of all entries that one side draws together: how many, from how many sets."""
    before, after = (kept_sets([getattr(one, side) for one in some]) for side in ("first", "second"))
    meaning = f"weighted sets of parameters, one drawn for each setting ({len(some)} entries)"
    return Difference(some[0].sets, before, after, "", meaning)


def kept_sets(side: Sequence[Any]) -> str:
    """Return what one side says of entries that the other draws together."""
    named = {one.together: len(one.choice or []) for one in side if getattr(one, "together", None)}
    return " or ".join(f"{many} sets of {name}" for name, many in sorted(named.items())) or "each entry by itself"


def reach(sides: list[tuple[Any, str]]) -> str:
    """Return what a column says: the one value of all, or the least and the most."""
    values = [value.central() if isinstance(value, Quantity) else value for value, _ in sides]
    said_ = dict.fromkeys(text for _, text in sides)
    if len(said_) == 1:
        return next(iter(said_))
    if all(isinstance(value, float | int) for value in values) or all(isinstance(v, datetime.date) for v in values):
        return f"{one_value(min(values))} to {one_value(max(values))}"
    return " or ".join(said_) if len(said_) <= KINDS else "each its own"


def said(field: FieldInfo | None) -> tuple[str, str]:
    """Return an entry's unit and meaning, as the schema gives them."""
    if field is None:
        return "", ""
    within = bounds(field)
    if within is not None:
        return within.unit, SYMBOL.sub("", within.meaning)
    described = BOUNDED.fullmatch(field.description or "")
    return (described[2], described[1]) if described else ("", field.description or "")


def words(value: Any, other: Any, at: Found, names: dict[str, str]) -> str:
    """Return one side of a difference as a person would say it (``other`` is the other side)."""
    if value is None:
        return WITHOUT.get(at.path[-1], "none")
    if is_names(value):
        return listed(value, other or [], names)
    if is_list_of_tables(value):
        return several(value)
    if isinstance(value, list):
        return " to ".join(dict.fromkeys(one_value(one) for one in value))
    if is_table(value):
        return getattr(value, "name", None) or getattr(value, "words", None) or "given"
    return names.get(value, value) if isinstance(value, str) else one_value(value)


def listed(value: list[str], other: list[str], names: dict[str, str]) -> str:
    """Return a list of names: in full, or by its length and what the other list lacks."""
    if len(value) <= FEW:
        return ", ".join(names.get(one, one) for one in value) or "nothing"
    own = [names.get(one, one) for one in value if one not in other]
    return f"{len(value)}, among them {', '.join(own)}" if 0 < len(own) <= FEW else f"{len(value)}"


def several(value: list[Any]) -> str:
    """Return a list of tables in words: how many meetings from when to when, or each by its name and numbers."""
    days = [getattr(one, "date", None) for one in value]
    if all(days):
        return f"{len(value)} ({days[0]} to {days[-1]})"
    return "; ".join(f"{one.name} ({', '.join(numbers(one))})" for one in value)


def numbers(one: BaseModel) -> Iterator[str]:
    """Yield a table's quantities by name."""
    for name, value in one:
        if isinstance(value, Quantity):
            yield f"{name} {quantity(value)}"


def one_value(value: Any) -> str:
    """Return a number, a range, a date or a yes in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Quantity):
        return quantity(value)
    return f"{value:.10g}".replace("-", "−") if isinstance(value, float | int) else str(value)


def quantity(one: Quantity) -> str:
    """Return a quantity in words: "0.35", "0.35 (0.1–0.7)", "1 (80 %) or 0.7 (20 %)"."""
    centre = one_value(one.central())
    if one.together is not None:
        return f"{centre} ({one_value(one.reached(0.1))} to {one_value(one.reached(0.9))}, with {one.together})"
    if one.choice is not None and one.weights is not None:
        total = fsum(one.weights)
        return " or ".join(f"{v:g} ({100 * w / total:.3g} %)" for v, w in zip(one.choice, one.weights, strict=True))
    if one.sd is not None:
        return f"{centre} (± {one.sd:g})"
    ends = list(one.span or [end for end in (one.low, one.high) if end is not None])
    dash = " to " if ends and min(ends) < 0.0 else "–"
    return f"{centre} ({dash.join(one_value(end) for end in ends)})" if ends else centre
