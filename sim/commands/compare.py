"""``compare``: scenarios on the same luck and the same settings, and what their differences do."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.again import command_of
from sim.commands.batch import HOME, play_all, recipe_for
from sim.commands.figures import drawn
from sim.commands.screen import called, clear_faults, console, refuse, write
from sim.commands.summary import make

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from rich.console import Console

    from sim.analysis.comparison import Comparison
    from sim.scenario.schema import Scenario

LONGEST = 120
"""Letters that a folder's name may have."""


def compare(
    scenarios: Annotated[
        list[str], typer.Argument(metavar="A B [C …]", help="names or files; the others are held against the first")
    ],
    runs: Annotated[int, typer.Option(help="how many negotiations of each")] = 10_000,
    settings: Annotated[
        int | None,
        typer.Option(
            help="draws of what is uncertain, the same in all; 0: central settings",
            show_default="200, or as many as runs",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="keys all luck and all draws")] = 1,
    out: Annotated[
        Path | None,
        typer.Option(help="folder of ledgers and report; one begun is continued", show_default="runs/A-B-seed-SEED"),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="change an entry in all; with one scenario: compare it with itself so changed"),
    ] = None,
    workers: Annotated[int | None, typer.Option(help="threads that play", show_default="one a core")] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="a Dask scheduler whose workers play instead: tcp://HOST:PORT")
    ] = None,
) -> None:
    """Compare scenarios run by run on the same luck: what differs between the files, and what that does.

    Killed at any moment, the same command goes on where it stood.
    """
    asked: list[tuple[str, object]] = [("--runs", runs), ("--settings", settings), ("--seed", seed), ("--out", out)]
    asked += [("--workers", workers), ("--cluster", cluster)]
    with clear_faults():
        from sim.analysis.compare import compare_ledgers, distinct, plan
        from sim.results.ledger import Ledger

        given = worlds(scenarios, set_ or [])
        words = command_of("compare", scenarios, asked, set_ or [])
        named = "-".join(distinct([name for name, _ in given]))[:LONGEST]
        home = out if out is not None else HOME / f"{named}-seed-{seed}"
        _, threads = recipe_for(given[0][1], runs, settings, seed, words, workers, "compare")
        ready = plan(home, given, runs, settings, seed, words)
        for number, one in enumerate(ready, 1):
            print(f"{number} of {len(ready)}: {one.recipe.title} ({one.name})", file=sys.stderr)
            play_all(one.folder, one.recipe, threads, cluster)
        ledgers = [Ledger(one.folder) for one in ready]
        found = compare_ledgers(ledgers, [one.name for one in ready])
        tell(home, found, ledgers[0].scenario)


def worlds(scenarios: Sequence[str], changes: Sequence[str]) -> list[tuple[str, Scenario]]:
    """Return the scenarios with their names; a single one is followed by itself with its entries changed."""
    from sim.scenario.read import load

    if len(scenarios) == 1 and not changes:
        said = "a second scenario, or --set section.name=value for what is to be different"
        raise refuse(f"compare {scenarios[0]}: nothing to compare it with; allowed: {said}")
    names = [Path(name).stem for name in scenarios]
    if len(scenarios) > 1:
        return [(name, load(one, changes)) for name, one in zip(names, scenarios, strict=True)]
    first, second = load(scenarios[0]), load(scenarios[0], changes)
    titled = second.model_copy(update={"title": ", ".join(changes)}) if first.title == second.title else second
    return [(names[0], first), (f"{names[0]}-{'-'.join(changes)}", titled)]


def tell(home: Path, found: Comparison, base: Scenario) -> None:
    """Print a comparison, and write it with its report and its pictures into the folder."""
    from sim.analysis.compare import LEFT
    from sim.story.compare_export import to_json, to_parquet
    from sim.story.compare_report import report
    from sim.story.compare_screen import on_screen

    screen = console()
    numbers, table, page, figures = (home / name for name in LEFT)
    write(numbers, "comparison", to_json(found))
    write(table, "table", to_parquet(found))
    try:
        for part in on_screen(found):
            screen.print(part)
    finally:  # a reader who closes the pipe after a page gets the report all the same
        write(page, "report", report(found, draw(figures, found, base)))
    screen.print(f"\nReport: {page}\nNumbers: {numbers} · {table}\nPictures: {figures}", soft_wrap=True)
    say_again(home, found, screen)


def draw(home: Path, found: Comparison, base: Scenario) -> dict[str, str]:
    """Draw and keep the pictures; return those of the report, by the part that each belongs to."""
    drawings = {}
    make(home)
    for name, part, figure in pictures(found, base):
        svg = drawn(figure, "svg")
        drawings[part] = svg.decode()
        write(home / f"{name}.svg", "picture", svg)
        write(home / f"{name}.png", "picture", drawn(figure, "png"))
    return drawings


def pictures(found: Comparison, base: Scenario) -> Iterator[tuple[str, str, Figure]]:
    """Yield every picture with its file's name and the part of the report that it belongs to."""
    from sim.plots.contrast import endings, politics
    from sim.plots.moves import moves
    from sim.plots.turned import turned

    for place, one in enumerate(found.contrasts, 1):
        if not one.same:  # nothing to see
            yield f"{one.name}-endings", f"compromises-{place}", endings(found, one)
            yield f"{one.name}-moves", f"moves-{place}", moves(found, one)
            yield f"{one.name}-politics", f"politics-{place}", politics(found, one)
            yield f"{one.name}-allies", f"allies-{place}", turned(found, one, base)


def say_again(home: Path, found: Comparison, screen: Console) -> None:
    """Say how to hear any run of any scenario."""
    for one in found.worlds:
        line = f"  {called()} play {home / one.name}:0   any run of {one.label}, minutes and all"
        screen.print(line, soft_wrap=True)
