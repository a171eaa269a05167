"""What no single field can know: names that must exist, texts on the grid, the freeze (ODD 6.1).

The checks read raw entries, so that they report beside the schema's own faults; what has the
wrong shape is passed over here, since the schema says so already.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from math import fsum
from typing import Any

from sim.scenario.faults import Fault, Where, unknown
from sim.scenario.layers import EVERY, GROUPS, MEMBER, MORE, Raw
from sim.scenario.schema import COLUMNS

SOURCED = {
    "patron": ("gdp", "defence", "growth"),
    "categories": ("share", "distaste"),
    "talks": ("chance", "threat"),
    "incidents": ("chance", "threat"),
}
"""Sections whose figures need a source too: their own, or the section's in [figures]."""
UNFROZEN = ("hindsight", "literature")
"""Kinds of sources that the freeze lets pass: what is marked as known later, and findings about behaviour."""
OUTSIDE = ("recorded", "sources", "gaps", EVERY, MORE)
"""Sections that the freeze does not cover: the simulation never reads them, or reads them written out."""


def table(raw: Any, *path: str) -> Raw:
    """Return a nested table, or an empty one where there is none."""
    for key in path:
        raw = raw.get(key) if isinstance(raw, dict) else None
    return raw if isinstance(raw, dict) else {}


def words(raw: Any) -> list[str]:
    """Return the strings of a list, or nothing."""
    return [word for word in raw if isinstance(word, str)] if isinstance(raw, list) else []


def tables(raw: Any) -> list[Raw]:
    """Return the tables of a list, or nothing."""
    return [one for one in raw if isinstance(one, dict)] if isinstance(raw, list) else []


