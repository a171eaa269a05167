"""The rulebook's fingerprint: which rules a ledger was played by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

SOURCES = (
    "rules/*.py",
    *(f"scenario/{name}.py" for name in ("draw", "mapping", "opening", "quantity", "seating", "sheet")),
    *(f"ensemble/{name}.py" for name in ("conduct", "ending", "minds", "start")),
    *(f"summit/{name}.py" for name in ("agents", "model")),
)
"""The files that decide what is computed: every rule, what turns a scenario into seats, and both conductors."""


@cache
def fingerprint() -> str:
    """Return the fingerprint of the rules in use, the same on every system."""
    return fingerprint_of(Path(__file__).resolve().parents[1])


def fingerprint_of(house: Path, sources: Iterable[str] = SOURCES) -> str:
    """Return the fingerprint of some sources in a folder laid out like ``sim``: by default those of the rules."""
    seal = hashlib.sha256()
    for pattern in sources:
        for path in sorted(house.glob(pattern), key=lambda one: one.name):
            seal.update(f"{path.relative_to(house).as_posix()}\n".encode())
            # a checkout may have changed the ends of lines, which changes no rule
            seal.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return "sha256:" + seal.hexdigest()
