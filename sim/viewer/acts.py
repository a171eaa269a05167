"""What may happen to a negotiation on the page: a phase is played, or a person steps in."""

from __future__ import annotations

from dataclasses import dataclass

from sim.viewer.chair import Form


@dataclass(frozen=True)
class Opened:
    """The summit was called; nothing has happened yet."""


@dataclass(frozen=True)
class Played:
    """A phase was played by the rules."""

    phase: str


@dataclass(frozen=True)
class Wrote:
    """The user took the chair and put another text on the table."""

    form: Form


@dataclass(frozen=True)
class Moved:
    """The user moved a slider that acts from now on."""

    lever: str
    value: float


Act = Opened | Played | Wrote | Moved
Intervention = Wrote | Moved
