"""The parts of a comparison as titled tables of words; the terminal and the report print the very same."""

from __future__ import annotations

from collections.abc import Callable
from math import fsum

from sim.analysis.comparison import Comparison, Contrast, Delegation
from sim.analysis.paired import Change, Flips
from sim.story import changes, measures
from sim.story.changes import Signed
from sim.story.headline import ending
from sim.story.measures import Say
from sim.story.parts import Line, Part

TOP, TOP_MOVES, TOP_ALLIES = 8, 5, 12
LEAST = 0.005
"""Endings less frequent than this in both, and allies that turn less, are counted together."""


def parts(comparison: Comparison) -> list[Part]:
    """Return all parts, contrast by contrast: what differs between the files, then what that does."""
    found = []
    for place, one in enumerate(comparison.contrasts, 1):
        several = len(comparison.contrasts) > 1
        for part in of_contrast(comparison, one):
            title = f"{one.label}: {part.title[:1].lower()}{part.title[1:]}" if several else part.title
            found.append(Part(f"{part.key}-{place}", title, part.note, part.head, part.rows, part.after, part.worded))
    return found


def of_contrast(comparison: Comparison, one: Contrast) -> list[Part]:
    """Return the parts of one contrast; for the same scenario twice, only that it is."""
    files = entries(comparison, one)
    if one.same:
        return [files]
    told = [files, targets(one), compromises(one), moves(comparison, one), politics(one)]
    if one.both:
        told.append(clauses(one))
    return [*told, allies(one), buys(one)]


def entries(comparison: Comparison, one: Contrast) -> Part:
    """Return what differs between the files, entry by entry."""
    rows: list[Line] = [
        (each.entry, each.before, each.after, described(each.meaning, each.unit)) for each in one.entries
    ]
    note = "Entry by entry, defaults said aloud; a range is 10 to 90 %." if rows else nothing_differs(one)
    head = ("entry", comparison.base.label, one.label, "what it is") if rows else ()
    return Part("files", "What differs between the files", note, head, rows, list(one.unpaired), (0, 1, 2, 3))


def described(meaning: str, unit: str) -> str:
    """Return what an entry is, with its unit."""
    plain = unit.strip("()")
    return meaning if not plain or plain in meaning else f"{meaning}, {plain}"


def nothing_differs(one: Contrast) -> str:
    """Return that two files say the same, as far as anything reads it."""
    return (
        f"Nothing that the simulation reads: {one.label} is the same scenario. All differences are exactly zero, and "
        "nothing is left open."
    )


def heads(first: str, what: str, one: Contrast) -> Line:
    """Return the headings of a table of differences."""
    if one.new_target.signs is None:
        return (first, what, "difference", "95 %")
    return (first, what, "difference", "95 %", "settings", "same\nsign")


def doubts(one: Change, say: Signed) -> Line:
    """Return the columns that say how sure a difference is over settings."""
    if one.signs is None:
        return (changes.overall(one, say),)
    return (
        changes.overall(one, say),
        changes.span(one.difference_settings, say),
        changes.sign(one.signs, one.difference),
    )


def shared(name: str, one: Flips | None) -> list[Line]:
    """Return the line of a share, if any pair has it."""
    if one is None:
        return []
    return [(name, changes.from_to(one), changes.gap(one), *doubts(one, changes.points))]


def averaged(name: str, one: Change | None, digits: int = 2, say: Say | None = None) -> list[Line]:
    """Return the line of a mean, if any pair has it."""
    if one is None:
        return []
    signed = changes.finer(digits)
    said = say or (lambda value: f"{value:.{digits}f}")
    return [
        (
            name,
            changes.means(one, said),
            f"{signed(one.difference)} {changes.mean_luck(one, digits)}",
            *doubts(one, signed),
        )
    ]


def as_chance(name: str, one: Change | None) -> list[Line]:
    """Return the line of a mean chance, in percentage points."""
    if one is None:
        return []
    return [(name, changes.from_to(one), changes.gap(one), *doubts(one, changes.points))]


def targets(one: Contrast) -> Part:
    """Return the targets that stand, whatever came of it."""
    names = {"core": "core", "related": "related", "headline": "both together"}
    rows = [line for name, words in names.items() for line in averaged(words, one.means[name])]
    note = "Over all runs; where no text was adopted, the numbers from before stand. Difference ± luck."
    return Part("targets", "What stands in the end", note, heads("target, % of GDP", "mean", one), rows)


def compromises(one: Contrast) -> Part:
    """Return whether there is a new target, and which compromise."""
    rows = shared("a new target", one.shares["new_target"])
    frequent = [each for each in one.endings if max(each.change.before, each.change.after) >= LEAST][:TOP]
    for each in frequent:
        rows += shared(ending(each.compromise), each.change)
    rest = [each for each in one.endings if each not in frequent]
    after = []
    if rest:
        before, now = (100 * fsum(getattr(each.change, side) for each in rest) for side in ("before", "after"))
        after = [f"{len(rest)} rarer: {before:.1f} → {now:.1f} % together."]
    note = "Over all runs; core + related, % of GDP. Difference in percentage points ± luck."
    return Part("compromises", "Which compromise", note, heads("compromise", "share, %", one), rows, after)


