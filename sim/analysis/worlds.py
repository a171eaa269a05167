"""One world's endings in a few numbers, by setting too, so that worlds on the same luck can be set beside each other.

Targets are unconditional (the status quo counts where nothing was adopted). Year, firmness, wording and
review are those of new targets, and so say what a selection of runs looks like.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim.analysis.estimate import Mean, Sample, Share, everywhere, mean_of, share_of
from sim.analysis.rows import Rows
from sim.analysis.summary import CHANCE, FIRM, GDP, YEAR

if TYPE_CHECKING:
    from sim.results.ledger import Ledger


def by_setting(runs: Sample, values: Any, among: Any = None) -> Any:
    """Return each setting's mean of a number over the runs picked that have it; not-a-number where none has."""
    there = ~np.isnan(values) & (everywhere(runs) if among is None else among)
    count = runs.count(there)
    return np.where(count > 0, runs.add(values, there) / np.maximum(count, 1), np.nan)


class Measure(NamedTuple):
    """A number that every run, or every run with a new target, has: its unit, and what it is called."""

    unit: str
    words: str
    given: bool
    read: Callable[[Rows], Any]


def number(name: str) -> Callable[[Rows], Any]:
    """Return the reader of a column of numbers."""
    return lambda rows: rows.numbers(name)[0]


def worded(column: str, word: str) -> Callable[[Rows], Any]:
    """Return the reader of how often a column has a word."""
    return lambda rows: rows.words(column)[0].where(lambda one: one == word).astype(float)


def listing(column: str) -> Callable[[Rows], Any]:
    """Return the reader of how many codes a column lists."""

    def count(rows: Rows) -> Any:
        [found] = rows.words(column)
        return np.array([*(len(word.split()) for word in found.known), 0], float)[found.place]

    return count


MEASURES = {
    "new_target": Measure(CHANCE, "a new target", False, number("new_target")),
    "core": Measure(GDP, "core target, all runs", False, number("core")),
    "related": Measure(GDP, "related target, all runs", False, number("related")),
    "scales_back": Measure(CHANCE, "chance that the patron scales back, all runs", False, number("scales_back")),
    "broke": Measure("allies", "allies that broke silence, all runs", False, listing("broke_silence")),
    "deadline": Measure(YEAR, "deadline of a new target", True, number("deadline")),
    "core_given": Measure(GDP, "core of a new target", True, number("core")),
    "related_given": Measure(GDP, "related of a new target", True, number("related")),
    "firmness": Measure(FIRM, "firmness of a new target", True, number("firmness")),
    "review": Measure(CHANCE, "a review in a new target", True, lambda r: (~np.isnan(r.numbers("review")[0])) * 1.0),
    "allies": Measure(CHANCE, "a new target worded “Allies commit”", True, worded("wording", "allies")),
    "letters": Measure("letters", "side letters in a new target", True, listing("letters")),
    "round": Measure("round", "round in which it was adopted", True, number("round")),
}
"""What a world is measured by. ``given``: over runs with a new target only."""
SHARES = ("new_target", "review", "allies")
"""Measures that are whether something happened."""


@dataclass(frozen=True)
class World:
    """A world's numbers with their intervals; None where no run has them.

    ``modal``: how it ends most often (a compromise, or none), over all runs; ``text``: the most frequent
    compromise among new targets, empty where there is none, ``text_share`` its share of them.
    """

    name: str
    shares: dict[str, Share | None]
    means: dict[str, Mean | None]
    modal: str
    modal_share: Share
    text: str
    text_share: Share | None

    def value(self, measure: str) -> float | None:
        """Return a measure's share or mean."""
        if measure in self.shares:
            found = self.shares[measure]
            return None if found is None else found.share
        mean = self.means[measure]
        return None if mean is None else mean.mean

    def doubt(self, measure: str) -> Share | Mean | None:
        """Return a measure with its intervals."""
        return self.shares[measure] if measure in self.shares else self.means[measure]


class Columns(NamedTuple):
    """A world's runs as columns: what pairs worlds run by run."""

    runs: Sample
    passed: Any
    values: dict[str, Any]
    compromise: Any

    def by_setting(self, measure: str) -> Any:
        """Return each setting's mean of a measure."""
        return by_setting(self.runs, self.values[measure], self.passed if MEASURES[measure].given else None)


def columns(ledger: Ledger) -> Columns:
    """Return a ledger's runs as columns, one for each measure."""
    rows = Rows(ledger)
    [compromise] = rows.words("compromise")
    return Columns(
        rows.runs,
        rows.passed,
        {name: measure.read(rows) for name, measure in MEASURES.items()},
        np.array(compromise.known, object)[compromise.place],
    )


def measured(name: str, found: Columns) -> World:
    """Return a world's numbers."""
    among = {name: found.passed if measure.given else None for name, measure in MEASURES.items()}
    shares = {one: share_of(found.runs, found.values[one] == 1.0, among[one]) for one in SHARES}
    means = {one: mean_of(found.runs, found.values[one], among[one]) for one in MEASURES if one not in SHARES}
    modal, text = most_often(found.compromise), most_often(found.compromise[found.passed])
    whole = certain(share_of(found.runs, found.compromise == modal))
    return World(name, shares, means, modal, whole, text, share_of(found.runs, found.compromise == text, found.passed))


def most_often(words: Any) -> str:
    """Return the most frequent of some words, the first in alphabetical order among equals; empty if there is none."""
    kinds, count = np.unique(words.astype(str), return_counts=True)
    return str(kinds[np.argmax(count)]) if len(kinds) else ""


def certain(share: Share | None) -> Share:
    """Return a share over all runs, of which there are some."""
    assert share is not None, "a ledger without runs has nothing to measure"
    return share
