"""A scenario written from a table of figures, with every gap named: where a case of one's own begins.

What the table does not say of a member gets a stand-in that adds nothing to its stress, fear or ties. What the
alliance needs, and how likely the patron is to leave, cannot be neutral: they get a range. Every stand-in has the
source ``gap``, and ``[gaps]`` tells of it. The file loads and plays as it is; it means something once they are closed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from sim.rules.text import snap
from sim.scenario.members_table import Row

STAND_INS = {
    "growth": 0.0,
    "debt": 60.0,
    "balance": -3.0,
    "escape_clause": 0.0,
    "land_border": 0.0,
    "distance": 20000.0,
    "party_opposed": 0.0,
    "minority": 0.0,
    "exports_to_us": 0.0,
    "dependence": 0.5,
    "value_to_us": 0.2,
    "related_base": 1.0,
}
"""What stands where nothing is known; own plans without a figure are the present share."""
OPTIONAL = ("threat_poll", "support_poll", "red_line", "red_line_slope", "patience", "threat", "opposition")
STEP, HIGHEST, AHEAD, GRANTED, ROUNDS = 0.25, 20.0, 10, 7, 6
"""Grid step and top in % of GDP; years to the stand-in deadline; years the patron would grant; rounds."""


@dataclass(frozen=True)
class Brief:
    """What a person says of the summit besides the table; None: not said, so a stand-in and a gap.

    ``demand``, ``proposal`` and ``status_quo`` are core targets in % of GDP.
    """

    name: str
    table: str
    frozen: date
    year: int | None = None
    demand: float | None = None
    proposal: float | None = None
    deadline: int | None = None
    status_quo: float | None = None
    source: str | None = None


def new_case(rows: Sequence[Row], brief: Brief) -> str:
    """Return a scenario file for these members, gaps named; it loads as it stands."""
    [patron] = [one for one in rows if one.patron]
    members = [one for one in rows if not one.patron]
    numbers = targets(members, brief)
    gaps = {**said_gaps(brief, numbers), **table_gaps(members, patron)}
    parts = [
        head(brief, numbers),
        section("gaps", [f"{json.dumps(key)} = {text(what)}" for key, what in gaps.items()]),
        texts(brief, numbers),
        of_patron(patron, numbers, "gap" if brief.demand is None else "said"),
        meetings(brief.frozen, numbers.year),
        blocs(members),
        sources_of_columns(),
        *(of_member(one) for one in members),
        sources(brief),
        RECORD,
    ]
    return "\n".join(parts)


@dataclass(frozen=True)
class Targets:
    """The numbers of a summit, said or standing in: targets in % of GDP, years."""

    year: int
    demand: float
    proposal: float
    status_quo: float
    deadline: int


def targets(members: Sequence[Row], brief: Brief) -> Targets:
    """Return the summit's numbers; what is not said stands in between present shares and what is asked.

    Status quo: the GDP-weighted mean share on the grid. Demand: a point above it. Proposal: halfway.
    """
    gdp = [one.figures["gdp"] for one in members]
    shares = fsum(one.figures["defence"] * size for one, size in zip(members, gdp, strict=True)) / fsum(gdp)
    before = snap(shares, 0.0, HIGHEST, STEP) if brief.status_quo is None else brief.status_quo
    asked = min(before + 1.0, HIGHEST / 2) if brief.demand is None else brief.demand
    first = snap((before + asked) / 2.0, 0.0, HIGHEST, STEP) if brief.proposal is None else brief.proposal
    year = brief.frozen.year if brief.year is None else brief.year
    return Targets(year, asked, first, before, year + AHEAD if brief.deadline is None else brief.deadline)


UNSAID = {
    "year": "not said: the year of the freeze",
    "demand": "not said: a point of GDP above the status quo",
    "proposal": "not said: halfway between status quo and demand",
    "deadline": f"not said: {AHEAD} years after the summit",
    "status_quo": "not said: the mean present share by GDP, undated",
    "source": "not said: where the figures of the table come from",
}


def said_gaps(brief: Brief, numbers: Targets) -> dict[str, str]:
    """Return the gaps of the summit itself."""
    same = numbers.status_quo == numbers.demand
    between = "what stands and is asked for, without a range" if same else "anything from the status quo to the demand"
    asked = {name: what for name, what in UNSAID.items() if getattr(brief, name) is None}
    return asked | {
        "threat_to_leave": "a stand-in: how likely is it that an unsatisfied patron scales back?",
        "reference": f"stand-ins: the patron would grant {GRANTED} years; substance counts from the status quo up",
        "capability_core": f"a stand-in, and it may decide the outcome: {between}; "
        "what do the alliance's own plans imply?",
        "proposal_clauses": "stand-ins: no review, a commitment, no related spending",
        "status_quo_clauses": "stand-ins: undated, a commitment; a text is new only against what stands",
        "meetings": f"stand-ins: {ROUNDS} rounds, a week apart at most, in the summit's year; silence in the last two",
        "events": "none: add [talks] and [incidents] if something outside may change how threatened allies feel",
    }


def table_gaps(members: Sequence[Row], patron: Row) -> dict[str, str]:
    """Return the gaps of the table, column by column, with the members concerned."""
    found = {}
    for column, value in {"own_plan": None, **STAND_INS}.items():
        blank = [one.code for one in members if column not in one.figures]
        what = "the present share" if value is None else f"{value:g}"
        if blank:
            found[column] = f"{what} stands in for {listed(blank, len(members))}"
    for column in ("threat_poll", "support_poll", "red_line"):
        blank = [one.code for one in members if column not in one.figures]
        if blank:
            found[column] = f"none for {listed(blank, len(members))}"
    if "growth" not in patron.figures:
        found["patron.growth"] = "0 stands in"
    if not any(one.blocs for one in members):
        found["blocs"] = "none: everyone listens to all others by their GDP"
    return found


def listed(codes: Sequence[str], of: int) -> str:
    """Return codes in words, all of them by that name."""
    return "all members" if len(codes) == of else ", ".join(codes)


def text(words: str) -> str:
    """Return words as a TOML string."""
    return json.dumps(words, ensure_ascii=False)


def section(name: str, lines: Sequence[str]) -> str:
    """Return a table of the file."""
    return "\n".join([f"[{name}]", *lines, ""])


def head(brief: Brief, numbers: Targets) -> str:
    """Return what the file says of itself, and the summit."""
    return f"""\
