"""Named tuples as records: the same numbers in one block of memory, passed by address.

Columns are padded to common lengths, so that scenarios of other sizes have records of the same shape
and need no compiling of their own: seats to a multiple of 32 (the rest are empty chairs), sets of
categories to 64 or 256, and so on.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.rules.desk import Desk, clear_desk
from sim.rules.terms import COMMON, Table, Terms

SEATS, ROUNDS, MOVES, OUTCOMES, BLOCS = 32, 60, 40, 20, 32
SETS = (64, 256)
STAYS_PUT = (0, 0, 0, 0, -1, 0, 0)
"""A move that leads nowhere: what the list of moves is padded with."""
ENOUGH = 1e6
"""What an empty chair has of everything that is asked: it never objects."""


def padded(values: Any, length: int, blank: Any) -> tuple[Any, ...]:
    """Return a column made longer with blanks."""
    return (*values, *(blank,) * (length - len(values)))


def places(seats: int) -> int:
    """Return how many chairs there are for this many seats."""
    return -(-seats // SEATS) * SEATS


def sets(count: int) -> int:
    """Return how many sets of categories there is room for."""
    return next(size for size in SETS if count <= size)


def wide_table(table: Table) -> Table:
    """Return a table with empty chairs up to a common size."""
    chairs, kinds = places(table.seats), sets(len(table.qualifying))
    nobody = (0.0,) * chairs
    columns: dict[str, Any] = {
        name: padded(column, chairs, type(column[0])(0))
        for name, column in table._asdict().items()
        if name not in (*COMMON, "qualifying", "influence")
    }
    qualifying = [padded(row, chairs, ENOUGH) for row in table.qualifying]
    return table._replace(
        **columns,
        qualifying=padded(qualifying, kinds, nobody),
        influence=padded([padded(row, chairs, 0.0) for row in table.influence], chairs, nobody),
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
        ),
        share_of=padded(terms.share_of, kinds, 0.0),
        distaste_of=padded(terms.distaste_of, kinds, 0.0),
        talks_chance=padded(terms.talks_chance, OUTCOMES, 0.0),
        talks_threat=padded(terms.talks_threat, OUTCOMES, 0.0),
        moves=padded(terms.moves, MOVES, STAYS_PUT),
    )


def wide_desk(seats: int) -> Desk:
    """Return a clear desk for a table of this many seats."""
    return clear_desk(places(seats), MOVES)


def dtype_of(value: Any) -> np.dtype[Any]:
    """Return the layout of nested named tuples, sequences and numbers."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return np.dtype([(name, dtype_of(one)) for name, one in zip(value._fields, value, strict=True)], align=True)
    if isinstance(value, tuple | list):
        array = np.array(value)
        return np.dtype((array.dtype, array.shape))
    return np.dtype(np.float64 if isinstance(value, float) else np.int64)


def fill(record: Any, value: Any) -> None:
    """Copy nested named tuples into a record of their layout."""
    for name, one in zip(value._fields, value, strict=True):
        if isinstance(one, tuple) and hasattr(one, "_fields"):
            fill(record[name], one)
        else:
            record[name] = one


def record(value: Any, layout: Any = None) -> Any:
    """Return a record that holds what nested named tuples hold, in their own layout if none is given."""
    block = np.zeros(1, dtype_of(value) if layout is None else layout).view(np.recarray)
    fill(block[0], value)
    return block[0]
