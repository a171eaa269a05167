"""The single negotiating text and the moves by which a draft becomes another (ODD 7.3).

Eight issues: core and related targets (% of GDP), deadline, what counts as related, a review
clause, firmness, the wording of the subject, and side letters. Sets are bit masks: category k
counts if bit k of ``counts`` is set, seat i holds a letter if bit i of ``letters`` is set.
"""

from collections.abc import Sequence

from sim.rules.terms import Terms
from sim.rules.terms import Text as Text

UNDATED = 0
FIRMNESS_STEPS = 3.0
AIM, COMMIT, PLANS, INCREMENTS = (k / FIRMNESS_STEPS for k in range(4))
ISSUES = ("core", "related", "deadline", "counts", "review", "firmness", "wording")
"""The issues an agenda may name, in the order of its bits."""
EVERY_ISSUE = (1 << 7) - 1
NO_CATEGORY = -1
PAIRS, FOURS, BYTES = 0x1555555555555555, 0x3333333333333333, 0x0F0F0F0F0F0F0F0F
CORE_STEPS, RELATED_STEPS, YEARS, FIRMER, CATEGORY, REVIEW, WORDING = range(7)
"""The columns of a move: steps of the grid, years, steps of firmness, the category toggled, two flips."""
TOGGLED = 2
"""The column of an aim that names the category toggled; the first two are a move's."""
TARGET_STEPS = (1, 2)
YEAR_SPANS = (1, 2, 3, 5)
FIRM_YEAR_SPANS = (1, 3)
"""By how much a move shifts targets and years, and years together with firmness."""
MOST_STEPS = max(TARGET_STEPS)
"""How far one move can take a target, in steps of the grid."""


def years(text: Text, terms: Terms) -> float:
    """Return T, the years from the summit to the deadline (at least one)."""
    undated = terms.us.reference_years + terms.promise.undated_years
    dated = float(max(1, text.deadline - terms.summit.year))
    return undated if text.deadline == UNDATED else dated


def has_letter(text: Text, seat: int) -> int:
    """Return 1 if the seat holds a side letter, else 0."""
    return (text.letters >> seat) & 1


def size_of(mask: int) -> int:
    """Return how many bits of a mask (of at most 62) are set: counted in pairs, fours, bytes and so on."""
    pairs = mask - ((mask >> 1) & PAIRS)
    fours = (pairs & FOURS) + ((pairs >> 2) & FOURS)
    bytes_ = (fours + (fours >> 4)) & BYTES
    halves = bytes_ + (bytes_ >> 8)
    quarters = halves + (halves >> 16)
    return (quarters + (quarters >> 32)) & 127


def review_year(text: Text, terms: Terms) -> int:
    """Return the year of the review clause, or 0 if there is none before the deadline."""
    year = terms.summit.year + terms.summit.review_after
    ahead = (text.deadline == UNDATED) | (year < text.deadline)
    return year if (text.review == 1) & ahead else 0


def with_letters(text: Text, letters: int) -> Text:
    """Return the text with these letters and no others."""
    return Text(text.core, text.related, text.deadline, text.counts, text.review, text.firmness, text.wording, letters)


def with_targets(text: Text, core: float, related: float) -> Text:
    """Return the text with other numbers, all else as it was."""
    return Text(core, related, text.deadline, text.counts, text.review, text.firmness, text.wording, text.letters)


def in_bounds(text: Text, terms: Terms) -> bool:
    """Return whether the numbers may be written, and whether related spending counts something."""
    grid = terms.grid
    core = (grid.core_low <= text.core) & (text.core <= grid.core_high)
    related = (grid.related_low <= text.related) & (text.related <= grid.related_high)
    return core & related & ((text.related == 0.0) | (text.counts > 0))


def in_time(text: Text, terms: Terms) -> bool:
    """Return whether deadline, firmness and review may be written."""
    span = text.deadline - terms.summit.year
    dated = (terms.grid.years_low <= span) & (span <= terms.grid.years_high)
    firm = (text.firmness >= 0.0) & (text.firmness <= 1.0)
    return dated & firm & ((text.review == 0) | (review_year(text, terms) > 0))


