"""``bench``: how fast it is here, so that two versions can be compared on one machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands.screen import write

FASTER = 50
"""How many more negotiations the compiled conductor plays in a repeat."""


def bench(
    runs: Annotated[int, typer.Option(min=1, help="negotiations in a repeat (compiled: 50 times as many)")] = 20,
    repeats: Annotated[int, typer.Option(min=1, help="repeats, of which the median counts")] = 5,
    json: Annotated[Path | None, typer.Option(help="write the figures to this file")] = None,
) -> None:
    """Time negotiations, by agents and compiled, and the command line on this machine."""
    import json as notation

    typer.echo("compiling the rulebook (about half a minute) …", err=True)
    text = notation.dumps(machine() | negotiations(runs, repeats) | commands(repeats), indent=1)
    typer.echo(text)
    if json is not None:
        write(json, "figures", text + "\n")


def seconds(job: Callable[[], object], repeats: int = 1) -> float:
    """Return the median time a job takes."""
    from statistics import median
    from time import perf_counter

    taken = []
    for _ in range(repeats):
        start = perf_counter()
        job()
        taken.append(perf_counter() - start)
    return median(taken)


def machine() -> dict[str, Any]:
    """Return what this was measured on."""
    import os
    import platform

    from sim.summit.model import versions

    name = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}"
    return {"machine": name, "python": platform.python_version(), "versions": versions()}


def negotiations(runs: int, repeats: int) -> dict[str, Any]:
    """Return negotiations per second, by agents on one core and compiled on one and two threads."""
    from sim.ensemble.kernel import play_many
    from sim.scenario.read import default, load
    from sim.scenario.seating import seat
    from sim.summit.model import Summit

    scenario = load(default())
    seating = seat(scenario)
    compiling = seconds(lambda: play_many(seating, 1, 0, 1))
    one = FASTER * runs / seconds(lambda: play_many(seating, 1, 0, FASTER * runs, 1), repeats)
    two = FASTER * runs / seconds(lambda: play_many(seating, 1, 0, FASTER * runs, 2), repeats)
    mesa = runs / seconds(lambda: [Summit(scenario, run=run).play() for run in range(runs)], repeats)
    return {
        "negotiations_per_second": round(two, 1),
        "negotiations_per_second_one_thread": round(one, 1),
        "mesa_negotiations_per_second": round(mesa, 1),
        "ratio": round(two / mesa, 1),
        "compile_seconds": round(compiling, 1),
    }


def commands(repeats: int) -> dict[str, Any]:
    """Return how long two commands take from pressing return."""

    def called(word: str) -> None:
        subprocess.run([sys.executable, "-m", "sim", word], stdout=subprocess.DEVNULL, check=True)

    return {
        "play_seconds": round(seconds(lambda: called("play"), repeats), 2),
        "help_seconds": round(seconds(lambda: called("--help"), repeats), 2),
    }
