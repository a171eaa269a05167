"""``summary``: what a ledger says: on screen, as JSON, as a table, as a report, in pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.figures import FORMATS, drawn, figures, save_beside
from sim.commands.screen import clear_faults, console, refuse, write

if TYPE_CHECKING:
    from rich.console import Console

    from sim.analysis.summary import Summary
    from sim.results.ledger import Ledger
    from sim.scenario.schema import Scenario

SUMMARY, REPORT, FIGURES = "summary.json", "report.html", "figures"
"""Where a ledger's folder keeps what was made of it."""


def summary(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="folder of a ledger, finished or not")],
    csv: Annotated[Path | None, typer.Option(help="write a table with a row a number to this file, too")] = None,
    html: Annotated[Path | None, typer.Option(help="write the report to this file, too")] = None,
    plot: Annotated[Path | None, typer.Option(help="write the pictures (PNG, SVG or PDF) under this name, too")] = None,
    json: Annotated[Path | None, typer.Option(help="write the summary to this file, too")] = None,
) -> None:
    """Sum up a ledger: which compromise, how often, how surely, and who stands in the way."""
    if plot is not None and plot.suffix.lower() not in FORMATS:
        raise refuse(f"--plot {plot}: unknown picture format; allowed: {', '.join(FORMATS)}")
    asked = [one for one in (csv, html, plot, json) if one is not None]
    if len({one.resolve() for one in asked}) < len(asked):
        raise refuse(f"two options name the same file {asked[0]}; allowed: a file each")
    with clear_faults():
        from sim.results.ledger import Ledger

        ledger, screen = Ledger.open(folder), console()
        found = tell_summary(ledger, screen)
        scenario = ledger.scenario
    from sim.story.export import to_csv, to_json

    if csv is not None:
        keep(csv, "table", to_csv(found), screen)
    if json is not None:
        keep(json, "summary", to_json(found), screen)
    if html is not None:
        keep(html, "report", page(found, scenario), screen)
    if plot is not None:
        for made in save_beside(plot, found, scenario):
            screen.print(f"Picture: {made}")


def tell_summary(ledger: Ledger, screen: Console) -> Summary:
    """Print the summary of a ledger, write it into the ledger's folder with report and pictures, and return it."""
    from sim.analysis.summarize import summarize
    from sim.story.summary_screen import on_screen

    if ledger.runs == 0:
        raise refuse(f"{ledger.folder}: no run is there yet; nothing to sum up")
    found = summarize(ledger)
    for part in on_screen(found, ledger.scenario):
        screen.print(part)
    keep_all(ledger.folder, found, ledger.scenario, screen)
    return found


def keep_all(folder: Path, found: Summary, scenario: Scenario, screen: Console) -> None:
    """Write summary, report and pictures into a folder, and say where they are."""
    from sim.story.export import to_json
    from sim.story.report import report

    home, drawings = folder / FIGURES, {}
    make(home)
    for name, part, figure in figures(found, scenario):
        svg = drawn(figure, "svg")
        drawings[part] = svg.decode()
        write(home / f"{name}.svg", "picture", svg)
        write(home / f"{name}.png", "picture", drawn(figure, "png"))
    write(folder / SUMMARY, "summary", to_json(found))
    write(folder / REPORT, "report", report(found, scenario, drawings))
    screen.print(f"\nReport: {folder / REPORT}\nNumbers: {folder / SUMMARY}\nPictures: {home}")


def make(folder: Path) -> None:
    """Make a folder, or say in one line why it cannot be made."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise refuse(f"{folder}: the folder cannot be made: {error.strerror}") from None


def page(found: Summary, scenario: Scenario) -> str:
    """Return the report with its pictures."""
    from sim.story.report import report

    return report(
        found, scenario, {part: drawn(figure, "svg").decode() for _, part, figure in figures(found, scenario)}
    )


def keep(file: Path, what: str, text: str, screen: Console) -> None:
    """Write a file that was asked for, and say where it is."""
    write(file, what, text)
    screen.print(f"{what.capitalize()}: {file}")
