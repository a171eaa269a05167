"""``new-case``: a scenario from a table of figures, every gap named."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from sim.commands.screen import called, clear_faults, refuse, write


def new_case(
    name: Annotated[str, typer.Argument(help="what the case is called; its file is NAME.toml")],
    members: Annotated[Path, typer.Option(help="CSV, a row a member: code, name, defence, gdp, and what is known")],
    year: Annotated[int | None, typer.Option(help="year of the summit")] = None,
    demand: Annotated[float | None, typer.Option(help="core share that the patron asks for, % of GDP")] = None,
    proposal: Annotated[float | None, typer.Option(help="core target of the first text, % of GDP")] = None,
    deadline: Annotated[int | None, typer.Option(help="year by which the first text wants it")] = None,
    status_quo: Annotated[float | None, typer.Option(help="core target that stands if nothing passes")] = None,
    frozen_on: Annotated[str | None, typer.Option(help="last day of what was known", show_default="today")] = None,
    source: Annotated[str | None, typer.Option(help="where the table's figures come from, in words")] = None,
    out: Annotated[Path | None, typer.Option(help="file to write", show_default="NAME.toml")] = None,
) -> None:
    """Write a scenario from a table of members' figures, with every gap named."""
    from sim.scenario.members_table import read_members
    from sim.scenario.new_case import Brief
    from sim.scenario.new_case import new_case as written
    from sim.scenario.read import load

    file = out if out is not None else Path(f"{name}.toml")
    if file.exists():
        raise refuse(f"{file}: there is such a file already; allowed: another name, or --out FILE")
    with clear_faults():
        frozen = day(frozen_on)
        brief = Brief(name, members.name, frozen, year, demand, proposal, deadline, status_quo, source)
        page = written(read_members(members), brief)
        checked(page, str(file))
        write(file, "scenario", page)
        gaps = load(file).gaps
    typer.echo(f"{file}: {len(gaps)} gaps named")
    for where, what in gaps.items():
        typer.echo(f"  {where}: {what}")
    typer.echo(f"It plays as it is: {called()} play {file}")


def checked(page: str, file: str) -> None:
    """Refuse what a person said if no scenario can be made of it, before anything is written."""
    import tomllib

    from sim.scenario.layers import merge
    from sim.scenario.read import build as built
    from sim.scenario.read import library, parse

    base, _ = parse(library() / "parameters.toml")
    built(merge(base, tomllib.loads(page)), file)


def day(given: str | None) -> date:
    """Return a day as it is written, or today."""
    if given is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise refuse(f"--frozen-on {given}: allowed: a date such as 1999-12-31") from None
