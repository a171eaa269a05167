"""The report of a sweep: the page of a summary with other parts."""

from __future__ import annotations

from collections.abc import Mapping

from sim.analysis.sweep import Sweep
from sim.story.parts import Part
from sim.story.report import inline, template
from sim.story.sweep_parts import headline, named, parts

MEANINGS = (
    "The same luck and the same draws of all that is uncertain at every point; what is varied stands fixed there.",
    "Luck: how far off a figure may be for the settings drawn, since each was played only so often (95 %).",
    "Settings: how much a figure differs from one plausible setting to another (the middle 80 % of them).",
)


def report(found: Sweep, drawings: Mapping[str, str]) -> str:
    """Return the page; ``drawings`` holds an SVG document by the key of the part of that name."""
    told = [*pictured(drawings), *parts(found)]
    return template("report.html").render(
        title=found.title,
        headline=headline(found),
        basis=basis(found),
        missing="",
        in_short=f"Varied: {'; '.join(named(axis) for axis in found.axes)}.",
        meanings=MEANINGS,
        parts=told,
        pictures={part.key: inline(drawings[part.key], part.note) if part.key in drawings else "" for part in told},
        put_in=[
            "The demand, the first text and the core that capability targets imply are put in. A sweep shows what the "
            "rules make of one assumption, all others held; it is no forecast of what governments would do."
        ],
        recipe=recipe(found),
    )


PICTURES = {
    "new-target": ("A new target", "The chance of a new target along each entry."),
    "core-and-deadline": ("Core and deadline", "Core over all runs, and the mean year of new targets."),
    "map": ("The map", "Chance of a new target, core over all runs and mean deadline, a cell a point."),
}
"""Title of each picture, and what it shows for those who do not see it."""


def pictured(drawings: Mapping[str, str]) -> list[Part]:
    """Return a part for each picture: its title and what it shows, no table."""
    return [Part(name, *PICTURES[name], (), []) for name in drawings]


def basis(found: Sweep) -> str:
    """Return what was played."""
    drawn = f"{found.settings:,} settings" if found.settings else "central settings"
    return f"{found.title} · {found.runs:,} runs at each point, {drawn}, seed {found.seed}"


def recipe(found: Sweep) -> list[tuple[str, str]]:
    """Return how the points were made."""
    return [
        ("scenario", found.title),
        ("its digest", found.digest),
        ("rulebook", found.rulebook),
        ("seed", str(found.seed)),
        ("runs at each point", f"{found.runs:,}"),
        ("settings", f"{found.settings:,}" if found.settings else "central settings"),
        ("versions", ", ".join(f"{name} {version}" for name, version in found.versions.items())),
        ("command", found.command),
    ]
