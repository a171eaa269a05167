"""Hold many plays of a scenario against what is on record, and print the table of docs/RECORD.md.

    python docs/against_the_record.py [RUNS]

The record is read here and nowhere in ``sim``; nothing is fitted to it.
"""

import sys
from collections import Counter

from sim.scenario.read import default, load
from sim.summit.model import Summit

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 300
CORE = "unconditional core, % of GDP (status quo where none)"
YEAR = "deadline, median (10–90 %)"
FIRMNESS = "firmness, mean (0 aims, ⅓ commits, ⅔ with plans)"
ALL = "all of it at once (numbers, year, review, letters)"
FIRM = {"aim": 0.0, "commit": 1 / 3, "plans": 2 / 3, "increments": 1.0}


def share(found, of):
    """Return how many were found of all, in words."""
    return f"{100 * sum(found) / max(1, len(of)):.0f} %"


def first_call(end):
    """Return all who broke silence in the first attempt that failed, none where none did."""
    return [one.code for one in end.breaks if (one.round, one.attempt) == (end.breaks[0].round, end.breaks[0].attempt)]


def column(ends, on_record):
    """Return the figures of one batch, by row name."""
    passed = [end for end in ends if end.new_target]
    first = Counter(code for end in ends for code in first_call(end))
    letters = Counter(code for end in ends for code in end.letters)
    same = [
        end.core == on_record.core
        and end.related == on_record.related
        and end.deadline == on_record.deadline
        and end.review == on_record.review
        and end.letters == on_record.letters
        for end in passed
    ]
    years = sorted(end.deadline for end in passed)
    return {
        "a new target": share([end.new_target for end in ends], ends),
        CORE: f"{sum(end.core for end in ends) / len(ends):.2f}",
        "compromise 3.5+1.5": share([end.compromise == "3.5+1.5" for end in ends], ends),
        YEAR: f"{years[len(years) // 2]} ({years[len(years) // 10]}–{years[-len(years) // 10]})",
        "a review in 2029": share([end.review == on_record.review for end in passed], passed),
        "“Allies commit”": share([end.wording == on_record.wording for end in passed], passed),
        FIRMNESS: f"{sum(e.firmness for e in passed) / len(passed):.2f}",
        "a side letter for Spain": share(["ESP" in end.letters for end in passed], passed),
        "a side letter for anybody else": share([set(end.letters) - {"ESP"} != set() for end in passed], passed),
        "first to break silence": ", ".join(f"{code} {100 * n / RUNS:.0f} %" for code, n in first.most_common(4)),
        "the president comes": share([end.attended for end in ends], ends),
        ALL: share(same, ends),
        "letters in all": str(sum(letters.values())),
    }


def main():
    """Play, compare, print."""
    scenario = load(default())
    record = scenario.recorded
    central = [Summit(scenario, seed=1, run=run).play().outcome for run in range(RUNS)]
    drawn = [Summit(scenario, seed=1, run=run, draw=True).play().outcome for run in range(RUNS)]
    left, right = column(central, record), column(drawn, record)
    happened = {
        "a new target": "yes",
        CORE: f"{record.core:.2f}",
        "compromise 3.5+1.5": "yes",
        YEAR: str(record.deadline),
        "a review in 2029": "yes",
        "“Allies commit”": "yes",
        FIRMNESS: f"{FIRM[record.firmness]:.2f}",
        "a side letter for Spain": "yes",
        "a side letter for anybody else": "no",
        "first to break silence": ", ".join(record.broke_silence),
        "the president comes": "yes",
        ALL: "yes",
        "letters in all": "1",
    }
    print(f"| {scenario.title} | on record | central settings | drawn settings |\n|---|---|---|---|")
    for name in left:
        print(f"| {name} | {happened[name]} | {left[name]} | {right[name]} |")
    print(f"\n{RUNS} runs each, seed 1. Printed by `python docs/against_the_record.py {RUNS}`.")


if __name__ == "__main__":
    main()
