"""``list``: the scenarios that come with the package, and what each variant changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.screen import called, clear_faults, console

if TYPE_CHECKING:
    from rich.console import Console


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
    what_next(screen)


def what_next(screen: Console) -> None:
    """Name the commands that a reader may want next, as this one was called."""
    screen.print("\nNext, with the NAME of a scenario or a file:")
    for words, meaning in (
        ("play NAME", "one negotiation, minutes and all"),
        ("compare NAME OTHER", "what another does, on the same luck"),
        ("check NAME --resolved", "everything it says, defaults aloud"),
    ):
        screen.print(f"  {called()} {words:<22} {meaning}")


def packaged() -> list[Path]:
    """Return the files of the scenarios that come with the package and can be played."""
    from sim.scenario.read import is_mere_base, library, names

    files = [library() / f"{name}.toml" for name in names()]
    return [path for path in files if not is_mere_base(path)]


def grouped(files: list[Path]) -> list[tuple[Path, Path | None]]:
    """Return files with their bases: first those that are nobody's variant, then variants base by base."""
    from sim.scenario.read import base_of

    pairs = [(path, base_of(path)) for path in files]
    return sorted(pairs, key=lambda pair: (pair[1].stem if pair[1] else "", pair[0].stem))


def shown(path: Path) -> str:
    """Return what a person types to name a scenario: its name if it came along, else its file."""
    from sim.scenario.read import library

    return path.stem if path.parent == library() else str(path)
