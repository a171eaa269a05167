"""The report of a sensitivity analysis: the page of a summary with other parts."""

from __future__ import annotations

from collections.abc import Mapping

from sim.analysis.sensitivity import Sensitivity
from sim.story.parts import Part
from sim.story.report import inline, template
from sim.story.sensitivity_parts import basis, headline, parts

MEANINGS = (
    "Every setting is played on the same luck, so that settings differ in nothing but what is moved.",
    "Total index: the share of the variance between settings that would be gone on average if all but this factor "
    "were known; first index: the share that is gone once this factor alone is known. The rest of a total index is "
    "interplay with other factors.",
    "± is a 95 % interval from resampling the design. Estimates may fall slightly below 0 or add up to more than 100.",
)
PICTURES = {
    "tornado": (
        "One factor at a time",
        "Each outcome with a factor at its 10 and at its 90 % point, all else central.",
    ),
    "indices": ("Shares of the variance", "First and total indices of the factors that matter most, by outcome."),
}
"""Title of each picture, and what it shows for those who do not see it."""


def report(found: Sensitivity, drawings: Mapping[str, str]) -> str:
    """Return the page; ``drawings`` holds an SVG document by the key of the part of that name."""
    told = [*(Part(name, *PICTURES[name], (), []) for name in drawings), *parts(found)]
    return template("report.html").render(
        title=found.title,
        headline=headline(found),
        basis=basis(found),
        missing="",
        in_short=in_short(found),
        meanings=MEANINGS,
        parts=told,
        pictures={part.key: inline(drawings[part.key], part.note) if part.key in drawings else "" for part in told},
        put_in=[
            "Only what the scenario declares uncertain is moved, over the ranges it declares. What is put in (the "
            "demand, the first text) and the rules themselves stay."
        ],
        recipe=recipe(found),
    )


def in_short(found: Sensitivity) -> str:
    """Return what was moved, and how many factors have indices of their own."""
    entries = [path for one in found.factors for path in one.entries]
    said = f"Moved: {len(found.factors)} factors, {len(entries)} entries in all."
    if found.budget.base:
        said += f" {len(found.picked)} have indices of their own"
        said += ", picked by the screening; all others were moved together." if found.budget.trajectories else "."
    return said


def recipe(found: Sensitivity) -> list[tuple[str, str]]:
    """Return how it was made."""
    plan = found.budget
    made = [
        ("scenario", found.title),
        ("its digest", found.digest),
        ("rulebook", found.rulebook),
        ("seed", str(found.seed)),
        ("swings", f"{plan.swings:,} settings, {plan.swing_runs:,} runs each"),
        ("runs of other settings", str(plan.luck)),
        ("screening (Morris)", f"{plan.trajectories:,} walks" if plan.trajectories else "none"),
        ("indices (Sobol)", f"{plan.base:,} draws, {plan.groups:,} factors" if plan.base else "none"),
        ("versions", ", ".join(f"{name} {version}" for name, version in found.versions.items())),
    ]
    return [*made, ("command", found.command)] if found.command else made
