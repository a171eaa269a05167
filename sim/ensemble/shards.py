"""A shard played: a pure function of a recipe and a number, wherever it is called."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from sim.ensemble.kernel import Played, play_many
from sim.ensemble.rows import rows
from sim.results.columns import DRAWN
from sim.results.faults import LedgerError
from sim.results.ledger import draw_for
from sim.results.recipe import Recipe, scenario_of
from sim.results.rulebook import fingerprint
from sim.results.shard import LEDGER, SETTINGS, packed
from sim.scenario.draw import Setting
from sim.scenario.seating import Seating, seat

SLICE = 500
"""Runs played at a stretch: after each, a batch that was told to stop does so."""
FIRST = Lock()


class Stopped(Exception):
    """The batch was told to stop: this shard is not finished."""


class Made(NamedTuple):
    """A shard as files: what each kind of rows is kept as."""

    number: int
    files: dict[str, bytes]


def never() -> bool:
    """Return that nobody told the batch to stop."""
    return False


def make_shard(recipe: Recipe, number: int, stopped: Callable[[], bool] = never) -> Made:
    """Return a shard as files, played here by the rules of the recipe and no others."""
    if recipe.rulebook != fingerprint():
        other, asked = fingerprint()[:14], recipe.rulebook[:14]
        raise LedgerError(f"a worker has other rules ({other}…) than the recipe ({asked}…); install the same version")
    warm_up(recipe)
    played, drawn = play_shard(recipe, number, stopped)
    files = {LEDGER: packed(played, recipe, LEDGER, number)}
    if recipe.settings:
        files[SETTINGS] = packed(drawn, recipe, SETTINGS, number)
    return Made(number, files)


def play_shard(recipe: Recipe, number: int, stopped: Callable[[], bool] = never) -> tuple[pa.Table, pa.Table]:
    """Return a shard's runs, and what was drawn for each of its settings."""
    scenario, shard = recipe.to_scenario(), recipe.shard(number)
    parts, drawn = [], []
    for piece in recipe.pieces(shard):
        setting = draw_for(recipe, piece.setting)
        seating = seat(scenario, setting, arrays=True)
        drawn.append((piece.setting, setting))
        for start in range(0, piece.runs, SLICE):
            if stopped():
                raise Stopped
            parts.append(play_many(seating, recipe.seed, piece.first + start, min(SLICE, piece.runs - start)))
    pieces = list(recipe.pieces(shard))
    numbers = np.repeat([piece.setting for piece in pieces], [piece.runs for piece in pieces])
    # a setting changes no word, no code and no text that stood before: one description serves all
    played = Played(*(np.concatenate(one) for one in zip(*parts, strict=True)))
    return rows(played, shard.first, numbers, central(recipe), scenario), settings_table(drawn)


def settings_table(drawn: list[tuple[int, Setting]]) -> pa.Table:
    """Return what was drawn, a row for each entry of each setting."""
    flat = [(number, name, value) for number, setting in drawn for name, value in setting.items()]
    return pa.table([pa.array(one) for one in zip(*flat, strict=True)] if flat else [[], [], []], schema=DRAWN)


@lru_cache(maxsize=4)
def seating_of(text: str) -> Seating:
    """Return the seats of a recipe's scenario at central settings."""
    return seat(scenario_of(text))


def central(recipe: Recipe) -> Seating:
    """Return the seats at central settings (worked out once)."""
    return seating_of(recipe.scenario)


def warm_up(recipe: Recipe) -> None:
    """Compile what is not compiled yet, once however many threads ask."""
    with FIRST:
        first_run(recipe.scenario)


@lru_cache(maxsize=4)
def first_run(text: str) -> None:
    """Play one run, for the sake of having played one."""
    play_many(seating_of(text), 0, 0, 1)
