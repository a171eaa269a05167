"""``sweep``: one or two entries varied, all else the same: where things tip."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.again import command_of
from sim.commands.many import Found, Plan, play_side_by_side, tell_and_keep
from sim.commands.screen import clear_faults, refuse
from sim.commands.vary import Points, Vary, axis, folder, not_set_too, read_vary, worlds

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.analysis.sweep import Axis, Sweep
    from sim.scenario.schema import Scenario

HOME = Path("runs")
RUNS, SETTINGS = 2_000, 100
TABLE = "sweep"


def sweep(
    scenario: Annotated[str | None, typer.Argument(help="a scenario's name or file; by default the first")] = None,
    vary: Annotated[
        list[str] | None, typer.Option(help="ENTRY=FIRST:LAST:STEP or ENTRY=VALUE,VALUE,… (once or twice)")
    ] = None,
    apart: Annotated[bool, typer.Option("--apart", help="vary two entries one after the other, not together")] = False,
    runs: Annotated[int, typer.Option(help="negotiations at each point")] = RUNS,
    settings: Annotated[
        int | None,
        typer.Option(
            help="draws of what is uncertain, the same at each point; 0: central settings",
            show_default=f"{SETTINGS}, or as many as runs",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="keys all luck and all draws")] = 1,
    out: Annotated[
        Path | None,
        typer.Option(help="folder; a sweep begun is continued", show_default="runs/SCENARIO-sweep-ENTRIES-seed-SEED"),
    ] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="change an entry: us.demand=4 (repeatable)")] = None,
    workers: Annotated[int | None, typer.Option(help="threads that play", show_default="one a core")] = None,
) -> None:
    """Vary one or two entries and see where things tip: a line with bands, or a map.

    Killed at any moment, the same command goes on where it stood.
    """
    varied, changes = read_vary(vary or []), set_ or []
    not_set_too(varied, changes)
    if apart and len(varied) < 2:
        raise refuse("--apart: one entry is varied; allowed: with two --vary")
    with clear_faults():
        from sim.scenario.read import default, load

        name = default() if scenario is None else scenario
        given = load(name, changes)
        axes = [axis(one, given) for one in varied]
        groups = [worlds([one], given) for one in varied] if apart else [worlds(varied, given)]
        asked: list[tuple[str, object]] = [("--vary", one.asked) for one in varied]
        asked += [("--runs", runs), ("--settings", settings), ("--seed", seed), ("--out", out), ("--workers", workers)]
        asked += [("--set", one) for one in changes]
        words = command_of("sweep", [] if scenario is None else [scenario], asked, flags=["--apart"] * apart)
        home = out if out is not None else HOME / usual(Path(name).stem, varied, seed)
        many = min(SETTINGS, runs) if settings is None else settings
        found = play_points(home, given, axes, groups, Plan(runs, many, seed, words, workers))
    tell(home, found)


def usual(name: str, varied: Sequence[Vary], seed: int) -> str:
    """Return the folder's name where none was asked for."""
    return f"{name}-sweep-{folder([one.entry for one in varied])}-seed-{seed}"


def play_points(home: Path, given: Scenario, axes: Sequence[Axis], groups: Sequence[Points], plan: Plan) -> Sweep:
    """Play every point and return what the sweep found."""
    from sim.analysis.sweep import sweep as summed_up
    from sim.scenario.resolve import digest

    named = {name: world for group in groups for name, world in group.values()}
    ledgers = play_side_by_side(home, named, plan)
    by_point = [{at: ledgers[name] for at, (name, _) in group.items()} for group in groups]
    return summed_up(given.title, digest(given), axes, by_point)


def tell(home: Path, found: Sweep) -> None:
    """Print what was found, and keep numbers, tables, pictures and report."""
    from sim.story.sweep_export import rows, to_csv, to_json
    from sim.story.sweep_parts import headline, parts
    from sim.story.sweep_report import basis, report

    told, kept = (headline(found), basis(found), parts(found)), (to_json(found), to_csv(found), list(rows(found)))
    tell_and_keep(home, TABLE, Found(*told, figures(found), *kept, lambda drawn: report(found, drawn)))


def figures(found: Sweep) -> dict[str, Figure]:
    """Return the pictures by name."""
    from sim.plots.cliffs import core_and_deadline, new_target
    from sim.plots.maps import maps

    if found.grid:
        return {"map": maps(found)}
    return {"new-target": new_target(found), "core-and-deadline": core_and_deadline(found)}
