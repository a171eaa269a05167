"""Recipe: all that decides a ledger, and how its runs fall into settings and shards (ODD 6.4).

Run ``r`` of ``n`` has setting ``r * settings // n``: runs of one setting stand together. Shards are
counted off by the number of runs alone, so that the same recipe is cut alike wherever it is played.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from platform import python_version
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from sim.results.faults import LedgerError
from sim.results.rulebook import fingerprint
from sim.scenario.read import read_resolved
from sim.scenario.resolve import PROSE, UNREAD, digest, resolved
from sim.scenario.schema import Scenario

RUNS = 10_000
SETTINGS = 200
CENTRAL = -1
"""The setting's number of a run at central settings."""
MOST_RUNS = 1_000_000_000
LARGEST_SEED = 2**63 - 1
SHARDS = 64
SHARD_RUNS = (250, 10_000)
"""Runs in a shard: a sixty-fourth of all, within these bounds."""
LIBRARIES = ("numba", "numpy", "pandas", "pyarrow")
COUNTS = ("digest", "rulebook", "seed", "runs", "settings")
"""What decides whether two recipes are the same."""


class Shard(NamedTuple):
    """Runs that are played and kept together."""

    number: int
    first: int
    runs: int


class Piece(NamedTuple):
    """Runs of a shard that share a setting."""

    setting: int
    first: int
    runs: int


