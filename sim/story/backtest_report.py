"""The report of a back-test: one page, a picture a case, what was predicted and what happened."""

from __future__ import annotations

from collections.abc import Mapping

from sim.history.backtest import Backtest
from sim.story.backtest_parts import headline, in_short, parts, recipe_of
from sim.story.report import inline, template

NOTES = (
    "A score of 0 is best. The same settings for every summit: none is tuned to one case.",
    "Ensemble: all that is uncertain drawn from its range, the prior alone. Central: one set of parameters.",
    "Rivals name one text; each is given the same error, a sixth of the scale, so that it can be scored.",
    "A handful of summits cannot show that one forecast is better than another; it can show where one is wrong.",
)
PUT_IN = (
    "Put in for every case, and so not predicted: the demand, the first text, the status quo, and the core that "
    "capability targets imply. What is predicted: whether a text passes, its year, review, firmness and wording, "
    "letters, and who objects.",
)


def report(found: Backtest, drawings: Mapping[str, str]) -> str:
    """Return the page; ``drawings`` holds an SVG document by the name of the case."""
    told = parts(found)
    pictures = {part.key: inline(drawings[part.key], part.note) if part.key in drawings else "" for part in told}
    return template("report.html").render(
        title="Back-test",
        headline=headline(found),
        basis=f"{found.runs:,} runs of each case, {found.settings:,} settings and central ones, seed {found.seed}",
        missing="",
        in_short=in_short(found),
        meanings=NOTES,
        parts=told,
        pictures=pictures,
        put_in=PUT_IN,
        recipe=[(name, str(value)) for name, value in recipe_of(found).items()],
    )
