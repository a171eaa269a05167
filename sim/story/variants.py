"""Scenarios on a terminal: what each asks, and what it changes in its base."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from sim.scenario.difference import Difference
from sim.scenario.schema import Scenario


def heading(base: str) -> Text:
    """Return the line above the variants of a base."""
    return Text(f"\nVariants of {base}, and what each changes", style="bold underline")


def scenario(name: str, one: Scenario, changes: Sequence[Difference], variant: bool) -> Group:
    """Return a scenario by its name, title and question; of a variant, a line for each entry it changes."""
    head = Text.assemble(("\n" + name, "bold"), f" · {one.title}")
    said = [indented(Text(one.description), 2)] if one.description else []
    nothing = [indented(Text("changes nothing that is simulated"), 4)] if variant and not changes else []
    return Group(head, *said, *map(change, changes), *nothing)


def change(one: Difference) -> Padding:
    """Return a change as a line: entry, before → after, unit, meaning."""
    values = f"  {one.before} → {one.after}"
    unit = f" {one.unit}" if one.unit[:1] not in ("", "(", "0") else ""
    meaning = f" · {one.meaning}" if one.meaning else ""
    return indented(Text.assemble((one.entry, "cyan"), values + unit, (meaning, "dim")), 4)


def indented(text: Text, by: int) -> Padding:
    """Return a text that starts so many columns from the left, however often it wraps."""
    return Padding(text, (0, 0, 0, by), expand=False)
