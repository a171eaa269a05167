"""The comparison on a terminal: verdicts first, then what differs between the files, then what that does."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from sim.analysis.comparison import Comparison
from sim.story.compare_headline import basis, in_short, meanings, verdict
from sim.story.compare_parts import parts
from sim.story.screen import title
from sim.story.summary_screen import one_part


def on_screen(comparison: Comparison) -> Iterator[RenderableType]:
    """Yield the comparison from top to bottom."""
    for one in comparison.contrasts:
        yield Text(f"{verdict(one)}.", style="bold")
        if said := in_short(one):
            yield Padding(Text(said), (0, 0, 1, 0))
    yield Text(basis(comparison), style="dim")
    for part in parts(comparison):
        yield from one_part(part)
    if not all(one.same for one in comparison.contrasts):
        yield title("How surely")
        for line in meanings(comparison):
            yield Text(line)
