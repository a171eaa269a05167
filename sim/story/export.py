"""The summary for machines: JSON with everything, and a table with a row a number."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from math import isnan
from typing import Any

from sim.analysis.estimate import Mean, Share
from sim.analysis.summary import CHANCE, UNITS, Summary
from sim.story.headline import headline

DIGITS = 6
"""Places after the point that are kept; luck is larger than that in any ledger."""
ALL, GIVEN = "all runs", "new target"
HEAD = (
    *("part", "item", "over", "unit", "value", "low", "high"),
    *("luck_low", "luck_high", "settings_low", "settings_high", "p10", "p25", "median", "p75", "p90", "runs"),
)
"""Columns of the table. ``low`` and ``high``: 95 % over all plausible settings; ``luck``: 95 % for those drawn;
``settings``: the middle 80 % of plausible settings."""
Row = dict[str, Any]


def to_json(summary: Summary) -> str:
    """Return the whole summary as JSON; what cannot be told is null, an interval a pair."""
    whole = {"headline": headline(summary), "complete": summary.source.complete, **asdict(summary)}
    return json.dumps(tidy(whole), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def tidy(value: Any) -> Any:
    """Return a value with its numbers rounded and what is not a number left empty."""
    if isinstance(value, float):
        return None if isnan(value) else round(value, DIGITS) + 0.0  # never −0
    if isinstance(value, dict):
        return {key: tidy(one) for key, one in value.items()}
    return [tidy(one) for one in value] if isinstance(value, list | tuple) else value


def to_csv(summary: Summary) -> str:
    """Return the summary as a table, a row a number."""
    file = io.StringIO()
    table = csv.DictWriter(file, HEAD, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(tidy(row) for row in rows(summary))
    return file.getvalue()


def rows(summary: Summary) -> Iterator[Row]:
    """Yield the rows of the table, unconditional quantities first."""
    yield counted("new target", "", summary.new_target)
    for name, one in summary.unconditional.items():
        yield averaged("what stands", name, one)
    for compromise in summary.compromises:
        yield counted("compromise", compromise.compromise, compromise)
    for kind in summary.classes:
        yield counted("class", kind.name, kind)
    for due in summary.due:
        yield counted("due by", "no new target" if due.year is None else str(due.year), due)
    for cell in summary.cells:
        yield {**plain("core and related", f"{cell.core:g}+{cell.related:g}", cell.share), "unit": CHANCE}
    yield from given(summary)
    yield from people(summary)
    for name, bought in summary.buys.items():
        yield averaged("buys", name, bought.overall)
        yield from maybe("buys", name, bought.given, GIVEN)
    for issue, bands in summary.fan.items():
        for band in bands:
            item = plain("text by round", f"{issue}, round {band.round}", band.median)
            yield {**item, "unit": UNITS[issue], "runs": summary.runs, **quantiles(band)}
    for reference in summary.references:
        yield counted("forecast agrees", reference.forecast.name, reference.agrees)
        yield counted("forecast agrees, and year", reference.forecast.name, reference.dated)


def given(summary: Summary) -> Iterator[Row]:
    """Yield what a new target looks like."""
    one = summary.given
    yield from maybe("new target", "deadline", one.deadline, GIVEN)
    yield from maybe("new target", "firmness", one.firmness, GIVEN)
    for name, share in (("review", one.review), ("any letter", one.letters), ("at first silence", one.first_silence)):
        yield from maybe("new target", name, share, GIVEN)
    for part, kinds in (("firmness", one.firmness_words), ("wording", one.wording), ("counts", one.counts)):
        for kind in kinds:
            yield counted(part, kind.name, kind, GIVEN)


def people(summary: Summary) -> Iterator[Row]:
    """Yield who breaks silence and gets letters, whether the president comes, and whether the patron scales back."""
    for seat in summary.seats:
        yield counted("broke silence", seat.name, seat.broke)
        yield counted("broke silence first", seat.name, seat.first)
        yield from maybe("letter", seat.name, seat.letter, GIVEN)
        yield from maybe("pivotal", seat.name, seat.pivotal)
    yield counted("broke silence", "nobody", summary.nobody)
    yield from maybe("president comes", "", summary.attended)
    yield from maybe("president comes", "", summary.attended_given, GIVEN)
    one = summary.withdrawal
    yield averaged("scales back", "with what stands", one.overall)
    yield averaged("scales back", "had nothing been adopted", one.overall_without)
    yield from maybe("scales back", "with what stands", one.passed, GIVEN)
    yield from maybe("scales back", "had nothing been adopted", one.passed_without, GIVEN)
    yield from maybe("scales back", "with what stands", one.failed, "no new target")


def maybe(part: str, item: str, one: Share | Mean | None, over: str = ALL) -> Iterator[Row]:
    """Yield the row of a number that there may be none of."""
    if isinstance(one, Share):
        yield counted(part, item, one, over)
    elif one is not None:
        yield averaged(part, item, one, over)


def plain(part: str, item: str, value: float, over: str = ALL) -> Row:
    """Return a row's first columns."""
    return {"part": part, "item": item, "over": over, "value": value}


def doubts(one: Share | Mean) -> Row:
    """Return the columns of the intervals."""
    found: Row = {"low": one.low, "high": one.high, "runs": one.runs}
    for name, interval in (("luck", one.luck), ("settings", one.settings)):
        if interval is not None:
            found |= {f"{name}_low": interval.low, f"{name}_high": interval.high}
    return found


def quantiles(one: Any) -> Row:
    """Return the columns of how single runs spread."""
    return {name: getattr(one, name) for name in ("p10", "p25", "median", "p75", "p90")}


def counted(part: str, item: str, one: Share, over: str = ALL) -> Row:
    """Return the row of a share."""
    return {**plain(part, item, one.share, over), "unit": CHANCE, **doubts(one)}


def averaged(part: str, item: str, one: Mean, over: str = ALL) -> Row:
    """Return the row of a mean."""
    unit = UNITS.get(item, CHANCE)
    return {**plain(part, item, one.mean, over), "unit": unit, **doubts(one), **quantiles(one)}
