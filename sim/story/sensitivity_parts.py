"""A sensitivity analysis in words and tables: the terminal and the report print the very same."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.design import LEVELS, Effect, Index
from sim.analysis.sensitivity import HIGH, LOW, OTHERS, RUNS, Found, Sensitivity, Swing
from sim.results.describe import plain
from sim.story.measures import NOT_TOLD, share
from sim.story.parts import Part
from sim.story.words import capital

MOST = 10
"""Factors listed for each outcome."""
APART = 3
"""Factors named that are not told apart."""
TITLES = {"new_target": "A new target", "core": "Core", "deadline": "Deadline", "letters": "Side letters"}


def headline(found: Sensitivity) -> str:
    """Return the first line: what moves the chance of a new target most, and how much of a run is luck."""
    first = found.found[0]
    leading = first.foremost
    if not leading or first.spread == 0.0:
        return "Nothing that is uncertain moves the chance of a new target"
    if not leading[0].clear:
        return "Too few runs to tell what a new target hangs on"
    named = [meant(one, found) for one in leading]
    luck = "" if first.split is None else f"; luck makes {share(first.split.luck)} of the variance of single runs"
    if len(named) == 1:
        return f"A new target hangs most on: {named[0]}{luck}"
    more = f", and {len(named) - APART} more" if len(named) > APART else ""
    wider = f"; for narrower intervals: --runs {enough(found.budget.runs)}"
    return f"What a new target hangs on most, not told apart: {', '.join(named[:APART])}{more}{luck}{wider}"


def meant(one: Index | Effect | Swing, found: Sensitivity) -> str:
    """Return what a factor means, with its total index where there is one."""
    meaning = next(each.meaning for each in found.factors if each.name == one.factor) or one.factor
    return f"{meaning} (total index {shares(one)[1]} %)" if isinstance(one, Index) else meaning


def enough(runs: int) -> int:
    """Return how many runs to ask for next: the default, or a round number more than twice as large."""
    return max(RUNS, int(10.0 ** len(f"{2 * runs}")))


def basis(found: Sensitivity) -> str:
    """Return what was played."""
    plan = found.budget
    return f"{found.title} · {plan.runs:,} runs in {plan.settings:,} settings, seed {found.seed}"


def parts(found: Sensitivity) -> Iterator[Part]:
    """Yield a table for each outcome, then what the factors mean."""
    for one in found.found:
        yield table(one, found)
    yield meanings(found)


def table(one: Found, found: Sensitivity) -> Part:
    """Return the factors that move an outcome most."""
    swings = {swing.factor: swing for swing in one.swings}
    effects = {effect.factor: effect for effect in one.effects}
    indices = {index.factor: index for index in one.indices}
    head = ["factor", f"{100 * LOW:.0f} → {100 * HIGH:.0f} %"]
    head += ["effect"] * bool(one.effects) + ["first", "total"] * bool(one.indices)
    rows = []
    for name in [each.factor for each in one.ranked][:MOST]:
        cells = [name, swung(swings.get(name), one)]
        cells += [off_by(effects[name].effect, effects[name].off, one) if name in effects else NOT_TOLD] * bool(effects)
        cells += list(shares(indices[name])) if indices else []
        rows.append(tuple(cells))
    words = TITLES[one.outcome.name]
    return Part(one.outcome.name, words, note(one, found), tuple(head), rows, after(one, found))


def swung(one: Swing | None, found: Found) -> str:
    """Return an outcome at both ends of a factor."""
    return NOT_TOLD if one is None else f"{said(one.low, found)} → {said(one.high, found)}"


def said(value: float, found: Found) -> str:
    """Return an outcome's value: shares in per cent."""
    return share(value) if found.outcome.name == "new_target" else f"{value:.2f}"


def off_by(value: float, off: float, found: Found) -> str:
    """Return an effect with what is open, in the outcome's unit (shares: percentage points)."""
    if found.outcome.name == "new_target":
        return f"{100 * value:.0f} ± {100 * off:.0f}"
    return f"{value:.2f} ± {off:.2f}"


def shares(one: Index) -> tuple[str, str]:
    """Return both indices, in per cent of the variance between settings."""
    pairs = ((one.first, one.first_off), (one.total, one.total_off))
    first, total = (f"{round(100 * value)} ± {100 * off:.0f}".replace("-", "−") for value, off in pairs)
    return first, total


def note(one: Found, found: Sensitivity) -> str:
    """Return what the table shows."""
    unit = "percentage points" if one.outcome.name == "new_target" else one.outcome.unit
    middle = (
        f"{capital(one.outcome.words)}: {said(one.central, one)} at the central setting, "
        f"{said(one.mean, one)} over plausible ones"
    )
    told = f"{middle} ({one.outcome.unit})." if one.outcome.name != "new_target" else f"{middle}."
    told += f" {100 * LOW:.0f} → {100 * HIGH:.0f} %: with the factor at these points, all else central"
    told += f" ({found.budget.swing_runs:,} runs each)."
    if one.effects:
        told += f" Effect: mean size of a move across the factor's middle {100 * (LEVELS - 1) // LEVELS} %, {unit}."
    if one.indices:
        told += " First and total: % of the variance between settings, by itself and with others."
    return told


def after(one: Found, found: Sensitivity) -> list[str]:
    """Return what is to be known beside the table: luck, what was set aside, or that nothing varies."""
    if one.spread == 0.0:
        return ["It is the same in every setting."]
    lines = []
    if one.split is not None:
        lines.append(
            f"Of the variance of single runs, {share(one.split.settings)} lies between settings and "
            f"{share(one.split.luck)} is luck."
        )
        if one.indices:
            lines.append(
                f"{capital(share(one.split.unrest))} of what the indices take apart is luck that {found.budget.luck} "
                "runs of a setting did not average out."
            )
    others = next((index for index in one.indices if index.factor == OTHERS), None)
    if others is not None:
        left = len(found.factors) - len(found.picked)
        lines.append(f"The {left} factors not picked, moved together: first and total {' and '.join(shares(others))}.")
    return lines


def meanings(found: Sensitivity) -> Part:
    """Return what each factor listed means."""
    shown = dict.fromkeys(each.factor for one in found.found for each in one.ranked[:MOST])
    by_name = {one.name: one for one in found.factors}
    rows: list[tuple[str, ...]] = [
        (one.name, one.meaning + (f" ({one.unit.strip('()')})" if one.unit else ""), plain(float(len(one.entries))))
        for name in shown
        if (one := by_name.get(name)) is not None
    ]
    words = "A star stands for every member: a figure each, moved together, each by a draw of its own."
    return Part("factors", "The factors", words, ("factor", "meaning", "entries"), rows, worded=(0, 1))
