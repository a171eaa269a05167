"""Names become seats, figures become state, blocs a matrix: Scenario in, Terms and Table out (ODD 5).

What no setting changes is worked out once per scenario (``Plan``); the rest follows from the sheet's
numbers, whether they are central or drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import fsum
from typing import Any, NamedTuple
from zlib import crc32

import networkx as nx
import numpy as np

from sim.rules import terms as t
from sim.rules.interests import standing_plan, stress
from sim.rules.text import EVERY_ISSUE, FIRMNESS_STEPS, ISSUES, UNDATED, Text, aim, aims, moves, snap
from sim.scenario.draw import Setting, check
from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.mapping import Weights, state
from sim.scenario.schema import COLUMNS, FIRMNESS, WORDINGS, Draft, Scenario
from sim.scenario.sheet import Says, Sheet, once, value
from sim.scenario.sheet import seated as seated


class Seating(NamedTuple):
    """Who sits where, and all the rules may know of it."""

    codes: tuple[str, ...]
    terms: t.Terms
    table: t.Table


def mask(names: list[str], known: list[str]) -> int:
    """Return a bit mask of names by their places in a list."""
    picked = 0
    for name in names:
        picked |= 1 << known.index(name)
    return picked


def dice_code(name: str) -> int:
    """Return the 32-bit number by which a name keys its dice."""
    return crc32(name.encode())


def text_of(draft: Draft, categories: list[str]) -> Text:
    """Return the rules' text for a draft as a person writes it."""
    firmness = FIRMNESS.index(draft.firmness) / FIRMNESS_STEPS if isinstance(draft.firmness, str) else draft.firmness
    return Text(
        core=draft.core,
        related=draft.related,
        deadline=draft.deadline or UNDATED,
        counts=mask(draft.counts, categories),
        review=int(draft.review),
        firmness=float(firmness),
        wording=WORDINGS.index(draft.wording),
        letters=0,
    )


def calendar(scenario: Scenario) -> t.Calendar:
    """Return the rounds' agendas, silences and attendance."""

    def agenda(issues: Sequence[str] | None) -> int:
        named = [issue for issue in issues or [] if issue in ISSUES]
        return EVERY_ISSUE if issues is None else mask(named, list(ISSUES))

    return t.Calendar(
        rounds=len(scenario.meetings),
        agenda=tuple(agenda(meeting.agenda) for meeting in scenario.meetings),
        silence=tuple(meeting.silence or 0.0 for meeting in scenario.meetings),
        attendance=tuple(int(meeting.attendance) for meeting in scenario.meetings),
        luck=tuple(meeting.luck or place for place, meeting in enumerate(scenario.meetings, 1)),
    )


def fixed_terms(scenario: Scenario) -> dict[str, Any]:
    """Return the terms that no setting changes: the occasion, the grid, the texts that frame it, the calendar."""
    summit, grid, categories = scenario.summit, scenario.grid, list(scenario.categories)
    listed = moves(len(categories))
    aimed = aims(listed)
    return {
        "summit": t.Summit(summit.year, summit.review_after),
        "grid": t.Grid(
            *(grid.core[0], grid.core[1]),
            *(grid.related[0], grid.related[1]),
            *(grid.years[0], grid.years[1]),
            grid.step,
        ),
        "proposal": text_of(scenario.proposal, categories),
        "status_quo": text_of(scenario.status_quo, categories),
        "calendar": calendar(scenario),
        "moves": tuple(zip(*listed, strict=True)),
        "aims": tuple(aimed),
        "aim_of": tuple(aimed.index(aim(row)) for row in listed),
    }


def fixed_columns(scenario: Scenario) -> dict[str, Any]:
    """Return the part of the table that no setting changes: who sits there, and in which blocs."""
    taking_part, blocs = seated(scenario), scenario.blocs
    return {
        "seats": len(taking_part),
        "code": tuple(dice_code(code) for code in taking_part),
        "forces": tuple(int(one.forces) for one in taking_part.values()),
        "blocs": tuple(mask([name for name in blocs if code in blocs[name]], list(blocs)) for code in taking_part),
        "bloc_code": tuple(dice_code(name) for name in blocs),
        "patron_code": dice_code(scenario.patron.code),
    }


