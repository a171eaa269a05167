"""Play every past summit, score every forecast, and write docs/SCOREBOARD.md.

    python docs/scoreboard.py [RUNS] [SETTINGS] [FOLDER]

The same runs as ``python run.py backtest --runs RUNS --settings SETTINGS``; ledgers in FOLDER are used.
"""

import csv
import sys
from pathlib import Path

from sim import run_batch
from sim.commands.backtest import found
from sim.commands.calibrate import keep_sets, played
from sim.forecasts.belief import believe
from sim.forecasts.inputs import Inputs
from sim.forecasts.reference import nash_bargain, positional
from sim.forecasts.table import read_positions
from sim.history.backtest import ENSEMBLE
from sim.history.calibrate import calibrate
from sim.history.case import FITTED, case, recorded_cases
from sim.history.judge import judge
from sim.results.describe import percent
from sim.results.faults import LedgerError
from sim.story.backtest_parts import (
    further,
    headline,
    in_short,
    losses,
    markdown,
    meanings,
    number,
    overview,
    scored,
    wide,
)
from sim.story.parts import Part

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
SETTINGS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
HOME = Path(sys.argv[3]) if len(sys.argv) > 3 else Path("runs") / "backtest-seed-1"
COMMAND = f"python docs/scoreboard.py {RUNS} {SETTINGS}"
HERE = Path(__file__).parent
EVERYTHING = HERE / "data" / "scoreboard.csv"

CALIBRATED, LEFT_OUT = "the simulation, calibrated", "the simulation, left out"
SETS = "calibrated-2014-2023"
"""The weighted sets that come along (docs/HISTORY.md has the command)."""
DRAWS, EACH = 1000, 10
"""Draws of the parameters, and runs of each, where a case is left out: as for the sets that come along."""

CHANGED = {
    "as it is": [],
    "no letters": ["letters.allowed=0"],
    "the cascade grows from all doubters": ["chair.cascade=greatest"],
    "the chair maximises the Nash product": ["chair.rule=nash"],
    "one round, the last silence at once": None,
}
"""What is switched, one thing at a time, beside what the Nash bargain says."""


def with_sets(name, sets, called):
    """Return a case with its parameters drawn from weighted sets, written down as a user would write it."""
    HOME.mkdir(parents=True, exist_ok=True)
    file = HOME / f"{name}-{called}.toml"
    file.write_text(f'extends = "{name}"\nparameters = "{sets}"\n', encoding="utf-8")
    return case(str(file))


def others_of(one, fitted):
    """Return the further ensembles of a case: with the calibrated sets, and with those of the other cases alone."""
    more = {CALIBRATED: with_sets(one.name, SETS, "calibrated")}
    rest = [each for each in fitted if each.name != one.name]
    if one in fitted and rest:
        home = HOME.parent / f"{HOME.name}-without-{one.name}"
        counted = (DRAWS * EACH, DRAWS, 1)
        ledgers = [played(home / each.name, each, counted, None, COMMAND) for each in rest]
        sets = keep_sets(home, calibrate(rest, ledgers), ledgers[0], f"without-{one.name}", COMMAND)
        more[LEFT_OUT] = with_sets(one.name, sets.resolve(), "left-out")
    return more


def switched(name, changes):
    """Return a case with one device switched."""
    scenario = case(name, changes or []).scenario
    return (
        scenario
        if changes is not None
        else scenario.model_copy(update={"meetings": scenario.meetings[-1:], "talks": None})
    )


