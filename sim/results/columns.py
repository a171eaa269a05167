"""Columns of a ledger, a row a run, and what each means (ODD 7.11).

Shares are in % of GDP, money in constant US$ bn of the base year, chances from 0 to 1. Codes of several
allies stand in one field, parted by spaces. Targets are those of the status quo where none was adopted, so
that every mean is unconditional.
"""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa

WORD = pa.dictionary(pa.int32(), pa.string())
PATH = pa.list_(pa.float64())
ISSUES = ("core", "related", "deadline", "firmness")
"""What is kept of the text on the table, round by round."""


class Column(NamedTuple):
    """A column of the ledger: its type and what it means."""

    kind: pa.DataType
    meaning: str


COLUMNS = {
    "run": Column(pa.int64(), "number of the run: keys its luck, and replays it"),
    "setting": Column(pa.int32(), "which draw of what is uncertain (-1: central settings)"),
    "talks": Column(WORD, "how the talks ended, by name (empty: not by then, or none)"),
    "incidents": Column(pa.int8(), "how many incidents there were"),
    "crisis": Column(pa.bool_(), "whether a crisis elsewhere claims the president's attention"),
    "new_target": Column(pa.bool_(), "whether a text was adopted that is not a reaffirmation"),
    "adopted": Column(pa.bool_(), "whether a text was adopted"),
    "compromise": Column(WORD, "core + related of the text adopted, or none"),
    "form": Column(WORD, "the compromise without its numbers: year, review, letters"),
    "label": Column(WORD, "compromise and form"),
    "class": Column(WORD, "kind of outcome, measured against the scenario's own terms"),
    "core": Column(pa.float64(), "core target that stands, % of GDP"),
    "related": Column(pa.float64(), "related target that stands, % of GDP"),
    "deadline": Column(pa.int16(), "year by which it is due (empty: undated)"),
    "counts": Column(WORD, "categories that count as related"),
    "review": Column(pa.int16(), "year of the review (empty: none)"),
    "firmness": Column(pa.float64(), "0 aims, 1/3 commits, 2/3 with annual plans, 1 fixed increments"),
    "wording": Column(WORD, "subject of the sentence: we, or allies"),
    "letters": Column(WORD, "allies with a side letter"),
    "round": Column(pa.int8(), "round in which it was adopted (empty: none)"),
    "attempt": Column(pa.int8(), "attempt in that round (empty: none)"),
    "attended": Column(pa.bool_(), "whether the president comes (empty: never decided)"),
    "broke_silence": Column(WORD, "who broke silence, in the order in which they first did; within an attempt by seat"),
    "breaks": Column(WORD, "who broke when: round.attempt, codes; …"),
    "most_reluctant": Column(WORD, "who likes the last text least"),
    "pivotal": Column(WORD, "who came closest to breaking silence on the last text"),
    "threat_to_leave": Column(pa.float64(), "credibility of the patron's threat at the end, 0 to 1"),
    "satisfaction": Column(pa.float64(), "chance that the patron is content with what stands"),
    "scales_back": Column(pa.float64(), "GDP-weighted chance that the patron scales back, with what stands"),
    "scales_back_without": Column(pa.float64(), "the same, had nothing been adopted"),
    "patron_share": Column(pa.float64(), "patron's share of all core spending at the deadline, %, if all is kept"),
    "buys_core": Column(pa.float64(), "core spending that the text adds by its last year, % of members' GDP"),
    "buys_core_kept": Column(pa.float64(), "the same, as far as it is expected to be kept"),
    "buys_related": Column(pa.float64(), "new related spending by then, % of members' GDP, if kept in full"),
    "money_last_year": Column(pa.float64(), "new spending in the last year, US$ bn"),
    "money_last_year_kept": Column(pa.float64(), "the same, as expected"),
    "money_total": Column(pa.float64(), "new spending over the years to the deadline, US$ bn"),
    "money_total_kept": Column(pa.float64(), "the same, as expected"),
    "path_core": Column(PATH, "core target on the table at the end of each round played, % of GDP"),
    "path_related": Column(PATH, "related target, likewise"),
    "path_deadline": Column(PATH, "deadline, likewise"),
    "path_firmness": Column(PATH, "firmness, likewise"),
}
"""Every column of the ledger, in order."""

SCHEMA = pa.schema([(name, column.kind) for name, column in COLUMNS.items()])

MAY_BE_EMPTY = {"deadline": "Int16", "review": "Int16", "round": "Int8", "attempt": "Int8", "attended": "boolean"}
"""Columns that a run may leave empty: pandas keeps them as whole numbers, or truths, that may be missing."""
SETTING, ENTRY, VALUE = "setting", "entry", "value"
DRAWN = pa.schema([(SETTING, pa.int32()), (ENTRY, WORD), (VALUE, pa.float64())])
"""What was drawn: a row for each uncertain entry of each setting."""
