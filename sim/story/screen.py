"""The same story on a terminal: rich renderables, scenario text always literal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.results.describe import percent
from sim.results.transcript import Transcript
from sim.scenario.schema import Scenario
from sim.story.ending import Row
from sim.story.table import Line, table
from sim.story.words import points

LOUD = ("breaks it", "break it", "The text stands", "side letter for")


def paragraph(line: str) -> Padding | Text:
    """Return a line of the minutes, wrapped under its own indent; meetings and silences stand out."""
    words = line.lstrip()
    indent = len(line) - len(words)
    style = "bold" if (indent == 0 and words) or any(loud in words for loud in LOUD) else ""
    return Padding(Text(words, style=style), (0, 0, 0, indent)) if words else Text("")


def title(words: str) -> Text:
    """Return a section's title."""
    return Text(f"\n{words}\n", style="bold underline")


def facts(rows: Iterable[Row]) -> Table:
    """Return names, values and what they mean, side by side."""
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold", ratio=3)
    grid.add_column(style="dim", overflow="fold", ratio=2)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    return grid


COLUMNS = (
    ("ally", "left"),
    ("spends\n% GDP", "right"),
    ("plans\n% GDP", "right"),
    ("asked\n+% GDP", "right"),
    ("fear", "right"),
    ("text\nworth", "right"),
    ("end\nbalance", "right"),
    ("main\nobjection", "left"),
)


def row(line: Line) -> tuple[str, ...]:
    """Return a line of the table in words and numbers."""
    marks = ["letter"] * line.letter + ["broke silence"] * line.broke
    return (
        line.name,
        f"{line.now:.2f}",
        f"{line.plan:.2f}",
        f"{line.asked:.2f}",
        percent(line.fear),
        points(line.merits),
        points(line.total),
        " · ".join([line.against, *marks]),
    )


def allies(transcript: Transcript, scenario: Scenario) -> Table:
    """Return the table of allies, most reluctant first."""
    caption = (
        "asked: core beyond the ally's own course · text worth, end balance: 1 point is the political value of "
        "1 % of GDP; an ally whose end balance is below zero breaks silence"
    )
    drawn = Table(box=None, pad_edge=False, padding=(0, 1), caption=caption, caption_justify="left")
    for heading, side in COLUMNS:
        drawn.add_column(heading, justify=side, no_wrap=heading == "ally")  # type: ignore[arg-type]
    for line in table(transcript, scenario):
        drawn.add_row(*(Text(cell) for cell in row(line)), style="bold" if line.broke or line.letter else "")
    return drawn
