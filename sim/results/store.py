"""The folder of a ledger: a recipe, and shards that appear whole or not at all.

``DIR/recipe.json`` · ``DIR/ledger/part-000000.parquet`` … · ``DIR/settings/part-000000.parquet`` …
A file is written under another name, forced to disk, then renamed. One process writes at a time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from errno import EDQUOT, ENOSPC
from math import fsum
from pathlib import Path

from sim.results.faults import LedgerError
from sim.results.lock import LOCK, locked
from sim.results.recipe import Recipe, differences, from_json
from sim.results.shard import LEDGER, SETTINGS, name_of, opened, verified

RECIPE = "recipe.json"
READERS = 2
"""Threads that check what is there: more would only wait for each other."""
NEW = ".new-"
"""How the name of a file begins that is still being written."""
ALLOWED = "allowed: a new or empty folder, or one that holds this ledger"


def path_of(folder: Path, kind: str, number: int) -> Path:
    """Return where a shard is kept."""
    return folder / kind / name_of(number)


def kinds(recipe: Recipe) -> tuple[str, ...]:
    """Return the kinds of rows that the shards of a recipe have."""
    return (LEDGER,) if recipe.settings == 0 else (LEDGER, SETTINGS)


def read_recipe(folder: Path) -> Recipe:
    """Return the recipe that a folder holds."""
    file = folder / RECIPE
    try:
        return from_json(file.read_text(encoding="utf-8"), str(file))
    except FileNotFoundError:
        found = "no ledger here" if folder.is_dir() else "no such folder"
        raise LedgerError(f"{folder}: {found}; allowed: a folder with a {RECIPE} (see: batch --out)") from None
    except UnicodeDecodeError:
        raise LedgerError(f"{file}: not a recipe: not UTF-8 text") from None
    except OSError as error:
        raise LedgerError(f"{file}: cannot be read: {error.strerror}") from None


def kept(folder: Path, recipe: Recipe) -> list[int]:
    """Return the numbers of the shards that are there, whole, by their names."""
    there = [set(names(folder / kind)) for kind in kinds(recipe)]
    return [shard.number for shard in recipe.shards() if all(name_of(shard.number) in one for one in there)]


def runs_in(numbers: list[int], recipe: Recipe) -> int:
    """Return how many runs these shards have."""
    return int(fsum(recipe.shard(number).runs for number in numbers))


def names(folder: Path) -> list[str]:
    """Return the names of the files in a folder, none if it is not there, nor what is still being written."""
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith(NEW) and name != LOCK)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise LedgerError(f"{folder}: cannot be read: {error.strerror}; {ALLOWED}") from None


def begun(folder: Path) -> bool:
    """Return whether a folder holds a ledger, however little of it."""
    return (folder / RECIPE).exists()


def check_marks(folder: Path, recipe: Recipe, numbers: list[int]) -> None:
    """Raise an error if a shard is not the one its name says, or has lost rows."""
    for number in numbers:
        for kind in kinds(recipe):
            opened(path_of(folder, kind, number), recipe, kind, number).close()


def check_content(folder: Path, recipe: Recipe) -> None:
    """Raise one error for all files that are damaged, stale, or no part of the ledger."""
    files = [(folder / kind / name, kind) for kind in (LEDGER, SETTINGS) for name in names(folder / kind)]
    expected = {name_of(shard.number): shard.number for shard in recipe.shards()}

    def fault(file: tuple[Path, str]) -> str | None:
        path, kind = file
        if path.name not in expected or kind not in kinds(recipe):
            return f"{path}: no part of this ledger; move it elsewhere"
        try:
            verified(path, recipe, kind, expected[path.name])
        except LedgerError as error:
            return str(error)
        return None

    with ThreadPoolExecutor(READERS) as readers:
        if faults := [one for one in readers.map(fault, files) if one is not None]:
            raise LedgerError("\n".join(faults))


class Store:
    """A ledger's folder while this process writes to it."""

    def __init__(self, folder: Path, recipe: Recipe) -> None:
        """Hold a folder that is locked, and the recipe that it holds; count the runs that are there."""
        self.folder, self.recipe = folder, recipe
        self.runs = runs_in(kept(folder, recipe), recipe)

    def missing(self) -> list[int]:
        """Return the numbers of the shards that are not there."""
        there = set(kept(self.folder, self.recipe))
        return [shard.number for shard in self.recipe.shards() if shard.number not in there]

    def keep(self, number: int, files: dict[str, bytes]) -> None:
        """Write a shard; what is there already stays."""
        for kind in reversed(kinds(self.recipe)):  # the runs last: with them the shard is whole
            path = path_of(self.folder, kind, number)
            if not path.exists():
                write(path, files[kind])
        self.runs += self.recipe.shard(number).runs


@contextmanager
def store(folder: Path, recipe: Recipe) -> Iterator[Store]:
    """Hold a folder for writing, new or begun with the same recipe; everything in it is checked first."""
    make(folder)
    check_own(folder)
    with locked(folder):
        held = adopt(folder, recipe)
        for kind in ("", *kinds(held)):
            make(folder / kind)
            for left in (folder / kind).glob(NEW + "*"):  # by a writer that was killed
                left.unlink(missing_ok=True)
        check_content(folder, held)
        yield Store(folder, held)


def make(folder: Path) -> None:
    """Make a folder unless it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise LedgerError(f"{folder}: a file is in the way; {ALLOWED}") from None
    except OSError as error:
        raise LedgerError(f"{folder}: cannot be made: {error.strerror}; {ALLOWED}") from None


def check_own(folder: Path) -> None:
    """Raise an error if a folder holds something else."""
    there = names(folder)
    if there and RECIPE not in there:
        shown = ", ".join(there[:3]) + (", …" if len(there) > 3 else "")
        raise LedgerError(f"{folder}: holds other files ({shown}) and no {RECIPE}; {ALLOWED}")


def adopt(folder: Path, recipe: Recipe) -> Recipe:
    """Return the recipe of a folder: the one it holds if nothing that counts is different, or else this one."""
    if not begun(folder):
        write(folder / RECIPE, recipe.to_json().encode())
        return recipe
    there = read_recipe(folder)
    if apart := differences(there, recipe):
        raise LedgerError(f"{folder}: holds another ledger: {'; '.join(apart)}; choose another --out")
    return there


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    new = path.with_name(f"{NEW}{path.name}")
    try:
        with open(new, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
        settle_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        full = error.errno in (ENOSPC, EDQUOT)
        what = "; make room and give the same command again: what is kept stays" if full else ""
        raise LedgerError(f"{path}: cannot be written: {error.strerror}{what}") from None


def settle_folder(folder: Path) -> None:
    """Force a folder's list of names to disk, where the system can."""
    with suppress(OSError):
        held = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)
