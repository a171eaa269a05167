"""A calibration for machines: JSON with everything but the draws, which stand in a table beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sim.history.checks import FAILS, SUMMARIES
from sim.history.findings import Findings
from sim.history.judge import MEANINGS
from sim.results.faults import LedgerError
from sim.results.store import names
from sim.story.calibration_checks import verdict
from sim.story.calibration_parts import headline
from sim.story.export import tidy

NUMBERS = "calibration.json"
OTHER = "choose another --out"
Row = dict[str, Any]


def to_json(found: Findings) -> str:
    """Return the whole calibration as JSON; what cannot be told is null."""
    return json.dumps(tidy(as_data(found)), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def as_data(found: Findings) -> Row:
    """Return a calibration as plain tables."""
    one = found.calibration
    whole = {name: asdict(found)[name] for name in ("keep", "band", "chance", "spreads", "losses", "shares")}
    return {
        "headline": headline(found),
        "recipe": recipe_of(found),
        "kept": one.kept,
        "effective": one.effective,
        "moved": [each.entry for each in found.sure],
        "moved_at_each_share": found.always,
        "parameters": [asdict(each) for each in one.moved],
        **whole,
        "checks": [checked(found, place) for place in range(len(found.checks))],
        "scores": dict(MEANINGS),
        "units": {name: each.unit for name, each in SUMMARIES.items()} | {"shift": "spreads of the prior"},
        "fails": f"fewer than {FAILS:g} of the runs are at least as extreme as what happened",
    }


def checked(found: Findings, place: int) -> Row:
    """Return one case: its predictive checks, who dissented, its scores."""
    one, scored = found.checks[place], found.calibration.checked[place]
    told = asdict(one)
    for kept, check in zip(told["checks"], one.checks, strict=True):
        kept["fails"] = check.fails
        for name, seen in check.by.items():
            if seen is not None:
                kept["by"][name] |= {"tail": seen.tail, "fails": seen.fails}
    scores = {"prior": scored.prior, "fitted": scored.fitted, "left out": scored.left_out}
    return {**told, "verdict": verdict(one), "scores": scores}


def recipe_of(found: Findings) -> Row:
    """Return what a calibration was made from."""
    one = found.calibration
    return {
        "cases": list(one.cases),
        "draws": one.draws,
        "each": one.runs // one.draws,
        "keep": found.keep,
        "seed": one.seed,
        "rulebook": found.rulebook,
        "command": found.command,
        "versions": dict(found.versions),
    }


def check_own(home: Path, cases: Sequence[str]) -> None:
    """Raise ``LedgerError`` if a folder holds a calibration on other cases, or something else: files would be mixed.

    Ledgers of these cases may be there without a result: those of a calibration that was interrupted.
    """
    there = names(home) if home.is_dir() else []
    if NUMBERS not in there:
        foreign = [name for name in there if name not in cases]
        if foreign:
            raise LedgerError(f"{home}: holds other files ({', '.join(foreign[:3])}); allowed: a new or empty folder")
        return
    try:
        known = json.loads((home / NUMBERS).read_bytes())["recipe"]["cases"]
        held = ", ".join(known)
    except (OSError, ValueError, LookupError, TypeError):
        raise LedgerError(f"{home / NUMBERS}: not a calibration's; {OTHER}") from None
    if set(known) != set(cases):
        raise LedgerError(f"{home}: holds another calibration: {held} there, {', '.join(cases)} asked; {OTHER}")
