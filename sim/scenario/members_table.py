"""A table of members' figures as anyone can write it: CSV, a row a member, a column a figure.

Needed columns: ``code``, ``name``, ``defence`` (% of GDP), ``gdp`` (US$ bn). All other figures of a member may
be left out, cell by cell or whole columns. ``role`` is ``patron`` in the row of the power whose guarantee is at
stake; ``blocs`` names the groups whose members listen to each other, parted by semicolons.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from sim.scenario.draw import bounds
from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.schema import COLUMNS, MOST_SEATS, Member

NEEDED = ("code", "name", "defence", "gdp")
WORDS = ("code", "name", "the", "role", "blocs")
PATRON, MEMBER = "patron", "member"
KNOWN = (*WORDS, *COLUMNS)
CODE = re.compile(r"[A-Z][A-Z0-9-]{1,7}")
FEWEST = 2
Cells = dict[str, str]


@dataclass(frozen=True)
class Row:
    """One line of the table: who, in which groups, and the figures that are known."""

    line: int
    code: str
    name: str
    the: str
    patron: bool
    blocs: tuple[str, ...]
    figures: dict[str, float] = field(default_factory=dict)


def read_members(path: Path | str) -> list[Row]:
    """Return the rows of a table of members; ``ScenarioError`` names every fault with its line and column."""
    path = Path(path)
    header, lines = cells(path)
    unknown = [name for name in header if name not in KNOWN]
    faults = [f'line 1: no column "{name}"; needed: {", ".join(NEEDED)}' for name in NEEDED if name not in header]
    faults += [f'line 1: unknown column "{name}"; allowed: {", ".join(KNOWN)}' for name in unknown]
    faults += [f'line 1: column "{name}" stands twice' for name in sorted({n for n in header if header.count(n) > 1})]
    if not faults:
        faults = [*wrong_rows(header, lines), *wrong_whole([given for _, given in lines])]
    if faults:
        raise ScenarioError(str(path), [Fault((), what) for what in faults])
    return [row(number, given) for number, given in lines]


def cells(path: Path) -> tuple[list[str], list[tuple[int, Cells]]]:
    """Return a table's header and its lines with their numbers; lines without a word are passed over."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        read = csv.reader(text.splitlines(), skipinitialspace=True, strict=True)
        lines = [(read.line_num, [one.strip() for one in found]) for found in read]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = (error.strerror if isinstance(error, OSError) else "") or "it is no CSV file in UTF-8"
        raise ScenarioError(str(path), [Fault((), f"the table cannot be read: {why}")]) from None
    told = [(number, found) for number, found in lines if any(found)]
    if not told:
        raise ScenarioError(str(path), [Fault((), "the table is empty")])
    header = told[0][1]
    extra = [
        f"line {number}: {len(found)} cells under {len(header)} columns"
        for number, found in told[1:]
        if len(found) > len(header)
    ]
    if extra:
        raise ScenarioError(str(path), [Fault((), what) for what in extra])
    return header, [(number, dict(zip(header, found, strict=False))) for number, found in told[1:]]


def wrong_rows(header: Sequence[str], lines: Sequence[tuple[int, Cells]]) -> Iterator[str]:
    """Yield what is wrong with single cells, each with its line and column."""
    for line, given in lines:
        at = f"line {line} ({given.get('code') or 'no code'})"
        yield from (f"{at}, {name}: empty; needed in every row" for name in NEEDED if not given.get(name))
        if given.get("code") and not CODE.fullmatch(given["code"]):
            yield f'{at}, code: "{given["code"]}"; allowed: two to eight capitals or digits'
        if given.get("role", "") not in ("", PATRON, MEMBER):
            yield f'{at}, role: "{given["role"]}"; allowed: {PATRON}, {MEMBER} or empty'
        for column in COLUMNS:
            if column in header and given.get(column):
                yield from (f"{at}, {column}: {what}" for what in wrong_number(column, given[column]))


def wrong_number(column: str, given: str) -> Iterator[str]:
    """Yield what is wrong with one figure."""
    within, value = bounds(Member.model_fields[column]), number(given)
    if value is None:
        yield f'"{given}" is no number; allowed: digits with a point, or nothing where it is not known'
    elif within is not None and within.clip(value) != value:
        yield f"{value:g} is out of bounds; allowed: {within.low:g} to {within.high:g} {within.unit}"


def wrong_whole(given: Sequence[Cells]) -> Iterator[str]:
    """Yield what is wrong with the table as a whole."""
    codes = [one.get("code", "") for one in given]
    yield from (f'code "{one}" stands twice; allowed: once' for one in sorted({c for c in codes if codes.count(c) > 1}))
    patrons = [one for one in given if one.get("role") == PATRON]
    members = len(given) - len(patrons)
    if len(patrons) != 1:
        yield f"{len(patrons)} rows with role {PATRON}; needed: one, the power whose guarantee is at stake"
    if not FEWEST <= members <= MOST_SEATS:
        yield f"{members} members; allowed: {FEWEST} to {MOST_SEATS}"


def row(line: int, given: Cells) -> Row:
    """Return one sound line."""
    figures = {name: number(given[name]) for name in COLUMNS if given.get(name)}
    blocs = tuple(one.strip() for one in given.get("blocs", "").split(";") if one.strip())
    known = {name: value for name, value in figures.items() if value is not None}
    is_patron = given.get("role") == PATRON
    return Row(line, given["code"], given["name"], given.get("the", ""), is_patron, blocs, known)


def number(given: str) -> float | None:
    """Return a cell as a finite number, or None if it is none."""
    try:
        found = float(given)
    except ValueError:
        return None
    return found if isfinite(found) else None
