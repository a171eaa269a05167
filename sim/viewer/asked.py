"""What the page was asked to show: set once, before the server starts, and read by every tab."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sim.scenario.read import default, load

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario
    from sim.viewer.session import Session


@dataclass(frozen=True)
class Run:
    """A run of a ledger: its scenario, seed, number and the setting that was drawn for it."""

    scenario: Scenario
    seed: int
    run: int
    setting: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What to open: a scenario by name or file, a ``run`` of a ledger, or the ``file`` of a saved session."""

    scenario: str | None = None
    seed: int = 1
    run: Run | None = None
    file: Path | None = None

    @property
    def words(self) -> str:
        """What to open, as it was named; the default scenario if nothing was."""
        return str(self.file) if self.file else self.scenario or default()


OTHERWISE = "The rules in use lead elsewhere than the file says: what you see was played now."

given = Asked()


def ask(asked: Asked) -> None:
    """Say what every tab is to open."""
    global given
    given = asked


def opened(asked: Asked) -> tuple[Session, str]:
    """Return a session of its own for a tab, and what there is to say about it.

    Raises ``ScenarioError``, or ``Unreadable`` for a file that is no session.
    """
    from sim.viewer.saved import open_file
    from sim.viewer.session import Session, Start

    if asked.file is not None:
        session, same = open_file(asked.file)
        return session, "" if same else OTHERWISE
    if asked.run is not None:
        one = asked.run
        return Session(Start(one.scenario, one.seed, one.run, one.setting)), ""
    return Session(Start(load(asked.words), seed=asked.seed)), ""
