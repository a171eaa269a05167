"""A back-test in tables of words, for the terminal, the report and the scoreboard alike."""

from __future__ import annotations

from sim.history.backtest import CENTRAL, ENSEMBLE, Backtest, Held
from sim.history.case import SEEN
from sim.history.judge import MEANINGS
from sim.results.describe import percent
from sim.story.parts import Line, Part

SHORT = {
    "new target": "chance",
    "class, ranked": "class",
    "core": "core",
    "deadline": "years",
    "vector": "vector",
    "allies": "allies",
    "dissenter": "who",
}
"""The scores of the short table with headings for a narrow screen; of the first it shows the chance itself."""
COLUMNS = "Chance: of a new target. The others are scores: class, ranked; years to the deadline; who did dissent."
SKILLS = ("class, ranked", "headline", "deadline", "vector", "allies")
SAME_ORDER = "new target, log"
"""A score that orders forecasts as another does."""
DASH = "–"


def parts(found: Backtest) -> list[Part]:
    """Return what a back-test says: where it stands, then case by case, then what the scores are."""
    per_case = [part for one in found.tested for part in (scored(one), skills(one))]
    return [overview(found), losses(found), *per_case, meanings()]


def overview(found: Backtest) -> Part:
    """Return one line a case: what the defaults owe to it, and what was given to what happened."""
    rows: list[Line] = []
    for one in found.tested:
        central, ensemble = one.of(CENTRAL), one.of(ENSEMBLE)
        bar = next(bar for bar in one.pictured["ending"] if bar.happened)
        told = (
            number(ensemble.scores["class, ranked"]),
            number(ensemble.scores["vector"]),
            number(central.scores["vector"]),
        )
        rows.append((one.case.name, SEEN[one.case.seen], bar.label, percent(bar.ensemble), *told))
    head = ("case", "the defaults", "how it ended", "its chance", "class, ranked", "vector", "vector, central")
    note = "The chance that the ensemble gave to the class that happened, and two scores (0 is best)."
    return Part("overview", "Past summits", note, head, rows, worded=(0, 1, 2))


def losses(found: Backtest) -> Part:
    """Return where a theory of a line or two does better than the simulation, plainly."""
    rows: list[Line] = []
    for one in found.tested:
        for score in (name for name in MEANINGS if name != SAME_ORDER):
            if beaten := one.better(ENSEMBLE, score):
                rows.append((one.case.name, score, f"{len(beaten)}", "; ".join(beaten[:3])))
    note = (
        "Theories that did better than the ensemble, the best three named. Few cases: no claim beyond them. "
        "The log score of the chance of a new target puts them in the same order as its Brier score."
    )
    if not rows:
        note = "No theory did better than the ensemble in any score."
    return Part(
        "losses", "Where the simulation loses", note, ("case", "score", "beaten by", "the best"), rows, worded=(0, 1, 3)
    )


def scored(one: Held) -> Part:
    """Return every forecast of a case with its scores."""
    _, *shown = SHORT
    rows: list[Line] = [
        (told.name, percent(told.p_new_target), *(number(told.scores[name]) for name in shown))
        for told in one.forecasts
    ]
    true = one.case.happened
    new = "a new target" if true.new_target else "no new target"
    note = (
        f"What happened: {new}, {true.core:g} + {true.related:g} %, {true.years:g} years, firmness {true.firmness:.2f}."
    )
    head = ("forecast", *SHORT.values())
    return Part(one.case.name, one.case.scenario.title, note, head, rows, [COLUMNS])


def further(one: Held) -> Part:
    """Return the scores of every forecast of a case that the first table has no room for."""
    rest = [name for name in MEANINGS if name == "new target" or name not in SHORT]
    rows: list[Line] = [(told.name, *(number(told.scores[name]) for name in rest)) for told in one.forecasts]
    note = (
        "Brier and log scores (at best 0) of the chance of a new target and of the class of ending; headline in CRPS."
    )
    title = f"{one.case.scenario.title}: the other scores"
    return Part(f"{one.case.name}-further", title, note, ("forecast", *rest), rows)