def devices(name):
    """Return what order, cascade and letters do to a case, at central settings."""
    told = nash_bargain(Inputs(case(name).scenario))
    dated = f" by {told.deadline}" if told.deadline else ""
    rows = [("the Nash bargain, by itself", f"{told.core:g}+{told.related:g}{dated}", "", "", "")]
    for what, changes in CHANGED.items():
        runs = run_batch(switched(name, changes), runs=RUNS // 4, settings=0, seed=1).frame()
        label = runs.label.astype(str).value_counts()
        broke = (runs.broke_silence.astype(str) != "").mean()
        letters = (runs.letters.astype(str) != "").mean()
        rows.append(
            (
                what,
                f"{label.index[0]} ({percent(label.iloc[0] / len(runs))})",
                percent(runs.adopted.mean()),
                percent(broke),
                percent(letters),
            )
        )
    note = f"{RUNS // 4:,} runs of each at central settings, seed 1, on the same luck."
    head = ("what", "commonest ending", "adopted", "silence broken", "letters")
    return Part(name, f"{case(name).scenario.title}: order, cascade, letters", note, head, rows)


def said_aloud(name):
    """Return the statements known before a case's freeze, issue by issue; empty where no table of them exists."""
    one = case(name).scenario
    path = HERE / "data" / f"statements-{one.frozen_on}.csv"
    return read_positions(path, one.frozen_on) if path.exists() else []


def on_statements(names):
    """Return the theories of positions asked on what was said in public, beside what they are worth on wishes."""
    rows = []
    for name in names:
        held, statements = case(name), said_aloud(name)
        if not statements:
            continue
        inputs = Inputs(held.scenario)
        for spoken, wished in zip(positional(inputs, statements), positional(inputs), strict=True):
            told, other = (judge(believe(one, inputs), held) for one in (spoken, wished))
            worth = (number(told[score]) for score in ("class, ranked", "core", "deadline", "vector"))
            rows.append((name, spoken.name, spoken.words, *worth, number(other["vector"])))
    head = ("case", "theory", "says", "class", "core", "years", "vector", "vector, on wishes")
    note = (
        "Where someone named a number by the freeze ([the tables](FORECASTS.md#statements)); issues of which nobody "
        "spoke are read from wishes."
    )
    return Part("statements", "Asked on public statements", note, head, rows)


LEDGER = """\
## What leaked

- **Put in for every case**: demand, first text, status quo, capability-implied core. Who gets a
  number right that was put in has predicted nothing.
- **Wales and Vilnius are fitted**: several defaults and ranges were searched on them. Their scores are no test.
- **The Hague was seen**: it is in no loss and no fit, but the issues of a text (review, wording, letters), the jump
  at the demand, the slope of Spain's red line, and the moves on the deadline were settled by people who knew the
  outcome.
- **Brussels and Madrid were registered** before they were played
  ([HISTORY.md](HISTORY.md#registered-before-they-were-played)): no default was chosen with them run, but who wrote them
  knew how they ended.
- **Both freezes** of The Hague and of Brussels are kept: what differs between them is what the news of those weeks, or
  days, was worth.
- **Figures known later** stand in for lost ones in all but The Hague, marked as hindsight ([HISTORY.md](HISTORY.md)).
- **Two parameters** rest on what followed Wales (`promise.delivered_floor`, `costs.pace_norm`).
- **The definition** of a new target makes Wales, Brussels, Madrid and Vilnius old numbers said again; climatology
  counts them in the same way.
- **Rivals** read wishes from the simulation's own surplus function, so that they are no independent witnesses; their
  common error, a sixth of the scale, was chosen before any score was computed.
"""


def main():
    """Play, score, write."""
    names = recorded_cases()
    known = [case(name) for name in names]
    fitted = [one for one in known if one.seen == FITTED]
    others = {one.name: others_of(one, fitted) for one in known}
    told = found(HOME, known, RUNS, SETTINGS, 1, None, COMMAND, others)
    page = [
        "# Scoreboard",
        "",
        f"**{headline(told)}.** {in_short(told)} Seven cases of five summits show "
        "nothing but where a forecast is wrong.",
        "",
        f"Written by `{COMMAND}`: {RUNS:,} runs of each case at central settings and over {SETTINGS} drawn ones, "
        f"seed 1, rulebook `{told.rulebook[:19]}`. The row *{ENSEMBLE}* is the prior alone: every range as it stands, "
        "nothing fitted after. Scores: 0 is best, *dissenter* apart.",
        "",
        f"*{CALIBRATED}*: the same ensemble with the weighted sets of `{SETS}`, drawn whole ([HISTORY.md](HISTORY.md))."
        f" They were weighed by {' and '.join(one.name for one in fitted)}: **there this row is in-sample** and no "
        f"forecast. *{LEFT_OUT}* has for these cases the sets that the others alone weigh, {DRAWS:,} draws of {EACH} "
        "runs: what calibrating would have said without the case, and the row to hold against the prior.",
        "",
        markdown(overview(told)),
        markdown(losses(told)),
        f"All scores of all forecasts to four digits: [data/{EVERYTHING.name}](data/{EVERYTHING.name}).",
        "",
        *(markdown(part) for one in told.tested for part in (scored(one), further(one))),
        markdown(on_statements(names)),
        "## Where order, cascade and letters change the answer of the Nash bargain",
        "",
        "A bargaining solution knows neither rounds nor silence nor letters. Each table switches one of them.",
        "",
        *(markdown(devices(name)) for name in names),
        LEDGER,
        markdown(meanings()),
    ]
    with EVERYTHING.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(wide(told))
    (HERE / "SCOREBOARD.md").write_text("\n".join(page).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except LedgerError as fault:  # ledgers of other rules in FOLDER, say
        sys.exit(f"docs/scoreboard.py: {fault}")
