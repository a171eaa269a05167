"""``batch``: many negotiations, kept as a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.again import command_of, told
from sim.commands.screen import called, clear_faults, console, refuse

if TYPE_CHECKING:
    from sim.results.ledger import Ledger
    from sim.results.recipe import Recipe
    from sim.scenario.schema import Scenario

HOME = Path("runs")


def batch(
    scenario: Annotated[
        str | None, typer.Argument(help="a scenario's name or file; by default the first summit")
    ] = None,
    runs: Annotated[int, typer.Option(help="how many negotiations")] = 10_000,
    settings: Annotated[
        int | None,
        typer.Option(
            help="draws of what is uncertain, sharing the runs evenly; 0: central settings",
            show_default="200, or as many as runs",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="keys all luck and all draws")] = 1,
    out: Annotated[
        Path | None,
        typer.Option(help="folder of the ledger; one begun is continued", show_default="runs/SCENARIO-seed-SEED"),
    ] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="change an entry: us.demand=4 (repeatable)")] = None,
    workers: Annotated[int | None, typer.Option(help="threads that play", show_default="one a core")] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="a Dask scheduler whose workers play instead: tcp://HOST:PORT")
    ] = None,
) -> None:
    """Play many negotiations, keep them as a ledger, and sum them up.

    Killed at any moment, the same command goes on where it stood.
    """
    with clear_faults():
        from sim.scenario.read import default, load

        name = default() if scenario is None else scenario
        given = load(name, set_ or ())
        asked: list[tuple[str, object]] = [("--runs", runs), ("--settings", settings), ("--seed", seed), ("--out", out)]
        asked += [("--workers", workers), ("--cluster", cluster)]
        words = command_of("batch", [] if scenario is None else [scenario], asked, set_ or [])
        recipe, threads = recipe_for(given, runs, settings, seed, words, workers)
        folder = out if out is not None else HOME / f"{Path(name).stem}-seed-{seed}"
        play_all(folder, recipe, threads, cluster)
        from sim.results.ledger import Ledger

        tell(Ledger(folder))


def recipe_for(
    given: Scenario,
    runs: int,
    settings: int | None,
    seed: int,
    command: str,
    workers: int | None,
    name: str = "batch",
) -> tuple[Recipe, int]:
    """Return the recipe and the number of threads, or refuse numbers that make none."""
    from sim.ensemble.batch import threads
    from sim.results.faults import LedgerError
    from sim.results.recipe import Recipe

    try:
        return Recipe.of(given, runs, settings, seed, command), threads(workers)
    except LedgerError as error:
        raise refuse(f"{name} --{error}") from None


def play_all(folder: Path, recipe: Recipe, workers: int, cluster: str | None) -> None:
    """Play what is missing, with progress; when interrupted, say what is kept and how to go on."""
    from sim.ensemble.batch import fill

    with told(recipe.runs, folder, recipe.command) as tell:
        fill(folder, recipe, workers, cluster, tell)


def tell(ledger: Ledger) -> None:
    """Say where the ledger is, and sum it up."""
    from sim.commands.summary import tell_summary

    screen = console()
    tell_summary(ledger, screen)
    screen.print(f"\nLedger: {ledger.folder} ({ledger.runs:,} runs)", soft_wrap=True)
    screen.print(f"  {called()} play {ledger.folder}:0   any of its runs again, minutes and all", soft_wrap=True)
