"""Named tuples as records: the same numbers in one block of memory, passed by address.

Columns are padded to common lengths, so that scenarios of other sizes have records of the same shape
and need no compiling of their own: seats to a multiple of 32 (the rest are empty chairs), sets of
categories to 64 or 256, and so on.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, get_args, get_type_hints

import numpy as np

from sim.rules.desk import Desk, clear_desk
from sim.rules.sheet import Sheet, clear_sheet
from sim.rules.terms import COMMON, Table, Terms
from sim.rules.text import NO_CATEGORY, aim

SEATS, ROUNDS, AIMS, OUTCOMES, BLOCS = 32, 60, 21, 20, 32
SETS = (64, 256)
MOVES = {64: 40, 256: 48}
"""How many sets of categories there may be room for, and lines for the moves where there are as many."""
STAYS_PUT = (0, 0, 0, 0, NO_CATEGORY, 0, 0)
"""A move that leads nowhere: what the list of moves is padded with."""
ENOUGH = 1e6
"""What an empty chair has of everything that is asked: it never objects."""


def padded(values: Any, length: int, blank: Any) -> tuple[Any, ...]:
    """Return a column made longer with blanks."""
    return (*values, *(blank,) * (length - len(values)))


def widened(matrix: Any, lines: int, chairs: int, blank: float) -> Any:
    """Return a matrix with a column for every chair, blank where it had none, and lines of nothing below."""
    if isinstance(matrix, np.ndarray):
        wider = np.zeros((lines, chairs))
        wider[: len(matrix)] = blank
        wider[: len(matrix), : matrix.shape[1]] = matrix
        return wider
    return padded([padded(row, chairs, blank) for row in matrix], lines, (0.0,) * chairs)


def places(seats: int) -> int:
    """Return how many chairs there are for this many seats."""
    return -(-seats // SEATS) * SEATS


def sets(count: int) -> int:
    """Return how many sets of categories there is room for."""
    return next(size for size in SETS if count <= size)


def wide_table(table: Table) -> Table:
    """Return a table with empty chairs up to a common size."""
    chairs, kinds = places(table.seats), sets(len(table.qualifying))
    columns: dict[str, Any] = {
        name: padded(column, chairs, type(column[0])(0))
        for name, column in table._asdict().items()
        if name not in (*COMMON, "qualifying", "attention")
    }
    return table._replace(
        **columns,
        qualifying=widened(table.qualifying, kinds, chairs, ENOUGH),
        attention=widened(table.attention, chairs, chairs, 0.0),
        bloc_code=padded(table.bloc_code, BLOCS, 0),
    )


def wide_terms(terms: Terms) -> Terms:
    """Return terms whose lists are padded to a common size."""
    kinds = sets(len(terms.share_of))
    calendar = terms.calendar
    return terms._replace(
        calendar=calendar._replace(
            agenda=padded(calendar.agenda, ROUNDS, 0),
            silence=padded(calendar.silence, ROUNDS, 0.0),
            attendance=padded(calendar.attendance, ROUNDS, 0),
            luck=padded(calendar.luck, ROUNDS, 0),
        ),
        share_of=padded(terms.share_of, kinds, 0.0),
        distaste_of=padded(terms.distaste_of, kinds, 0.0),
        talks_chance=padded(terms.talks_chance, OUTCOMES, 0.0),
        talks_threat=padded(terms.talks_threat, OUTCOMES, 0.0),
        moves=tuple(padded(column, MOVES[kinds], still) for column, still in zip(terms.moves, STAYS_PUT, strict=True)),
        aims=padded(terms.aims, AIMS, aim(STAYS_PUT)),
        aim_of=padded(terms.aim_of, MOVES[kinds], 0),
    )


def wide_desk(seats: int, lines: int = MOVES[64]) -> Desk:
    """Return a clear desk for a table of this many seats, with so many lines for moves."""
    return clear_desk(places(seats), AIMS, lines)


def wide_sheet(seats: int, lines: int = MOVES[64]) -> Sheet:
    """Return a blank sheet for a table of this many seats, with so many lines for moves."""
    return clear_sheet(places(seats), AIMS, lines)


@cache
def declared(kind: Any) -> dict[str, Any]:
    """Return what each field of a named tuple is declared to hold, as far as numbers go: float, int or anything."""
    hints = get_type_hints(kind)

    def innermost(hint: Any) -> Any:
        inside = get_args(hint)
        return innermost(inside[0]) if inside else hint

    return {name: innermost(hints[name]) for name in kind._fields}


def dtype_of(value: Any, holds: Any = Any) -> np.dtype[Any]:
    """Return the layout of nested named tuples, sequences and numbers: words of eight bytes, one after another."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        kind: Any = type(value)
        kinds = declared(kind)
        fields = [(name, dtype_of(one, kinds[name])) for name, one in zip(value._fields, value, strict=True)]
        return np.dtype(fields, align=True)
    column = np.array(value)
    whole = holds is int or (holds is not float and column.dtype.kind in "iu")
    return np.dtype((np.int64 if whole else np.float64, column.shape))


@cache
def nested(kind: Any) -> tuple[int, ...]:
    """Return which fields of a named tuple are more than a number, by their place."""
    hints = get_type_hints(kind)
    return tuple(place for place, name in enumerate(kind._fields) if hints[name] not in (float, int))


def shape(value: Any) -> Any:
    """Return what decides a layout: the kinds of named tuples in a value, and how long its columns are."""
    if isinstance(value, np.ndarray):
        return value.shape
    if hasattr(value, "_fields"):
        kind: Any = type(value)
        return kind, *[shape(value[place]) for place in nested(kind)]
    return (len(value), *(shape(value[0]) if value and isinstance(value[0], tuple | list) else ()))


LAYOUTS: dict[Any, Any] = {}
"""One layout for all records of a shape: numba knows it again at once."""


def layout(value: Any) -> Any:
    """Return the layout of a value, worked out once for all that have its shape."""
    key = shape(value)
    found = LAYOUTS.get(key)
    return LAYOUTS.setdefault(key, np.dtype((np.record, dtype_of(value)))) if found is None else found


def record(value: Any) -> Any:
    """Return a record that holds what nested named tuples hold."""
    return np.array([value], layout(value))[0]


@lru_cache(maxsize=16)
def blank_sheet(blank: Callable[..., Any], *size: int) -> tuple[Any, Any]:
    """Return a record of blank paper of this size, and its layout."""
    sheet = blank(*size)
    return record(sheet), layout(sheet)


def several(count: int, blank: Callable[..., Any], *size: int) -> Any:
    """Return this many records of blank paper of this size (chairs, lines for moves) that nobody else writes on."""
    sheet, laid = blank_sheet(blank, *size)
    return np.array([sheet] * count, laid)


def paper(blank: Callable[..., Any], *size: int) -> Any:
    """Return a record of blank paper of this size that nobody else writes on."""
    return several(1, blank, *size)[0]
