"""A calibration in tables of words, and as a file of parameters that scenarios can name."""

from __future__ import annotations

from sim.history.calibrate import Calibration, Checked, Moved
from sim.history.checks import FITTED, LEFT_OUT, PRIOR, Checks
from sim.history.findings import Findings
from sim.results.describe import percent
from sim.story.backtest_parts import number, signed
from sim.story.calibration_checks import predicted, shifts, tolerance, whatever
from sim.story.parts import Line, Part

SHOWN = 12
SOURCE = "calibration"
"""The key of the source that a file of weighted sets names."""
SCORES = ("class, ranked", "deadline", "vector", "allies")


def parts(found: Findings) -> list[Part]:
    """Return what a calibration says: what moved, what each case was foreseen to be, what hangs on the share kept."""
    foreseen = [predicted(one) for one in found.checks]
    return [parameters(found), *foreseen, checks(found), tolerance(found), shifts(found)]


def headline(found: Findings) -> str:
    """Return the calibration in a sentence."""
    one = found.calibration
    said = f"{len(found.sure)} of {len(one.moved)} parameters moved by more than chance"
    return f"{' and '.join(one.cases)}: {said}; {one.kept} of {one.draws:,} draws kept, worth {one.effective:.0f}"


def basis(found: Findings) -> str:
    """Return what was played."""
    one = found.calibration
    each = one.runs // one.draws
    return (
        f"{one.draws:,} draws of all that is uncertain, each played {each} time{'s' * (each != 1)} in every case · "
        f"seed {one.seed}"
    )


def in_short(found: Findings) -> str:
    """Return how many would have moved by chance, and what fails."""
    return f"{by_chance(found)} {whatever(found)}"


def by_chance(found: Findings) -> str:
    """Return how many parameters would move if the weights had been dealt out by lot."""
    still = len(found.calibration.moved) - len(found.sure)
    return (
        f"{still} parameters did not move. Weights dealt out by lot would move {found.chance.mean:.1f} on average, "
        f"and {found.chance.most:.0f} at most in 95 of 100 deals."
    )


def parameters(found: Findings) -> Part:
    """Return prior against posterior, those that moved most first."""
    moved = found.calibration.moved
    rows: list[Line] = [before_after(one) for one in moved[:SHOWN]]
    still = len(moved) - len(rows)
    note = "Means and spreads. Shift: in spreads of the prior. Most barely move: few cases say little."
    after = [f"{still} others moved less."] if still > 0 else []
    return Part(
        "parameters",
        "What the cases say of the parameters",
        note,
        ("entry", "before", "after", "shift", "more than chance"),
        rows,
        [*after, by_chance(found)],
    )


def before_after(one: Moved) -> Line:
    """Return one parameter's line."""
    before, after = f"{one.before:.3g} ± {one.before_spread:.2g}", f"{one.after:.3g} ± {one.after_spread:.2g}"
    return (one.entry, before, after, signed(one.shift), "yes" if one.beyond_chance else "no")


def checks(found: Findings) -> Part:
    """Return each case's scores by the prior, fitted, and left out."""
    both = zip(found.calibration.checked, found.checks, strict=True)
    rows: list[Line] = [line for one, told in both for line in lines(one, told)]
    note = "Fitted: with this case in the loss. Left out: with the other cases alone, the only line that is a test."
    after = [
        "Chance of the class of its ending, then scores (0 is best). In these scores an undated status quo stands for "
        "many years, so that runs without a text can pass for a late deadline; the tables above part the two."
    ]
    return Part("checks", "Each case afterwards", note, ("case", "its ending", *SCORES), rows, after)


def lines(one: Checked, told: Checks) -> list[Line]:
    """Return a case's lines."""
    ending = next(check for check in told.checks if check.name == "class")
    scores = {PRIOR: one.prior, FITTED: one.fitted, LEFT_OUT: one.left_out}
    return [
        (f"{one.name}, {name}", percent(seen.equal), *(number(found[score]) for score in SCORES))
        for name, found in scores.items()
        if found is not None and (seen := ending.by[name]) is not None
    ]


def as_parameters(found: Calibration, name: str, command: str) -> str:
    """Return a file of parameters that scenarios can name: the draws that were kept, which stand in a table beside it.

    Every parameter that the cases share is in the table, moved or not, so that no correlation is lost.
    """
    cases = " and ".join(found.cases)
    return "\n".join(
        [
            f"# {name}: {found.kept} of {found.draws:,} draws of the parameters, those that fit {cases} best.",
            f"# Each setting takes one of them with its weight, all its entries together. {name}.csv has a row a",
            "# draw: its number, its weight, its entries. At central settings: weighted medians, entry by entry.",
            f"# Written by {command}",
            "",
            "base = true",
            f'title = "{name}"',
            "",
            f"[sets.{name}]",
            f'table = "{name}.csv"',
            f'source = "{SOURCE}"',
            "",
            f"[sources.{SOURCE}]",
            f'title = "Approximate Bayesian computation on {cases}: {found.kept} draws, worth {found.effective:.0f}"',
            'kind = "judgement"',
            "",
        ]
    )
