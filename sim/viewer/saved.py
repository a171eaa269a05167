"""A session as a JSON file: what it started from, where a person stepped in, and what came of it.

The file stands alone: it holds its scenario in full. Opening it plays everything again, by the rules in
use, and says so if these lead elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sim.results.transcript import Transcript
from sim.scenario.draw import Setting
from sim.scenario.faults import ScenarioError
from sim.scenario.read import read_resolved
from sim.scenario.resolve import check_digest, resolved
from sim.viewer.acts import Moved, Wrote
from sim.viewer.chair import Form, Refused
from sim.viewer.levers import Levers
from sim.viewer.session import Session, Start

FORMAT = 1
LARGEST = 20_000_000
"""Bytes of the largest file that is read."""


class Unreadable(ValueError):
    """A file that holds no session: one message that says what is wrong with it."""


@dataclass(frozen=True)
class Step:
    """An intervention: ``after`` so many phases, either a text (``chair``) or a lever and where it was put."""

    after: int
    round: int
    phase: str
    chair: Form | None = None
    lever: str | None = None
    value: float | None = None


@dataclass(frozen=True)
class Saved:
    """A session in full.

    ``levers`` is where they stood at the start (nothing: as the scenario has them), ``phases`` how far it was
    played, ``scenario`` TOML that says everything.
    """

    session: int
    seed: int
    run: int
    setting: Setting
    levers: Levers | None
    phases: int
    interventions: list[Step]
    transcript: Transcript
    scenario: str


@lru_cache
def adapter() -> TypeAdapter[Saved]:
    """Return the reader and writer of sessions (built once, on first use)."""
    return TypeAdapter(Saved)


def saved(session: Session) -> Saved:
    """Return a session as it stands, as far as it was walked."""
    way = session.moments[1 : session.at + 1]
    steps = []
    for one in way:
        where: dict[str, Any] = {"after": one.played, "round": one.round, "phase": one.phase}
        if isinstance(one.act, Wrote):
            steps.append(Step(**where, chair=one.act.form))
        elif isinstance(one.act, Moved):
            steps.append(Step(**where, lever=one.act.lever, value=one.act.value))
    start = session.start
    return Saved(
        session=FORMAT,
        seed=start.seed,
        run=start.run,
        setting=start.setting,
        levers=start.levers,
        phases=session.here.played,
        interventions=steps,
        transcript=session.here.transcript,
        scenario=resolved(start.scenario),
    )


def to_json(session: Session) -> str:
    """Return a session as JSON."""
    return adapter().dump_json(saved(session), indent=1, by_alias=True).decode() + "\n"


def from_json(text: str, name: str) -> tuple[Session, bool]:
    """Return the session that a JSON text holds, played again, and whether it came out as it is on file.

    Raises ``Unreadable`` if the text holds none, or one whose steps the rules in use refuse.
    """
    try:
        file = adapter().validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "".join(f"{part}: " for part in first["loc"])
        raise Unreadable(f"{name}: not a session: {where}{first['msg']}") from None
    if file.session != FORMAT:
        raise Unreadable(f"{name}: session of format {file.session}; allowed: {FORMAT}")
    try:
        scenario = read_resolved(file.scenario, f"{name}: its scenario")
        check_digest(scenario, f"{name}: its scenario")
        session = Session(Start(scenario, file.seed, file.run, file.setting, file.levers))
        replay(session, file)
    except (ScenarioError, Refused, ValueError) as error:
        raise Unreadable(str(error) if str(error).startswith(name) else f"{name}: {error}") from None
    return session, session.here.transcript == file.transcript


def replay(session: Session, file: Saved) -> None:
    """Play a session as it is on file."""
    for step in file.interventions:
        play_to(session, step.after)
        if step.chair is not None:
            session.write(step.chair)
        elif step.lever is not None and step.value is not None:
            session.pull(step.lever, step.value)
        else:
            raise Unreadable(f"an intervention after phase {step.after} that does nothing")
    play_to(session, file.phases)


def play_to(session: Session, phases: int) -> None:
    """Play on until so many phases were played."""
    while session.here.played < phases:
        if not session.step():
            raise Unreadable(f"{phases} phases; the summit was over after {session.here.played}")


def open_file(path: Path) -> tuple[Session, bool]:
    """Return the session that a file holds (see ``from_json``); raise ``Unreadable`` if there is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"{path}: {path.stat().st_size:,} bytes; allowed: at most {LARGEST:,}")
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}: not UTF-8 text (byte {error.start})") from None
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read: {error.strerror}") from None
    return from_json(text, str(path))
