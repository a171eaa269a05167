"""Ledger: many negotiations, a row each, read from disk as far as they are asked for.

The columns and their meanings are in ``sim.results.columns``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pyarrow as pa

from sim.results.columns import COLUMNS as COLUMNS
from sim.results.columns import ENTRY, ISSUES, MAY_BE_EMPTY, SCHEMA, VALUE
from sim.results.columns import SETTING as SETTING
from sim.results.faults import LedgerError
from sim.results.recipe import Recipe, check
from sim.results.shard import LEDGER, SETTINGS, content, read, verified
from sim.results.store import check_marks, kept, kinds, path_of, read_recipe, runs_in
from sim.scenario.draw import Setting, draw_setting
from sim.scenario.faults import unknown
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd


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
        if issue not in ISSUES:
            raise LedgerError(unknown(issue, ISSUES, "issue"))
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
        return drawn.loc[self.frame([SETTING])[SETTING]].reset_index(drop=True)

    def drawn(self, names: Sequence[str] | None = None) -> list[str]:
        """Return the names of the entries that were drawn, or these once each is known to be one."""
        known = list(self.setting(0))
        if names and not known:
            raise LedgerError(f"{self.folder}: all runs are at central settings: nothing was drawn")
        for name in known if names is None else names:
            if name not in known:
                raise LedgerError(unknown(name, known, "drawn entry")[:400])
        return known if names is None else list(names)

    def setting(self, run: int) -> Setting:
        """Return what was drawn for a run, as ``Summit`` takes it."""
        check("run", run, 0, self.recipe.runs - 1)
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
