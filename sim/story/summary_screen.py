"""The summary on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.analysis.summary import Summary
from sim.scenario.schema import Scenario
from sim.story.headline import basis, headline, in_short, meanings, put_in
from sim.story.parts import Part, parts
from sim.story.screen import title


def on_screen(summary: Summary, scenario: Scenario) -> Iterator[RenderableType]:
    """Yield the summary from top to bottom."""
    yield Text(headline(summary), style="bold")
    yield Text(basis(summary.source), style="dim")
    yield Text("")
    yield Text(in_short(summary))
    yield Text("")
    for line in meanings(summary):
        yield Padding(Text(line, style="dim"), (0, 0, 0, 2))
    for part in parts(summary, scenario):
        yield from one_part(part)
    yield title("Put in, and predicted")
    for line in put_in(summary):
        yield Text(line)


def one_part(part: Part) -> Iterator[RenderableType]:
    """Yield one part: its title, what it is about, its table."""
    yield title(part.title)
    yield Text(part.note, style="dim")
    yield table(part)
    for line in part.after:
        yield Text(line, style="dim")


def table(part: Part) -> Table:
    """Return a part's table."""
    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for place, heading in enumerate(part.head):
        words = place in part.worded
        drawn.add_column(heading, justify="left" if words else "right", overflow="fold", no_wrap=place == 0)
    for row in part.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    return drawn
