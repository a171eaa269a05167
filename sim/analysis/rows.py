"""Rows of a ledger as arrays: numbers, truths and words, read a few columns at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim.analysis.estimate import Mean, Sample, Share, mean_of, sample, share_of

if TYPE_CHECKING:
    from sim.results.ledger import Ledger

SETTING, PASSED = "setting", "new_target"


class Words(NamedTuple):
    """A column of words: the place of each row's word among the known ones (-1: empty)."""

    place: Any
    known: list[str]

    def where(self, test: Callable[[str], bool]) -> Any:
        """Return the mask of the rows whose word passes a test, made once a word."""
        passes = np.array([*(test(word) for word in self.known), False])
        return passes[self.place]

    def names(self, code: str) -> Any:
        """Return the mask of the rows that list this code among others."""
        return self.where(lambda word: code in word.split())


class Rows:
    """The rows of a ledger, with the setting of each and whether it brought a new target."""

    def __init__(self, ledger: Ledger) -> None:
        frame = ledger.frame([SETTING, PASSED])
        self.ledger = ledger
        self.runs: Sample = sample(frame[SETTING].to_numpy())
        self.passed = frame[PASSED].to_numpy(bool)

    def numbers(self, *names: str) -> list[Any]:
        """Return columns as floats, not-a-number where empty."""
        frame = self.ledger.frame(names)
        return [frame[name].to_numpy(float, na_value=np.nan) for name in names]

    def words(self, *names: str) -> list[Words]:
        """Return columns of words."""
        frame = self.ledger.frame(names)
        columns = [frame[name].astype("category").cat for name in names]
        return [Words(one.codes.to_numpy(), [str(word) for word in one.categories]) for one in columns]

    def share(self, happened: Any, among: Any = None) -> Share | None:
        """Return how often something happened, among the rows picked (None: all)."""
        return share_of(self.runs, happened, among)

    def overall(self, happened: Any) -> Share:
        """Return how often something happened in all runs."""
        found = share_of(self.runs, happened)
        assert found is not None, "a ledger without runs has no summary"
        return found

    def mean(self, values: Any, among: Any = None) -> Mean | None:
        """Return the mean of a number over the rows picked that have it."""
        return mean_of(self.runs, values, among)

    def overall_mean(self, values: Any) -> Mean:
        """Return the mean of a number that every run has."""
        found = mean_of(self.runs, values)
        assert found is not None, "a ledger without runs has no summary"
        return found
