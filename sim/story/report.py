"""The report: one page of HTML that needs nothing else, neither network nor script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from sim.analysis.summary import Source, Summary
from sim.scenario.schema import Scenario
from sim.story.headline import basis, headline, in_short, meanings, put_in
from sim.story.parts import Part, parts

LABELS = {
    "targets": "Map of how often each pair of targets stands in the end; the table below gives their means.",
    "compromises": "Bars: the share of each compromise with both intervals, as in the table below.",
    "deadline": "Bars: the share of summits by the year in which the new target is due, as in the table below.",
    "rounds": "Bands: how the drafts of all summits spread over the rounds, issue by issue.",
    "allies": "Bars: how often each delegation broke silence and got a letter, as in the table below.",
}
"""What each picture shows, for those who do not see it, by the part it belongs to."""
ROUNDS = Part(
    "rounds",
    "How the text moves",
    "The draft on the table at the end of each round, over all runs, whether it was adopted or not.",
    (),
    [],
)


def report(summary: Summary, scenario: Scenario, drawings: Mapping[str, str]) -> str:
    """Return the page; ``drawings`` holds an SVG document by the key of the part that it belongs to."""
    told = parts(summary, scenario)
    place = next((place for place, part in enumerate(told) if part.key == "allies"), len(told))
    told = [*told[:place], ROUNDS, *told[place:]] if "rounds" in drawings else told
    return template("report.html").render(
        title=summary.source.title,
        headline=headline(summary),
        basis=basis(summary.source),
        missing=missing(summary.source),
        in_short=in_short(summary),
        meanings=meanings(summary),
        parts=told,
        pictures={
            part.key: inline(drawings[part.key], LABELS[part.key]) if part.key in drawings else "" for part in told
        },
        put_in=put_in(summary),
        recipe=recipe(summary.source),
    )


@cache
def template(name: str) -> Template:
    """Return a page's template: all that is put into it is escaped, and nothing may be missing."""
    world = Environment(
        loader=PackageLoader("sim.story"), autoescape=True, undefined=StrictUndefined, trim_blocks=False
    )
    world.filters["tie"] = tie
    return world.get_template(name)


def tie(words: str) -> str:
    """Return words in which no line breaks between a number and its unit."""
    return re.sub(r"(?<=\d) (?=%|→|\+ \d)|(?<=\d \+) (?=\d)|(?<=→) (?=\d)", "\N{NO-BREAK SPACE}", words)


def inline(svg: str, label: str) -> Markup:
    """Return a drawing as part of the page: no prologue, no fixed size, and a label for those who do not see it.

    Drawings are ours: scenario text in them is outlines of letters, not markup.
    """
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, count=1, flags=re.DOTALL)
    head, rest = body.split(">", 1)
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    return Markup(f'{head} role="img" aria-label="{Markup.escape(label)}">{rest}')


def missing(source: Source) -> str:
    """Return what is not there yet, if anything."""
    if source.complete:
        return ""
    return (
        f"This batch is unfinished: {source.runs:,} of {source.planned:,} runs are there. The same command goes on "
        "where it stopped; settings that have not been played yet are not in these figures."
    )


def recipe(source: Source) -> list[tuple[str, str]]:
    """Return how the runs were made."""
    asked = f" of {source.planned:,}" if not source.complete else ""
    return [
        ("scenario", source.title),
        ("its digest", source.digest),
        ("rulebook", source.rulebook),
        ("seed", str(source.seed)),
        ("runs", f"{source.runs:,}{asked}"),
        ("settings", f"{source.settings:,}" if source.settings else "central settings"),
        ("versions", ", ".join(f"{name} {version}" for name, version in source.versions.items())),
        ("command", source.command),
    ]