@dataclass(frozen=True)
class Recipe:
    """What a ledger is made from. ``settings`` 0: every run at central settings."""

    title: str
    digest: str
    rulebook: str
    seed: int
    runs: int
    settings: int
    versions: dict[str, str]
    command: str
    begun: str
    scenario: str = field(repr=False)
    """The scenario in full, as TOML."""

    def __post_init__(self) -> None:
        """Refuse numbers that make no ledger."""
        check("seed", self.seed, 0, LARGEST_SEED)
        check("runs", self.runs, 1, MOST_RUNS)
        if check("settings", self.settings, 0) > self.runs:
            told = f"at most as many as runs, of which there are {self.runs:,}"
            raise LedgerError(f"settings {self.settings:,}; allowed: {told} (0: central settings)")

    @classmethod
    def of(
        cls, scenario: Scenario, runs: int = RUNS, settings: int | None = None, seed: int = 1, command: str = ""
    ) -> Recipe:
        """Return the recipe for playing a scenario with the rules in use; 200 settings, or a run each if fewer."""
        many = min(SETTINGS, check("runs", runs, 1, MOST_RUNS)) if settings is None else settings
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return cls(
            scenario.title,
            digest(scenario),
            fingerprint(),
            seed,
            runs,
            many,
            versions(),
            command,
            now,
            resolved(scenario),
        )

    @property
    def counted(self) -> dict[str, Any]:
        """What decides the ledger; all else is only said."""
        return {name: getattr(self, name) for name in COUNTS}

    @property
    def identity(self) -> str:
        """A short name for what counts."""
        return hashlib.sha256(json.dumps(self.counted).encode()).hexdigest()

    def setting_of(self, run: int) -> int:
        """Return the setting of a run (-1: central)."""
        return CENTRAL if self.settings == 0 else run * self.settings // self.runs

    def first_of(self, setting: int) -> int:
        """Return the first run of a setting."""
        return 0 if self.settings == 0 else -(-setting * self.runs // self.settings)

    def shard_runs(self) -> int:
        """Return how many runs make a shard (the last may be shorter)."""
        return min(max(-(-self.runs // SHARDS), SHARD_RUNS[0]), SHARD_RUNS[1])

    def shard(self, number: int) -> Shard:
        """Return one shard."""
        size = self.shard_runs()
        return Shard(number, number * size, min(size, self.runs - number * size))

    def shards(self) -> list[Shard]:
        """Return the shards in order."""
        return [self.shard(number) for number in range(-(-self.runs // self.shard_runs()))]

    def pieces(self, shard: Shard) -> Iterator[Piece]:
        """Yield a shard's runs, setting by setting."""
        first, end = shard.first, shard.first + shard.runs
        while first < end:
            setting = self.setting_of(first)
            until = end if self.settings == 0 else min(end, self.first_of(setting + 1))
            yield Piece(setting, first, until - first)
            first = until

    def to_json(self) -> str:
        """Return the recipe as JSON."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"

    def to_scenario(self) -> Scenario:
        """Return the scenario that the recipe holds."""
        return scenario_of(self.scenario)


@lru_cache(maxsize=8)
def scenario_of(text: str) -> Scenario:
    """Return the scenario that a resolved text holds (read once)."""
    return read_resolved(text, "the recipe's scenario")


def check(name: str, number: Any, least: int, most: int | None = None) -> int:
    """Return a whole number within bounds, or raise an error that says what is allowed."""
    whole = isinstance(number, int) and not isinstance(number, bool)
    if not whole or number < least or (most is not None and number > most):
        said = f"{number:,}" if whole else repr(number)
        bounds = f"from {least} to {most:,}" if most is not None else f"from {least}"
        raise LedgerError(f"{name} {said}; allowed: a whole number {bounds}")
    return int(number)


def versions() -> dict[str, str]:
    """Return the versions of what a ledger was made with."""
    found = {"python": python_version()}
    for name, package in (("summit", "summit-negotiation"), *((one, one) for one in LIBRARIES)):
        try:
            found[name] = version(package)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found


def from_json(text: str, name: str = "recipe.json") -> Recipe:
    """Return the recipe that a JSON text holds, or raise an error that says why it holds none."""
    try:
        recipe: Recipe = TypeAdapter(Recipe).validate_json(text)
        actual = digest(recipe.to_scenario())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "".join(f"{part}: " for part in first["loc"])
        raise LedgerError(f"{name}: not a recipe: {where}{first['msg']}") from None
    except ValueError as error:
        raise LedgerError(f"{name}: not a recipe: {str(error).splitlines()[0]}") from None
    if actual != recipe.digest:
        raise LedgerError(f"{name}: its scenario was changed: it has {actual}, the recipe says {recipe.digest}")
    return recipe


def differences(there: Recipe, asked: Recipe) -> list[str]:
    """Return what tells two recipes apart, as far as it counts."""
    said = [
        f"{name} {getattr(there, name):,} there, {getattr(asked, name):,} asked"
        for name in ("seed", "runs", "settings")
        if getattr(there, name) != getattr(asked, name)
    ]
    if there.digest != asked.digest:
        said.append(f"scenario ({entries_apart(there.scenario, asked.scenario)})")
    if there.rulebook != asked.rulebook:
        said.append(f"rules ({there.rulebook[:14]}… there, {asked.rulebook[:14]}… in use)")
    return said


def entries_apart(there: str, asked: str, most: int = 3) -> str:
    """Return the first entries in which two scenarios differ."""
    one, other = flat(tomllib.loads(there)), flat(tomllib.loads(asked))
    apart = [name for name in {**one, **other} if one.get(name) != other.get(name)]
    told = [f"{name} {brief(one.get(name))} there, {brief(other.get(name))} asked" for name in apart[:most]]
    return ", ".join(told + ["…"] * (len(apart) > most))


def brief(value: Any, most: int = 60) -> str:
    """Return what stands at an entry, a long list by its length."""
    said = "absent" if value is None else f"{value}"
    return f"{len(value)} values" if isinstance(value, list) and len(said) > most else said


def flat(raw: Any, path: str = "") -> dict[str, Any]:
    """Return nested tables as dotted names and what they hold, without what only people read."""
    if isinstance(raw, dict):
        unread = PROSE if path else UNREAD
        inside = [flat(value, f"{path}.{key}" if path else key) for key, value in raw.items() if key not in unread]
        return {name: value for one in inside for name, value in one.items()}
    return {path: raw}