def friends_of(scenario: Scenario) -> Any:
    """Return who shares a bloc with whom: a matrix of truths, a line a seat; nobody with itself."""
    codes = list(seated(scenario))
    together = np.zeros((len(codes), len(codes)), bool)
    for bloc in scenario.blocs.values():
        places = [place for place, code in enumerate(codes) if code in bloc]
        together[np.ix_(places, places)] = True
    np.fill_diagonal(together, False)
    return together


class Plan:
    """What seating needs of a scenario, whatever the setting: its sheet of numbers, and all that stays."""

    def __init__(self, scenario: Scenario) -> None:
        """Look at a scenario once; two names that key the same dice are refused."""
        self.scenario = scenario
        self.codes = tuple(seated(scenario))
        keyed = {dice_code(name) for name in [*self.codes, *scenario.blocs, scenario.patron.code]}
        if len(keyed) < len(self.codes) + len(scenario.blocs) + 1:
            raise ScenarioError(scenario.title, [Fault(("members",), "two codes key the same dice; rename one")])
        self.sheet = Sheet(scenario)
        self.terms = fixed_terms(scenario)
        self.columns = fixed_columns(scenario)
        self.friends = friends_of(scenario)
        self.named_kinds = self.sheet.named("qualifying")
        self.talks_round = scenario.talks.before_round if scenario.talks else 0

    def seating(self, setting: Mapping[str, float], arrays: bool = False) -> Seating:
        """Return the seats at a setting; see ``seat``."""
        says = self.sheet.at(setting)
        terms = terms_of(self, says)
        return Seating(self.codes, terms, table_of(self, says, terms, as_it_is if arrays else rows))


def seat(scenario: Scenario, setting: Setting | None = None, arrays: bool = False) -> Seating:
    """Return the seats of a scenario at a setting (None: central settings).

    ``seat(scenario, setting)`` is ``seat(settle(scenario, setting))``, to the last bit and in a fraction of
    the time. With ``arrays`` the table's two matrices are arrays, which is how the compiled loop wants them.
    Raises ``ValueError`` as ``settle`` does.
    """
    if setting is None:
        return Plan(scenario).seating({}, arrays)
    check(scenario, setting)
    return once(Plan, scenario).seating(setting, arrays)


def terms_of(plan: Plan, says: Says) -> t.Terms:
    """Return all numbers of the setting."""
    sections = {name: t.Terms.__annotations__[name](*says(name)) for name in t.PLAIN}
    sections["alliance"] = on_step(sections["alliance"], plan.terms["grid"].step)
    shares = says("share")
    distastes = [share if own is None else own for own, share in zip(says("distaste"), shares, strict=True)]
    chances = says("talks_chance")
    incident_chance, incident_threat = says("incidents")
    return t.Terms(
        **sections,
        **plan.terms,
        events=t.Events(
            ceiling=says("events")[0],
            incident_chance=incident_chance or 0.0,
            incident_threat=incident_threat or 0.0,
            talks_round=plan.talks_round,
            talks_outcomes=len(chances),
        ),
        share_of=column_of_sums(tuple(shares)),
        distaste_of=column_of_sums(tuple(distastes)),
        talks_chance=tuple(chances),
        talks_threat=tuple(says("talks_threat")),
    )


def on_step(alliance: t.Alliance, step: float) -> t.Alliance:
    """Return the capability-implied core on the grid's steps, wherever a draw put it."""
    return alliance._replace(capability_core=snap(alliance.capability_core, 0.0, float("inf"), step))


def subset_sums(values: Any) -> Any:
    """Return, for every bit mask over the first axis, the sum of those it picks, added in listed order.

    A mask's sum is that of the mask without its highest bit, and what that bit picks.
    """
    sums = np.zeros((1 << len(values), *values.shape[1:]))
    for place, one in enumerate(values):
        half = 1 << place
        sums[half : 2 * half] = sums[:half] + one
    return sums


@lru_cache(maxsize=64)
def column_of_sums(values: tuple[float, ...]) -> tuple[float, ...]:
    """Return the sums of ``subset_sums`` of a column, as the rules know it."""
    return tuple(subset_sums(np.array(values)).tolist())


