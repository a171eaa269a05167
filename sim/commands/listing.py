"""``list``: the scenarios that come with the package, and what each variant changes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands.screen import clear_faults, console


def list_scenarios(
    scenarios: Annotated[list[str] | None, typer.Argument(help="names or files (default: all that come along)")] = None,
) -> None:
    """List scenarios with the question each asks and, field by field, what it changes in its base."""
    from sim.scenario.difference import differences
    from sim.scenario.read import find, load
    from sim.story.variants import heading, scenario

    screen, last = console(), None
    with clear_faults():
        for name, base in grouped([find(name) for name in scenarios] if scenarios else packaged()):
            one = load(name)
            if base is not None and base != last:
                screen.print(heading(shown(base)))
            changes = differences(load(base), one) if base is not None else []
            screen.print(scenario(shown(name), one, changes, base is not None))
            last = base


def packaged() -> list[Path]:
    """Return the files of the scenarios that come with the package and can be played."""
    from sim.scenario.read import is_mere_base, library, names

    files = [library() / f"{name}.toml" for name in names()]
    return [path for path in files if not is_mere_base(path)]


def grouped(files: list[Path]) -> list[tuple[Path, Path | None]]:
    """Return files with their bases, each base followed by its variants."""
    from sim.scenario.read import base_of

    pairs = [(path, base_of(path)) for path in files]
    return sorted(pairs, key=lambda pair: ((pair[1] or pair[0]).stem, pair[1] is not None, pair[0].stem))


def shown(path: Path) -> str:
    """Return what a person types to name a scenario: its name if it came along, else its file."""
    from sim.scenario.read import library

    return path.stem if path.parent == library() else str(path)
