"""Printing: scenario text is shown as it is, never read as markup; faults end in exit code 2."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

BAD_INPUT = 2


def console() -> Console:
    """Return a console that prints text as it stands."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, soft_wrap=False)


def called() -> str:
    """Return how this program was called: from a checkout, or installed."""
    return "python run.py" if sys.argv[0].endswith(".py") else "summit"


def refuse(message: str) -> typer.Exit:
    """Print one clear message and return the exit that goes with it."""
    print(message, file=sys.stderr)
    return typer.Exit(BAD_INPUT)


@contextmanager
def clear_faults() -> Iterator[None]:
    """Turn bad input into one clear message and exit code 2."""
    from sim.forecasts.faults import PositionsError
    from sim.results.faults import LedgerError
    from sim.scenario.faults import ScenarioError

    try:
        yield
    except (ScenarioError, LedgerError, PositionsError) as error:
        raise refuse(str(error)) from None


def write(path: Path, what: str, text: str | bytes) -> None:
    """Write a file, or say in one line why it cannot be written."""
    try:
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    except OSError as error:
        raise refuse(f"{path}: the {what} cannot be written: {error.strerror}") from None
