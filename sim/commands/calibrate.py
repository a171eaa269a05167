"""``calibrate``: what past summits say of the parameters, and weighted sets of them that scenarios can name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.again import command_of
from sim.commands.batch import HOME, play_all, recipe_for
from sim.commands.many import keep_parquet
from sim.commands.screen import clear_faults, console, refuse, write

if TYPE_CHECKING:
    from sim.history.calibrate import Calibration
    from sim.history.case import Case
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
        from sim.history.calibrate import calibrate as weighed
        from sim.history.calibrate import fitting
        from sim.history.case import case

        given = [case(one) for one in cases]
        fitting(given)
        asked: list[tuple[str, object]] = [("--draws", draws), ("--each", each), ("--keep", keep), ("--seed", seed)]
        words = command_of("calibrate", cases, [*asked, ("--name", name), ("--out", out)], [])
        home = HOME / f"calibration-seed-{seed}" if out is None else out
        ledgers = [played(home / one.name, one, (draws * each, draws, seed), workers, words) for one in given]
        tell(home, weighed(given, ledgers, keep), ledgers, name, words)


def played(folder: Path, one: Case, counted: tuple[int, int, int], workers: int | None, words: str) -> Ledger:
    """Return the ledger of one case, played if it is not there yet."""
    from sim.results.ledger import Ledger

    recipe, threads = recipe_for(one.scenario, *counted, words, workers, "calibrate")
    play_all(folder, recipe, threads, None)
    return Ledger(folder)


def tell(home: Path, found: Calibration, ledgers: Sequence[Ledger], name: str, words: str) -> None:
    """Print a calibration; keep every draw with its losses and weight, and the sets that scenarios can name."""
    from sim.story.calibration_parts import headline, parts
    from sim.story.summary_screen import one_part

    screen = console()
    screen.print(headline(found))
    for part in parts(found):
        screen.print(*one_part(part), sep="\n")
    drawn = ledgers[0].settings([one.entry for one in found.moved])
    rows = [
        {
            "setting": number,
            "weight": found.weights.get(number, 0.0),
            **{f"loss {case}": float(loss[number]) for case, loss in found.losses.items()},
            **{entry: float(value) for entry, value in drawn.loc[number].items()},
        }
        for number in range(found.draws)
    ]
    keep_parquet(home / "draws.parquet", rows)
    file = keep_sets(home, found, ledgers[0], name, words)
    screen.print(f"\nDraws and weights: {home / 'draws.parquet'}", soft_wrap=True)
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
