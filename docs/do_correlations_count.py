"""Play past summits with the calibrated sets whole, and with every column drawn by itself; print the scores.

    python docs/do_correlations_count.py [RUNS] [SETTINGS] [TIMES]

Apart, each entry keeps its weighted values, and what goes with what is lost: as many rows as settings, each entry
resampled by weight for itself, TIMES over.
"""

import random
import sys
import tempfile
from pathlib import Path

from sim import run_batch
from sim.history.case import case
from sim.history.judge import judge
from sim.history.simulated import simulated
from sim.scenario.read import library
from sim.scenario.sets import Columns, as_csv, read_table

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
SETTINGS = int(sys.argv[2]) if len(sys.argv) > 2 else 400
TIMES = int(sys.argv[3]) if len(sys.argv) > 3 else 5
SETS = "calibrated-2014-2023"
CASES = ("wales-2014", "vilnius-2023", "the-hague-2025")
SCORES = ("class, ranked", "deadline", "vector")


def apart(sets, seed):
    """Return sets in which every entry is resampled for itself, by weight."""
    dice = random.Random(seed)
    columns = {name: dice.choices(values, sets.weights, k=SETTINGS) for name, values in sets.entries.items()}
    return Columns([1.0] * SETTINGS, columns)


def scores(folder, name, sets):
    """Return the scores of a case played with some sets, which are written down as a user would write them."""
    (folder / "sets.csv").write_text(as_csv(sets, range(len(sets.weights))), encoding="utf-8")
    own = folder / "own.toml"
    own.write_text(f'extends = "{name}"\n[sets.{SETS}]\ntable = "sets.csv"\n', encoding="utf-8")
    one = case(str(own))
    found = judge(simulated("", run_batch(one.scenario, runs=RUNS, settings=SETTINGS, seed=1)), one)
    return [found[score] for score in SCORES]


def main():
    """Play, score, print."""
    whole = read_table(library() / f"{SETS}.csv")
    print("| case | " + " | ".join(f"{score}: whole | apart" for score in SCORES) + " |")
    print("|---|" + "---|" * (2 * len(SCORES)))
    with tempfile.TemporaryDirectory() as made:
        for name in CASES:
            together = scores(Path(made), name, whole)
            shuffled = zip(*(scores(Path(made), name, apart(whole, seed)) for seed in range(TIMES)), strict=True)
            cells = [
                f"{one:.2f} | {min(many):.2f}–{max(many):.2f}" for one, many in zip(together, shuffled, strict=True)
            ]
            print(f"| `{name}` | " + " | ".join(cells) + " |")
    print(f"\n{RUNS:,} runs in {SETTINGS} settings, seed 1; apart: least and most of {TIMES} shuffles.")


if __name__ == "__main__":
    main()
