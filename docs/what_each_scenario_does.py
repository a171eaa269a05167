"""Play every variant in the library against its base, on the same luck, and print the table of docs/SCENARIOS.md.

    python docs/what_each_scenario_does.py [RUNS] [SETTINGS]

Run k of a variant has the dice of run k of its base, so that they differ by the patch alone. The
same runs as ``python run.py batch NAME --runs RUNS --settings SETTINGS --seed 1``.
"""

import sys

from sim import run_batch
from sim.analysis.estimate import sample
from sim.analysis.paired import Pairs, flips
from sim.scenario.read import base_of, library, names

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
SETTINGS = int(sys.argv[2]) if len(sys.argv) > 2 else 40
COLUMNS = ["setting", "new_target", "compromise", "core", "deadline", "firmness", "letters", "money_last_year"]


def played(name):
    """Return the runs of a scenario."""
    return run_batch(name, runs=RUNS, settings=SETTINGS, seed=1).frame(COLUMNS)


def percent(share):
    """Return a share in whole per cent."""
    return f"{100 * share:.0f} %"


def points(share):
    """Return a difference of shares in points, with its sign; one digit, as the smallest are below one."""
    return f"{round(100 * share, 1) + 0.0:+.1f}".replace("-", "−")


def commonest(runs):
    """Return the commonest numbers of a new target, and in how many of all runs they come out."""
    found = runs.compromise[runs.new_target].value_counts()
    return f"{found.index[0]} ({percent(found.iloc[0] / len(runs))})" if len(found) and found.iloc[0] else "–"


def figures(runs):
    """Return what a scenario's runs come to, as cells."""
    passed = runs[runs.new_target]
    return [
        commonest(runs),
        f"{runs.core.mean():.2f}",
        f"{passed.deadline.median():.0f}",
        f"{passed.firmness.mean():.2f}",
        percent((passed.letters.astype(str) != "").mean()),
        f"{float(f'{runs.money_last_year.mean():.2g}'):g}",
    ]


def effect(runs, base):
    """Return how the chance of a new target changes: difference, what luck leaves open, and signs by setting."""
    found = flips(Pairs(sample(runs.setting)), base.new_target.to_numpy(), runs.new_target.to_numpy())
    luck, signs = found.difference_luck, found.signs
    return [f"{points(found.difference)} ({points(luck.low)} to {points(luck.high)})", f"{signs.rose} / {signs.fell}"]


HEAD = [
    "scenario",
    "new target",
    "difference, points",
    "settings up / down",
    "commonest numbers",
    "core, all runs",
    "year",
    "firmness",
    "letters",
    "money, US$ bn",
]


def main():
    """Play, compare, print."""
    files = [library() / f"{name}.toml" for name in names()]
    bases = {path.stem: base_of(path).stem for path in files if base_of(path) is not None}
    print("| " + " | ".join(HEAD) + " |\n|" + "---|" * len(HEAD))
    for base in sorted(set(bases.values())):
        below = played(base)
        rows = [[f"**{base}**", percent(below.new_target.mean()), "", "", *figures(below)]]
        for name in sorted(name for name, its in bases.items() if its == base):
            runs = played(name)
            rows.append([f"`{name}`", percent(runs.new_target.mean()), *effect(runs, below), *figures(runs)])
        for row in rows:
            print("| " + " | ".join(row) + " |")
    print(f"\n{RUNS:,} runs of each in {SETTINGS} settings, seed 1.")
    print(f"Printed by `python docs/what_each_scenario_does.py {RUNS} {SETTINGS}`.")


if __name__ == "__main__":
    main()
