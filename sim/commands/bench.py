"""``bench``: how fast it is here, so that two versions can be compared on one machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands.screen import write


def bench(
    runs: Annotated[int, typer.Option(min=1, help="negotiations in a repeat")] = 20,
    repeats: Annotated[int, typer.Option(min=1, help="repeats, of which the median counts")] = 5,
    json: Annotated[Path | None, typer.Option(help="write the figures to this file")] = None,
) -> None:
    """Time the agents' negotiations and the command line on this machine."""
    import json as notation
    import os
    import platform
    import subprocess
    import sys
    from statistics import median
    from time import perf_counter

    from sim.scenario.read import default, load
    from sim.summit.model import Summit, versions

    scenario = load(default())

    def loop() -> float:
        start = perf_counter()
        for run in range(runs):
            Summit(scenario, run=run).play()
        return runs / (perf_counter() - start)

    def command(*words: str) -> float:
        start = perf_counter()
        subprocess.run([sys.executable, "-m", "sim", *words], stdout=subprocess.DEVNULL, check=True)
        return perf_counter() - start

    Summit(scenario).play()
    figures = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "python": platform.python_version(),
        "versions": versions(),
        "mesa_negotiations_per_second": round(median(loop() for _ in range(repeats)), 1),
        "play_seconds": round(median(command("play") for _ in range(repeats)), 2),
        "help_seconds": round(median(command("--help") for _ in range(repeats)), 2),
    }
    text = notation.dumps(figures, indent=1)
    typer.echo(text)
    if json is not None:
        write(json, "figures", text + "\n")
