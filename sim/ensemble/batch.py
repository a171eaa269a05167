"""Batch: every run of a recipe played, in threads here or on a cluster, and kept as a ledger."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from itertools import islice
from pathlib import Path
from threading import Event
from typing import NamedTuple

from sim.ensemble.shards import Made, make_shard, warm_up
from sim.ensemble.shelf import stocked
from sim.results.ledger import Ledger
from sim.results.recipe import RUNS, Recipe, check
from sim.results.store import begun, store
from sim.scenario.read import default, load
from sim.scenario.schema import Scenario

MOST_WORKERS = 4096
CHECKING, COMPILING, LOADING, JOINING, PLAYING = "checking", "compiling", "loading", "joining", "playing"


class Progress(NamedTuple):
    """How far a batch is: what it is doing, and how many of its runs are kept."""

    doing: str
    kept: int
    runs: int


Tell = Callable[[Progress], object]
Making = Generator[Made, None, None]


def run_batch(
    scenario: str | Path | Scenario | None = None,
    runs: int = RUNS,
    settings: int | None = None,
    seed: int = 1,
    out: str | Path | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    progress: Tell | None = None,
) -> Ledger:
    """Play many negotiations and return their ledger.

    ``scenario`` is a name, a path or a ``Scenario``. ``settings`` draws of what is uncertain share the
    runs evenly (by default 200, or as many as there are runs; 0: central settings). ``out`` is the folder
    of the ledger: one begun with the same recipe is continued; left out, it is a temporary folder that
    lasts as long as the ledger. ``workers`` threads play (by default one a core); ``cluster`` is the
    address of a Dask scheduler whose workers play instead. ``progress`` is called with a ``Progress``
    whenever there is something to tell. Nothing but scenario, seed, runs and settings changes a row.

    Your own loop gives the same runs, for instance with minds of your own::

        ledger = run_batch("the-hague-2025", runs=1000, settings=50, seed=7)
        for run in range(ledger.recipe.runs):
            summit = Summit(ledger.scenario, seed=7, run=run, setting=ledger.setting(run))
            outcome = summit.play().outcome  # what row ``run`` of ledger.frame() says

    Raises ``LedgerError`` for what cannot be made, read or continued, ``ScenarioError`` for a bad scenario.
    """
    given = scenario if isinstance(scenario, Scenario) else load(default() if scenario is None else scenario)
    recipe, playing = Recipe.of(given, runs, settings, seed), threads(workers)
    folder = Path(tempfile.mkdtemp(prefix="summit-")) if out is None else Path(out)
    try:
        fill(folder, recipe, playing, cluster, progress)
        ledger = Ledger(folder)
    except BaseException:
        if out is None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    if out is None:
        weakref.finalize(ledger, shutil.rmtree, folder, ignore_errors=True)
    return ledger


def fill(folder: Path, recipe: Recipe, workers: int, cluster: str | None = None, progress: Tell | None = None) -> None:
    """Play what a folder lacks of a recipe and keep it there."""
    tell = progress or (lambda _: None)
    if begun(folder):
        tell(Progress(CHECKING, 0, recipe.runs))
    with store(folder, recipe) as held:

        def say(doing: str) -> None:
            tell(Progress(doing, held.runs, recipe.runs))

        missing = held.missing()
        if not missing:
            say(PLAYING)
            return
        whole = held.recipe
        making = locally(whole, missing, workers, say) if cluster is None else afar(whole, missing, cluster, say)
        with closing(making):
            for made in making:
                held.keep(made.number, made.files)
                say(PLAYING)


def locally(recipe: Recipe, numbers: Iterable[int], workers: int, say: Callable[[str], None]) -> Making:
    """Yield shards as threads of this process finish them, few of them in flight at a time."""
    say(LOADING if stocked() else COMPILING)
    warm_up(recipe)
    say(PLAYING)
    stop, left = Event(), iter(numbers)
    with ThreadPoolExecutor(workers, "shard") as players:
        try:
            flying: set[Future[Made]] = set()
            while True:
                for number in islice(left, workers + 1 - len(flying)):
                    flying.add(players.submit(make_shard, recipe, number, stop.is_set))
                if not flying:
                    return
                done, flying = wait(flying, return_when=FIRST_COMPLETED)
                for one in done:
                    yield one.result()
        finally:  # all is played, or somebody wants to stop: Ctrl-C, a full disk, a fault
            stop.set()


def afar(recipe: Recipe, numbers: Iterable[int], address: str, say: Callable[[str], None]) -> Making:
    """Yield shards as the workers of a cluster finish them."""
    from sim.ensemble.cluster import on_cluster

    say(JOINING)
    return on_cluster(recipe, numbers, address, lambda: say(PLAYING))


def threads(workers: int | None) -> int:
    """Return how many threads play: as many as asked, or one for each core that this process may use."""
    if workers is not None:
        return check("workers", workers, 1, MOST_WORKERS)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
