"""``backtest``: past summits played with one set of parameters, and held against what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.again import command_of
from sim.commands.batch import HOME, play_all, recipe_for
from sim.commands.screen import clear_faults, console, refuse, write

if TYPE_CHECKING:
    from sim.forecasts.belief import Belief
    from sim.history.backtest import Backtest
    from sim.history.case import Case

DRAWN = 200
"""Settings of an ensemble, unless told otherwise."""
TOLD, PAGE, ELSEWHERE = "backtest.json", "index.html", "choose another --out"


def backtest(
    cases: Annotated[
        list[str] | None, typer.Argument(help="scenarios with a record; by default all that come along")
    ] = None,
    runs: Annotated[
        int, typer.Option(help="how many negotiations of each, at central settings and over drawn ones")
    ] = 2_000,
    settings: Annotated[
        int | None, typer.Option(help="draws of what is uncertain", show_default="200, or as many as runs")
    ] = None,
    seed: Annotated[int, typer.Option(help="keys all luck and all draws")] = 1,
    out: Annotated[
        Path | None, typer.Option(help="folder of ledgers and report", show_default="runs/[NAMES-]backtest-seed-SEED")
    ] = None,
    workers: Annotated[int | None, typer.Option(help="threads that play", show_default="one a core")] = None,
) -> None:
    """Hold the simulation and its rivals against past summits: every score, and where it loses."""
    drawn = max(1, min(DRAWN, runs)) if settings is None else settings
    if drawn < 1:
        raise refuse(f"backtest --settings {drawn}; allowed: from 1 (central settings are played in any case)")
    with clear_faults():
        from sim.history.case import case, recorded_cases

        known = [case(name) for name in (cases or recorded_cases())]
        asked: list[tuple[str, object]] = [("--runs", runs), ("--settings", settings), ("--seed", seed), ("--out", out)]
        words = command_of("backtest", cases or [], asked, [])
        home = HOME / "-".join([*(one.name for one in known if cases), f"backtest-seed-{seed}"]) if out is None else out
        check_own(home, [one.name for one in known])
        tell(home, found(home, known, runs, drawn, seed, workers, words))


def check_own(home: Path, names: Sequence[str]) -> None:
    """Refuse a folder that holds a back-test of other summits, whose page would be lost and whose pictures stay."""
    from json import loads

    try:
        there = [one["name"] for one in loads((home / TOLD).read_bytes())["cases"]]
    except FileNotFoundError:
        return
    except (OSError, ValueError, LookupError, TypeError):
        raise refuse(f"{home / TOLD}: not a back-test's; {ELSEWHERE}") from None
    if set(there) != set(names):
        raise refuse(
            f"{home}: holds another back-test: {', '.join(there)} there, {', '.join(names)} asked; {ELSEWHERE}"
        )


def found(
    home: Path,
    known: Sequence[Case],
    runs: int,
    settings: int,
    seed: int,
    workers: int | None,
    words: str,
    others: Mapping[str, Mapping[str, Case]] | None = None,
) -> Backtest:
    """Return the back-test of these cases, played as far as the folder lacks them.

    ``others``: further ensembles of a case by the case's name: what each is called, and the same summit with other
    parameters.
    """
    from sim.history.backtest import CENTRAL, ENSEMBLE, Backtest, hold
    from sim.results.recipe import versions
    from sim.results.rulebook import fingerprint

    tested = []
    for one in known:
        central = played(home / one.name / "central", one, CENTRAL, (runs, 0, seed), workers, words)
        ensemble = played(home / one.name / "ensemble", one, ENSEMBLE, (runs, settings, seed), workers, words)
        more = [
            played(home / one.name / other.name, other, name, (runs, settings, seed), workers, words)
            for name, other in (others or {}).get(one.name, {}).items()
        ]
        tested.append(hold(one, central, ensemble, more))
    return Backtest(tuple(tested), runs, settings, seed, fingerprint(), words, versions())


def played(
    folder: Path, one: Case, name: str, counted: tuple[int, int, int], workers: int | None, words: str
) -> Belief:
    """Return what the runs of one case say, played if they are not there yet."""
    from sim.history.simulated import simulated
    from sim.results.ledger import Ledger

    recipe, threads = recipe_for(one.scenario, *counted, words, workers, "backtest")
    play_all(folder, recipe, threads, None)
    return simulated(name, Ledger(folder))


def tell(home: Path, told: Backtest) -> None:
    """Print a back-test, and write it with its report and its pictures into the folder."""
    from json import dumps

    from sim.commands.figures import drawn
    from sim.plots.backtest import backtest as picture
    from sim.story.backtest_parts import as_data, headline, parts
    from sim.story.backtest_report import report
    from sim.story.export import tidy
    from sim.story.summary_screen import one_part

    screen = console()
    screen.print(headline(told))
    for part in parts(told):
        screen.print(*one_part(part), sep="\n")
    drawings = {}
    for one in told.tested:
        figure = picture(one, told)
        svg = drawn(figure, "svg")
        drawings[one.case.name] = svg.decode()
        write(home / f"{one.case.name}.png", "picture", drawn(figure, "png"))
    write(home / TOLD, "back-test", dumps(tidy(as_data(told)), indent=1, ensure_ascii=False) + "\n")
    write(home / PAGE, "report", report(told, drawings))
    screen.print(f"\nReport: {home / PAGE} · numbers: {home / TOLD}", soft_wrap=True)