# {brief.name}. Written from {brief.table}; shares are in % of GDP. Everything with the source "gap" is a stand-in:
# replace it, name where the figure comes from, and take it off the list of gaps.

extends = "parameters"
title = {text(brief.name)}
description = "Who asks whom for what, and what is on the table?"
frozen_on = {brief.frozen.isoformat()}

[summit]
year = {numbers.year}
place = "not said"
dates = "not said"
review_after = 4
"""


def texts(brief: Brief, numbers: Targets) -> str:
    """Return grid, proposal, status quo and the categories."""
    low = min(snap(numbers.status_quo - 1.0, 0.0, HIGHEST, STEP), numbers.proposal)
    high = max(snap(numbers.demand + 1.0, 0.0, HIGHEST, STEP), numbers.proposal)
    last = max(15, numbers.deadline - numbers.year)
    draft = 'related = 0.0\ncounts = []\nreview = false\nfirmness = "commit"\nwording = "we"\n'
    return f"""\
[grid]  # what a text may say
core = [{low:.2f}, {high:.2f}]
related = [0.0, 0.0]  # raise the second number if other spending may count, and name categories
years = [1, {last}]
step = {STEP}

[proposal]
core = {numbers.proposal:.2f}
deadline = {numbers.deadline}
{draft}
[status_quo]  # what stands if nothing passes
core = {numbers.status_quo}
{draft}
[categories.other]
name = "other spending"
share = 1.0
"""


def of_patron(patron: Row, numbers: Targets, asked: str) -> str:
    """Return the patron, its demand (``asked``: its source), and the alliance's needs."""
    figures = patron.figures
    the = f"the = {text(patron.the)}\n" if patron.the else ""
    return f"""\
[patron]
code = {text(patron.code)}
name = {text(patron.name)}
{the}gdp = {{ value = {figures["gdp"]:g}, source = "table" }}
defence = {{ value = {figures["defence"]:g}, source = "table" }}
growth = {figure(figures.get("growth"), 0.0)}

[us]
demand = {{ value = {numbers.demand:g}, source = "{asked}" }}
reference_years = {{ value = {GRANTED}, source = "gap" }}
reference_core = {{ value = {numbers.status_quo:g}, source = "gap" }}
threat_to_leave = {{ mode = 0.2, span = [0.05, 0.5], source = "gap" }}
counts_related = {{ value = 1.0, source = "gap" }}

[alliance]
capability_core = {needs(numbers)}
"""


