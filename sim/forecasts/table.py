"""Positions on issues, as a table that anyone can write: one row a player and issue.

Columns ``issue``, ``player``, ``position``; ``power`` and ``salience`` (0 to 100) if known, else alike for all;
``proposal`` if issues belong to different ones (positions are traded within a proposal only); ``said_on``, a date.
Any other column is the writer's own.
Rows whose player is ``reference``, ``outcome``, ``low`` or ``high`` say what stands if nothing is agreed, what came
of it, and where the scale ends (else at the extreme values of the table).

Values may be parted by commas, semicolons or tabs; with the latter two a number may have a decimal comma. Capitals in
headings and spaces around values do not matter.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from pathlib import Path

from sim.forecasts.faults import PositionsError

NEEDED, OPTIONAL = ("issue", "player", "position"), ("power", "salience")
PROPOSAL, SAID_ON = "proposal", "said_on"
MARKS = ("reference", "outcome", "low", "high")
FULL = 100.0
"""The highest salience, and the top of the scale that issues are compared on."""
SEPARATORS = ",;\t"
LARGEST = 1e12
"""The largest number that is taken, either way: beyond it differences are lost in rounding."""
A_NUMBER = "allowed: a number such as 3.5 (−10¹² to 10¹²), or nothing"
SHAPE = "one row a player and issue, columns issue, player, position; power, salience if known"
Row = dict[str, str]
Table = Sequence[tuple[int, Row]]
"""Rows with their line in the file."""


@dataclass(frozen=True)
class Issue:
    """One issue: who stands where, with what power and salience; the scale, and what is known besides."""

    name: str
    players: tuple[str, ...]
    positions: tuple[float, ...]
    power: tuple[float, ...]
    salience: tuple[float, ...]
    low: float
    high: float
    reference: float | None = None
    outcome: float | None = None
    proposal: str = ""

    @property
    def span(self) -> float:
        """How long the scale is."""
        return self.high - self.low

    @property
    def weight(self) -> tuple[float, ...]:
        """Power × salience of each player."""
        return tuple(c * s for c, s in zip(self.power, self.salience, strict=True))

    def with_power(self, power: Mapping[str, float]) -> Issue:
        """Return the issue with other power; KeyError for a player that has none."""
        return replace(self, power=tuple(power[player] for player in self.players))


def issue(
    name: str,
    positions: Mapping[str, float],
    power: Mapping[str, float] | None = None,
    salience: Mapping[str, float] | None = None,
    **marks: float | None,
) -> Issue:
    """Return an issue from positions by player; equal power and full salience unless given.

    ``marks`` are ``reference``, ``outcome``, ``low`` and ``high``; the scale ends at the extremes unless given.
    """
    players = tuple(positions)
    known = [*positions.values(), *(one for one in (marks.get("reference"), marks.get("outcome")) if one is not None)]
    low, high = marks.get("low"), marks.get("high")
    return Issue(
        name=name,
        players=players,
        positions=tuple(positions.values()),
        power=tuple(1.0 if power is None else power[one] for one in players),
        salience=tuple(FULL if salience is None else salience[one] for one in players),
        low=min(known) if low is None else low,
        high=max(known) if high is None else high,
        reference=marks.get("reference"),
        outcome=marks.get("outcome"),
    )


def read_positions(path: Path | str, until: date | None = None) -> list[Issue]:
    """Return the issues of a CSV file, in order of appearance; PositionsError names every fault by its line.

    With ``until`` every player's row must have been said on that day or before.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        unreadable = "it is not UTF-8 text; save it as CSV in UTF-8"
        why = error.strerror if isinstance(error, OSError) else unreadable
        raise PositionsError(f"{path}: the table cannot be read: {why}") from None
    try:
        table = rows_of(text)
    except (PositionsError, csv.Error) as error:
        raise PositionsError(f"{path}: {error}") from None
    faults = [*faults_of(table), *(late(table, until) if until else ())]
    if faults:
        raise PositionsError("\n".join([f"{path}: {len(faults)} fault{'s' * (len(faults) > 1)}", *faults]))
    return [of_rows(name, [row for _, row in table if row["issue"] == name]) for name in names(table)]


def rows_of(text: str) -> list[tuple[int, Row]]:
    """Return the rows of a table with their lines, headings and the four marks in small letters, no empty row."""
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    head = [one.strip().casefold() for one in next(lines, [])]
    if not any(head):
        raise PositionsError(f"no table in it; allowed: {SHAPE}")
    counted = Counter(head)
    if missing := [one for one in NEEDED if one not in counted]:
        found = ", ".join(filter(None, head))
        raise PositionsError(f"no column {', '.join(missing)}; found: {found}; allowed: {SHAPE}")
    if twice := [one for one in (*NEEDED, *OPTIONAL, PROPOSAL, SAID_ON) if counted[one] > 1]:
        raise PositionsError(f"column {', '.join(twice)} stands twice; allowed: once each")
    cells = ((lines.line_num, [one.strip() for one in line]) for line in lines)
    return [(line, row_of(head, values, separator)) for line, values in cells if any(values)]


