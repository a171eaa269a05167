"""Shares and means of two scenarios, pair by pair."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.analysis.comparison import ALL, BOTH, GIVEN, MEANS, SHARES, Ending, Move
from sim.analysis.paired import Change, Flips, Pairs, change, flips
from sim.analysis.rows import Rows
from sim.scenario.schema import WORDINGS


def shares(pairs: Pairs, base: Rows, other: Rows) -> dict[str, Flips | None]:
    """Return how every share changes."""
    before, after = happened(base), happened(other)
    decided = known(base) & known(other)
    among = {ALL: None, BOTH: base.passed & other.passed}
    return {name: flips(pairs, before[name], after[name], among.get(over, decided)) for name, over in SHARES.items()}


def happened(rows: Rows) -> dict[str, Any]:
    """Return in which runs each of the things happened whose shares are compared."""
    broke, letters, wording = rows.words("broke_silence", "letters", "wording")
    attended, review = rows.numbers("attended", "review")
    quiet = ~broke.where(bool)
    return {
        "new_target": rows.passed,
        "nobody_broke": quiet,
        "letter": letters.where(bool),
        "attended": attended == 1,
        "review": ~np.isnan(review),
        "softer_wording": wording.where(lambda word: word == WORDINGS[-1]),
        "first_silence": quiet,
    }


def known(rows: Rows) -> Any:
    """Return in which runs it is decided whether the president comes."""
    [attended] = rows.numbers("attended")
    return ~np.isnan(attended)


def means(pairs: Pairs, base: Rows, other: Rows) -> dict[str, Change | None]:
    """Return how every mean changes."""
    before, after = numbers(base), numbers(other)
    among = {ALL: None, BOTH: base.passed & other.passed}
    return {
        name: change(pairs, before[name.removesuffix(GIVEN)], after[name.removesuffix(GIVEN)], among[over])
        for name, over in MEANS.items()
    }


def numbers(rows: Rows) -> dict[str, Any]:
    """Return the numbers whose means are compared, run by run."""
    names = [name for name in dict.fromkeys(one.removesuffix(GIVEN) for one in MEANS) if name != "headline"]
    found = dict(zip(names, rows.numbers(*names), strict=True))
    return found | {"headline": found["core"] + found["related"]}


def endings(pairs: Pairs, base: Rows, other: Rows) -> list[Ending]:
    """Return how often each compromise comes of either, the most frequent in any of the two first."""
    [before], [after] = base.words("compromise"), other.words("compromise")
    found = []
    for word in dict.fromkeys([*before.known, *after.known]):
        one = flips(pairs, before.where(lambda its, w=word: its == w), after.where(lambda its, w=word: its == w))  # type: ignore[misc]
        if one is not None and max(one.before, one.after) > 0:
            found.append(Ending(word, one))
    return sorted(found, key=lambda ending: (-max(ending.change.before, ending.change.after), ending.compromise))


def moves(base: Rows, other: Rows) -> list[Move]:
    """Return from which compromise to which the pairs moved, the most frequent first."""
    [before], [after] = base.words("compromise"), other.words("compromise")
    kinds, counts = np.unique(before.place.astype(np.int64) * len(after.known) + after.place, return_counts=True)
    total = len(before.place)
    found = []
    for kind, runs in zip(kinds.tolist(), counts.tolist(), strict=True):
        was, is_ = divmod(kind, len(after.known))
        found.append(Move(before.known[was], after.known[is_], runs, runs / total))
    return sorted(found, key=lambda move: (-move.runs, move.before, move.after))
