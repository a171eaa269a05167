"""Ledgers without negotiations: rows that look like rows, for what only concerns files."""

import numpy as np
import pyarrow as pa

from sim.results.columns import COLUMNS, DRAWN, PATH, SCHEMA, WORD
from sim.results.ledger import draw_for
from sim.results.shard import LEDGER, SETTINGS, packed


def rows(recipe, number):
    """Return made-up rows of a shard, the same each time."""
    shard = recipe.shard(number)
    luck = np.random.default_rng([recipe.seed, number])
    runs = np.arange(shard.first, shard.first + shard.runs)
    made = {}
    for name, (kind, _) in COLUMNS.items():
        if kind == WORD:
            words = np.array(["", "ESP", "ESP ITA", f"{name} {number % 3}"])
            made[name] = pa.array(words[luck.integers(0, len(words), shard.runs)]).dictionary_encode().cast(WORD)
        elif kind == PATH:
            made[name] = [luck.random(luck.integers(1, 10)) for _ in runs]
        elif pa.types.is_integer(kind) or pa.types.is_boolean(kind):
            whole = luck.integers(0, 2 if pa.types.is_boolean(kind) else 100, shard.runs)
            made[name] = pa.array(whole, mask=whole % 7 == 6).cast(kind)
        else:
            made[name] = luck.random(shard.runs)
    made["run"] = runs
    made["setting"] = [recipe.setting_of(int(run)) for run in runs]
    return pa.table(made, schema=SCHEMA)


def drawn(recipe, number):
    """Return what a shard's settings drew."""
    lines = [
        (piece.setting, *line)
        for piece in recipe.pieces(recipe.shard(number))
        for line in draw_for(recipe, piece.setting).items()
    ]
    return pa.table([pa.array(one) for one in zip(*lines, strict=True)], schema=DRAWN)


def files(recipe, number):
    """Return a shard as files."""
    made = {LEDGER: packed(rows(recipe, number), recipe, LEDGER, number)}
    if recipe.settings:
        made[SETTINGS] = packed(drawn(recipe, number), recipe, SETTINGS, number)
    return made
