"""Ablations: what becomes of the endings when one thing is taken out, run by run on the same luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.analysis.paired import Change, Flips, Pairs, change, flips
from sim.analysis.worlds import MEASURES, SHARES, Columns, World, columns, measured

if TYPE_CHECKING:
    from sim.results.ledger import Ledger

TOLD = ("core", "related", "deadline", "firmness", "review", "allies", "letters")
"""Measures that are compared beside the chance of a new target and the base's own compromise."""


@dataclass(frozen=True)
class Named:
    """What is taken out or put in its place: names, reason, and the entries that are changed."""

    name: str
    group: str
    title: str
    why: str
    changes: list[str]


@dataclass(frozen=True)
class Ablation:
    """A patched world beside the base.

    ``differences`` are patched less base, over pairs of runs; where a measure is one of new targets, over the
    pairs in which both have one (None: there is no such pair). ``kept``: the base's most frequent text.
    """

    named: Named
    world: World
    new_target: Flips
    kept: Flips
    differences: dict[str, Change | None]


@dataclass(frozen=True)
class Ablations:
    """All patched worlds beside the base, in the order of their file; ``unfit``: patches that do not fit, and why."""

    title: str
    digest: str
    rulebook: str
    seed: int
    runs: int
    settings: int
    versions: dict[str, str]
    command: str
    base: World
    ablations: list[Ablation]
    unfit: list[tuple[Named, str]]


def ablations(
    base: Ledger, worlds: Mapping[str, Ledger], named: Sequence[Named], unfit: Sequence[tuple[Named, str]]
) -> Ablations:
    """Return what the patched worlds' ledgers say beside the base's; ``named`` are those that were played."""
    recipe, before = base.recipe, columns(base)
    whole = measured("as it is", before)
    return Ablations(
        title=recipe.title,
        digest=recipe.digest,
        rulebook=recipe.rulebook,
        seed=recipe.seed,
        runs=recipe.runs,
        settings=recipe.settings,
        versions=recipe.versions,
        command=recipe.command,
        base=whole,
        ablations=[beside(before, whole, one, columns(worlds[one.name]), worlds[one.name] is base) for one in named],
        unfit=list(unfit),
    )


def beside(before: Columns, base: World, named: Named, after: Columns, same: bool) -> Ablation:
    """Return one patched world beside the base."""
    pairs = Pairs(before.runs, same)
    return Ablation(
        named=named,
        world=measured(named.title, after),
        new_target=certain(flips(pairs, before.passed, after.passed)),
        kept=certain(flips(pairs, before.compromise == base.text, after.compromise == base.text)),
        differences={name: difference(pairs, name, before, after) for name in TOLD},
    )


def difference(pairs: Pairs, name: str, before: Columns, after: Columns) -> Change | None:
    """Return how a measure differs, over the pairs in which both worlds have it."""
    both = before.passed & after.passed if MEASURES[name].given else None
    was, is_ = before.values[name], after.values[name]
    if name in SHARES:
        return flips(pairs, was == 1.0, is_ == 1.0, both)
    return change(pairs, was, is_, both)


def certain(found: Flips | None) -> Flips:
    """Return a difference over all pairs, of which there are some."""
    assert found is not None, "a ledger without runs has nothing to compare"
    return found
