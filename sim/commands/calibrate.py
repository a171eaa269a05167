"""``calibrate``: what past summits say of the parameters, a report, and weighted sets that scenarios can name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.again import command_of
from sim.commands.batch import HOME, play_all, recipe_for
from sim.commands.many import FIGURES, REPORT, keep_figures, keep_parquet
from sim.commands.screen import clear_faults, console, refuse, write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.history.calibrate import Calibration
    from sim.history.case import Case
    from sim.history.findings import Findings
    from sim.results.ledger import Ledger

FEWEST = 20
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def calibrate(
    cases: Annotated[list[str], typer.Argument(help="past summits whose record says that they are for fitting")],
    draws: Annotated[int, typer.Option(help="draws of all that is uncertain")] = 1_000,
    each: Annotated[int, typer.Option(help="negotiations of each draw and case")] = 10,
    keep: Annotated[float, typer.Option(help="share of the draws that is kept")] = 0.1,
    seed: Annotated[int, typer.Option(help="keys all luck and all draws")] = 1,
    name: Annotated[str, typer.Option(help="what scenarios call the result: parameters = NAME")] = "calibrated",
    out: Annotated[
        Path | None, typer.Option(help="folder of ledgers and result", show_default="runs/calibration-seed-SEED")
    ] = None,
    workers: Annotated[int | None, typer.Option(help="threads that play", show_default="one a core")] = None,
) -> None:
    """Weigh draws of the parameters by how well they give past summits; most will barely move."""
    if draws < FEWEST or each < 1:
        raise refuse(f"calibrate --draws {draws} --each {each}; allowed: from {FEWEST} draws, from 1 run of each")
    if not 0.0 < keep <= 1.0:
        raise refuse(f"calibrate --keep {keep:g}; allowed: above 0, up to 1")
    if not NAME.fullmatch(name):
        raise refuse(f"calibrate --name {name}; allowed: small letters and digits, parted by hyphens")
    with clear_faults():
        from sim.history.calibrate import fitting
        from sim.history.case import case
        from sim.history.findings import findings
        from sim.story.calibration_export import check_own

        given = [case(one) for one in cases]
        if len({one.name for one in given}) < len(given):
            raise refuse(f"calibrate {' '.join(cases)}; allowed: each case once")
        fitting(given)
        asked: list[tuple[str, object]] = [("--draws", draws), ("--each", each), ("--keep", keep), ("--seed", seed)]
        words = command_of("calibrate", cases, [*asked, ("--name", name), ("--out", out)], [])
        home = HOME / f"calibration-seed-{seed}" if out is None else out
        check_own(home, [one.name for one in given])
        ledgers = [played(home / one.name, one, (draws * each, draws, seed), workers, words) for one in given]
        tell(home, findings(given, ledgers, keep, words), ledgers, name)


def played(folder: Path, one: Case, counted: tuple[int, int, int], workers: int | None, words: str) -> Ledger:
    """Return the ledger of one case, played if it is not there yet."""
    from sim.results.ledger import Ledger

    recipe, threads = recipe_for(one.scenario, *counted, words, workers, "calibrate")
    play_all(folder, recipe, threads, None)
    return Ledger(folder)


def tell(home: Path, found: Findings, ledgers: Sequence[Ledger], name: str) -> None:
    """Print a calibration; keep its numbers, pictures and report, every draw, and the sets that scenarios can name."""
    from sim.story.calibration_export import NUMBERS, to_json
    from sim.story.calibration_parts import headline, parts
    from sim.story.calibration_report import report
    from sim.story.summary_screen import one_part

    screen = console()
    screen.print(headline(found), style="bold")
    for part in parts(found):
        screen.print(*one_part(part), sep="\n")
    write(home / NUMBERS, "numbers", to_json(found))  # first: it says whose files the others are
    drawings = keep_figures(home / FIGURES, figures(found))
    write(home / REPORT, "report", report(found, drawings))
    keep_draws(home / "draws.parquet", found, ledgers[0])
    file = keep_sets(home, found.calibration, ledgers[0], name, found.command)
    screen.print(f"\nReport: {home / REPORT} · numbers: {home / NUMBERS} · pictures: {home / FIGURES}", soft_wrap=True)
    screen.print(f"Draws and weights: {home / 'draws.parquet'}", soft_wrap=True)
    screen.print(f'{file}, with its table: a scenario beside it may say parameters = "{name}"', soft_wrap=True)


def keep_sets(home: Path, found: Calibration, ledger: Ledger, name: str, words: str) -> Path:
    """Write the draws that were kept as a file of parameters and its table; return the file."""
    from sim.history.calibrate import sets_of
    from sim.scenario.sets import as_csv
    from sim.story.calibration_parts import as_parameters

    file = home / f"{name}.toml"
    write(file.with_suffix(".csv"), "weighted sets", as_csv(sets_of(found, ledger), list(found.weights)))
    write(file, "parameters", as_parameters(found, name, words))
    return file


def keep_draws(file: Path, found: Findings, ledger: Ledger) -> None:
    """Keep every draw with its losses and its weight."""
    one = found.calibration
    drawn = ledger.settings([each.entry for each in one.moved])
    rows = [
        {
            "setting": number,
            "weight": one.weights.get(number, 0.0),
            **{f"loss {case}": float(loss[number]) for case, loss in one.losses.items()},
            **{entry: float(value) for entry, value in drawn.loc[number].items()},
        }
        for number in range(one.draws)
    ]
    keep_parquet(file, rows)


def figures(found: Findings) -> dict[str, Figure]:
    """Return the pictures by the part of the report that they belong to."""
    from sim.plots.foreseen import foreseen
    from sim.plots.shifts import shifts
    from sim.plots.tolerance import tolerance

    told = {f"predicted-{one.name}": foreseen(one, found) for one in found.checks}
    return {"parameters": shifts(found), **told, "tolerance": tolerance(found)}
