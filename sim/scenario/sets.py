"""Weighted sets of parameters: a table of which each setting draws one row, all its entries together (ODD 6.4).

``[sets.NAME]`` names a table beside the file (``table = "NAME.csv"``: a row a set, a column an entry) or says its
columns itself (``weights = […]`` and lists by section and name). It is written out here, before anything is checked,
as choices that are made together, so that no other place knows of tables; the resolved form folds these into columns
again, so that weights stand there once.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import isfinite
from pathlib import Path
from textwrap import fill
from typing import Any, NamedTuple

import tomli_w

from sim.scenario.draw import SETS as SETS
from sim.scenario.draw import bounds
from sim.scenario.faults import Fault, ScenarioError, Where, unknown
from sim.scenario.layers import LARGEST, Origins, Raw
from sim.scenario.quantity import Within
from sim.scenario.sections import PARAMETERS

TABLE, WEIGHT, WEIGHTS, SOURCE, LABEL = "table", "weight", "weights", "source", "set"
"""Keys of a set besides its sections; a table's column of weights, and the column of labels that nobody reads."""
NAME = re.compile(r"[A-Za-z0-9_-]{1,60}")
WIDE = 120
SETTLED = ("together", "choice", "weights", "source")
"""What a choice says that a column can say as well."""


class Columns(NamedTuple):
    """A table of sets: each set's weight, each entry's values, set by set, and who says so."""

    weights: list[Any]
    entries: dict[str, list[Any]]
    source: Any = None


@cache
def behaviour() -> dict[str, dict[str, Within]]:
    """Return the bounds of every parameter of behaviour that may be in doubt, by section and name."""
    sections: dict[str, Any] = {name: section.annotation for name, section in PARAMETERS.model_fields.items()}
    return {
        name: {key: within for key, field in one.model_fields.items() if (within := bounds(field)) is not None}
        for name, one in sections.items()
    }


def is_behaviour(entry: str) -> bool:
    """Return whether an entry is a parameter of behaviour that may be in doubt."""
    section, _, key = entry.partition(".")
    return key in behaviour().get(section, {})


# -- read and checked ------------------------------------------------------------------------------------


def written_out(told: Any, file: Path) -> tuple[Raw, Origins]:
    """Return the entries that a file's sets hold, as choices made together, and where each was written.

    Raises ``ScenarioError`` with every fault of the sets and their tables; it does not know the file's text.
    """
    raw: Raw = {}
    origins: Origins = {}
    faults: list[Fault] = []
    if not isinstance(told, dict):
        raise ScenarioError(str(file), [Fault((SETS,), f"expected tables of sets, such as [{SETS}.NAME]")])
    for name, one in told.items():
        columns, wrong = columns_of(name, one, file.parent)
        faults += wrong
        for entry, values in columns.entries.items() if not wrong else ():
            section, key = entry.split(".")
            choice = {"together": name, "choice": values, WEIGHTS: columns.weights}
            raw.setdefault(section, {})[key] = choice | ({SOURCE: columns.source} if columns.source else {})
            origins[section, key] = (SETS, name)
    if faults:
        raise ScenarioError(str(file), faults)
    return raw, origins


def columns_of(name: str, told: Any, folder: Path) -> tuple[Columns, list[Fault]]:
    """Return one set's columns, from the table beside the file or from the file itself, and what is wrong."""
    here: Where = (SETS, name)
    if not NAME.fullmatch(name):
        return Columns([], {}), [Fault(here, "allowed in a name: letters, digits, hyphens, 60 at most")]
    if not isinstance(told, dict):
        return Columns([], {}), [Fault(here, f"expected a table, such as [{SETS}.{name}]")]
    own = {key: value for key, value in told.items() if key not in (TABLE, SOURCE)}
    if TABLE not in told:
        weights = own.pop(WEIGHTS, [])
        columns = Columns(weights, dict(flat(own)), told.get(SOURCE))
        return columns, [Fault((*here, *where), what) for where, what in wrong_in(columns)]
    if own or not isinstance(told[TABLE], str):
        said = f"expected the name of a CSV file, which then holds all columns (found beside it: {', '.join(own)})"
        return Columns([], {}), [Fault((*here, TABLE), said if own else said.partition(" (")[0])]
    try:
        columns = read_table(folder / told[TABLE])._replace(source=told.get(SOURCE))
    except ValueError as error:
        return Columns([], {}), [Fault((*here, TABLE), f"{told[TABLE]}: {error}")]
    return columns, [Fault((*here, TABLE), in_table(told[TABLE], *one)) for one in wrong_in(columns)]