def attention(gdp: Sequence[float], share: float, friends: Any) -> Any:
    """Return who listens to whom, a line a listener: shares of attention that add up to 1.

    A part goes to one's own blocs, evenly; the rest to everyone by size.
    """
    count = friends.sum(axis=1)
    by_size = np.where(count > 0, 1.0 - share, 1.0)[:, None] * np.array(gdp) / everyone_else(tuple(gdp))[:, None]
    listens = by_size + np.where(friends, (share / np.maximum(count, 1))[:, None], 0.0)
    np.fill_diagonal(listens, 0.0)
    return listens


@lru_cache(maxsize=64)
def everyone_else(gdp: tuple[float, ...]) -> Any:
    """Return, for each member, the joint GDP of all others."""
    return np.array([fsum(gdp[:seat] + gdp[seat + 1 :]) for seat in range(len(gdp))])


def network(scenario: Scenario) -> nx.DiGraph[str]:
    """Return who listens to whom at central settings: an edge's weight is its share of attention."""
    codes, _, table = seat(scenario)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(codes)
    for speaker, row in zip(codes, table.attention, strict=True):
        graph.add_weighted_edges_from(
            (one, speaker, weight) for one, weight in zip(codes, row, strict=True) if speaker != one
        )
    return graph


def qualifying(plan: Plan, says: Says) -> Any:
    """Return, for every set of categories, how much of each member's spending qualifies already."""
    parts = np.outer(says("share"), says("related_base"))  # a line a category
    named = says("qualifying")
    kinds = len(parts)
    for place in plan.named_kinds:
        parts[place % kinds, place // kinds] = named[place]
    return subset_sums(parts)


def mapping_weights(scenario: Scenario) -> Weights:
    """Return the weights by which figures become a member's state."""
    return Weights(**{name: value(getattr(scenario.mapping, name)) for name in Weights._fields})


def stress_of(one: Mapping[str, float | None], opposition: float, terms: t.Terms) -> float:
    """Return how hard a point of GDP is to find, from a member's figures and politics."""
    deficit = -(one["balance"] or 0.0)
    return stress(one["debt"] or 0.0, deficit, opposition, one["escape_clause"] or 0.0, terms)


def rows(matrix: Any) -> tuple[tuple[float, ...], ...]:
    """Return a matrix as the rules know it."""
    return tuple(tuple(row) for row in matrix.tolist())


def as_it_is(matrix: Any) -> Any:
    """Return a matrix as an array."""
    return matrix


def table_of(plan: Plan, says: Says, terms: t.Terms, given: Callable[[Any], Any] = rows) -> t.Table:
    """Return the members as the rules see them, one row a seat; matrices as they are to be given."""
    weights = Weights(*says("mapping"))
    columns = {name: says(name) for name in COLUMNS}
    known = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    states = [state(one, weights) for one in known]
    plans = [max(one or 0.0, two or 0.0) for one, two in zip(columns["own_plan"], columns["defence"], strict=True)]
    gdp = [one or 0.0 for one in columns["gdp"]]
    total = fsum(gdp)

    def column(name: str) -> tuple[float, ...]:
        return tuple([one or 0.0 for one in columns[name]])

    red_lines = zip(columns["red_line"], columns["red_line_slope"], strict=True)
    patron_gdp, patron_defence, patron_growth = says("patron")
    return t.Table(
        **plan.columns,
        own_plan=tuple(plans),
        standing_plan=tuple([standing_plan(one, terms) for one in plans]),
        qualifying=given(qualifying(plan, says)),
        stress=tuple([stress_of(one, mapped.opposition, terms) for one, mapped in zip(known, states, strict=True)]),
        opposition=tuple([one.opposition for one in states]),
        threat=tuple([one.threat for one in states]),
        dependence=column("dependence"),
        value=column("value_to_us"),
        red_line=column("red_line"),
        red_slope=tuple([0.0 if line is None else slope or 0.0 for line, slope in red_lines]),
        exposure=tuple([one.exposure for one in states]),
        weight=tuple([one / total for one in gdp]),
        patience=tuple([one or terms.temper.patience for one in columns["patience"]]),
        attention=given(attention(gdp, terms.influence.bloc_share, plan.friends).T),
        gdp=tuple(gdp),
        growth=fsum(one * (growth or 0.0) for one, growth in zip(gdp, columns["growth"], strict=True)) / total,
        patron_gdp=patron_gdp,
        patron_defence=patron_defence,
        patron_growth=patron_growth,
    )
