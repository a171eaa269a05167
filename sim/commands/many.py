"""Many worlds played side by side, for the commands that compare them: progress, interruption, files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.commands.again import told
from sim.commands.screen import console, refuse, write

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from rich.console import Console

    from sim.results.ledger import Ledger
    from sim.scenario.schema import Scenario
    from sim.story.parts import Part

REPORT, FIGURES = "report.html", "figures"
Row = dict[str, Any]


class Plan(NamedTuple):
    """How each world is played: runs and settings of each, seed, the command that goes on, threads."""

    runs: int
    settings: int
    seed: int
    command: str
    workers: int | None


def play_side_by_side(home: Path, worlds: Mapping[str, Scenario], plan: Plan) -> dict[str, Ledger]:
    """Play what is missing of each world, with progress; when interrupted, say what is kept and how to go on."""
    from sim.ensemble.batch import threads
    from sim.ensemble.worlds import play_worlds, recipes

    asked, workers = recipes(worlds, *plan[:4]), threads(plan.workers)
    with told(plan.runs * len(worlds), home, plan.command) as tell:
        return play_worlds(home, asked, workers, tell)


class Found(NamedTuple):
    """What is told and kept of an analysis: lines on top, parts, figures, documents, the report given its figures."""

    headline: str
    basis: str
    parts: Iterable[Part]
    figures: Mapping[str, Figure]
    json: str
    csv: str
    rows: Sequence[Row]
    report: Callable[[dict[str, str]], str]


def tell_and_keep(home: Path, name: str, found: Found) -> None:
    """Print what was found, and keep numbers, tables, pictures and report under a name."""
    screen = console()
    screen.print(found.headline, style="bold")
    screen.print(found.basis, style="dim")
    for part in found.parts:
        show(part, screen)
    write(home / f"{name}.json", "numbers", found.json)  # first: it says whose files the others are
    kept = keep_figures(home / FIGURES, found.figures)
    write(home / f"{name}.csv", "table", found.csv)
    keep_parquet(home / f"{name}.parquet", found.rows)
    write(home / REPORT, "report", found.report(kept))
    screen.print(f"\nReport: {home / REPORT}", soft_wrap=True)
    screen.print(f"Numbers: {home / name}.json, .csv, .parquet", soft_wrap=True)
    screen.print(f"Pictures: {home / FIGURES}", soft_wrap=True)


def keep_figures(home: Path, figures: Mapping[str, Figure]) -> dict[str, str]:
    """Write each figure as PNG and SVG; return the SVG documents by the figures' names."""
    from sim.commands.figures import drawn

    make(home)
    kept = {}
    for name, figure in figures.items():
        svg = drawn(figure, "svg")
        write(home / f"{name}.svg", "picture", svg)
        write(home / f"{name}.png", "picture", drawn(figure, "png"))
        kept[name] = svg.decode()
    return kept


def make(folder: Path) -> None:
    """Make a folder, or say in one line why it cannot be made."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise refuse(f"{folder}: the folder cannot be made: {error.strerror}") from None


def keep_parquet(file: Path, rows: Sequence[Row]) -> None:
    """Write rows as Parquet, columns as they first occur."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = list(dict.fromkeys(name for row in rows for name in row))
    table, kept = pa.table({name: [row.get(name) for row in rows] for name in names}), BytesIO()
    pq.write_table(table, kept)
    write(file, "table", kept.getvalue())


def show(part: Part, screen: Console) -> None:
    """Print one part."""
    from sim.story.summary_screen import one_part

    for piece in one_part(part):
        screen.print(piece)