def number(raw: Any) -> float | None:
    """Return a plain number, or None."""
    return float(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else None


def day(raw: Any) -> date | None:
    """Return a plain date, or None."""
    return raw if isinstance(raw, date) and not isinstance(raw, datetime) else None


def cross_faults(raw: Raw) -> list[Fault]:
    """Return every fault that only the whole file shows."""
    checks = (short_forms, members, categories, grid, texts, calendar, talks, together, sources, freeze)
    return [fault for check in checks for fault in check(raw)]


def short_forms(raw: Raw) -> Iterator[Fault]:
    """Check what a file says of many members, or of further meetings: no schema sees these entries."""
    blocs, named = table(raw, "blocs"), table(raw, GROUPS)
    for entry in (GROUPS, EVERY):
        if entry in raw and not isinstance(raw[entry], dict):
            yield Fault((entry,), "expected a table")
    if MORE in raw and not isinstance(raw[MORE], list):
        yield Fault((MORE,), f"expected a list of meetings, written [[{MORE}]]")
    for name, codes in named.items():
        if not words(codes) or len(words(codes)) < len(codes):
            yield Fault((GROUPS, name), "expected a list of members' codes")
        if name in blocs or name == MEMBER:
            yield Fault((GROUPS, name), f'"{name}" is taken; allowed: a name that no bloc has, other than "{MEMBER}"')
    for name, entries in table(raw, EVERY).items():
        if name not in (MEMBER, *named, *blocs):
            yield Fault((EVERY, name), unknown(name, (MEMBER, *named, *blocs), "group of members"))
        elif not isinstance(entries, dict):
            yield Fault((EVERY, name), f"expected a table of figures, such as [{EVERY}.{name}]")


def members(raw: Raw) -> Iterator[Fault]:
    """Check every mention of an ally."""
    known = table(raw, "members")
    mentions: list[tuple[Where, Any]] = [
        ((kind, name), codes) for kind in ("blocs", GROUPS) for name, codes in table(raw, kind).items()
    ]
    mentions.append((("summit", "seats"), table(raw, "summit").get("seats")))
    recorded = table(raw, "recorded")
    mentions += [(("recorded", key), recorded.get(key)) for key in ("letters", "broke_silence", "resisted")]
    for where, codes in mentions:
        for code in words(codes):
            if code not in known:
                yield Fault(where, unknown(code, known, "ally"))
        if len(set(words(codes))) < len(words(codes)):
            yield Fault(where, "an ally is named twice; allowed: once")
    patron = table(raw, "patron").get("code")
    if isinstance(patron, str) and patron in known:
        yield Fault(("patron", "code"), f'"{patron}" is also a member; allowed: a code that no member has')


def categories(raw: Raw) -> Iterator[Fault]:
    """Check every mention of a category, and that the shares are shares of one whole."""
    known = table(raw, "categories")
    mentions: list[tuple[Where, list[str]]] = [
        ((text, "counts"), words(table(raw, text).get("counts"))) for text in ("proposal", "status_quo")
    ]
    for code in table(raw, "members"):
        mentions.append((("members", code, "qualifying"), list(table(raw, "members", code, "qualifying"))))
    for where, found in mentions:
        for word in found:
            if word not in known:
                yield Fault(where, unknown(word, known, "category"))
        if len(set(found)) < len(found):
            yield Fault(where, "a category is named twice; allowed: once")
    total = fsum(number(table(raw, "categories", name).get("share")) or 0.0 for name in known)
    if total > 1.0 + 1e-9:
        yield Fault(("categories",), f"the shares add up to {total:g}; allowed: at most 1")


def grid(raw: Raw) -> Iterator[Fault]:
    """Check that the grid's bounds are in order."""
    for issue in ("core", "related", "years"):
        ends = table(raw, "grid").get(issue)
        if isinstance(ends, list) and len(ends) == 2 and all(number(end) is not None for end in ends):
            low, step = (1, 1) if issue == "years" else (0, number(table(raw, "grid").get("step")) or 1)
            if not low <= ends[0] <= ends[1] or any(end % step for end in ends):
                allowed = f"two ends, the lower first, from {low} up, in steps of {step:g}"
                yield Fault(("grid", issue), f"found {ends}; allowed: {allowed}")


def texts(raw: Raw) -> Iterator[Fault]:
    """Check that the proposal lies on the grid."""
    proposal, bounds = table(raw, "proposal"), table(raw, "grid")
    step = number(bounds.get("step"))
    for issue in ("core", "related"):
        value, ends = number(proposal.get(issue)), bounds.get(issue)
        if value is None or not step or not isinstance(ends, list) or len(ends) != 2:
            continue
        low, high = number(ends[0]), number(ends[1])
        if low is None or high is None:
            continue
        steps = (value - low) / step
        if not low <= value <= high or steps != round(steps):
            what = f"{value:g} is off the grid; allowed: {low:g} to {high:g} in steps of {step:g}"
            yield Fault(("proposal", issue), what)
    year, span, deadline = table(raw, "summit").get("year"), bounds.get("years"), proposal.get("deadline")
    if isinstance(year, int) and isinstance(span, list) and [type(end) for end in span] == [int, int]:
        first, last = year + span[0], year + span[-1]
        if not isinstance(deadline, int) or not first <= deadline <= last:
            found = "no deadline" if deadline is None else f"deadline {deadline}"
            yield Fault(("proposal", "deadline"), f"found {found}; allowed: {first} to {last}")
    if (number(proposal.get("related")) or 0.0) > 0.0 and proposal.get("counts") == []:
        yield Fault(("proposal", "counts"), "empty, though there is a related target; allowed: at least one category")


def calendar(raw: Raw) -> Iterator[Fault]:
    """Check that the rounds run forward and end in a silence."""
    rounds = tables(raw.get("meetings"))
    if not rounds:
        return
    dates = [day(one.get("date")) for one in rounds]
    for place, (before, after) in enumerate(pairwise(dates), 1):
        if before is not None and after is not None and after < before:
            yield Fault(("meetings", place, "date"), f"{after} is earlier than the meeting before it ({before})")
    for place, one in enumerate(rounds):
        first, last = day(one.get("date")), day(one.get("until"))
        if first is not None and last is not None and last < first:
            yield Fault(("meetings", place, "until"), f"{last} is earlier than the meeting's first day ({first})")
    keys = [one.get("luck") or place for place, one in enumerate(rounds, 1)]
    for place, key in enumerate(keys):
        if key in keys[:place]:
            yield Fault(("meetings", place, "luck"), f"{key} keys the luck of meeting {keys.index(key) + 1}, too")
    if rounds[-1].get("silence") is None:
        yield Fault(("meetings", len(rounds) - 1), "the last meeting must put the text under silence (silence = 1.0)")
    deciding = [place for place, one in enumerate(rounds) if one.get("attendance") is True]
    if len(deciding) > 1:
        yield Fault(("meetings", deciding[1], "attendance"), "attendance is decided twice; allowed: once")


def talks(raw: Raw) -> Iterator[Fault]:
    """Check that the talks' chances are chances and that the talks end within the calendar."""
    outcomes = tables(table(raw, "talks").get("outcomes"))
    total = fsum(number(one.get("chance")) or 0.0 for one in outcomes)
    if total > 1.0 + 1e-9:
        yield Fault(("talks", "outcomes"), f"the chances add up to {total:g}; allowed: at most 1")
    before, rounds = table(raw, "talks").get("before_round"), raw.get("meetings")
    if isinstance(before, int) and isinstance(rounds, list) and before > len(rounds):
        yield Fault(("talks", "before_round"), f"found {before}; allowed: 1 to {len(rounds)}, the number of meetings")


def together(raw: Raw) -> Iterator[Fault]:
    """Check that choices made together weigh alike, so that one die picks the same of each."""
    first: dict[str, tuple[Where, Any]] = {}
    for where, one in quantities(raw, ("together",)):
        name, weights = one["together"], one.get("weights")
        if isinstance(name, str) and first.setdefault(name, (where, weights))[1] != weights:
            other = Fault(first[name][0], "").field
            yield Fault(where, f'other weights than {other}, also drawn together as "{name}"; allowed: the same')


def quantities(
    raw: Any, names: tuple[str, ...] = ("source", "known_on"), where: Where = ()
) -> Iterator[tuple[Where, Raw]]:
    """Yield every entry that says one of these: by default, its own source or day."""
    if isinstance(raw, dict):
        if any(name in raw for name in names):
            yield where, raw
        for key, value in raw.items():
            if where or key not in OUTSIDE:
                yield from quantities(value, names, (*where, key))
    elif isinstance(raw, list):
        for place, value in enumerate(raw):
            yield from quantities(value, names, (*where, place))


def leaves(raw: Any, where: Where) -> Iterator[tuple[Where, str, Any]]:
    """Yield every named entry inside nested tables and lists."""
    inside = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    for key, value in inside:
        if isinstance(key, str):
            yield where, key, value
        if not isinstance(value, dict) or "value" not in value:
            yield from leaves(value, (*where, key))


def sources(raw: Raw) -> Iterator[Fault]:
    """Check that every figure has a source, and every source a day (judgements have none)."""
    known, columns = table(raw, "sources"), table(raw, "figures")
    named: list[tuple[Where, Any]] = [(where, one.get("source")) for where, one in quantities(raw)]
    named += [(("figures", column), source) for column, source in columns.items()]
    named.append((("recorded", "source"), table(raw, "recorded").get("source")))
    for where, source in named:
        if isinstance(source, str) and source not in known:
            yield Fault(where, unknown(source, known, "source"))
    for column in columns:
        if column not in (*COLUMNS, *SOURCED):
            yield Fault(("figures", column), unknown(column, (*COLUMNS, *SOURCED), "column or section"))
    for section, names in SOURCED.items():
        for where, name, figure in leaves(raw.get(section), (section,)):
            own = figure.get("source") if isinstance(figure, dict) else None
            if name in names and own is None and section not in columns and name not in columns:
                yield Fault((*where, name), f"no source; name one here or for {section} in [figures]")
    for code, member in table(raw, "members").items():
        for column in COLUMNS:
            figure = member.get(column) if isinstance(member, dict) else None
            own = figure.get("source") if isinstance(figure, dict) else None
            if figure is not None and own is None and column not in columns:
                yield Fault(("members", code, column), "no source; name one here or for the column in [figures]")
    for name, source in known.items():
        if isinstance(source, dict) and source.get("kind") != "judgement" and source.get("known_on") is None:
            yield Fault(("sources", name), 'no known_on, the day it was public (only kind = "judgement" may lack it)')


def freeze(raw: Raw) -> Iterator[Fault]:
    """Check that nothing the simulation reads was known only after the freeze, save what its source excuses."""
    frozen = day(raw.get("frozen_on"))
    if frozen is None:
        return
    known = table(raw, "sources")
    dated: list[tuple[Where, Any]] = [(("figures", c), {"source": s}) for c, s in table(raw, "figures").items()]
    for where, one in [*dated, *quantities(raw)]:
        source = one.get("source")
        named = table(known, source) if isinstance(source, str) else {}
        public = day(one.get("known_on")) or day(named.get("known_on"))
        if named.get("kind") in UNFROZEN:
            continue
        if public is not None and public > frozen:
            yield Fault(where, f"known only on {public}, after the freeze of {frozen}; allowed: what was known by then")