def row_of(head: Sequence[str], values: Sequence[str], separator: str) -> Row:
    """Return one row by heading; what has no heading is kept under "…"."""
    row = dict.fromkeys(head, "") | dict(zip(head, values, strict=False))
    if any(values[len(head) :]):
        row["…"] = "more"
    if separator != ",":
        row |= {one: row[one].replace(",", ".") for one in ("position", *OPTIONAL) if one in row}
    mark = row["player"].casefold()
    return row | ({"player": mark} if mark in MARKS else {})


def names(table: Table) -> list[str]:
    """Return the issues in order of appearance."""
    return list(dict.fromkeys(row["issue"] for _, row in table))


def faults_of(table: Table) -> Iterator[str]:
    """Yield what is wrong with the rows of a table, each with its line."""
    if not table:
        yield f"  no rows; allowed: {SHAPE}"
    seen: set[tuple[str, str]] = set()
    for line, row in table:
        if "…" in row:
            yield f"  line {line}: more values than columns"
        if not row["issue"] or not row["player"]:
            yield f"  line {line}: issue or player is empty"
        if (row["issue"], row["player"]) in seen:
            yield f"  line {line}: {row['player']} stands twice on {row['issue']}; allowed: one row each"
        seen.add((row["issue"], row["player"]))
        yield from (f"  line {line}, {fault}" for fault in wrong_numbers(row))
    cares = [number(row.get("salience") or "") or 0.0 for _, row in table]
    if 0.0 < max(cares, default=0.0) <= 1.0:
        yield "  salience: none above 1; allowed: 0 to 100 (write a share of 0.9 as 90)"
    for name in names(table):
        if len({row.get(PROPOSAL) or "" for _, row in table if row["issue"] == name}) > 1:
            yield f"  {name}: it belongs to several proposals; allowed: one, or none"
        yield from wrong_issue(name, [row for _, row in table if row["issue"] == name])


def late(table: Table, until: date) -> Iterator[str]:
    """Yield which rows were not known by a day."""
    for line, row in table:
        given = row.get(SAID_ON) or ""
        if row["player"] in MARKS or not row["position"]:
            continue
        try:
            known = date.fromisoformat(given) <= until
        except ValueError:
            yield f"  line {line}, {SAID_ON}: {given!r} is no date; allowed: YYYY-MM-DD, by {until}"
        else:
            if not known:
                yield f"  line {line}, {SAID_ON}: {given}; allowed: by {until}, when the scenario was frozen"


def wrong_numbers(row: Mapping[str, str]) -> Iterator[str]:
    """Yield which of a row's numbers are none, or out of bounds."""
    for column in ("position", *(OPTIONAL if row["player"] not in MARKS else ())):
        given = row.get(column) or ""
        if given and number(given) is None:
            yield f"{column}: {given!r}; {A_NUMBER}"
    power, salience = (number(row.get(one) or "1") for one in OPTIONAL)
    if power is not None and power < 0:
        yield f"power: {row['power']}; allowed: 0 or more"
    if salience is not None and not 0 <= salience <= FULL:
        yield f"salience: {row['salience']}; allowed: 0 to 100"


def wrong_issue(name: str, rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Yield what is wrong with an issue as a whole."""
    place = {row["player"]: number(row["position"]) for row in rows}
    told = [row for row in rows if row["player"] not in MARKS and row["position"]]
    if not told:
        yield f"  {name}: nobody has a position"
    elif all(0.0 in (value(row.get("power"), 1.0), value(row.get("salience"), FULL)) for row in told):
        yield f"  {name}: nobody has both power and salience above 0"
    low, high = place.get("low"), place.get("high")
    if low is not None and high is not None and low > high:
        yield f"  {name}: low {low:g} is above high {high:g}; allowed: low is the smaller number, whatever it means"
        return
    inside = [x for player, x in place.items() if x is not None and player not in ("low", "high")]
    if any((low is not None and x < low) or (high is not None and x > high) for x in inside):
        yield f"  {name}: a position, the reference or the outcome lies outside low to high"


def of_rows(name: str, rows: Sequence[Mapping[str, str]]) -> Issue:
    """Return an issue from sound rows; a player without a position takes no part."""
    marks = {row["player"]: number(row["position"]) for row in rows if row["player"] in MARKS}
    told = [row for row in rows if row["player"] not in MARKS and number(row["position"]) is not None]

    def column(which: str, default: float) -> dict[str, float]:
        return {row["player"]: value(row.get(which), default) for row in told}

    found = issue(name, column("position", 0.0), column("power", 1.0), column("salience", FULL), **marks)
    return replace(found, proposal=rows[0].get(PROPOSAL) or "")


def value(given: str | None, default: float) -> float:
    """Return a number, or a default where nothing is written."""
    found = number(given or "")
    return default if found is None else found


def number(given: str) -> float | None:
    """Return a text as a number, or None if it is none or too large."""
    try:
        found = float(given.replace("−", "-"))
    except ValueError:
        return None
    return found if abs(found) <= LARGEST and "_" not in given else None


def players_of(issues: Iterable[Issue]) -> list[str]:
    """Return everyone who stands somewhere, in order of appearance."""
    return list(dict.fromkeys(player for one in issues for player in one.players))
