"""From a ledger to its summary: one computation, from which every reader is served."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis.fans import fan
from sim.analysis.given import fields, given, sorted_by_share
from sim.analysis.rivals import references
from sim.analysis.rows import Rows
from sim.analysis.seats import nobody, seats
from sim.analysis.summary import UNITS, Cell, Compromise, Due, Named, Purchase, PutIn, Source, Summary, Withdrawal
from sim.forecasts.reference import Forecast, forecasts

if TYPE_CHECKING:
    from sim.results.ledger import Ledger

BUYS = tuple(name for name in UNITS if name.startswith(("buys_", "money_", "patron_share")))


def summarize(ledger: Ledger, rivals: Sequence[Forecast] | None = None) -> Summary:
    """Return the summary of a ledger that has at least one run; ``rivals`` default to the reference forecasts."""
    if ledger.runs == 0:
        raise ValueError("no run is there yet")
    rows = Rows(ledger)
    new_target = rows.overall(rows.passed)
    core, related, deadline = rows.numbers("core", "related", "deadline")
    [attended] = rows.numbers("attended")
    shown = forecasts(ledger.scenario) if rivals is None else rivals
    return Summary(
        source=source(ledger, rows),
        runs=ledger.runs,
        p_new_target=new_target.share,
        new_target=new_target,
        compromises=compromises(rows),
        unconditional={
            "core": rows.overall_mean(core),
            "related": rows.overall_mean(related),
            "headline": rows.overall_mean(core + related),
        },
        classes=classes(rows),
        cells=cells(core, related),
        due=due(rows, deadline),
        given=given(rows),
        seats=seats(rows, ledger.scenario),
        nobody=nobody(rows),
        attended=rows.share(attended == 1, ~np.isnan(attended)),
        attended_given=rows.share(attended == 1, ~np.isnan(attended) & rows.passed),
        withdrawal=withdrawal(rows),
        buys=buys(rows),
        fan=fan(ledger),
        put_in=put_in(ledger),
        references=references(rows, shown, core, related, deadline),
        units=UNITS,
    )


def source(ledger: Ledger, rows: Rows) -> Source:
    """Return what was summed up."""
    recipe, sizes = ledger.recipe, np.bincount(rows.runs.code)
    return Source(
        title=recipe.title,
        digest=recipe.digest,
        rulebook=recipe.rulebook,
        seed=recipe.seed,
        runs=ledger.runs,
        planned=recipe.runs,
        settings=rows.runs.settings,
        settings_planned=recipe.settings,
        fewest=int(sizes.min()),
        most=int(sizes.max()),
        versions=recipe.versions,
        command=recipe.command,
    )


def compromises(rows: Rows) -> list[Compromise]:
    """Return every compromise that occurred, the most frequent first."""
    [column] = rows.words("compromise")
    there = np.unique(column.place)
    found = [
        Compromise(compromise=column.known[place], **fields(rows.overall(column.place == place))) for place in there
    ]
    return sorted_by_share(found)


def classes(rows: Rows) -> list[Named]:
    """Return the classes that occurred."""
    [column] = rows.words("class")
    there = np.unique(column.place)
    return sorted_by_share(
        [Named(name=column.known[place], **fields(rows.overall(column.place == place))) for place in there]
    )


def cells(core: Any, related: Any) -> list[Cell]:
    """Return how often each pair of targets stands."""
    cores, row = np.unique(core, return_inverse=True)
    relateds, column = np.unique(related, return_inverse=True)
    counts = np.bincount(row * len(relateds) + column)
    places = ((int(one), *divmod(int(one), len(relateds))) for one in np.flatnonzero(counts))
    return [Cell(float(cores[c]), float(relateds[r]), float(counts[n] / len(core))) for n, c, r in places]


def due(rows: Rows, deadline: Any) -> list[Due]:
    """Return by which year a new target is due, in order of years; first how often there is none."""
    none = Due(year=None, **fields(rows.overall(~rows.passed)))
    years = np.unique(deadline[rows.passed & ~np.isnan(deadline)])
    dated = [Due(year=int(year), **fields(rows.overall(rows.passed & (deadline == year)))) for year in years]
    return [none, *dated]


def withdrawal(rows: Rows) -> Withdrawal:
    """Return the chance that the patron scales back, with and without a new target."""
    now, without = rows.numbers("scales_back", "scales_back_without")
    return Withdrawal(
        passed=rows.mean(now, rows.passed),
        passed_without=rows.mean(without, rows.passed),
        failed=rows.mean(now, ~rows.passed),
        overall=rows.overall_mean(now),
        overall_without=rows.overall_mean(without),
    )


def buys(rows: Rows) -> dict[str, Purchase]:
    """Return what the text buys."""
    columns = zip(BUYS, rows.numbers(*BUYS), strict=True)
    return {name: Purchase(rows.overall_mean(values), rows.mean(values, rows.passed)) for name, values in columns}


def put_in(ledger: Ledger) -> PutIn:
    """Return what was put in, at central settings."""
    given_, first, before = ledger.scenario, ledger.scenario.proposal, ledger.scenario.status_quo
    return PutIn(
        patron=given_.patron.the or given_.patron.name,
        demand=given_.us.demand.central(),
        core=first.core,
        related=first.related,
        deadline=first.deadline,
        capability_core=given_.alliance.capability_core.central(),
        status_quo_core=before.core,
        status_quo_related=before.related,
        review=given_.summit.year + given_.summit.review_after,
    )
