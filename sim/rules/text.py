"""The single negotiating text and the moves by which a draft becomes another (ODD 7.3).

Eight issues: core and related targets (% of GDP), deadline, what counts as related, a review
clause, firmness, the wording of the subject, and side letters. Sets are bit masks: category k
counts if bit k of ``counts`` is set, seat i holds a letter if bit i of ``letters`` is set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sim.rules.terms import Terms

UNDATED = 0
FIRMNESS_STEPS = 3.0
AIM, COMMIT, PLANS, INCREMENTS = (k / FIRMNESS_STEPS for k in range(4))
ISSUES = ("core", "related", "deadline", "counts", "review", "firmness", "wording")
"""The issues an agenda may name, in the order of its bits."""
NO_CATEGORY = -1


class Text(NamedTuple):
    """A draft: targets in % of GDP, deadline as a year (0 if undated), firmness in [0, 1]."""

    core: float
    related: float
    deadline: int
    counts: int
    review: int
    firmness: float
    wording: int
    letters: int


def years(text: Text, terms: Terms) -> float:
    """Return T, the years from the summit to the deadline (at least one)."""
    if text.deadline == UNDATED:
        return terms.us.reference_years + terms.promise.undated_years
    return float(max(1, text.deadline - terms.summit.year))


def has_letter(text: Text, seat: int) -> int:
    """Return 1 if the seat holds a side letter, else 0."""
    return (text.letters >> seat) & 1


def size_of(mask: int) -> int:
    """Return how many bits of a mask are set."""
    count = 0
    while mask > 0:
        count += mask & 1
        mask = mask >> 1
    return count


def review_year(text: Text, terms: Terms) -> int:
    """Return the year of the review clause, or 0 if there is none before the deadline."""
    year = terms.summit.year + terms.summit.review_after
    dated = text.deadline == UNDATED or year < text.deadline
    return year if text.review == 1 and dated else 0


def with_letters(text: Text, letters: int) -> Text:
    """Return the text with these letters and no others."""
    return Text(text.core, text.related, text.deadline, text.counts, text.review, text.firmness, text.wording, letters)


def with_targets(text: Text, core: float, related: float) -> Text:
    """Return the text with other numbers, all else as it was."""
    return Text(core, related, text.deadline, text.counts, text.review, text.firmness, text.wording, text.letters)


def on_grid(text: Text, terms: Terms) -> bool:
    """Return whether a draft may be written: within bounds, and related spending counts something."""
    grid, span = terms.grid, text.deadline - terms.summit.year
    return (
        grid.core_low <= text.core <= grid.core_high
        and grid.related_low <= text.related <= grid.related_high
        and grid.years_low <= span <= grid.years_high
        and (text.related == 0.0 or text.counts > 0)
        and 0.0 <= text.firmness <= 1.0
        and (text.review == 0 or review_year(text, terms) > 0)
    )


def snap(value: float, low: float, high: float, step: float) -> float:
    """Return the grid's value nearest to ``value``."""
    steps = float(int((value - low) / step + 0.5)) if value > low else 0.0
    return min(low + steps * step, high)


def move(text: Text, step: int, terms: Terms) -> Text:
    """Return the draft that the listed move leads to; it may lie off the grid.

    A move is a row (core steps, related steps, years, firmness steps, category, review, wording).
    A deadline that comes before the review drops the review: there is nothing left to look at.
    """
    row = terms.moves[step]
    deadline = text.deadline + row[2]
    counts = text.counts if row[4] == NO_CATEGORY else text.counts ^ (1 << row[4])
    review = text.review ^ row[5]
    if row[5] == 0 and deadline <= terms.summit.year + terms.summit.review_after:
        review = 0
    thirds = float(int(text.firmness * FIRMNESS_STEPS + 0.5) + row[3])
    return Text(
        text.core + terms.grid.step * row[0],
        text.related + terms.grid.step * row[1],
        deadline,
        counts,
        review,
        text.firmness if row[3] == 0 else thirds / FIRMNESS_STEPS,
        text.wording ^ row[6],
        text.letters,
    )


def moves(categories: int) -> list[tuple[int, ...]]:
    """Return the drafting moves in the order in which they are tried (rows as in ``move``)."""
    numbers = [(1, 0), (-1, 0), (2, 0), (-2, 0), (0, 1), (0, -1), (0, 2), (0, -2)]
    swaps = [(1, -1), (-1, 1), (2, -2), (-2, 2)]
    rows = [(core, related, 0, 0, NO_CATEGORY, 0, 0) for core, related in numbers + swaps]
    rows += [(0, 0, sign * span, 0, NO_CATEGORY, 0, 0) for span in (1, 2, 3, 5) for sign in (1, -1)]
    rows += [
        (0, 0, sign * span, firmer, NO_CATEGORY, 0, 0) for span in (1, 3) for sign in (1, -1) for firmer in (1, -1)
    ]
    rows += [(0, 0, 0, 0, category, 0, 0) for category in range(categories)]
    rows += [(0, 0, 0, firmer, NO_CATEGORY, 0, 0) for firmer in (1, -1)]
    return [*rows, (0, 0, 0, 0, NO_CATEGORY, 1, 0), (0, 0, 0, 0, NO_CATEGORY, 0, 1)]
