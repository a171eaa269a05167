"""The same shards on a Dask cluster: its workers play, this process writes what they send back.

Workers share no disk with this process; they need this package in the same version. One that dies costs
the time of its shards, which others play again.
"""

from __future__ import annotations

import logging
from asyncio import CancelledError
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from math import fsum
from typing import Any

from sim.ensemble.shards import Made, make_shard
from sim.results.faults import LedgerError
from sim.results.recipe import Recipe, versions
from sim.results.rulebook import fingerprint

JOIN_SECONDS = 10
LONELY_SECONDS = 60
"""How long to wait for any shard before asking whether a worker is left."""
AHEAD = 2
"""Shards in flight for each thread of the cluster: one played, one waiting."""
DEATHS = 5
"""How often the workers that hold a shard may die, for each of which Dask has tried four, before it is to blame."""
CONTINUES = "what is kept stays; the same command continues"


def on_cluster(
    recipe: Recipe, numbers: Iterable[int], address: str, joined: Callable[[], None]
) -> Generator[Made, None, None]:
    """Yield shards as the workers of a cluster finish them, few of them in flight at a time."""
    with scheduler(address) as client:
        check_workers(client, recipe, address)
        joined()
        yield from gathered(client, recipe, iter(numbers), address)


@contextmanager
def scheduler(address: str) -> Iterator[Any]:
    """Join a running scheduler; whatever goes wrong there ends in one message."""
    try:
        from distributed import Client
    except ImportError:
        what = 'needs Dask, which is not installed; pip install "summit-negotiation[cluster]"'
        raise LedgerError(f"--cluster {address}: {what}") from None
    with quiet():
        try:
            client = Client(address, timeout=JOIN_SECONDS, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            why = str(error).splitlines()[0] if isinstance(error, ValueError | TypeError) else "no answer"
            what = f"no Dask scheduler there ({why}); start one: dask scheduler; allowed: tcp://HOST:PORT"
            raise LedgerError(f"--cluster {address}: {what}") from None
        try:
            yield client
        except (OSError, CancelledError) as error:
            why = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
            raise LedgerError(f"--cluster {address}: the scheduler is gone ({why}); {CONTINUES}") from None
        finally:
            client.close(timeout=JOIN_SECONDS)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep Dask from telling in its own words what is told in ours."""
    log = logging.getLogger("distributed")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


def in_use() -> dict[str, str]:
    """Return what must be the same wherever shards are played."""
    return {"rules": fingerprint(), "summit": versions()["summit"]}


def check_workers(client: Any, recipe: Recipe, address: str) -> None:
    """Raise an error unless there are workers, all of which play by the rules of the recipe."""
    try:
        client.wait_for_workers(1, timeout=JOIN_SECONDS)
    except TimeoutError:
        what = f"the scheduler has no workers; start some: dask worker {address}"
        raise LedgerError(f"--cluster {address}: {what}") from None
    mine = {**in_use(), "rules": recipe.rulebook}
    for worker, theirs in client.run(in_use, on_error="return").items():
        if isinstance(theirs, BaseException):
            raise LedgerError(f"worker {worker}: cannot load this package ({theirs}); install it there")
        for name, found in theirs.items():
            if found != mine[name]:
                what = f"{name} {found[:14]} there, {mine[name][:14]} here; install the same version"
                raise LedgerError(f"worker {worker}: {what}")


def gathered(client: Any, recipe: Recipe, left: Iterator[int], address: str) -> Generator[Made, None, None]:
    """Yield what comes back, keep the workers busy, and send again what was lost with a worker."""
    from distributed import KilledWorker, wait

    flying: dict[Any, int] = {}
    deaths: dict[int, int] = {}
    while True:
        room = AHEAD * max(1, int(fsum(client.nthreads().values())))
        for number in islice(left, max(0, room - len(flying))):
            flying[client.submit(make_shard, recipe, number, pure=False)] = number
        if not flying:
            return
        try:
            with client.as_current():
                done = wait(list(flying), timeout=LONELY_SECONDS, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            if not client.nthreads():
                raise LedgerError(f"--cluster {address}: no worker is left; {CONTINUES}") from None
            continue
        for future in done:
            number = flying.pop(future)
            try:
                yield future.result()
            except KilledWorker:
                deaths[number] = deaths.get(number, 0) + 1
                if deaths[number] == DEATHS:
                    what = f"workers keep dying over shard {number} (too little memory?)"
                    raise LedgerError(f"--cluster {address}: {what}; {CONTINUES}") from None
                flying[client.submit(make_shard, recipe, number, pure=False)] = number
            except (ImportError, RuntimeError) as error:  # a worker that came late, and has no such package
                what = f"a worker cannot play ({str(error).splitlines()[0][:90]}); install the same version there"
                raise LedgerError(f"--cluster {address}: {what}; {CONTINUES}") from None
