"""A calibration in tables of words, and as a file of parameters that scenarios can name."""

from __future__ import annotations

from sim.history.calibrate import Calibration, Checked, Moved
from sim.results.describe import percent
from sim.story.backtest_parts import number, signed
from sim.story.parts import Line, Part

SHOWN = 12
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
    """Return a file that scenarios can name: the parameters that moved by more than chance, as ranges."""
    sure = sorted((one for one in found.moved if one.beyond_chance), key=lambda one: one.entry)
    sections = list(dict.fromkeys(one.entry.split(".")[0] for one in sure))
    told = [
        f"# {name}: parameters as weighed by {' and '.join(found.cases)}. Only those are here that moved by more than",
        "# chance; each with the median and the 10 and 90 % points of its weighted draws. Correlations are lost.",
        f"# Written by {command}",
        "",
        "base = true",
        f'title = "{name}"',
        "",
    ]
    for section in sections:
        told.append(f"[{section}]")
        told += [entry(one) for one in sure if one.entry.split(".")[0] == section]
        told.append("")
    told += [
        "[sources.calibration]",
        f'title = "Approximate Bayesian computation on {" and ".join(found.cases)}"',
        'kind = "judgement"',
        "",
    ]
    return "\n".join(told)


def entry(one: Moved) -> str:
    """Return one parameter as a range."""
    key, low, high = one.entry.split(".", 1)[1], one.low, one.high
    if not low < high:
        return f'{key} = {{ value = {one.median:.4g}, source = "calibration" }}'
    return f'{key} = {{ mode = {one.median:.4g}, span = [{low:.4g}, {high:.4g}], source = "calibration" }}'
