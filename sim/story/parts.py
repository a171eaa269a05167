"""The parts of a summary as titled tables of words; the terminal and the report print the very same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import fsum

from sim.analysis.estimate import Mean, Share
from sim.analysis.summary import Named, Seat, Summary
from sim.results.describe import FIRM_WORDS, SUBJECT
from sim.scenario.schema import Scenario
from sim.story import measures
from sim.story.headline import difference
from sim.story.measures import NOT_TOLD, Say
from sim.story.words import capital

Line = tuple[str, ...]
DOUBTS = ("luck", "settings")
TOP, TOP_SEATS = 10, 12


@dataclass(frozen=True)
class Part:
    """A titled table: what it is about, its columns (the first is words, numbers follow), its rows."""

    key: str
    title: str
    note: str
    head: Line
    rows: list[Line]
    after: list[str] = field(default_factory=list)
    worded: tuple[int, ...] = (0,)
    """Columns that hold words, set flush left."""


def parts(summary: Summary, scenario: Scenario) -> list[Part]:
    """Return all parts, unconditional quantities first."""
    found = [unconditional(summary), compromises(summary), classes(summary)]
    if summary.given.runs:
        found += [deadline(summary), clauses(summary, scenario)]
    found.append(seats(summary))
    return [*found, patron(summary), buys(summary), rivals(summary)]


def told(one: Share) -> Line:
    """Return a share with both its intervals."""
    return (measures.share(one.share), measures.luck(one), measures.settings(one))


def told_mean(one: Mean, say: Say, digits: int = 2) -> Line:
    """Return a mean with both its intervals, and how single runs spread."""
    return (
        say(one.mean),
        measures.mean_luck(one, digits),
        measures.mean_settings(one, say),
        measures.middle(one, say),
    )


def of_runs(summary: Summary) -> str:
    """Return over which runs a part is taken if over those with a new target."""
    few = " They are few: read the shares with care." if summary.given.runs < measures.FEW else ""
    return f"Over the {summary.given.runs:,} run{'s' * (summary.given.runs != 1)} with a new target.{few}"


def unconditional(summary: Summary) -> Part:
    """Return the targets that stand, whatever came of it."""
    names = {"core": "core", "related": "related", "headline": "both together"}
    rows = [(names[name], *told_mean(one, measures.gdp)) for name, one in summary.unconditional.items()]
    before = summary.put_in
    note = (
        f"Over all runs; where no text was adopted, the numbers from before stand: "
        f"{measures.grid(before.status_quo_core)} + {measures.grid(before.status_quo_related)} %."
    )
    head = ("target, % of GDP", "mean", *DOUBTS, "median (10–90 %)")
    return Part("targets", "What stands in the end", note, head, rows)


def others(shares: Sequence[Share], what: str) -> list[Line]:
    """Return the line for all that is too rare to be listed."""
    if not shares:
        return []
    together = fsum(one.share for one in shares)
    return [(f"{len(shares):,} {what}{'s' if len(shares) > 1 else ''}", measures.share(together), "", "")]


def compromises(summary: Summary) -> Part:
    """Return the compromises, the most frequent first."""
    rows = [
        ("no new text" if one.compromise == "none" else one.compromise, *told(one)) for one in summary.compromises[:TOP]
    ]
    rows += others(summary.compromises[TOP:], "other")
    note = (
        "Over all runs; core + related, % of GDP. Where a share lies outside its range between settings, a few "
        "settings account for most of it."
    )
    return Part("compromises", "Which compromise", note, ("compromise", "share", *DOUBTS), rows)


CLASSES = {
    "none": "no text was adopted",
    "reaffirm": "the old target said again",
    "flat": "the demand met by core alone",
    "below": "a new target below the demand",
    "split-low": "the demand met, core below needs",
    "split": "the demand met, core as needed",
    "split-high": "the demand met, core above needs",
}
"""What each kind of ending is; needs: the core that capability targets imply."""


def classes(summary: Summary) -> Part:
    """Return the kinds of ending."""
    rows = [(CLASSES.get(one.name, one.name), *told(one)) for one in summary.classes]
    note = "Over all runs; measured by the demand and the needs of each setting."
    return Part("classes", "Which kind of ending", note, ("kind", "share", *DOUBTS), rows)


def deadline(summary: Summary) -> Part:
    """Return by which years a new target is due."""
    given = summary.given.deadline
    rows = []
    if given is not None:
        rows = [(str(one.year), *told(one)) for one in summary.due if one.year is not None and one.share >= 0.02]
        rare = [one for one in summary.due if one.year is not None and one.share < 0.02]
        rows += [*others(rare, "other year"), ("no new target", *told(summary.due[0]))]
    median = measures.middle(given, measures.year) if given else ""
    after = [f"With a new target, median (10–90 % of runs): {median}."] if given else []
    return Part("deadline", "Due by which year", "Over all runs.", ("year", "share", *DOUBTS), rows, after)


def clauses(summary: Summary, scenario: Scenario) -> Part:
    """Return what else a new target says: review, firmness, wording, letters, what counts."""
    given, rows = summary.given, list[Line]()
    if given.review is not None:
        rows.append((f"a review in {summary.put_in.review}", *told(given.review)))
    rows += [(FIRM_WORDS[one.name], *told(one)) for one in given.firmness_words]
    rows += [(f"worded “{SUBJECT[one.name]}”", *told(one)) for one in given.wording]
    if given.first_silence is not None:
        rows.append(("passed without silence broken", *told(given.first_silence)))
    if given.letters is not None:
        rows.append(("any side letter", *told(given.letters)))
    names = {seat.code: seat.name for seat in summary.seats}
    rows += [(f"  letter to {names[one.name]}", *told(one)) for one in given.lettered if one.share >= measures.SLIGHT]
    rows += counted(given.counts, scenario)
    return Part("clauses", "What else a new target says", of_runs(summary), ("clause", "share", *DOUBTS), rows)


def counted(counts: list[Named], scenario: Scenario) -> list[Line]:
    """Return what qualifies as related, where there is a related target."""
    return [(f"counts: {scenario.categories[one.name].name}", *told(one)) for one in counts]


def seats(summary: Summary) -> Part:
    """Return who breaks silence and who gets letters."""
    shown = [seat for seat in summary.seats if seat.broke.hits or lettered(seat)]
    rows = [seat_line(seat) for seat in shown[:TOP_SEATS]]
    rest = len(summary.seats) - len(rows)
    least = max((seat.broke.share for seat in summary.seats[TOP_SEATS:]), default=0.0)
    after = [f"{rest} others: each in {measures.share(least)} of runs at most."] if rest and rows else []
    note = (
        f"Over all runs, letters over those with a new target. First: in the first attempt that failed. Pivotal: "
        f"closest to breaking at the end. Nobody ever broke silence in {measures.share(summary.nobody.share)} of runs."
    )
    head = ("", "broke silence", *DOUBTS, "first", "letter", "pivotal")
    return Part("allies", "Who breaks silence, who gets a letter", note, head, rows, after)


def lettered(seat: Seat) -> int:
    """Return how many letters a seat got."""
    return 0 if seat.letter is None else seat.letter.hits


def seat_line(seat: Seat) -> Line:
    """Return the line of one delegation."""
    letter, pivotal = (NOT_TOLD if one is None else measures.share(one.share) for one in (seat.letter, seat.pivotal))
    return (seat.name, *told(seat.broke), measures.share(seat.first.share), letter, pivotal)


def patron(summary: Summary) -> Part:
    """Return whether the president comes, and how likely the patron is to scale back."""
    one, rows = summary.withdrawal, list[Line]()
    if summary.attended is not None:
        rows.append(("the president comes, all runs", *told(summary.attended)))
    if summary.attended_given is not None:
        rows.append(("  with a new target", *told(summary.attended_given)))
    for name, found in (
        ("scales back, all runs", one.overall),
        ("  had nothing been adopted", one.overall_without),
        ("scales back, with a new target", one.passed),
        ("  the same, had nothing been adopted", one.passed_without),
        ("scales back, without a new target", one.failed),
    ):
        if found is not None:
            rows.append(
                (name, measures.share(found.mean), chance_luck(found), measures.mean_settings(found, measures.points))
            )
    after = []
    if one.passed is not None and one.passed_without is not None:
        after = [difference(one.passed.mean, one.passed_without.mean)]
    note = "Whether its president comes; and the chance that it scales back its commitment to an ally, weighed by GDP."
    return Part("patron", capital(summary.put_in.patron), note, ("", "chance", *DOUBTS), rows, after)


def chance_luck(one: Mean) -> str:
    """Return how far off a mean chance may be by luck, in percentage points."""
    return NOT_TOLD if one.luck is None else measures.give(50 * (one.luck.high - one.luck.low))


BUYS: dict[str, tuple[str, Callable[[float], str]]] = {
    "buys_core": ("core, last year, % of GDP", measures.gdp),
    "buys_core_kept": ("  as expected to be kept", measures.gdp),
    "buys_related": ("related, last year, % of GDP", measures.gdp),
    "money_last_year": ("in all, last year, US$ bn", measures.bare_money),
    "money_last_year_kept": ("  as expected to be kept", measures.bare_money),
    "money_total": ("in all, to the deadline, US$ bn", measures.bare_money),
    "money_total_kept": ("  as expected to be kept", measures.bare_money),
    "patron_share": ("core spent by {patron}, %", measures.year),
}


def buys(summary: Summary) -> Part:
    """Return what the text buys, in full and as expected."""
    rows: list[Line] = []
    for name, (words, say) in BUYS.items():
        one = summary.buys[name]
        given = (say(one.given.mean), measures.tenths(one.given, say)) if one.given else (NOT_TOLD, NOT_TOLD)
        rows.append(
            (
                words.replace("{patron}", summary.put_in.patron),
                say(one.overall.mean),
                measures.mean_settings(one.overall, say),
                *given,
            )
        )
    note = (
        "What members spend beyond what they plan anyway, if pledges are kept in full and as far as that is "
        "expected; constant dollars, two digits. Mean over all runs and, with a new target, mean and 10–90 %."
    )
    head = ("", "all runs", "settings", "new target", "10–90 %")
    return Part("buys", "What it buys", note, head, rows)


def rivals(summary: Summary) -> Part:
    """Return what reference forecasts say, and how often the simulation agrees."""
    rows: list[Line] = []
    for one in summary.references:
        said = one.forecast
        rows.append(
            (
                said.name,
                said.words,
                measures.share(one.agrees.share),
                measures.share(one.dated.share),
                measures.gdp(one.off_headline),
            )
        )
    note = (
        "The same inputs, at central settings. Agrees: how often the simulation has the same numbers; year: and the "
        "same year. Off: core and related together, % of GDP, mean distance over all runs."
    )
    head = ("forecast", "says", "agrees", "year", "off")
    after = [f"{capital(one.forecast.name)}: {one.forecast.how}." for one in summary.references]
    return Part("rivals", "Beside other theories", note, head, rows, after, worded=(0, 1))
