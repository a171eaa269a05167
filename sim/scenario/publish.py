"""The published JSON Schema: what editors complete and check against (ODD 6)."""

from __future__ import annotations

from typing import Any

from sim.scenario.layers import EVERY, GROUPS, MORE
from sim.scenario.quantity import Within
from sim.scenario.schema import Scenario
from sim.scenario.sets import NAME, SETS, SOURCE, TABLE, WEIGHTS, behaviour

EXTENDS = {"type": "string", "description": "name or file of the scenario that this one is a patch on"}
NAMED = {"type": "string", "description": "a file of parameters laid between base and scenario; calibrate writes one"}
BASE = {"type": "boolean", "description": "true for a file that others extend and that is no scenario by itself"}
GROUPED = {
    "type": "object",
    "additionalProperties": {"type": "array", "minItems": 1, "items": {"type": "string"}},
    "description": "members by the name of a group, for [every.NAME]; nobody listens to a group as to a bloc",
}
SPREAD = {
    "type": "object",
    "additionalProperties": {"$ref": "#/$defs/Member"},
    "description": "figures laid over every member of a group or bloc, or over every member",
}
FURTHER = {
    "type": "array",
    "items": {"$ref": "#/$defs/Meeting"},
    "description": "meetings put in among those of the base, by date",
}


def tables_of_sets() -> dict[str, Any]:
    """Return the schema of ``[sets.NAME]``: a table beside the file, or weights and a list for each parameter."""
    weights = {"type": "array", "minItems": 1, "items": {"type": "number", "minimum": 0}, "description": "one a set"}
    said = {
        TABLE: {"type": "string", "description": "CSV file beside this one: a row a set, a column an entry"},
        SOURCE: {"type": "string", "description": "key of the source of all its numbers"},
        WEIGHTS: weights,
    }
    sections = {
        name: {
            "type": "object",
            "additionalProperties": False,
            "properties": {key: column(within) for key, within in some.items()},
        }
        for name, some in behaviour().items()
    }
    one = {
        "type": "object",
        "additionalProperties": False,
        "properties": said | sections,
        "oneOf": [{"required": [TABLE]}, {"required": [WEIGHTS]}],
    }
    return {
        "type": "object",
        "propertyNames": {"pattern": f"^{NAME.pattern}$"},
        "additionalProperties": one,
        "description": "weighted sets of parameters, one drawn for each setting, all its entries together",
    }


def column(within: Within) -> dict[str, Any]:
    """Return the schema of one parameter's values, set by set."""
    values = {"type": "number", "minimum": within.low, "maximum": within.high}
    return {"type": "array", "items": values, "description": f"{within.meaning} [{within.unit}], one a set"}


def json_schema() -> dict[str, Any]:
    """Return the schema of a scenario file.

    With ``extends``, every section may be partial: nothing is required then, but what is there
    must be named and bounded as here. Without it, a file must say everything.
    """
    full = Scenario.model_json_schema()
    required = full.pop("required")
    full["properties"] |= {"extends": EXTENDS, "parameters": NAMED, "base": BASE}
    full["properties"] |= {GROUPS: GROUPED, EVERY: SPREAD, MORE: FURTHER, SETS: tables_of_sets()}
    definitions = full["$defs"]
    wanted = {name: one.pop("required", []) for name, one in definitions.items()}
    for name in ("Quantity", "TalksOutcome", "Meeting", "Source"):
        if wanted.get(name):
            definitions[name]["required"] = wanted[name]
    for one in full["properties"].values():
        one.pop("minProperties", None)
    full["anyOf"] = [{"required": ["extends"]}, {"required": ["base"]}, {"required": required}]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Summit scenario", **full}
