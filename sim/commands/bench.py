"""``bench``: how fast it is here, so that two versions can be compared on one machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands.screen import write

SETTINGS = 50
"""How many settings the compiled negotiations of a repeat are spread over."""


def bench(
    runs: Annotated[int, typer.Option(min=1, help="negotiations by agents in a repeat")] = 10,
    compiled: Annotated[int, typer.Option(min=SETTINGS, help="compiled negotiations in a repeat")] = 25_000,
    repeats: Annotated[int, typer.Option(min=1, help="repeats, of which the median counts")] = 5,
    json: Annotated[Path | None, typer.Option(help="write the figures to this file")] = None,
) -> None:
    """Time negotiations, by agents and compiled, and the command line on this machine."""
    import json as notation

    from sim.ensemble.shelf import stocked

    if not stocked():
        typer.echo("compiling the rulebook (about a minute, once per version of the rules) …", err=True)
    text = notation.dumps(machine() | negotiations(runs, compiled, repeats) | commands(repeats), indent=1)
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

    from llvmlite import binding

    from sim.summit.model import versions

    features = binding.get_host_cpu_features()
    widest = next((name for name in ("avx512f", "avx2", "avx", "neon") if features.get(name)), "none known")
    name = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}"
    return {
        "machine": name,
        "processor": binding.get_host_cpu_name(),
        "vector_units": widest,
        "python": platform.python_version(),
        "versions": versions(),
    }


def negotiations(runs: int, compiled: int, repeats: int) -> dict[str, Any]:
    """Return negotiations per second, by agents on one core and compiled on one and two threads.

    Compiled, every negotiation of The Hague's kind: all seats, the full search, settings drawn.
    """
    from concurrent.futures import ThreadPoolExecutor
    from statistics import median

    from sim.ensemble.kernel import papers, play_many
    from sim.ensemble.probe import nanoseconds_a_member
    from sim.scenario.draw import draw_setting
    from sim.scenario.read import default, load
    from sim.scenario.seating import seat
    from sim.summit.model import Summit

    scenario = load(default())
    starting = seconds(lambda: play_many(seat(scenario), 1, 0, 1))
    seatings = [seat(scenario, draw_setting(scenario, 1, setting)) for setting in range(SETTINGS)]
    each = compiled // SETTINGS

    def rate(workers: int) -> float:
        def play(one: int) -> object:
            return play_many(seatings[one], 1, one * each, each)

        with ThreadPoolExecutor(workers) as threads:
            return each * SETTINGS / seconds(lambda: list(threads.map(play, range(SETTINGS))), repeats)

    def settle_all() -> object:
        drawn = [draw_setting(scenario, 2, one) for one in range(SETTINGS)]
        return [papers(seat(scenario, setting, arrays=True)) for setting in drawn]

    one, two = rate(1), rate(2)
    mesa = runs / seconds(lambda: [Summit(scenario, run=run, draw=True).play() for run in range(runs)], repeats)
    return {
        "negotiations_per_second": round(two, 1),
        "negotiations_per_second_one_thread": round(one, 1),
        "mesa_negotiations_per_second": round(mesa, 1),
        "ratio": round(two / mesa, 1),
        "nanoseconds_per_member_evaluation": round(median(nanoseconds_a_member(seatings[0], 20_000, repeats)), 1),
        "settings_per_second": round(SETTINGS / seconds(settle_all, repeats), 1),
        "first_negotiation_seconds": round(starting, 1),
        "peak_memory_mib": peak_memory(),
    }


def peak_memory() -> float | None:
    """Return the most memory this process has held, MiB (nothing where the system does not say)."""
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (2**20 if sys.platform == "darwin" else 2**10), 1)


def commands(repeats: int) -> dict[str, Any]:
    """Return how long two commands take from pressing return."""

    def called(word: str) -> None:
        subprocess.run([sys.executable, "-m", "sim", word], stdout=subprocess.DEVNULL, check=True)

    return {
        "play_seconds": round(seconds(lambda: called("play"), repeats), 2),
        "help_seconds": round(seconds(lambda: called("--help"), repeats), 2),
    }
