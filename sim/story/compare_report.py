"""The report of a comparison: one page of HTML that needs nothing else, from the summary's own template."""

from __future__ import annotations

from collections.abc import Mapping

from sim.analysis.comparison import Comparison
from sim.story.compare_headline import basis, headline, in_short, meanings, verdict
from sim.story.compare_parts import parts
from sim.story.report import inline, template
from sim.story.words import listed

LABELS = {
    "compromises": "Bars: how often each compromise comes of either, and the difference, as in the table below.",
    "politics": "Bars: silence, letters, the president and the patron in both, as in the table below.",
    "moves": "Bands: from which ending to which the runs move, as in the table below.",
    "allies": "Tile map: who breaks silence more or less often, as in the table below.",
}
"""What each picture shows, for those who do not see it, by the kind of part it belongs to."""


def report(comparison: Comparison, drawings: Mapping[str, str]) -> str:
    """Return the page; ``drawings`` holds an SVG document by the key of the part that it belongs to."""
    told = parts(comparison)
    return template("comparison.html").render(
        title=listed(one.label for one in comparison.worlds),
        headline=headline(comparison),
        basis=basis(comparison),
        missing="",
        leads=[(verdict(one), in_short(one)) for one in comparison.contrasts],
        several=len(comparison.contrasts) > 1,
        meanings=[] if all(one.same for one in comparison.contrasts) else meanings(comparison),
        parts=told,
        pictures={part.key: picture(part.key, drawings) for part in told},
        put_in=what_it_is(comparison),
        recipe=recipe(comparison),
    )


def picture(key: str, drawings: Mapping[str, str]) -> str:
    """Return the drawing of a part as part of the page, nothing if it has none."""
    return inline(drawings[key], LABELS[key.split("-")[0]]) if key in drawings else ""


def what_it_is(comparison: Comparison) -> list[str]:
    """Return what a difference between scenarios says, and what it does not."""
    return [
        f"Run by run, all scenarios throw the same dice in the same plausible world: what differs is what the files "
        f"say and what follows from it. All are held against {comparison.base.label}.",
        "A difference says what the rules make of another input, not what a government would do. It is as good as "
        "the rules are; an input that nobody could have changed alone remains a thought experiment.",
        "Means over runs with a new target in both hold like against like, but leave out runs that the change itself "
        "decides; shares over all runs do not.",
    ]


def recipe(comparison: Comparison) -> list[tuple[str, str]]:
    """Return how the runs were made."""
    drawn = f"{comparison.settings:,}" if comparison.settings else "central settings"
    made = comparison.base.source
    return [
        *((f"{one.name}", f"{one.source.title}, {one.source.digest}") for one in comparison.worlds),
        ("rulebook", made.rulebook),
        ("seed", str(comparison.seed)),
        ("runs", f"{comparison.runs:,} each"),
        ("settings", drawn),
        ("versions", ", ".join(f"{name} {version}" for name, version in made.versions.items())),
        ("command", comparison.command),
    ]