def on_grid(text: Text, terms: Terms) -> bool:
    """Return whether a draft may be written: within bounds, and related spending counts something."""
    return in_bounds(text, terms) & in_time(text, terms)


def snap(value: float, low: float, high: float, step: float) -> float:
    """Return the grid's value nearest to ``value``."""
    steps = float(int((value - low) / step + 0.5)) if value > low else 0.0
    return min(low + steps * step, high)


def aim_at(text: Text, place: int, terms: Terms) -> Text:
    """Return the text with the targets and the definition of a listed aim, all else as it was."""
    row = terms.aims[place]
    counts = text.counts if row[TOGGLED] == NO_CATEGORY else text.counts ^ (1 << row[TOGGLED])
    return Text(
        text.core + terms.grid.step * row[CORE_STEPS],
        text.related + terms.grid.step * row[RELATED_STEPS],
        text.deadline,
        counts,
        text.review,
        text.firmness,
        text.wording,
        text.letters,
    )


def turn(text: Text, step: int, terms: Terms) -> Text:
    """Return the text with the deadline, review, firmness and wording of a listed move, all else as it was.

    A deadline that comes before the review drops the review: there is nothing left to look at.
    """
    moves_ = terms.moves
    deadline, firmer = text.deadline + moves_[YEARS][step], moves_[FIRMER][step]
    ahead = (moves_[REVIEW][step] == 1) | (deadline > terms.summit.year + terms.summit.review_after)
    thirds = float(int(text.firmness * FIRMNESS_STEPS + 0.5) + firmer)
    review = text.review ^ moves_[REVIEW][step]
    return Text(
        text.core,
        text.related,
        deadline,
        text.counts,
        review if ahead else 0,
        text.firmness if firmer == 0 else thirds / FIRMNESS_STEPS,
        text.wording ^ moves_[WORDING][step],
        text.letters,
    )


def leads_on(step: int, terms: Terms) -> bool:
    """Return whether a listed move changes anything."""
    moves_ = terms.moves
    clauses = (moves_[YEARS][step] != 0) | (moves_[FIRMER][step] != 0)
    return clauses | (moves_[REVIEW][step] + moves_[WORDING][step] + terms.aim_of[step] > 0)


def move(text: Text, step: int, terms: Terms) -> Text:
    """Return the draft that a listed move leads to; it may lie off the grid."""
    return turn(aim_at(text, terms.aim_of[step], terms), step, terms)


def moves(categories: int) -> list[tuple[int, ...]]:
    """Return the drafting moves in the order in which they are tried (columns as named above)."""
    both = [(steps, sign) for steps in TARGET_STEPS for sign in (1, -1)]
    targets = [(sign * steps, 0) for steps, sign in both] + [(0, sign * steps) for steps, sign in both]
    swaps = [(sign * steps, -sign * steps) for steps, sign in both]
    rows = [(core, related, 0, 0, NO_CATEGORY, 0, 0) for core, related in [(0, 0), *targets, *swaps]]
    rows += [(0, 0, sign * span, 0, NO_CATEGORY, 0, 0) for span in YEAR_SPANS for sign in (1, -1)]
    together = [(sign * span, firmer) for span in FIRM_YEAR_SPANS for sign in (1, -1) for firmer in (1, -1)]
    rows += [(0, 0, shift, firmer, NO_CATEGORY, 0, 0) for shift, firmer in together]
    rows += [(0, 0, 0, 0, category, 0, 0) for category in range(categories)]
    rows += [(0, 0, 0, firmer, NO_CATEGORY, 0, 0) for firmer in (1, -1)]
    return [*rows, (0, 0, 0, 0, NO_CATEGORY, 1, 0), (0, 0, 0, 0, NO_CATEGORY, 0, 1)]


def aim(row: Sequence[int]) -> tuple[int, int, int]:
    """Return what a move does to the targets and to what counts towards them: two steps and the category toggled."""
    return row[CORE_STEPS], row[RELATED_STEPS], row[CATEGORY]


def aims(rows: Sequence[Sequence[int]]) -> list[tuple[int, int, int]]:
    """Return the aims of a list of moves, each once: first that of leaving all as it is."""
    return list(dict.fromkeys([(0, 0, NO_CATEGORY), *map(aim, rows)]))
