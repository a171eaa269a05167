"""The scenario said in full, and its digest (ODD 6.3).

The resolved form says every default aloud and stands alone: it needs no base. Its digest is that
of what the simulation reads. Names, prose, sources and the recorded outcome may change without
touching it; a number may not.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import tomli_w

from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.schema import Scenario
from sim.scenario.sets import as_toml, folded

UNREAD = ("title", "description", "digest", "recorded", "sources", "figures", "frozen_on", "gaps")
PROSE = (
    "source",
    "known_on",
    "note",
    "words",
    "url",
    "tile",
    "name",
    "the",
    "place",
    "dates",
    "body",
    "secretary_general",
)


def in_full(scenario: Scenario) -> dict[str, Any]:
    """Return every entry of a scenario, defaults included, as plain tables."""
    return dict(scenario.model_dump(mode="python", exclude_none=True))


def digest(scenario: Scenario) -> str:
    """Return the fingerprint of all that the simulation reads."""
    read = {key: value for key, value in in_full(scenario).items() if key not in UNREAD}
    plain = json.dumps(without_prose(read), sort_keys=True, default=str, ensure_ascii=True)
    return "sha256:" + hashlib.sha256(plain.encode()).hexdigest()


def without_prose(raw: Any) -> Any:
    """Return nested tables without what only people read."""
    if isinstance(raw, dict):
        return {key: without_prose(value) for key, value in raw.items() if key not in PROSE}
    return [without_prose(value) for value in raw] if isinstance(raw, list) else raw


def resolved(scenario: Scenario) -> str:
    """Return the scenario as a TOML file that says everything, with its digest; weighted sets stand last."""
    full, sets = folded(in_full(scenario))
    head = {key: full.pop(key) for key in ("title", "description", "frozen_on")}
    said = {**head, "digest": digest(scenario), **{k: v for k, v in full.items() if k != "digest"}}
    return tomli_w.dumps(said) + as_toml(sets)


def check_digest(scenario: Scenario, name: str) -> None:
    """Refuse a resolved file whose numbers no longer match the digest it carries."""
    actual = digest(scenario)
    if scenario.digest is not None and scenario.digest != actual:
        what = f"the file was edited after it was resolved: its entries have {actual}; resolve its source again"
        raise ScenarioError(name, [Fault(("digest",), what)])
