"""Compare: scenarios played on the same luck and the same settings, then held against the first."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from math import fsum
from pathlib import Path
from typing import NamedTuple

from sim.analysis.changes import endings, means, moves, shares
from sim.analysis.comparison import MEANS, SHARES, Comparison, Contrast, World, unit
from sim.analysis.paired import Pairs
from sim.analysis.rows import Rows
from sim.analysis.summarize import compromises, put_in, source
from sim.analysis.turns import delegations
from sim.analysis.unpaired import unpaired
from sim.ensemble.batch import Progress, fill, threads
from sim.results import store
from sim.results.faults import LedgerError
from sim.results.ledger import Ledger
from sim.results.recipe import RUNS, Recipe
from sim.results.recipe import differences as recipes_apart
from sim.results.store import begun, read_recipe
from sim.scenario.difference import differences
from sim.scenario.read import load
from sim.scenario.schema import Scenario

LONGEST = 60
"""Letters of a folder's name."""
LEFT = ("comparison.json", "comparison.parquet", "report.html", "figures")
"""What is made of a comparison in its folder, beside a ledger for each scenario."""


class Planned(NamedTuple):
    """A scenario that is to be compared: its name among them, how its ledger is made, and where it is kept."""

    name: str
    recipe: Recipe
    folder: Path


def compare(
    scenarios: Sequence[str | Path | Scenario],
    runs: int = RUNS,
    settings: int | None = None,
    seed: int = 1,
    out: str | Path | None = None,
    workers: int | None = None,
    progress: Callable[[Progress], object] | None = None,
) -> Comparison:
    """Play scenarios on the same luck and the same settings, and return how the others differ from the first.

    ``runs``, ``settings``, ``seed``, ``workers`` and ``progress`` are as for ``run_batch``. ``out`` is a folder
    that keeps a ledger for each scenario, named after it; begun ones are continued. Left out, nothing is kept.

    Raises ``LedgerError`` for what cannot be made, continued or paired, ``ScenarioError`` for a bad scenario::

        found = compare(["the-hague-2025", "no-letters"], runs=2000)
        found.contrasts[0].new_target.difference
    """
    given = [one if isinstance(one, Scenario) else load(one) for one in scenarios]
    names = [one.title if isinstance(one, Scenario) else Path(one).stem for one in scenarios]
    playing, home = threads(workers), Path(tempfile.mkdtemp(prefix="summit-")) if out is None else Path(out)
    try:
        for one in (ready := plan(home, zip(names, given, strict=True), runs, settings, seed)):
            fill(one.folder, one.recipe, playing, None, progress)
        return compare_ledgers([Ledger(one.folder) for one in ready], [one.name for one in ready])
    finally:
        if out is None:
            shutil.rmtree(home, ignore_errors=True)


def plan(
    home: Path,
    scenarios: Iterable[tuple[str, Scenario]],
    runs: int = RUNS,
    settings: int | None = None,
    seed: int = 1,
    command: str = "",
) -> list[Planned]:
    """Return what is to be played for named scenarios and kept where, once it is sure that all of it can be."""
    given = list(scenarios)
    if len(given) < 2:
        raise LedgerError(f"{len(given)} scenario to compare; allowed: two or more, the first of them the base")
    names = distinct([name for name, _ in given])
    check_own(home, names)
    found = [
        Planned(name, Recipe.of(scenario, runs, settings, seed, command), home / name)
        for name, (_, scenario) in zip(names, given, strict=True)
    ]
    for one in found:
        if begun(one.folder) and (apart := recipes_apart(read_recipe(one.folder), one.recipe)):
            raise LedgerError(f"{one.folder}: holds another ledger: {'; '.join(apart)}; choose another --out")
    return found


