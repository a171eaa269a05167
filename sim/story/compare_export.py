"""The comparison for machines: JSON with everything, and a Parquet table with a row a number."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sim.analysis.comparison import ALL, GIVEN, MEANS, SHARES, Comparison, Contrast, unit
from sim.analysis.paired import Change
from sim.analysis.summary import CHANCE
from sim.story.compare_headline import basis, headline, verdict
from sim.story.export import tidy

NUMBER, WHOLE, WORD = pa.float64(), pa.int64(), pa.string()
COLUMNS = {
    "base": (WORD, "name of the scenario that the others are held against"),
    "scenario": (WORD, "name of the other one"),
    "part": (WORD, "share, mean, compromise, breaks silence, side letter, or move"),
    "item": (WORD, "which number; of a move, the compromise in the base"),
    "item_after": (WORD, "of a move, the compromise in the other scenario"),
    "over": (WORD, "over which pairs of runs"),
    "unit": (WORD, "unit of the number"),
    "pairs": (WHOLE, "over how many pairs; of a move, how many made it"),
    "before": (NUMBER, "the number in the base, over these pairs"),
    "after": (NUMBER, "the number in the other scenario, over the same pairs"),
    "difference": (NUMBER, "after less before"),
    "difference_low": (NUMBER, "95 % over all plausible settings"),
    "difference_high": (NUMBER, ""),
    "difference_luck_low": (NUMBER, "95 % for the settings drawn"),
    "difference_luck_high": (NUMBER, ""),
    "difference_settings_low": (NUMBER, "the middle 80 % of plausible settings"),
    "difference_settings_high": (NUMBER, ""),
    "settings_rose": (WHOLE, "in how many settings the number is higher in the other scenario"),
    "settings_fell": (WHOLE, "in how many it is lower"),
    "settings_tied": (WHOLE, "in how many it is exactly the same"),
    "gained": (WHOLE, "pairs in which it happens in the other scenario only"),
    "lost": (WHOLE, "pairs in which it happens in the base only"),
    "narrowed": (NUMBER, "width of the interval over that of runs not paired"),
    "narrowed_luck": (NUMBER, "the same for luck alone"),
    "share": (NUMBER, "of a move, the share of all pairs that made it"),
}
"""Columns of the table, and what each means; empty where it cannot be told."""
SCHEMA = pa.schema([(name, kind) for name, (kind, _) in COLUMNS.items()])
Row = dict[str, Any]


def to_json(comparison: Comparison) -> str:
    """Return the whole comparison as JSON; what cannot be told is null, an interval a pair."""
    words = {
        "headline": headline(comparison),
        "basis": basis(comparison),
        "verdicts": {one.name: verdict(one) for one in comparison.contrasts},
        "over": {**SHARES, **MEANS},
    }
    return json.dumps(tidy(words | asdict(comparison)), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def to_parquet(comparison: Comparison) -> bytes:
    """Return the comparison as a Parquet file, a row a number."""
    base = comparison.base.name
    lines = [{"base": base, "scenario": one.name, **row} for one in comparison.contrasts for row in rows(one)]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([tidy(line) for line in lines], schema=SCHEMA), file)
    return file.getvalue()


def rows(one: Contrast) -> Iterator[Row]:
    """Yield the rows of a contrast."""
    for name, found in one.shares.items():
        yield from changed("share", name, SHARES[name], unit(name), found)
    for name, mean in one.means.items():
        yield from changed("mean", name.removesuffix(GIVEN), MEANS[name], unit(name), mean)
    for ending in one.endings:
        yield from changed("compromise", ending.compromise, ALL, CHANCE, ending.change)
    for ally in one.allies:
        yield from changed("breaks silence", ally.code, ALL, CHANCE, ally.broke)
        yield from changed("side letter", ally.code, ALL, CHANCE, ally.letter)
    for move in one.moves:
        yield {
            "part": "move",
            "item": move.before,
            "item_after": move.after,
            "over": ALL,
            "unit": CHANCE,
            "pairs": move.runs,
            "share": move.share,
        }


def changed(part: str, item: str, over: str, of: str, one: Change | None) -> Iterator[Row]:
    """Yield the row of a number, if any pair has it."""
    if one is None:
        return
    row = {"part": part, "item": item, "over": over, "unit": of}
    row |= {name: value for name, value in vars(one).items() if name in COLUMNS}
    for name in ("difference_luck", "difference_settings"):
        row |= ends(name, getattr(one, name))
    if one.signs is not None:
        row |= {f"settings_{name}": value for name, value in vars(one.signs).items()}
    yield row


def ends(name: str, interval: tuple[float, float] | None) -> Row:
    """Return the two columns of an interval, if there is one."""
    return {} if interval is None else {f"{name}_low": interval[0], f"{name}_high": interval[1]}
