"""A sensitivity analysis for machines: JSON with everything, and a table with a row for each outcome and factor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sim.analysis.budget import Budget
from sim.analysis.sensitivity import OTHERS, Found, Sensitivity
from sim.results.faults import LedgerError
from sim.results.rulebook import fingerprint
from sim.results.store import names
from sim.scenario.resolve import digest
from sim.scenario.schema import Scenario
from sim.story.export import tidy
from sim.story.sensitivity_parts import headline
from sim.story.sweep_export import table

Row = dict[str, Any]
NUMBERS = "sensitivity.json"
HEAD = ("outcome", "unit", "factor", "low", "high", "effect", "effect_off", "first", "first_off", "total", "total_off")


def to_json(found: Sensitivity) -> str:
    """Return the whole analysis as JSON; what cannot be told is null."""
    whole = {"headline": headline(found), **asdict(found)}
    for one, kept in zip(found.found, whole["found"], strict=True):
        kept["outcome"] = one.outcome._asdict()
    whole["budget"] |= {"settings": found.budget.settings, "runs": found.budget.runs}
    return json.dumps(tidy(whole), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def made(scenario: Scenario, seed: int, method: str, plan: Budget) -> Row:
    """Return what makes an analysis this one and no other."""
    counted = {"seed": seed, "method": method, "runs": plan.runs, "luck": plan.luck}
    return counted | {"scenario": digest(scenario), "rules": fingerprint()}


def check_own(home: Path, asked: Row) -> None:
    """Raise ``LedgerError`` if a folder holds another analysis, or something else: files of two would be mixed."""
    there = names(home) if home.is_dir() else []
    if not there:
        return
    if NUMBERS not in there:
        raise LedgerError(f"{home}: holds other files ({', '.join(there[:3])}); allowed: a new or empty folder")
    try:
        kept = json.loads((home / NUMBERS).read_bytes())
        plan = kept["budget"]
        known = {name: kept[name] for name in ("seed", "method")} | {name: plan[name] for name in ("runs", "luck")}
        known |= {"scenario": kept["digest"], "rules": kept["rulebook"]}
    except (OSError, ValueError, LookupError, TypeError):
        raise LedgerError(f"{home / NUMBERS}: not a sensitivity analysis's; choose another --out") from None
    apart = [name for name in asked if known[name] != asked[name]]
    if apart:
        said = "; ".join(f"{name} {brief(known[name])} there, {brief(asked[name])} asked" for name in apart)
        raise LedgerError(f"{home}: holds another analysis: {said}; choose another --out")


def brief(value: object) -> str:
    """Return a number with its thousands apart, or a word, of a digest its beginning."""
    return f"{value:,}" if isinstance(value, int) else f"{value}"[:14]


def rows(found: Sensitivity) -> Iterator[Row]:
    """Yield a row for each outcome and factor, the factors in the scenario's order, then all others as one."""
    names = [one.name for one in found.factors] + [OTHERS] * (len(found.picked) < len(found.factors))
    for one in found.found:
        yield from (row(one, name) for name in names)


def row(one: Found, name: str) -> Row:
    """Return what is known of one factor and one outcome; what is not is left out."""
    known: Row = {"outcome": one.outcome.name, "unit": one.outcome.unit, "factor": name}
    for swing in one.swings:
        if swing.factor == name:
            known |= {"low": swing.low, "high": swing.high}
    for effect in one.effects:
        if effect.factor == name:
            known |= {"effect": effect.effect, "effect_off": effect.off}
    for index in one.indices:
        if index.factor == name:
            known |= {"first": index.first, "first_off": index.first_off}
            known |= {"total": index.total, "total_off": index.total_off}
    return known


def to_csv(found: Sensitivity) -> str:
    """Return the table as CSV."""
    return table(rows(found), HEAD)
