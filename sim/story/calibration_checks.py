"""What a calibration foresees of its own cases, and how much hangs on the share kept, in tables of words."""

from __future__ import annotations

from collections.abc import Sequence

from sim.history.checks import FAILS, FITTED, LEFT_OUT, PRIOR, Check, Checks, Predicted, Suspect
from sim.history.findings import Findings
from sim.history.tolerance import Share
from sim.results.describe import firmness_name, percent
from sim.signs.outcomes import KINDS, NAMES, SUBJECTS, chance, missed, said, side
from sim.story.backtest_parts import number, signed
from sim.story.parts import Line, Part
from sim.story.words import listed

WHOSE = {PRIOR: "prior", FITTED: "all cases", LEFT_OUT: "left out"}
"""Columns: every draw alike; weighed by all cases; weighed by the other cases alone."""


def predicted(one: Checks) -> Part:
    """Return what each forecast said of a case, what happened, and how extreme that was."""
    known = [name for name in WHOSE if name in one.worth]
    rows = [line for check in one.checks for line in lines(check, known, one.year)]
    rows += [suspected(each, known) for each in one.suspects]
    explained = (
        "Chances of what happened, or median (5–95 %) of the runs; below, the share of runs at least as extreme as "
        "what happened, ± two standard errors. Year and firmness: of runs that adopt a text. Who dissented: chance to "
        f"break silence or get a letter, and the place that this takes among {one.allies} allies."
    )
    head = ("summary", "happened", *(WHOSE[name] for name in known))
    return Part(f"predicted-{one.name}", f"{one.title}: predicted and happened", verdict(one), head, rows, [explained])


def lines(check: Check, known: Sequence[str], year: int) -> list[Line]:
    """Return a summary's line, and one with the share of runs as extreme where that is more than the line says."""
    told = [check.by[name] for name in known]
    happened = value(check, check.happened, year)
    if check.name in KINDS:
        return [(NAMES[check.name], happened, *(same(one) for one in told))]
    first = (NAMES[check.name], happened, *(span(check, one, year) for one in told))
    honest = check.honest
    if honest is None:
        return [first]
    return [first, (f"  {side(check, honest)}", "", *(extreme(one, honest.above) for one in told))]


def same(one: Predicted | None) -> str:
    """Return the share of runs that end as the summit did."""
    return "–" if one is None else f"{chance(one.equal)}{', fails' * one.fails}"


def value(check: Check, number_: float, year: int) -> str:
    """Return a summary's value in a word that is short enough for a cell."""
    return firmness_name(number_) if check.name == "firmness" else said(check.name, number_, year)


def span(check: Check, one: Predicted | None, year: int) -> str:
    """Return a median with the range of the middle 90 %."""
    if one is None:
        return "–"
    low, median, high = (value(check, each, year) for each in (one.low, one.median, one.high))
    return median if low == high else f"{median} ({low}–{high})"


def extreme(one: Predicted | None, above: bool) -> str:
    """Return the share of runs at least as extreme as what happened, on one side, and how surely."""
    if one is None:
        return "–"
    share, off = (one.at_or_above, one.off_above) if above else (one.at_or_below, one.off_below)
    return f"{chance(share)} ± {100 * off:.0f}{', fails' if share < FAILS else ''}"


def suspected(one: Suspect, known: Sequence[str]) -> Line:
    """Return the line of an ally that did dissent: its chance to stand out, and its place among all."""
    told = (f"{chance(often)}, no. {rank:g}" for often, rank in (one.by[name] for name in known))
    return (f"{one.name} stands out", "dissented", *told)


def verdict(one: Checks) -> str:
    """Return in a sentence what was not foreseen."""
    alone = LEFT_OUT not in one.worth
    how = "By the prior" if alone else "With this case left out"
    if not one.failed:
        return f"{how}, nothing that happened lies outside the middle 90 % of the runs."
    told = "; ".join(f"{SUBJECTS[check.name]} ({missed(check, one)})" for check in one.failed)
    return f"{how}, what fails is {told}."


def tolerance(found: Findings) -> Part:
    """Return what other shares kept would have said."""
    rows = [kept(one, found) for one in found.shares]
    told = found.losses
    fell = listed(f"{name} {number(told.prior[name])} → {number(told.kept[name])}" for name in found.calibration.losses)
    note = (
        f"Kept: the draws whose loss is below {number(told.tolerance)} (best {number(told.best)}, median "
        f"{number(told.median)}). Mean loss, all draws → those kept: {fell}."
    )
    cases = [one.name for one in found.checks]
    head = ("share", "draws", "worth", "loss below", "moved", *(f"{name}, left out" for name in cases))
    prior = {name: checked.prior["vector"] for name, checked in zip(cases, found.calibration.checked, strict=True)}
    every = f"{found.calibration.draws:,}"
    rows.append(("all (prior)", every, every, "", "", *(number(prior[name]) for name in cases)))
    after = [
        "Left out: the energy score of the whole text by the other cases alone, 0 is best. Worth: so many draws of "
        "equal weight.",
        whatever(found),
    ]
    return Part("tolerance", "How much hangs on the share kept", note, head, rows, after)


def kept(one: Share, found: Findings) -> Line:
    """Return a share's line; the share asked for is marked."""
    named = f"{percent(one.keep)}{', asked' if one.keep == found.keep else ''}"
    scores = (number(None if each is None else each["vector"]) for each in one.left_out.values())
    return (named, f"{one.kept:,}", f"{one.effective:.0f}", number(one.tolerance), f"{len(one.moved)}", *scores)


def shifts(found: Findings) -> Part:
    """Return how far each parameter shifts that moves at any share kept."""
    names = [one.entry for one in found.calibration.moved if any(one.entry in each.moved for each in found.shares)]
    rows: list[Line] = [
        (name, *(f"{signed(one.shifts[name])}{' *' if name in one.moved else ''}" for one in found.shares))
        for name in names
    ]
    note = "In spreads of the prior; *: by more than chance."
    head = ("entry", *(f"{percent(one.keep)} kept" for one in found.shares))
    return Part("shifts", "Shifts by the share kept", note, head, rows)


def whatever(found: Findings) -> str:
    """Return which parameters move, and what fails without the case itself, whichever share is kept."""
    who = f"only {listed(found.always)} move{'s' * (len(found.always) == 1)}" if found.always else "no parameter moves"
    spoken = ", ".join(f"{100 * one.keep:g}" for one in found.shares)
    told = f"Whichever share is kept ({spoken} %), {who} by more than chance"
    failing: dict[str, list[str]] = {}
    for one in found.checks:
        for check in one.checks:
            if all(check.name in each.failed[one.name] for each in found.shares):
                failing.setdefault(check.name, []).append(one.name)
    named = listed(f"{SUBJECTS[name]} ({', '.join(cases)})" for name, cases in failing.items())
    return f"{told}; without the case itself {named} fails." if failing else f"{told}."
