"""Many worlds played side by side, for the commands that compare them: progress, interruption, files."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from sim.commands.screen import called, refuse, write

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from rich.console import Console

    from sim.results.ledger import Ledger
    from sim.scenario.schema import Scenario
    from sim.story.parts import Part

INTERRUPTED = 130
Row = dict[str, Any]


class Plan(NamedTuple):
    """How each world is played: runs and settings of each, seed, the command that goes on, threads."""

    runs: int
    settings: int
    seed: int
    command: str
    workers: int | None


def command(name: str, scenario: str | None, asked: Sequence[tuple[str, object]], flags: Sequence[str] = ()) -> str:
    """Return the command that goes on with what was begun."""
    options = [word for option, value in asked if value is not None for word in (option, str(value))]
    return f"{called()} {shlex.join([name, *([] if scenario is None else [scenario]), *options, *flags])}"


def play_side_by_side(home: Path, worlds: Mapping[str, Scenario], plan: Plan) -> dict[str, Ledger]:
    """Play what is missing of each world, with progress; when interrupted, say what is kept and how to go on."""
    from sim.commands.progress import progress
    from sim.ensemble.batch import threads
    from sim.ensemble.worlds import play_worlds, recipes

    asked, workers, kept = recipes(worlds, *plan[:4]), threads(plan.workers), 0
    try:
        with progress() as show:

            def tell(now: Any) -> None:
                nonlocal kept
                kept = now.kept
                show(now)

            return play_worlds(home, asked, workers, tell)
    except KeyboardInterrupt:
        said = f"Stopped: {kept:,} of {plan.runs * len(worlds):,} runs are kept in {home}; go on with: {plan.command}"
        print(said, file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


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
