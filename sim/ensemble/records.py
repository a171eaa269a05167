"""Named tuples as records: the same numbers in one block of memory, passed by address."""

from __future__ import annotations

from typing import Any

import numpy as np


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


def record(value: Any) -> Any:
    """Return a record that holds what nested named tuples hold."""
    block = np.zeros(1, dtype_of(value)).view(np.recarray)
    fill(block[0], value)
    return block[0]
