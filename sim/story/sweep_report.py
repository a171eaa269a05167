"""The reports of a sweep and of ablations: the page of a summary with other parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.analysis.ablations import Ablations
from sim.analysis.sweep import Sweep
from sim.story import ablate_parts
from sim.story.parts import Part
from sim.story.report import inline, template
from sim.story.sweep_parts import headline, named, parts

MEANINGS = (
    "The same luck and the same draws of all that is uncertain at every point; what is varied stands fixed there.",
    "Luck: how far off a figure may be for the settings drawn, since each was played only so often (95 %).",
    "Settings: how much a figure differs from one plausible setting to another (the middle 80 % of them).",
)

DIFFERENCES = "Differences: of the same runs, before and after; those of texts over runs that have one in both."


def report(found: Sweep, drawings: Mapping[str, str]) -> str:
    """Return the page; ``drawings`` holds an SVG document by the key of the part of that name."""
    said = [f"Varied: {'; '.join(named(axis) for axis in found.axes)}.", *MEANINGS]
    caution = (
        "A sweep shows what the rules make of one assumption, all others held; it is no forecast of what governments "
        "would do."
    )
    return page(found, headline(found), basis(found), said, [*pictured(drawings), *parts(found)], drawings, caution)


def page(
    found: Sweep | Ablations,
    first: str,
    played: str,
    said: Sequence[str],
    told: Sequence[Part],
    drawings: Mapping[str, str],
    caution: str,
) -> str:
    """Return a page of worlds played on the same luck: its first line, what was played, sentences, parts."""
    return template("report.html").render(
        title=found.title,
        headline=first,
        basis=played,
        missing="",
        in_short=said[0],
        meanings=said[1:],
        parts=told,
        pictures={part.key: inline(drawings[part.key], part.note) if part.key in drawings else "" for part in told},
        put_in=[f"The demand, the first text and the core that capability targets imply are put in. {caution}"],
        recipe=recipe(found),
    )


PICTURES = {
    "new-target": ("A new target", "The chance of a new target along each entry."),
    "core-and-deadline": ("Core and deadline", "Core over all runs, and the mean year of new targets."),
    "survivors": ("What survives", "The chance of a new target in each world beside that of the scenario as it is."),
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


def recipe(found: Sweep | Ablations) -> list[tuple[str, str]]:
    """Return how the points were made."""
    return [
        ("scenario", found.title),
        ("its digest", found.digest),
        ("rulebook", found.rulebook),
        ("seed", str(found.seed)),
        ("runs of each world", f"{found.runs:,}"),
        ("settings", f"{found.settings:,}" if found.settings else "central settings"),
        ("versions", ", ".join(f"{name} {version}" for name, version in found.versions.items())),
        ("command", found.command),
    ]


def ablations_report(found: Ablations, drawings: Mapping[str, str]) -> str:
    """Return the page of ablations."""
    told = [*pictured(drawings), *ablate_parts.parts(found)]
    said = [ablate_parts.basis(found) + ".", *MEANINGS[1:], DIFFERENCES]
    caution = "What survives without an input does not rest on it alone; it may still rest on several together."
    return page(found, ablate_parts.headline(found), ablate_parts.basis(found), said, told, drawings, caution)
