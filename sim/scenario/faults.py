"""What is wrong with a scenario file, said once and all at once: where, what, and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

Where = tuple[str | int, ...]

SETTINGS = "--set"
"""The name under which entries changed on the command line are reported."""

HEADER = re.compile(r"(\[\[?)([^\[\]]+)\]\]?")
KEY = re.compile(r"""([A-Za-z0-9_.\-"']+)\s*=""")


@dataclass(frozen=True)
class Fault:
    """One fault: the entry it is about, and a sentence with what was found and what is allowed."""

    where: Where
    what: str

    @property
    def field(self) -> str:
        """The entry's dotted name, list places counted from 1."""
        return ".".join(str(part + 1) if isinstance(part, int) else part for part in self.where)


class ScenarioError(ValueError):
    """A scenario that cannot be used: one message with every fault of the file."""

    def __init__(self, name: str, faults: Iterable[Fault], texts: Iterable[tuple[Path, str]] = ()) -> None:
        """Remember the faults and find their lines in the files that the scenario is made of."""
        self.name = name
        self.faults = list(dict.fromkeys(faults))
        maps = [(path, lines_of(text)) for path, text in texts]
        said = [f"  {position(fault.where, name, maps)}{fault.what}" for fault in self.faults]
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        super().__init__("\n".join([f"{name}: {count}", *said]))


def position(where: Where, name: str, maps: list[tuple[Path, dict[Where, int]]]) -> str:
    """Return "line 12, us.demand: " for the file, or the base it extends, that wrote the entry."""
    field = Fault(where, "").field
    for depth in range(len(where), 0, -1):
        for path, lines in maps:
            if where[:depth] in lines and str(path) == SETTINGS:
                return f"{SETTINGS} {field}: "
            if where[:depth] in lines:
                file = "" if str(path) == name else f"{path.name} "
                return f"{file}line {lines[where[:depth]]}, {field}: "
    return f"{field}: " if field else ""


def lines_of(text: str) -> dict[Where, int]:
    """Return the line on which each entry of a TOML text is written (good enough for people)."""
    found: dict[Where, int] = {}
    counts: dict[Where, int] = {}
    table: Where = ()
    for number, written in enumerate(text.splitlines(), 1):
        line = written.strip()
        if header := HEADER.match(line):
            table = keys(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
            table = numbered(table, counts)
            found.setdefault(table, number)
        elif key := KEY.match(line):
            found.setdefault(table + keys(key[1]), number)
    return found


def keys(dotted: str) -> Where:
    """Return the parts of a dotted TOML key."""
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def numbered(table: Where, counts: dict[Where, int]) -> Where:
    """Return a table's name with the place of each array it lies in."""
    out: Where = ()
    for depth in range(1, len(table) + 1):
        out += (table[depth - 1],)
        if table[:depth] in counts:
            out += (counts[table[:depth]],)
    return out


def unknown(found: str, allowed: Iterable[str], what: str = "name") -> str:
    """Return a sentence about a word that is not one of those allowed."""
    names = sorted(allowed)
    near = get_close_matches(found, names, n=1)
    guess = f'did you mean "{near[0]}"? ' if near else ""
    return f'unknown {what} "{found}"; {guess}allowed: {", ".join(names) or "none"}'
