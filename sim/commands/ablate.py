"""``ablate``: what was put in, taken out one by one; rules that could have been others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.again import command_of
from sim.commands.many import Found, Plan, play_side_by_side, tell_and_keep
from sim.commands.screen import clear_faults

if TYPE_CHECKING:
    from sim.analysis.ablations import Ablations, Named
    from sim.results.ledger import Ledger
    from sim.scenario.patches import Patch
    from sim.scenario.schema import Scenario

HOME = Path("runs")
RUNS, SETTINGS = 2_000, 100
BASE, SHIPPED = "base", "ablations"
TABLE = "ablations"


def ablate(
    scenario: Annotated[str | None, typer.Argument(help="a scenario's name or file; by default the first")] = None,
    runs: Annotated[int, typer.Option(help="negotiations of each world")] = RUNS,
    settings: Annotated[
        int | None,
        typer.Option(
            help="draws of what is uncertain, the same in all worlds; 0: central settings",
            show_default=f"{SETTINGS}, or as many as runs",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="keys all luck and all draws")] = 1,
    patches: Annotated[
        Path | None, typer.Option(help="a file of patches of your own", show_default="scenarios/patches/ablations.toml")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="folder; what was begun is continued", show_default="runs/SCENARIO-ablated-seed-SEED"),
    ] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="change an entry: us.demand=4 (repeatable)")] = None,
    workers: Annotated[int | None, typer.Option(help="threads that play", show_default="one a core")] = None,
) -> None:
    """Take out one by one what was put in, swap rules for others, and see what survives.

    Killed at any moment, the same command goes on where it stood.
    """
    changes = set_ or []
    with clear_faults():
        from sim.scenario.patches import read_patches, shipped
        from sim.scenario.read import default, load

        name = default() if scenario is None else scenario
        given = load(name, changes)
        worlds, unfit = fitting(given, read_patches(patches or shipped(SHIPPED)))
        asked: list[tuple[str, object]] = [("--runs", runs), ("--settings", settings), ("--seed", seed)]
        asked += [("--patches", patches), ("--out", out), ("--workers", workers), *(("--set", one) for one in changes)]
        home = out if out is not None else HOME / f"{Path(name).stem}-ablated-seed-{seed}"
        many = min(SETTINGS, runs) if settings is None else settings
        words = command_of("ablate", [] if scenario is None else [scenario], asked)
        plan = Plan(runs, many, seed, words, workers)
        ledgers = play_side_by_side(home, {BASE: given, **{one.name: world for one, world in worlds}}, plan)
        found = summed_up(ledgers, [one for one, _ in worlds], unfit)
    tell(home, found)


def fitting(
    given: Scenario, patches: Mapping[str, Patch]
) -> tuple[list[tuple[Named, Scenario]], list[tuple[Named, str]]]:
    """Return the patched worlds, and the patches that do not fit this scenario with the reason."""
    from sim.analysis.ablations import Named
    from sim.scenario.faults import Fault, ScenarioError
    from sim.scenario.patches import patched

    worlds, unfit = [], []
    for name, patch in patches.items():
        if name == BASE:
            raise ScenarioError(name, [Fault((), f'no patch may be called "{BASE}"; allowed: another name')])
        one = Named(name, patch.group, patch.title, patch.why, patch.set)
        try:
            worlds.append((one, patched(given, name, patch)))
        except ScenarioError as error:
            unfit.append((one, "; ".join(f"{fault.field}: {fault.what}".lstrip(": ") for fault in error.faults)))
    if not worlds:
        raise ScenarioError("ablate", [Fault((), f"no patch fits: {unfit[0][1] if unfit else 'the file has none'}")])
    return worlds, unfit


def summed_up(ledgers: Mapping[str, Ledger], named: list[Named], unfit: list[tuple[Named, str]]) -> Ablations:
    """Return what the ledgers say."""
    from sim.analysis.ablations import ablations

    return ablations(ledgers[BASE], ledgers, named, unfit)


def tell(home: Path, found: Ablations) -> None:
    """Print what survives, and keep numbers, tables, picture and report."""
    from sim.plots.survivors import survivors
    from sim.story.ablate_export import rows, to_csv, to_json
    from sim.story.ablate_parts import basis, headline, parts
    from sim.story.sweep_report import ablations_report

    figures, told = {"survivors": survivors(found)}, (headline(found), basis(found), parts(found))
    kept = to_json(found), to_csv(found), list(rows(found))
    tell_and_keep(home, TABLE, Found(*told, figures, *kept, lambda drawn: ablations_report(found, drawn)))
