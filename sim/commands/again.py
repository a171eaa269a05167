"""Long work that may be interrupted: what is kept, and the command that goes on with it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from sim.commands.screen import called

if TYPE_CHECKING:
    from sim.ensemble.batch import Progress

INTERRUPTED = 130


def command_of(
    name: str,
    scenarios: Sequence[str],
    asked: Sequence[tuple[str, object]],
    changes: Sequence[str] = (),
    flags: Sequence[str] = (),
) -> str:
    """Return a command with what was asked of it, as a shell takes it."""
    options = [word for option, value in asked if value is not None for word in (option, str(value))]
    changed = [word for change in changes for word in ("--set", change)]
    return f"{called()} {shlex.join([name, *scenarios, *options, *changed, *flags])}"


@contextmanager
def told(runs: int, where: object, command: str) -> Iterator[Callable[[Progress], None]]:
    """Show progress; when interrupted, say how many of the runs are kept where, and the command that goes on."""
    from sim.commands.progress import progress

    kept = 0
    try:
        with progress() as show:

            def tell(now: Progress) -> None:
                nonlocal kept
                kept = now.kept
                show(now)

            yield tell
    except KeyboardInterrupt:
        print(f"Stopped: {kept:,} of {runs:,} runs are kept in {where}; go on with: {command}", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
