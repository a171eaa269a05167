"""A calibration in tables of words, and as a file of parameters that scenarios can name."""

from __future__ import annotations

from sim.history.calibrate import Calibration, Checked, Moved
from sim.results.describe import percent
from sim.story.backtest_parts import number, signed
from sim.story.parts import Line, Part

SHOWN = 12
SOURCE = "calibration"
"""The key of the source that a file of weighted sets names."""
SCORES = ("class, ranked", "deadline", "vector", "allies")


def parts(found: Calibration) -> list[Part]:
    """Return what a calibration says: what moved, and how each case looks afterwards."""
    return [parameters(found), checks(found)]


def headline(found: Calibration) -> str:
    """Return the calibration in a sentence."""
    sure = len([one for one in found.moved if one.beyond_chance])
    said = f"{sure} of {len(found.moved)} parameters moved by more than chance"
    return (
        f"{' and '.join(found.cases)}: {said}; {found.kept} of {found.draws:,} draws kept, worth {found.effective:.0f}"
    )


def parameters(found: Calibration) -> Part:
    """Return prior against posterior, those that moved most first."""
    rows: list[Line] = [before_after(one) for one in found.moved[:SHOWN]]
    still = len(found.moved) - len(rows)
    note = "Means and spreads. Shift: in spreads of the prior. Most barely move: few cases say little."
    after = [f"{still} others moved less."] if still > 0 else []
    return Part(
        "parameters",
        "What the cases say of the parameters",
        note,
        ("entry", "before", "after", "shift", "more than chance"),
        rows,
        after,
    )


def before_after(one: Moved) -> Line:
    """Return one parameter's line."""
    before, after = f"{one.before:.3g} ± {one.before_spread:.2g}", f"{one.after:.3g} ± {one.after_spread:.2g}"
    return (one.entry, before, after, signed(one.shift), "yes" if one.beyond_chance else "no")


def checks(found: Calibration) -> Part:
    """Return each case's scores by the prior, fitted, and left out."""
    rows: list[Line] = [line for one in found.checked for line in lines(one)]
    note = "Fitted: with this case in the loss. Left out: with the other cases alone, the only line that is a test."
    return Part("checks", "Each case afterwards", note, ("case", "its ending", *SCORES), rows)


def lines(one: Checked) -> list[Line]:
    """Return a case's lines."""
    told: list[Line] = [
        (f"{one.name}, prior", percent(one.chance_prior), *(number(one.prior[name]) for name in SCORES)),
        (f"{one.name}, fitted", percent(one.chance_fitted), *(number(one.fitted[name]) for name in SCORES)),
    ]
    if one.left_out is not None:
        told.append((f"{one.name}, left out", "", *(number(one.left_out[name]) for name in SCORES)))
    return told


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