def wide(found: Backtest) -> list[Line]:
    """Return all scores of all forecasts of all cases, a row a forecast, below a heading."""
    head: Line = ("case", "forecast", "chance of a new target", *MEANINGS)
    rows: list[Line] = [
        (one.case.name, told.name, f"{told.p_new_target:.4f}", *(exactly(told.scores[name]) for name in MEANINGS))
        for one in found.tested
        for told in one.forecasts
    ]
    return [head, *rows]


def exactly(value: float | None) -> str:
    """Return a score to four digits behind the point, nothing where there is none."""
    return "" if value is None else f"{round(value, 4) + 0.0:.4f}"


def skills(one: Held) -> Part:
    """Return the ensemble's skill against every other forecast."""
    found = {score: one.skills(ENSEMBLE, score) for score in SKILLS}
    rows: list[Line] = [
        (name, *(signed(found[score][name]) for score in SKILLS)) for name in next(iter(found.values()))
    ]
    note = "Skill of the ensemble against each: 1 is perfect, 0 no better, below 0 worse; –: nothing said, or to gain."
    return Part(f"{one.case.name}-skill", f"{one.case.scenario.title}: skill", note, ("against", *SKILLS), rows)


def meanings() -> Part:
    """Return what each score measures."""
    rows: list[Line] = [(name, what) for name, what in MEANINGS.items()]
    return Part("scores", "The scores", "0 is best for all but the last.", ("score", "what it is"), rows, worded=(0, 1))


def number(value: float | None) -> str:
    """Return a score, or a dash where there is none."""
    return DASH if value is None else f"{round(value, 2) + 0.0:.2f}"


def signed(value: float | None) -> str:
    """Return a skill with its sign."""
    return DASH if value is None else f"{value:+.2f}".replace("-", "−")


def headline(found: Backtest) -> str:
    """Return the back-test in a sentence: how many cases, in how many a plain rule does better."""
    cases = found.tested
    beaten = [one for one in cases if one.better(ENSEMBLE, "vector")]
    what = f"{len(cases)} case{'s' * (len(cases) != 1)} of past summits"
    if not beaten:
        return f"{what}: no rival theory comes closer to the whole text than the simulation"
    where = "" if len(cases) == 1 else f"in {len(beaten)} of them "
    return f"{what}: {where}a rival theory comes closer to the whole text than the simulation"


def in_short(found: Backtest) -> str:
    """Return which cases the defaults know, and which not."""
    known = {key: [one.case.name for one in found.tested if one.case.seen == key] for key in SEEN}
    told = [f"{SEEN[key]} ({', '.join(names)})" for key, names in known.items() if names]
    return f"How the defaults know them: {'; '.join(told)}."


def markdown(part: Part) -> str:
    """Return a part as a table for a page of documentation."""
    lines = ["| " + " | ".join(part.head) + " |", "|" + "---|" * len(part.head)]
    return "\n".join(
        [
            f"### {part.title}",
            "",
            part.note,
            "",
            *lines,
            *("| " + " | ".join(row) + " |" for row in part.rows),
            "",
            *(f"{line}\n" for line in part.after),
        ]
    )


def as_data(found: Backtest) -> dict[str, object]:
    """Return a back-test as plain tables, for JSON."""
    return {
        "recipe": recipe_of(found),
        "cases": [told(one) for one in found.tested],
        "scores": dict(MEANINGS),
    }


def told(one: Held) -> dict[str, object]:
    """Return one case as plain tables."""
    true = one.case.happened
    forecasts = [
        {"name": each.name, "p_new_target": each.p_new_target, "scores": dict(each.scores)} for each in one.forecasts
    ]
    pictured = {key: [vars(bar) for bar in bars] for key, bars in one.pictured.items()}
    return {
        "name": one.case.name,
        "title": one.case.scenario.title,
        "seen": one.case.seen,
        "happened": vars(true),
        "forecasts": forecasts,
        "predicted": pictured,
        "gaps": dict(one.case.scenario.gaps),
    }


def recipe_of(found: Backtest) -> dict[str, object]:
    """Return what a back-test was made from."""
    return {
        "runs": found.runs,
        "settings": found.settings,
        "seed": found.seed,
        "rulebook": found.rulebook,
        "command": found.command,
        "versions": dict(found.versions),
    }
