"""Ledger: many negotiations, a row each; what every column means (ODD 7.11), and how to read them.

Shares are in % of GDP, money in constant US$ bn of the base year, chances from 0 to 1. Codes of several
allies stand in one field, parted by spaces. Targets are those of the status quo where none was adopted, so
that every mean is unconditional.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np
import pyarrow as pa

from sim.results.faults import LedgerError
from sim.results.recipe import Recipe
from sim.results.shard import LEDGER, SETTINGS, content, read, verified
from sim.results.store import check_marks, kept, kinds, path_of, read_recipe, runs_in
from sim.scenario.draw import Setting, draw_setting
from sim.scenario.faults import unknown
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd

WORD = pa.dictionary(pa.int32(), pa.string())
PATH = pa.list_(pa.float64())


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
    "broke_silence": Column(WORD, "who broke silence, in the order in which they first did"),
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


class Ledger:
    """Many negotiations on disk, read as far as they are there (a killed batch is read, too).

    ``recipe``: what they were made from; ``numbers``: the shards that are there. Columns are read when
    they are asked for, shard by shard, and only those: a million runs of a few columns take a few dozen MB.
    """

    def __init__(self, folder: str | Path) -> None:
        """Open the ledger in a folder; nothing but its recipe and the marks of its shards is read."""
        self.folder = Path(folder)
        self.recipe: Recipe = read_recipe(self.folder)
        self.numbers = kept(self.folder, self.recipe)
        check_marks(self.folder, self.recipe, self.numbers)

    @classmethod
    def open(cls, folder: str | Path) -> Self:
        """Return the ledger in a folder, or raise ``LedgerError`` with what is wrong with it."""
        return cls(folder)

    def __repr__(self) -> str:
        """Say what it is."""
        return f"Ledger({str(self.folder)!r}: {self.runs:,} of {self.recipe.runs:,} runs of {self.recipe.title!r})"

    def __len__(self) -> int:
        """Return how many runs are there."""
        return self.runs

    @property
    def runs(self) -> int:
        """How many runs are there."""
        return runs_in(self.numbers, self.recipe)

    @property
    def complete(self) -> bool:
        """Whether all runs of the recipe are there."""
        return self.runs == self.recipe.runs

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario, as the recipe holds it."""
        return self.recipe.to_scenario()

    def frame(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return the runs in order, a row each, with all columns or only these.

        Words are categories; what may be empty is nullable (``Int16``, ``Int8``, ``boolean``); paths are
        arrays, an entry a round (see ``path`` for one matrix).
        """
        frame = self.table(columns).to_pandas(split_blocks=True, self_destruct=True)
        return frame.astype({name: kind for name, kind in MAY_BE_EMPTY.items() if name in frame})

    def table(self, columns: Sequence[str] | None = None) -> pa.Table:
        """Return the runs as an Arrow table."""
        wanted = list(COLUMNS if columns is None else columns)
        for name in wanted:
            if name not in COLUMNS:
                raise LedgerError(unknown(name, COLUMNS, "column"))
        schema = pa.schema([SCHEMA.field(name) for name in wanted])
        parts = [part.replace_schema_metadata(None).select(wanted) for part in self.tables(LEDGER, wanted)]
        return pa.concat_tables([schema.empty_table(), *parts]).unify_dictionaries()

    def tables(self, kind: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Yield the shards of one kind in order."""
        for number in self.numbers:
            yield read(path_of(self.folder, kind, number), self.recipe, kind, number, columns)

    def path(self, issue: str) -> Any:
        """Return ``core``, ``related``, ``deadline`` or ``firmness`` on the table by round: a matrix, runs by rounds.

        Rounds after a text was adopted are not a number.
        """
        rounds = len(self.scenario.meetings)
        found = np.full((self.runs, rounds), np.nan)
        row = 0
        for part in self.table([f"path_{issue}"]).column(0).chunks:
            lengths = part.value_lengths().to_numpy()
            found[row : row + len(part)][np.arange(rounds) < lengths[:, None]] = part.flatten().to_numpy()
            row += len(part)
        return found

    def settings(self, names: Sequence[str] | None = None) -> pd.DataFrame:
        """Return what was drawn of the uncertain entries, a row a setting, a column an entry, or only these.

        There are none at central settings.
        """
        import pandas as pd

        wanted = self.drawn(names)
        found = [self.of_setting(part, wanted) for part in self.tables(SETTINGS)] if self.recipe.settings else []
        blank = pd.DataFrame(columns=wanted, index=pd.Index([], dtype="int32", name=SETTING), dtype=float)
        whole = pd.concat(found) if found else blank
        return whole[~whole.index.duplicated()]  # two shards may share a setting

    def of_setting(self, part: pa.Table, wanted: list[str]) -> pd.DataFrame:
        """Return a shard's drawn inputs, a row a setting."""
        import pyarrow.compute as pc

        some = part.filter(pc.is_in(part[ENTRY].cast(pa.string()), pa.array(wanted, pa.string())))
        return some.to_pandas().pivot(index=SETTING, columns=ENTRY, values=VALUE)[wanted]

    def inputs(self, names: Sequence[str]) -> pd.DataFrame:
        """Return what was drawn of these entries for every run: a row a run, as in ``frame``."""
        drawn = self.settings(names)
        if self.recipe.settings == 0:
            raise LedgerError(f"{self.folder}: all runs are at central settings: nothing was drawn")
        return drawn.loc[self.frame([SETTING])[SETTING]].reset_index(drop=True)

    def drawn(self, names: Sequence[str] | None = None) -> list[str]:
        """Return the names of the entries that were drawn, or these once each is known to be one."""
        known = list(self.setting(0))
        for name in known if names is None else names:
            if name not in known:
                raise LedgerError(unknown(name, known, "drawn entry")[:400])
        return known if names is None else list(names)

    def setting(self, run: int) -> Setting:
        """Return what was drawn for a run, as ``Summit`` takes it."""
        return draw_for(self.recipe, self.recipe.setting_of(run))

    def fingerprint(self) -> str:
        """Return a digest of all rows, once each shard's content is found to be what was written.

        Two ledgers of one recipe have the same, however and wherever they were played.
        """
        seal = hashlib.sha256()
        for number in self.numbers:
            for kind in kinds(self.recipe):
                table = verified(path_of(self.folder, kind, number), self.recipe, kind, number)
                seal.update(f"{kind} {number} {content(table)}\n".encode())
        return "sha256:" + seal.hexdigest()


def draw_for(recipe: Recipe, setting: int) -> Setting:
    """Return what a recipe draws for a setting (nothing at central settings)."""
    return {} if recipe.settings == 0 else draw_setting(recipe.to_scenario(), recipe.seed, setting)