def needs(numbers: Targets) -> str:
    """Return the stand-in for what capability targets imply: from the status quo to the demand, halfway likeliest."""
    low, high = sorted((numbers.status_quo, numbers.demand))
    if low == high:
        return f'{{ value = {low:g}, source = "gap" }}'
    mode = min(max(snap((low + high) / 2.0, 0.0, HIGHEST, STEP), low), high)
    return f'{{ mode = {mode:g}, span = [{low:g}, {high:g}], source = "gap" }}'


def figure(known: float | None, stand_in: float) -> str:
    """Return a figure of the table, or a stand-in that says so."""
    value, source = (stand_in, "gap") if known is None else (known, "table")
    return f'{{ value = {value:g}, source = "{source}" }}'


def calendar(frozen: date, year: int) -> list[date]:
    """Return the days of the rounds: after the freeze, in the summit's year, from June on where that is still to come.

    They are a week apart, closer where a year is about to end; a freeze after the year leaves no day in it.
    """
    apart = timedelta(days=min(max((date(year, 12, 31) - frozen).days // ROUNDS, 1), 7))
    first = max(frozen + apart, date(year, 6, 1))
    return [first + place * apart for place in range(ROUNDS)]


def meetings(frozen: date, year: int) -> str:
    """Return a stand-in calendar: its rounds, with silence in the last two."""
    days = calendar(frozen, year)
    silences = {ROUNDS - 2: "silence = 0.8\n", ROUNDS - 1: "silence = 1.0\n", ROUNDS - 3: "attendance = true\n"}
    told = [
        f'[[meetings]]\ndate = {day.isoformat()}\nplace = "not said"\nbody = "delegations"\n{silences.get(place, "")}'
        for place, day in enumerate(days)
    ]
    return "\n".join(told)


def blocs(members: Sequence[Row]) -> str:
    """Return the groups whose members listen to each other."""
    names = list(dict.fromkeys(name for one in members for name in one.blocs))
    lines = [f"{text(name)} = {json.dumps([one.code for one in members if name in one.blocs])}" for name in names]
    return section("blocs", lines)


def sources_of_columns() -> str:
    """Return which source speaks for a column, unless a figure names its own."""
    columns = ["categories", "defence", "own_plan", "gdp", *STAND_INS, *OPTIONAL, "trade_exposure"]
    return section("figures", [f'{name} = "{"gap" if name == "categories" else "table"}"' for name in columns])


def of_member(row: Row) -> str:
    """Return one member's table: what is known plain, what stands in with its source."""
    return section(f"members.{row.code}", list(lines(row)))


def lines(row: Row) -> Iterator[str]:
    """Yield a member's entries in the order of the other scenarios."""
    yield f"name = {text(row.name)}"
    if row.the:
        yield f"the = {text(row.the)}"
    known = row.figures
    stand_ins = {"own_plan": known["defence"], **STAND_INS}
    order = ["defence", "own_plan", "gdp", *STAND_INS, *OPTIONAL, "trade_exposure"]
    for name in order:
        if name in known:
            yield f"{name} = {known[name]:g}"
        elif name in stand_ins:
            yield f'{name} = {{ value = {stand_ins[name]:g}, source = "gap" }}'


def sources(brief: Brief) -> str:
    """Return the sources of the table and of what stands in."""
    title = brief.source or f"{brief.table}: say where its figures come from, and when they were public"
    return f"""\
[sources.table]
title = {text(title)}
known_on = {brief.frozen.isoformat()}

[sources.said]
title = "Said by whoever wrote this case: name the source"
kind = "judgement"

[sources.gap]
title = "Not known: a stand-in"
kind = "judgement"
"""


RECORD = """\
# What happened, once it has: then `backtest` can hold this case to it. The simulation never reads it.
#
# [recorded]
# new_target = true
# core = 0.0
# related = 0.0
# deadline = 0
# firmness = "commit"
# letters = []
# broke_silence = []
# seen = "never"
# source = "table"
"""
