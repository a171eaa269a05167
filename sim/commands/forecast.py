"""``forecast``: what rival theories say, of a scenario or of anyone's table of positions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands.screen import clear_faults, console, refuse, write

DEAREST = 1e6
"""The highest price of failure that is asked about."""


def forecast(
    what: Annotated[
        str | None,
        typer.Argument(
            help="a scenario's name or file, by default the first summit; or FILE.csv, a table of positions"
        ),
    ] = None,
    majority: Annotated[
        bool, typer.Option("--majority", help="of a table: more than half must agree, not all")
    ] = False,
    statements: Annotated[
        Path | None, typer.Option(help="of a scenario: a table of public statements, in place of wishes")
    ] = None,
    failure: Annotated[
        list[float] | None,
        typer.Option(
            help="ask the Nash bargain, too, if failure costs everyone so much (repeatable): in points of "
            "GDP-equivalent; of a table in % of the scale"
        ),
    ] = None,
    rounds: Annotated[bool, typer.Option("--rounds", help="tell every challenge, vote and exchange, too")] = False,
    json: Annotated[Path | None, typer.Option(help="write what is said to this file, too")] = None,
) -> None:
    """Ask rival theories: compromise, median, Nash, challenge, Condorcet, exchange and others."""
    table = what is not None and what.lower().endswith(".csv")
    if table and statements is not None:
        raise refuse("--statements is for a scenario; a table of positions has its own")
    if majority and not table:
        raise refuse("--majority is for a table of positions; a summit decides by consensus")
    prices = list(dict.fromkeys(failure or ()))
    for price in prices:
        if not 0.0 <= price <= DEAREST:
            raise refuse(f"--failure {price:g}; allowed: 0 to {DEAREST:g}")
    with clear_faults():
        if table:
            parts, data = of_table(str(what), majority, prices, rounds)
        else:
            parts, data = of_scenario(what, statements, prices, rounds)
    from sim.story.summary_screen import one_part

    screen = console()
    for part in parts:
        screen.print(*one_part(part), sep="\n")
    if json is not None:
        from json import dumps

        from sim.story.export import tidy

        write(json, "forecasts", dumps(tidy(data), indent=1, ensure_ascii=False) + "\n")
        screen.print(f"\nForecasts: {json}")


def of_table(file: str, majority: bool, prices: list[float], rounds: bool) -> tuple[list[Any], dict[str, Any]]:
    """Return what theories say of a table of positions, for the screen and as data."""
    from sim.forecasts.positions import MAJORITY, UNANIMITY
    from sim.forecasts.table import read_positions
    from sim.forecasts.theories import ask
    from sim.story import forecasting

    issues = read_positions(file)
    said = ask(issues, MAJORITY if majority else UNANIMITY, prices)
    rule = "more than half must agree" if majority else "all must agree"
    told = forecasting.rounds(issues) if rounds else []
    return [*forecasting.on_table(issues, said, rule), *told], forecasting.as_data(issues, said)


def of_scenario(
    name: str | None, statements: Path | None, prices: list[float], rounds: bool
) -> tuple[list[Any], dict[str, Any]]:
    """Return what theories say of a scenario, for the screen and as data."""
    from dataclasses import asdict

    from sim.forecasts.inputs import Inputs
    from sim.forecasts.reference import ask_all, by_failure
    from sim.forecasts.table import read_positions
    from sim.forecasts.wishes import stated, wishes
    from sim.scenario.read import default, load
    from sim.story import forecasting

    inputs = Inputs(load(name or default()))
    given = read_positions(statements, inputs.scenario.frozen_on) if statements is not None else []
    found = ask_all(inputs, given)
    told = forecasting.rounds(stated(wishes(inputs), given)) if rounds else []
    dear = by_failure(inputs, prices)
    data = {
        "scenario": inputs.scenario.title,
        "forecasts": [asdict(one) for one in found],
        "failure": [{"costs": price, "forecasts": [asdict(one) for one in row]} for price, row in dear.items()],
    }
    priced = [forecasting.by_failure(dear)] if dear else []
    return [forecasting.on_scenario(found, inputs.scenario), *priced, *told], data