def check_own(home: Path, names: Sequence[str]) -> None:
    """Raise an error if a folder holds something else, which a comparison of these names might overwrite."""
    if begun(home):
        raise LedgerError(f"{home}: holds a ledger of its own; choose another --out")
    if home.exists() and not home.is_dir():
        raise LedgerError(f"{home}: a file is in the way; choose another --out")
    there = store.names(home)
    known = (*names, *(LEFT if LEFT[0] in there else ()))
    if strange := [name for name in there if name not in known and not begun(home / name)]:
        shown = ", ".join(strange[:3]) + (", …" if len(strange) > 3 else "")
        raise LedgerError(f"{home}: holds other files ({shown}); allowed: a new or empty folder, or a comparison's")


def distinct(names: Sequence[str]) -> list[str]:
    """Return names that may name folders and are all different: the second of a kind is called NAME-2."""
    found: list[str] = []
    for name in names:
        allowed = "".join(one if one.isalnum() or one in "-_." else "-" for one in name)
        plain = allowed.strip("-.")[:LONGEST] or "scenario"
        kinds = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(names) + 2))
        taken = {one.casefold() for one in (*LEFT, *found)}
        found.append(next(one for one in kinds if one.casefold() not in taken))
    return found


def labels(names: Sequence[str], titles: Sequence[str]) -> list[str]:
    """Return what people call the scenarios: their titles, or their names where titles are alike."""
    return [title if titles.count(title) == 1 else name for name, title in zip(names, titles, strict=True)]


def compare_ledgers(ledgers: Sequence[Ledger], names: Sequence[str] | None = None) -> Comparison:
    """Return the comparison of ledgers that were played on the same luck: the first is the base."""
    called = distinct([one.folder.name for one in ledgers]) if names is None else list(names)
    for one in ledgers:
        check(ledgers[0], one)
    rows = [Rows(one) for one in ledgers]
    told = labels(called, [one.scenario.title for one in ledgers])
    worlds = [
        World(name, label, source(ledger, row), put_in(ledger), row.overall(row.passed), compromises(row))
        for name, label, ledger, row in zip(called, told, ledgers, rows, strict=True)
    ]
    recipe = ledgers[0].recipe
    return Comparison(
        seed=recipe.seed,
        runs=recipe.runs,
        settings=recipe.settings,
        command=recipe.command,
        worlds=worlds,
        contrasts=[contrast(rows[0], row, world) for row, world in zip(rows[1:], worlds[1:], strict=True)],
        units={name: unit(name) for name in (*SHARES, *MEANS)},
    )


def check(base: Ledger, other: Ledger) -> None:
    """Raise an error if two ledgers do not pair run by run."""
    if not other.complete:
        part = f"{other.runs:,} of {other.recipe.runs:,} runs are there"
        raise LedgerError(f"{other.folder}: unfinished: {part}; give the command again that began it")
    one, two = base.recipe, other.recipe
    for name in ("seed", "runs", "settings", "rulebook"):
        if getattr(one, name) != getattr(two, name):
            said = f"{name} {getattr(one, name)} in {base.folder}, {getattr(two, name)} in {other.folder}"
            raise LedgerError(f"not the same luck: {said}; allowed: ledgers of one seed, runs, settings and rules")


def contrast(base: Rows, other: Rows, world: World) -> Contrast:
    """Return what another scenario does differently from the base."""
    first, second = base.ledger.scenario, other.ledger.scenario
    same = base.ledger.recipe.digest == other.ledger.recipe.digest
    pairs, moved = Pairs(base.runs, same), moves(base, other)
    both = int((base.passed & other.passed).sum())
    return Contrast(
        name=world.name,
        label=world.label,
        same=same,
        entries=differences(first, second),
        unpaired=unpaired(first, second, both),
        shares=shares(pairs, base, other),
        means=means(pairs, base, other),
        endings=endings(pairs, base, other),
        moves=moved,
        stayed=fsum(one.runs for one in moved if one.before == one.after) / len(base.passed),
        both=both,
        allies=delegations(pairs, base, other, first, second),
    )
