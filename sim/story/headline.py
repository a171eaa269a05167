"""The first lines of a summary: whether there is a new target, and how surely one may say so."""

from __future__ import annotations

from sim.analysis.intervals import Interval
from sim.analysis.summary import Source, Summary
from sim.story import measures
from sim.story.words import listed

HARDLY, SLIGHTLY = 0.02, 0.05
"""Changes of a chance below the first are hardly any, below the second small."""
FEW_SETTINGS = 20


def headline(summary: Summary) -> str:
    """Return the first line: the share of summits with a new target, its two intervals, what is missing."""
    found, source = measures.share(summary.p_new_target), summary.source
    if source.complete:
        return f"A new target in {found} of {source.runs:,} summits ({doubt(summary)})"
    return f"{source.runs:,} of {source.planned:,} runs so far: a new target in {found} ({doubt(summary)})"


def doubt(summary: Summary) -> str:
    """Return both intervals of the chance of a new target, or why one cannot be told."""
    one, source = summary.new_target, summary.source
    if source.settings == 0:
        return f"luck {measures.luck(one)}; central settings only"
    if source.settings == 1:
        return f"luck {measures.luck(one)}; one setting only"
    if one.luck is None or one.settings is None:
        together = measures.off(one, Interval(one.low, one.high))
        return f"luck and settings together {together}: one run a setting cannot tell them apart"
    return f"luck {measures.luck(one)}; between plausible settings {measures.settings(one)}"


def basis(source: Source) -> str:
    """Return which summit was played, and how its runs are spread over settings."""
    if source.settings == 0:
        return f"{source.title} · every run at central settings; what differs is luck"
    each = f"{source.fewest:,}" if source.fewest == source.most else f"{source.fewest:,} to {source.most:,}"
    runs = "1 run" if source.most == 1 else f"{each} runs"
    drawn = "1 draw" if source.settings == 1 else f"{source.settings:,} draws"
    return f"{source.title} · {drawn} of what is uncertain, {runs} {'in it' if source.settings == 1 else 'in each'}"


def meanings(summary: Summary) -> list[str]:
    """Return what the intervals mean, and what they cannot say, a sentence each."""
    one, source = summary.new_target, summary.source
    if source.settings <= 1:
        which = "central settings" if source.settings == 0 else "a single setting"
        return [
            "Luck: how far off a figure may be because there were only so many runs (95 %).",
            f"How it would differ between plausible settings cannot be told from {which}.",
        ]
    sure = f"{measures.span(Interval(one.low, one.high))} %"
    rough = " They are few: ranges between settings are rough." if source.settings < FEW_SETTINGS else ""
    all_in = (
        f"Over all plausible settings, of which {source.settings:,} were drawn, the chance of a new target is "
        f"{sure} (95 %).{rough}"
    )
    if one.settings is None:
        return [all_in, "How far settings differ, luck apart, takes several runs a setting to tell."]
    return [
        "Luck: how far off a figure may be for these settings, each having been played only so often (95 %).",
        "Settings: the range that 8 of 10 plausible settings lie in, luck taken out.",
        all_in,
    ]


def in_short(summary: Summary) -> str:
    """Return the findings in three or four sentences."""
    said = [most_often(summary)]
    given = summary.given
    if given.deadline is not None and given.review is not None:
        year = measures.year(given.deadline.median)
        most = measures.tenths(given.deadline, measures.year)
        said.append(f"The median new target is due by {year} (10–90 % of runs: {most}); {review(summary)}.")
    said.append(silence(summary))
    return " ".join(said)


def most_often(summary: Summary) -> str:
    """Return the most frequent endings."""
    named = [f"{ending(one.compromise)} ({measures.share(one.share)})" for one in summary.compromises[:3]]
    return f"Most often it ends in {named[0]}" + (f", then {listed(named[1:])}." if named[1:] else ".")


def ending(compromise: str) -> str:
    """Return a compromise as it stands in a sentence."""
    return "no new text" if compromise == "none" else compromise


def review(summary: Summary) -> str:
    """Return how often there is a review, and letters."""
    given, year = summary.given, summary.put_in.review
    reviewed = 0.0 if given.review is None else given.review.share
    lettered = 0.0 if given.letters is None else given.letters.share
    return (
        f"{measures.share(reviewed)} of new targets have a review in {year}, {measures.share(lettered)} a side letter"
    )


def silence(summary: Summary) -> str:
    """Return who breaks silence most."""
    broken, first = 1.0 - summary.nobody.share, summary.seats[0]
    if broken == 0.0:
        return "Nobody ever breaks silence."
    return (
        f"Silence is broken in {measures.share(broken)} of runs, most often by {first.name} "
        f"({measures.share(first.broke.share)})."
    )


def difference(now: float, before: float) -> str:
    """Return how a new target changes a chance in the same runs; a small change is called small."""
    change = now - before
    if abs(change) < HARDLY:
        return "In the same runs a new target hardly changes that chance."
    small = ", a small change" if abs(change) < SLIGHTLY else ""
    way = "raises" if change > 0 else "lowers"
    return f"In the same runs a new target {way} that chance by {abs(100 * change):.0f} points{small}."


def put_in(summary: Summary) -> list[str]:
    """Return what was put in, and what is predicted: never to be confused."""
    given = summary.put_in
    due = f" by {given.deadline}" if given.deadline else ""
    needs = measures.grid(given.capability_core)
    return [
        f"Put in: {measures.grid(given.demand)} % demanded by {given.patron}, the first text of "
        f"{measures.grid(given.core)} + {measures.grid(given.related)} %{due}, and the {needs} % core that "
        f"capability targets imply. That {measures.grid(given.core)}+{measures.grid(given.related)} comes out often "
        "is therefore no discovery.",
        "Predicted: whether there is a new target, its year, review, firmness, wording and letters, who objects, "
        "and how all this changes when an input does.",
        "The model is no forecast of what governments will do. Its parameters are ranges of judgement, its rules a "
        "reading of the literature; what it shows is which assumptions lead where.",
    ]
