"""``sensitivity``: which assumption moves the outcome."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.again import INTERRUPTED, command_of
from sim.commands.many import Found, make, tell_and_keep
from sim.commands.screen import clear_faults, console, refuse

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.analysis.sensitivity import Sensitivity
    from sim.ensemble.batch import Progress
    from sim.scenario.schema import Scenario

HOME = Path("runs")
RUNS, LUCK = 100_000, 8
TABLE, REPORT, FIGURES = "sensitivity", "report.html", "figures"


def sensitivity(
    scenario: Annotated[str | None, typer.Argument(help="a scenario's name or file; by default the first")] = None,
    runs: Annotated[int, typer.Option(help="negotiations to spend, at most")] = RUNS,
    seed: Annotated[int, typer.Option(help="keys all luck and the designs")] = 1,
    out: Annotated[Path | None, typer.Option(help="folder", show_default="runs/SCENARIO-sensitivity-seed-SEED")] = None,
    method: Annotated[
        str, typer.Option(help="morris: screening; sobol: indices for every factor; both: for those it picks")
    ] = "both",
    luck: Annotated[int, typer.Option(help="runs of each setting of these designs")] = LUCK,
    set_: Annotated[list[str] | None, typer.Option("--set", help="change an entry: us.demand=4 (repeatable)")] = None,
    workers: Annotated[int | None, typer.Option(help="threads that play", show_default="one a core")] = None,
) -> None:
    """Find which assumption moves the outcome: swings, Morris screening, Sobol indices over all that is uncertain."""
    changes = set_ or []
    with clear_faults():
        from sim.analysis.sensitivity import planned
        from sim.scenario.read import default, load
        from sim.story.sensitivity_export import check_own, made

        name = default() if scenario is None else scenario
        given = load(name, changes)
        asked: list[tuple[str, object]] = [("--runs", runs), ("--seed", seed), ("--out", out), ("--method", method)]
        asked += [("--luck", luck), ("--workers", workers), *(("--set", one) for one in changes)]
        words = command_of("sensitivity", [] if scenario is None else [scenario], asked)
        home = out if out is not None else HOME / f"{Path(name).stem}-sensitivity-seed-{seed}"
        check_own(home, made(given, seed, method, planned(given, runs, seed, method, luck, workers)))
        folder(home)
        found, seconds = look(given, runs, seed, method, luck, workers, words)
    tell(home, found, seconds)


def look(
    given: Scenario, runs: int, seed: int, method: str, luck: int, workers: int | None, words: str
) -> tuple[Sensitivity, float]:
    """Return what was found and the seconds it took once compiled; nothing is kept of one that is interrupted."""
    import sys

    from sim.analysis.sensitivity import sensitivity as analysed
    from sim.commands.progress import progress

    begun: float | None = None
    try:
        with progress() as shown:

            def say(now: Progress) -> None:
                nonlocal begun
                begun = perf_counter() if begun is None and now.doing == "playing" else begun
                shown(now)

            found = analysed(given, runs, seed, method, luck, workers, say, words)
            return found, perf_counter() - (begun or 0.0)
    except KeyboardInterrupt:
        print(f"Stopped: nothing is kept; begin again with: {words}", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


def tell(home: Path, found: Sensitivity, seconds: float) -> None:
    """Print what was found, and keep numbers, tables, pictures and report."""
    from sim.story.sensitivity_export import rows, to_csv, to_json
    from sim.story.sensitivity_parts import basis, headline, parts
    from sim.story.sensitivity_report import report

    told, kept = (headline(found), basis(found), parts(found)), (to_json(found), to_csv(found), list(rows(found)))
    tell_and_keep(home, TABLE, Found(*told, figures(found), *kept, lambda drawn: report(found, drawn)))
    console().print(f"{found.budget.runs / seconds:,.0f} runs a second ({seconds:.0f} s in all)", style="dim")


def folder(home: Path) -> None:
    """Make the folder with those above it, or say in one line why it cannot be made."""
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(f"{home.parent}: the folder cannot be made: {error.strerror}") from None
    make(home)


def figures(found: Sensitivity) -> dict[str, Figure]:
    """Return the pictures by name."""
    from sim.plots.indices import indices
    from sim.plots.tornado import tornado

    drawn = {"tornado": tornado(found)}
    return drawn | {"indices": indices(found)} if found.budget.base else drawn
