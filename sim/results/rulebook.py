"""The rulebook's fingerprint: which rules a ledger was played by."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

SOURCES = ("rules/*.py", "scenario/draw.py", "scenario/mapping.py", "scenario/quantity.py", "scenario/seating.py")
"""The files that decide what is computed: every rule, and all that turns a scenario into seats."""


@cache
def fingerprint() -> str:
    """Return the fingerprint of the rules in use, the same on every system."""
    return fingerprint_of(Path(__file__).resolve().parents[1])


def fingerprint_of(house: Path) -> str:
    """Return the fingerprint of the rules in a folder laid out like ``sim``."""
    seal = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(house.glob(pattern), key=lambda one: one.name):
            seal.update(f"{path.relative_to(house).as_posix()}\n".encode())
            # a checkout may have changed the ends of lines, which changes no rule
            seal.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return "sha256:" + seal.hexdigest()
