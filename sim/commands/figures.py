"""Figures of a summary as files, and as drawings for the report."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sim.commands.screen import write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.analysis.summary import Summary
    from sim.scenario.schema import Scenario

FORMATS = (".png", ".svg", ".pdf")
DOTS = 150
"""Dots an inch of pictures made of dots."""


def figures(summary: Summary, scenario: Scenario) -> Iterator[tuple[str, str, Figure]]:
    """Yield every picture with its file's name and the part of the report that it belongs to."""
    from sim.plots.deadlines import deadlines
    from sim.plots.endings import endings
    from sim.plots.fan import fan
    from sim.plots.heat import heat
    from sim.plots.holdouts import holdouts

    yield "endings", "compromises", endings(summary)
    yield "core-and-related", "targets", heat(summary, scenario)
    yield "deadline", "deadline", deadlines(summary)
    yield "text-by-round", "rounds", fan(summary, scenario)
    yield "allies", "allies", holdouts(summary)


def drawn(figure: Figure, form: str) -> bytes:
    """Return a figure as a file's bytes, the same every time it is drawn."""
    from matplotlib import rc_context

    file = BytesIO()
    undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(form, {})
    with rc_context({"svg.hashsalt": "summit", "svg.fonttype": "path"}):
        figure.savefig(file, format=form, dpi=DOTS, metadata=undated)
    return file.getvalue()


def beside(file: Path, name: str, first: str) -> Path:
    """Return where a picture goes if the first one goes to ``file``: the others stand beside it."""
    return file if name == first else file.with_name(f"{file.stem}-{name}{file.suffix}")


def save_beside(file: Path, summary: Summary, scenario: Scenario) -> list[Path]:
    """Save all pictures, the first under this name; return where they are."""
    made, first = [], ""
    for name, _, figure in figures(summary, scenario):
        first = first or name
        made.append(beside(file, name, first))
        write(made[-1], "picture", drawn(figure, file.suffix[1:].lower()))
    return made
