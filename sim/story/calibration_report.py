"""The report of a calibration: one page, what moved, what was foreseen, what hangs on the share kept."""

from __future__ import annotations

from collections.abc import Mapping

from sim.history.findings import Findings
from sim.story.calibration_checks import verdict
from sim.story.calibration_export import recipe_of
from sim.story.calibration_parts import basis, headline, in_short, parts
from sim.story.report import inline, template

NOTES = (
    "A draw is one value of all that is uncertain. Draws whose runs come closest to what happened are kept, and weigh "
    "the more the closer they come (approximate Bayesian computation).",
    "Prior: every draw alike. All cases: weighed by every case, this one too, so that it is held against what it was "
    "fitted to; a summary that passes there has passed little. Left out: weighed by the other cases alone, the test.",
    "A summary fails if fewer than 5 % of the runs are at least as extreme as what happened.",
    "A few summits cannot identify a hundred parameters. The prior is what all other commands use.",
)
PUT_IN = (
    "Only parameters that all cases draw from the same range are weighed; what belongs to the day of one summit is "
    "not. Put in for every case, and so not predicted: the demand, the first text, the status quo, and the core that "
    "capability targets imply. The defaults were searched on these summits before: even the prior has seen them.",
)


def report(found: Findings, drawings: Mapping[str, str]) -> str:
    """Return the page; ``drawings`` holds an SVG document by the key of the part that it belongs to."""
    told = parts(found)
    labels = {"parameters": headline(found)} | {f"predicted-{one.name}": verdict(one) for one in found.checks}
    return template("report.html").render(
        title="Calibration",
        headline=headline(found),
        basis=basis(found),
        missing="",
        in_short=in_short(found),
        meanings=NOTES,
        parts=told,
        pictures={
            part.key: inline(drawings[part.key], labels.get(part.key, part.note)) if part.key in drawings else ""
            for part in told
        },
        put_in=PUT_IN,
        recipe=[(name, worded(value)) for name, value in recipe_of(found).items()],
    )


def worded(value: object) -> str:
    """Return an entry of a recipe as words."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {version}" for name, version in value.items())
    return ", ".join(value) if isinstance(value, list) else f"{value:,}" if isinstance(value, int) else str(value)