def kept(shares: dict[str, float]) -> list[str]:
    """Return the endings that a table of moves shows, the most frequent first."""
    frequent = sorted((name for name, share in shares.items() if share >= LEAST), key=lambda name: -shares[name])
    return frequent[:TOP_MOVES]


def moves(comparison: Comparison, one: Contrast) -> Part:
    """Return where the runs that ended in one way end in the other scenario."""
    rows_, columns = (
        kept({each.compromise: getattr(each.change, side) for each in one.endings}) for side in ("before", "after")
    )
    lines: list[Line] = []
    for was in [*rows_, ""]:
        row = [move for move in one.moves if (move.before == was if was else move.before not in rows_)]
        total = fsum(move.runs for move in row)
        if total:
            cells = [fsum(move.runs for move in row if move.after == is_) for is_ in columns]
            cells.append(total - fsum(cells))
            shown = [measures.share(cell / total) if cell else "" for cell in cells]
            lines.append((ending(was) if was else "any other", f"{total:,.0f}", *shown))
    note = (
        f"Of the runs that ended as on the left in {comparison.base.label}, so many end as above in {one.label}; "
        f"{measures.share(one.stayed)} of all runs end in the same compromise."
    )
    head = ("ended in", "runs", *(ending(name) for name in columns), "any other")
    return Part("moves", "Where the runs go", note, head, lines)


def politics(one: Contrast) -> Part:
    """Return silence, letters, the president, and whether the patron scales back."""
    rows = shared("nobody ever breaks", one.shares["nobody_broke"])
    rows += shared("any side letter", one.shares["letter"])
    rows += shared("president comes", one.shares["attended"])
    rows += as_chance("patron scales back", one.means["scales_back"])
    note = (
        "Over all runs (the president: where it is decided in both). Scales back: the chance that the patron cuts its "
        "commitment to an ally, weighed by GDP. Percentage points ± luck."
    )
    return Part("politics", "Silence, letters, the patron", note, heads("", "share, %", one), rows)


def clauses(one: Contrast) -> Part:
    """Return what else new targets say, in the runs that have one in both."""
    rows = [*shared("a review", one.shares["review"]), *shared("softer wording", one.shares["softer_wording"])]
    rows += shared("at first silence", one.shares["first_silence"])
    rows += as_chance("patron scales back", one.means["scales_back_given"])
    for name, words, digits in (
        ("core_given", "core, % of GDP", 2),
        ("related_given", "related, % of GDP", 2),
        ("deadline", "deadline, year", 1),
        ("firmness", "firmness, 0 to 1", 2),
    ):
        rows += averaged(words, one.means[name], digits)
    few = " They are few: read them with care." if one.both < measures.FEW else ""
    note = (
        f"Over the {one.both:,} run{'s' * (one.both != 1)} with a new target in both, so that like is held against "
        f"like; shares in %.{few}"
    )
    return Part("clauses", "What new targets say", note, heads("", "share or mean", one), rows)


def allies(one: Contrast) -> Part:
    """Return who breaks silence, or gets a letter, in one and not in the other."""
    shown = [each for each in one.allies if each.moved >= LEAST][:TOP_ALLIES]
    rest = len(one.allies) - len(shown)
    rows = [turned(each) for each in shown]
    most = max((each.moved for each in one.allies if each not in shown), default=0.0)
    after = [f"{rest} others: neither share moves by more than {100 * most:.1f} points."] if rest else []
    note = "Over all runs; shares in %, differences in points ± luck. Letters: in texts adopted."
    head = ("", "breaks silence", "difference", "flips +/−", "side letter", "difference")
    return Part("allies", "Who turns", note, head, rows, after)


def turned(one: Delegation) -> Line:
    """Return the line of one delegation."""
    broke, letter = one.broke, one.letter
    said = (changes.from_to(broke), changes.gap(broke))
    flips = f"{broke.gained:,}/{broke.lost:,}"
    if letter is None or max(letter.before, letter.after) < LEAST:
        return (one.name, *said, flips, measures.NOT_TOLD, "")
    return (one.name, *said, flips, changes.from_to(letter), changes.gap(letter))


def whole(value: float) -> str:
    """Return a mean of money without decimals."""
    return f"{measures.rounded(value, 3):,.0f}"


BUYS: dict[str, tuple[str, int, Callable[[float], str] | None]] = {
    "buys_core": ("core, % of GDP", 2, None),
    "buys_core_kept": ("  as expected", 2, None),
    "buys_related": ("related, % of GDP", 2, None),
    "money_last_year": ("last year, US$ bn", 0, whole),
    "money_last_year_kept": ("  as expected", 0, whole),
    "money_total": ("in all, US$ bn", 0, whole),
    "money_total_kept": ("  as expected", 0, whole),
    "patron_share": ("patron's share, %", 1, None),
}


def buys(one: Contrast) -> Part:
    """Return what the text buys, in full and as expected."""
    rows = [
        line for name, (words, digits, say) in BUYS.items() for line in averaged(words, one.means[name], digits, say)
    ]
    note = (
        "What members spend beyond what they plan anyway, over all runs (nothing where none was adopted), in full and "
        "as far as pledges are expected to be kept; constant dollars. Last: the patron's share of all core spending."
    )
    return Part("buys", "What it buys", note, heads("", "mean", one), rows)
