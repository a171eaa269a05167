"""``play DIR:RUN``: a run of a ledger, through the agents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.summit.model import Summit


def run_of_ledger(words: str) -> tuple[Path, str] | None:
    """Return the folder and the run that ``DIR:RUN`` names, or nothing if the words name a scenario."""
    folder, colon, run = words.rpartition(":")
    if (Path(words) / "recipe.json").is_file():
        return Path(words), ""  # a ledger, and no run of it
    if not colon or not folder or Path(words).exists():
        return None
    return (Path(folder), run) if run.strip().isdigit() or Path(folder).is_dir() else None


def replay(folder: Path, run: str) -> Summit:
    """Return the summit of a run of a ledger, or raise an error that says why it cannot be played again."""
    from sim.results.faults import LedgerError
    from sim.results.ledger import draw_for
    from sim.results.rulebook import fingerprint
    from sim.results.store import read_recipe
    from sim.summit.model import Summit

    recipe = read_recipe(folder)
    if not run.strip().isdigit() or int(run) >= recipe.runs:
        said = f"run {run}" if run else "a ledger, and no run of it"
        raise LedgerError(f"{folder}: {said}; allowed: {folder}:0 to {folder}:{recipe.runs - 1}")
    if recipe.rulebook != fingerprint():
        made = f"{recipe.rulebook[:14]}…, version {recipe.versions.get('summit', 'unknown')}"
        what = f"made by other rules ({made}) than those in use ({fingerprint()[:14]}…)"
        raise LedgerError(f"{folder}: {what}; play it with the version that made it, or make it anew")
    setting = draw_for(recipe, recipe.setting_of(int(run)))
    return Summit(recipe.to_scenario(), seed=recipe.seed, run=int(run), setting=setting)