def flat(told: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the columns that a set says itself, by dotted name."""
    if not isinstance(told, dict):
        yield name, told
        return
    for key, inside in told.items():
        yield from flat(inside, f"{name}.{key}" if name else key)


def read_table(path: Path) -> Columns:
    """Return a table of sets; ``ValueError`` if it is none. Numbers are not yet held against their bounds."""
    try:
        if (size := path.stat().st_size) > LARGEST:
            raise ValueError(f"{size:,} bytes; allowed: at most {LARGEST:,}")
        with path.open(encoding="utf-8-sig", newline="") as text:
            head, *rows = [row for row in csv.reader(text, strict=True) if row] or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if WEIGHT not in head:
        raise ValueError(f'no column "{WEIGHT}"; expected a line of names, {WEIGHT} among them, then a line a set')
    if twice := [name for place, name in enumerate(head) if name in head[:place]]:
        raise ValueError(f'two columns "{twice[0]}"; allowed: one of each name')
    if ragged := [place for place, row in enumerate(rows, 2) if len(row) != len(head)]:
        raise ValueError(f"line {ragged[0]}: {len(rows[ragged[0] - 2])} found; allowed: {len(head)}, one a column")
    columns = {name: [number(row[place]) for row in rows] for place, name in enumerate(head) if name != LABEL}
    return Columns(columns.pop(WEIGHT), columns)


def number(written: str) -> float | str:
    """Return a number as it is written, or the words that are none."""
    try:
        return float(written)
    except ValueError:
        return written


def in_table(file: str, where: Where, what: str) -> str:
    """Return a fault of a table in words: file, line, column."""
    line = f" line {part + 2}" if where and isinstance(part := where[-1], int) else ""
    column = ".".join(str(part) for part in where if not isinstance(part, int)).replace(WEIGHTS, WEIGHT)
    return f"{file}{line}{', ' * bool(column)}{column}: {what}"


def wrong_in(columns: Columns) -> Iterator[tuple[Where, str]]:
    """Yield what is wrong with a table's weights, names and values, and where (the last step: which set)."""
    many = len(columns.weights) if isinstance(columns.weights, list) else 0
    if not many:
        yield (WEIGHTS,), "missing; expected a list of numbers, one a set"
        return
    odd = [place for place, one in enumerate(columns.weights) if not is_number(one) or one < 0.0]
    for place in odd:
        yield (WEIGHTS, place), f"{columns.weights[place]!r}; allowed: a number from 0"
    if not odd and not any(columns.weights):
        yield (WEIGHTS,), "all are 0; allowed: one at least above 0"
    if not columns.entries:
        yield (), "no entry; expected a list of values for each, such as isolation.alone"
    for entry, values in columns.entries.items():
        yield from wrong_at(entry, values, many)


def wrong_at(entry: str, values: Any, many: int) -> Iterator[tuple[Where, str]]:
    """Yield what is wrong with one column."""
    where: Where = tuple(entry.split("."))
    section, _, key = entry.partition(".")
    if not is_behaviour(entry):
        yield where, stranger(section, key)
        return
    if not isinstance(values, list) or len(values) != many:
        found = f"{len(values)} values" if isinstance(values, list) else repr(values)
        yield where, f"{found}; allowed: a list of {many}, one for each weight"
        return
    within = behaviour()[section][key]
    for place, one in enumerate(values):
        if not is_number(one):
            yield (*where, place), f"expected a number, found {one!r}"
        elif not within.low <= one <= within.high:
            allowed = f"{within.low:g} to {within.high:g} {within.unit}"
            yield (*where, place), f"{one:g} is out of bounds; allowed: {allowed}"


def stranger(section: str, key: str) -> str:
    """Return what is wrong with the name of a column."""
    if section == "members":
        return "a member's figure; allowed: parameters of behaviour, which belong to no summit"
    if section not in behaviour():
        return unknown(section, behaviour(), "section of parameters")
    return unknown(key, behaviour()[section], f"number of {section}")


def is_number(found: Any) -> bool:
    """Return whether a value is a finite number."""
    return isinstance(found, int | float) and not isinstance(found, bool) and isfinite(found)


# -- folded and written ----------------------------------------------------------------------------------


def folded(full: Raw) -> tuple[Raw, dict[str, Columns]]:
    """Return a scenario's entries without those that are drawn together, and these as tables by name."""
    left, sets = dict(full), dict[str, Columns]()
    for section in behaviour():
        kept = dict(full[section])
        for key, one in full[section].items():
            if not foldable(one):
                continue
            found = sets.setdefault(one["together"], Columns(one[WEIGHTS], {}, one.get(SOURCE)))
            if (found.weights, found.source) == (one[WEIGHTS], one.get(SOURCE)):
                found.entries[f"{section}.{key}"] = one["choice"]
                del kept[key]
        left[section] = kept
    return left, sets


def foldable(entry: Any) -> bool:
    """Return whether an entry says nothing that a column could not say."""
    return isinstance(entry, dict) and set(entry) <= set(SETTLED) and bool(NAME.fullmatch(entry.get("together", "")))


def as_toml(sets: Mapping[str, Columns]) -> str:
    """Return tables of sets in TOML, column by column."""
    return "".join(one_as_toml(name, columns) for name, columns in sets.items())


def one_as_toml(name: str, columns: Columns) -> str:
    """Return one table of sets in TOML."""
    named = {WEIGHTS: columns.weights, **columns.entries}
    source = tomli_w.dumps({SOURCE: columns.source}) if columns.source else ""
    lines = [f"{entry} = [\n{wrapped(values)}\n]\n" for entry, values in named.items()]
    return f"\n[{SETS}.{name}]\n{source}{''.join(lines)}"


def wrapped(values: Sequence[float]) -> str:
    """Return numbers in lines of readable length."""
    indent = " " * 4
    return fill(", ".join(repr(float(one)) for one in values), WIDE, initial_indent=indent, subsequent_indent=indent)


def as_csv(columns: Columns, labels: Sequence[int]) -> str:
    """Return a table of sets as CSV: a label, a weight, and a column an entry."""
    head = [LABEL, WEIGHT, *columns.entries]
    rows = zip(labels, columns.weights, *columns.entries.values(), strict=True)
    return "".join(",".join(str(one) for one in row) + "\n" for row in [head, *rows])
