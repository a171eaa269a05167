"""How a summit ended, in the few words that fit beside a bar or into a cell; pictures and tables share them."""

from __future__ import annotations

from sim.history.checks import STAND_OUT, SUMMARIES, Check, Checks, Predicted
from sim.history.judge import AMBITION
from sim.rules.outcome import CLASSES
from sim.rules.text import FIRMNESS_STEPS

DEGREES = ("aims", "commits", "annual plans", "fixed steps")
ENDINGS = {
    "none": "no text",
    "reaffirm": "old number",
    "flat": "all in core",
    "below": "below demand",
    "split-low": "split, low core",
    "split": "split as needed",
    "split-high": "split, high core",
}
NAMES = {
    "text": "a text is adopted",
    "new target": "a new target",
    "class": "how it ends",
    "core": "core, % of GDP",
    "headline": "core + related, % of GDP",
    "years": "due by",
    "firmness": "how firm",
    STAND_OUT: "allies that stand out",
}
SUBJECTS = {
    "text": "whether a text is adopted",
    "new target": "whether the target is new",
    "class": "how it ends",
    "core": "the core",
    "headline": "core and related together",
    "years": "the year",
    "firmness": "the firmness",
    STAND_OUT: "how many stand out",
}
"""What a summary is called in a sentence."""
KINDS = ("text", "new target", "class")
"""Summaries told by the chance of what happened, rather than by how extreme it is."""
SIDES = {name: (one.low, one.high) for name, one in SUMMARIES.items()} | {STAND_OUT: ("as few", "as many")}


def said(name: str, value: float, year: int) -> str:
    """Return a summary's value: yes or no, a kind of ending, a year, a degree of firmness, a plain number."""
    if name in ("text", "new target"):
        return "yes" if value > 0.5 else "no"
    if name == "class":
        return ENDINGS[CLASSES[AMBITION[round(value)]]]
    if name == "years":
        return f"{year + value:.0f}"
    return DEGREES[round(value * FIRMNESS_STEPS)] if name == "firmness" else f"{value:g}"


def side(one: Check, told: Predicted) -> str:
    """Return in words which side of the runs is compared with what happened: as late, as soft."""
    return SIDES[one.name][told.above]


def chance(share: float) -> str:
    """Return a share as a whole percentage; one that is not none is never said to be."""
    return "under 1 %" if 0.0 < share < 0.005 else f"{100 * share:.0f} %"


def missed(one: Check, case: Checks) -> str:
    """Return in words what a failed check missed: 2 % of texts are due as late as 2024."""
    told = one.honest
    assert told is not None, "only what was foreseen can fail"
    what = "text" if one.adopted else "run"
    who, verb, ends = (
        (f"{chance(told.tail)} of {what}s", "are", "end") if told.tail > 0 else (f"no {what}", "is", "ends")
    )
    if one.name in ("text", "new target"):
        return f"{who} {ends} {'with' if one.happened else 'without'} a {one.name}"
    due = "due " if one.name == "years" else ""
    return f"{who} {verb} {due}{side(one, told)} as {said(one.name, one.happened, case.year)}"
