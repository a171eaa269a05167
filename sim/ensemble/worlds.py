"""Several worlds on the same luck: each an ordinary ledger in a folder of its own (ODD 6.4).

Luck is keyed by seed, run, round, seat and purpose, what is uncertain by seed, setting and the entry's
name. Run 17 of one world therefore has the dice of run 17 of another, and its setting the same draws but
for what the two worlds say differently.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.ensemble.batch import PLAYING, Progress, Tell, fill
from sim.results.faults import LedgerError
from sim.results.ledger import Ledger
from sim.results.recipe import Recipe, differences
from sim.results.store import begun, make, read_recipe
from sim.scenario.schema import Scenario


def recipes(
    worlds: Mapping[str, Scenario], runs: int, settings: int, seed: int, command: str = ""
) -> dict[str, Recipe]:
    """Return a recipe for each world: the same seed, runs and settings for all."""
    return {name: Recipe.of(world, runs, settings, seed, command) for name, world in worlds.items()}


def play_worlds(folder: Path, asked: Mapping[str, Recipe], workers: int, tell: Tell | None = None) -> dict[str, Ledger]:
    """Play what the folder lacks of each world, and return the ledgers by the worlds' names.

    A ledger that is there is continued or read, as ``batch`` does; the progress told is that of all together.
    Raises ``LedgerError`` for a folder that holds a ledger of another recipe, or anything else.
    """
    make(folder)
    for name, recipe in asked.items():
        refuse_another(folder / name, recipe)
    done, whole = 0, len(asked) * max(one.runs for one in asked.values())
    for name, recipe in asked.items():
        fill(folder / name, recipe, workers, progress=onward(tell, done, whole))
        done += recipe.runs
    return {name: Ledger(folder / name) for name in asked}


def onward(tell: Tell | None, done: int, whole: int) -> Tell | None:
    """Return who is told of one world's progress: that of all, of whose runs so many are done already."""
    if tell is None:
        return None

    def say(now: Progress) -> None:
        tell(Progress(now.doing if done == 0 else PLAYING, done + now.kept, whole))

    return say


def refuse_another(folder: Path, recipe: Recipe) -> None:
    """Raise an error if a folder holds a ledger of another recipe: before anything is played."""
    if begun(folder) and (apart := differences(read_recipe(folder), recipe)):
        raise LedgerError(f"{folder}: holds another ledger: {'; '.join(apart)}; choose another --out")
