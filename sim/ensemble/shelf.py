"""Compiled code kept on disk, on a shelf that bears the sources' fingerprint.

Numba notices an edit of the file that holds the loop, but not of a rule that the loop calls. Here the
folder itself is named after all sources that are compiled, so that an edit of any of them starts anew.
``SUMMIT_CACHE_DIR`` names another place; a place that cannot be written to costs only time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_dir

from sim.results.rulebook import fingerprint_of

PLACE = "SUMMIT_CACHE_DIR"
COMPILED = (
    "rules/*.py",
    *(
        f"ensemble/{name}.py"
        for name in ("compiler", "conduct", "ending", "kernel", "log", "minds", "records", "start")
    ),
)
"""The sources that decide what is compiled, and how."""


@cache
def fingerprint() -> str:
    """Return a fingerprint of all sources that are compiled, short enough for a folder's name."""
    whole = fingerprint_of(Path(__file__).resolve().parents[1], COMPILED)
    return whole.removeprefix("sha256:")[:16]


def shelf() -> Path:
    """Return the folder of the code compiled from these sources."""
    return Path(os.environ.get(PLACE) or user_cache_dir("summit-negotiation")) / "compiled" / fingerprint()


def stocked() -> bool:
    """Return whether there is compiled code on the shelf, so that a start will take no minute."""
    return any(shelf().rglob("*.nbc"))


@contextmanager
def numba_keeps_at(folder: Path) -> Iterator[None]:
    """Let numba keep what is set to be cached here, whatever its own setting."""
    from numba import config as shared

    config: Any = shared
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder)
    try:
        yield
    finally:
        config.CACHE_DIR = before


def kept(dispatcher: Any) -> Any:
    """Return a compiled function that is read from the shelf, or put there once it is compiled."""
    folder = shelf()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with numba_keeps_at(folder):
            dispatcher.enable_caching()
    except (OSError, RuntimeError):
        pass  # nowhere to keep it: compiled anew each time
    return dispatcher
