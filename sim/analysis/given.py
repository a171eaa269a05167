"""What a new target looks like, over the runs that have one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np

from sim.analysis.estimate import Share
from sim.analysis.rows import Rows, Words
from sim.analysis.summary import Given, Named
from sim.results.describe import firmness_name
from sim.scenario.schema import FIRMNESS

Sorted = TypeVar("Sorted", bound=Share)


def sorted_by_share(found: Iterable[Sorted]) -> list[Sorted]:
    """Return shares, the largest first; equal ones in the order they came."""
    return sorted(found, key=lambda one: -one.share)


def fields(share: Share) -> dict[str, Any]:
    """Return the fields of a share, its intervals kept whole."""
    return {name: getattr(share, name) for name in Share.__dataclass_fields__}


def named(rows: Rows, kinds: dict[str, Any], among: Any) -> list[Named]:
    """Return how often each kind occurs among the rows picked, those that never do left out."""
    shares = {name: rows.share(mask, among) for name, mask in kinds.items()}
    return sorted_by_share(Named(name=name, **fields(one)) for name, one in shares.items() if one and one.hits)


def listed_codes(column: Words) -> list[str]:
    """Return every code that a column lists, in order of first mention."""
    return list(dict.fromkeys(code for word in column.known for code in word.split()))


def given(rows: Rows) -> Given:
    """Return what a new target looks like."""
    passed = rows.passed
    deadline, firmness, review, related = rows.numbers("deadline", "firmness", "review", "related")
    wording, letters, counts, broke = rows.words("wording", "letters", "counts", "broke_silence")
    return Given(
        runs=int(passed.sum()),
        deadline=rows.mean(deadline, passed),
        firmness=rows.mean(firmness, passed),
        firmness_words=named(rows, by_word(firmness, firmness_name, FIRMNESS), passed),
        review=rows.share(~np.isnan(review), passed),
        wording=named(rows, {word: wording.place == n for n, word in enumerate(wording.known)}, passed),
        letters=rows.share(letters.where(bool), passed),
        lettered=named(rows, {code: letters.names(code) for code in listed_codes(letters)}, passed),
        counts=named(rows, {code: counts.names(code) for code in listed_codes(counts)}, passed & (related > 0)),
        first_silence=rows.share(~broke.where(bool), passed),
    )


def by_word(values: Any, name: Callable[[float], str], words: Iterable[str]) -> dict[str, Any]:
    """Return the rows that each word describes, given how a value is called."""
    known, place = np.unique(values, return_inverse=True)
    called = np.array(["" if np.isnan(one) else name(float(one)) for one in known])
    return {word: (called == word)[place] for word in words}
