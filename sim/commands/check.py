"""``check``: whether a scenario file is sound, and what it says in full."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.screen import BAD_INPUT, refuse

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


def check(
    files: Annotated[list[str], typer.Argument(help="scenario names or files")],
    resolved: Annotated[bool, typer.Option("--resolved", help="print the scenario in full, with its digest")] = False,
) -> None:
    """Check scenario files; with --resolved, say every default aloud."""
    from sim.scenario.faults import ScenarioError
    from sim.scenario.read import find, load
    from sim.scenario.resolve import digest
    from sim.scenario.resolve import resolved as in_full
    from sim.scenario.seating import seat

    if resolved and len(files) > 1:
        raise refuse("check --resolved: one file at a time")
    faulty = 0
    for name in files:
        try:
            scenario = load(name)
            seats = seat(scenario)
        except ScenarioError as error:
            faulty += 1
            typer.echo(str(error), err=True)
            continue
        if resolved:
            typer.echo(in_full(scenario), nl=False)
        else:
            said = f"{len(seats.codes)} members, {len(scenario.meetings)} rounds, {digest(scenario)[:19]}"
            missing = len(scenario.gaps)
            gaps = f"; {missing} {'gap' if missing == 1 else 'gaps'} named" if missing else ""
            typer.echo(f"{Path(find(name)).name}: sound ({said}){gaps}{sets(scenario)}")
    if faulty:
        raise typer.Exit(BAD_INPUT)


def sets(scenario: Scenario) -> str:
    """Say of each table of weighted sets how many it holds, of how many parameters."""
    from sim.scenario.resolve import in_full
    from sim.scenario.sets import folded

    tables = folded(in_full(scenario))[1].items()
    return "".join(f"; {len(one.weights)} sets of {len(one.entries)} parameters ({name})" for name, one in tables)
