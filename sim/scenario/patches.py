"""Named patches: small changes to a whole scenario, each with its title and its reason, kept in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from sim.scenario.changes import changed
from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.read import field_faults, library, parse
from sim.scenario.schema import Scenario

FOLDER = "patches"
Words = Annotated[str, Field(min_length=1, max_length=300)]


class Patch(BaseModel):
    """A patch: the group it belongs to, its title, why it is tried, and the changes it makes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    group: Words
    title: Annotated[str, Field(min_length=1, max_length=60)]
    why: Words
    set: Annotated[list[str], Field(min_length=1)]


def shipped(name: str) -> Path:
    """Return the file of the patches that come with the package under a name."""
    return library() / FOLDER / f"{name}.toml"


def read_patches(path: Path) -> dict[str, Patch]:
    """Return the patches of a file by name, or raise ``ScenarioError`` with every fault of the file."""
    if not path.is_file():
        raise ScenarioError(str(path), [Fault((), "no such file of patches")])
    raw, text = parse(path)
    try:
        return TypeAdapter(dict[str, Patch]).validate_python(raw)
    except ValidationError as error:
        raise ScenarioError(str(path), field_faults(error, raw), [(path, text)]) from None


def patched(scenario: Scenario, name: str, patch: Patch) -> Scenario:
    """Return the scenario with a patch laid over it; raises ``ScenarioError`` where it does not fit."""
    return changed(scenario, patch.set, f"{name} ({patch.title})")
