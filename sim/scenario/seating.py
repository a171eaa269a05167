"""Names become seats, figures become state, blocs a matrix: Scenario in, Terms and Table out (ODD 5)."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Any, NamedTuple
from zlib import crc32

import networkx as nx

from sim.rules import terms as t
from sim.rules.interests import standing_plan, stress
from sim.rules.text import EVERY_ISSUE, FIRMNESS_STEPS, ISSUES, UNDATED, Text, moves, snap
from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.mapping import State, Weights, state
from sim.scenario.quantity import Quantity
from sim.scenario.schema import COLUMNS, FIRMNESS, WORDINGS, Draft, Member, Scenario
from sim.scenario.sections import VARIANTS


class Seating(NamedTuple):
    """Who sits where, and all the rules may know of it."""

    codes: tuple[str, ...]
    terms: t.Terms
    table: t.Table


def value(given: Any) -> Any:
    """Return an entry as the rules know it: a quantity's central value, a variant's code."""
    if isinstance(given, Quantity):
        return given.central()
    return VARIANTS.get(given, given) if isinstance(given, str) else given


def fill(rules: Any, section: Any, **others: Any) -> Any:
    """Return a named tuple of the rules filled from a scenario's section of the same names."""
    return rules(**{name: others.get(name, value(getattr(section, name, None))) for name in rules._fields})


def mask(names: list[str], known: list[str]) -> int:
    """Return a bit mask of names by their places in a list."""
    picked = 0
    for name in names:
        picked |= 1 << known.index(name)
    return picked


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


def seated(scenario: Scenario) -> dict[str, Member]:
    """Return the members that take part, in listed order."""
    wanted = scenario.summit.seats
    return {code: one for code, one in scenario.members.items() if wanted is None or code in wanted}


def subset_sums(values: list[float]) -> tuple[float, ...]:
    """Return, for every bit mask over the values, the sum of those it picks, added in listed order."""
    sums = []
    for picked in range(1 << len(values)):
        total = 0.0
        for place, one in enumerate(values):
            if picked >> place & 1:
                total += one
        sums.append(total)
    return tuple(sums)


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
    )


def terms_of(scenario: Scenario) -> t.Terms:
    """Return all numbers of the setting."""
    grid, categories = scenario.grid, list(scenario.categories)
    shares = [value(one.share) for one in scenario.categories.values()]
    distastes = [value(one.distaste or one.share) for one in scenario.categories.values()]
    outcomes = scenario.talks.outcomes if scenario.talks else []
    sections = {
        name: fill(rules, getattr(scenario, name)) for name, rules in t.Terms.__annotations__.items() if name in t.PLAIN
    }
    sections["alliance"] = on_step(sections["alliance"], grid.step)
    return t.Terms(
        **sections,
        summit=fill(t.Summit, scenario.summit),
        grid=t.Grid(
            *(grid.core[0], grid.core[1]),
            *(grid.related[0], grid.related[1]),
            *(grid.years[0], grid.years[1]),
            grid.step,
        ),
        events=t.Events(
            ceiling=value(scenario.events.ceiling),
            incident_chance=value(scenario.incidents.chance) if scenario.incidents else 0.0,
            incident_threat=value(scenario.incidents.threat) if scenario.incidents else 0.0,
            talks_round=scenario.talks.before_round if scenario.talks else 0,
            talks_outcomes=len(outcomes),
        ),
        proposal=text_of(scenario.proposal, categories),
        status_quo=text_of(scenario.status_quo, categories),
        calendar=calendar(scenario),
        share_of=subset_sums(shares),
        distaste_of=subset_sums(distastes),
        talks_chance=tuple(value(one.chance) for one in outcomes),
        talks_threat=tuple(value(one.threat) for one in outcomes),
        moves=tuple(moves(len(categories))),
    )


def on_step(alliance: t.Alliance, step: float) -> t.Alliance:
    """Return the capability-implied core on the grid's steps, wherever a draw put it."""
    return alliance._replace(capability_core=snap(alliance.capability_core, 0.0, float("inf"), step))


def figures(member: Member) -> dict[str, float | None]:
    """Return a member's figures as plain numbers (None where there is none)."""
    return {name: value(getattr(member, name)) for name in COLUMNS}


def network(scenario: Scenario) -> nx.DiGraph[str]:
    """Return who listens to whom: an edge's weight is the share of attention (rows add up to 1)."""
    taking_part = seated(scenario)
    weight = {code: value(one.gdp) for code, one in taking_part.items()}
    share = value(scenario.influence.bloc_share)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(taking_part)
    for code in taking_part:
        friends = sorted(
            {one for bloc in scenario.blocs.values() if code in bloc for one in bloc} & set(taking_part) - {code}
        )
        everyone = fsum(gdp for other, gdp in weight.items() if other != code)
        by_size = 1.0 - share if friends else 1.0
        for other in taking_part:
            if other != code:
                close = share / len(friends) if other in friends else 0.0
                graph.add_edge(code, other, weight=by_size * weight[other] / everyone + close)
    return graph


def qualifying(scenario: Scenario, member: Member) -> tuple[float, ...]:
    """Return, for every set of categories, how much of a member's spending qualifies already."""
    base, named = value(member.related_base), member.qualifying or {}
    return subset_sums(
        [value(named[name]) if name in named else base * value(one.share) for name, one in scenario.categories.items()]
    )


def mapping_weights(scenario: Scenario) -> Weights:
    """Return the weights by which figures become a member's state."""
    return Weights(**{name: value(getattr(scenario.mapping, name)) for name in Weights._fields})


def stress_of(one: dict[str, float | None], opposition: float, terms: t.Terms) -> float:
    """Return how hard a point of GDP is to find, from a member's figures and politics."""
    deficit = -(one["balance"] or 0.0)
    return stress(one["debt"] or 0.0, deficit, opposition, one["escape_clause"] or 0.0, terms)


def table_of(scenario: Scenario, terms: t.Terms) -> t.Table:
    """Return the members as the rules see them, one row a seat."""
    taking_part = seated(scenario)
    weights = mapping_weights(scenario)
    known = {code: figures(one) for code, one in taking_part.items()}
    states: dict[str, State] = {code: state(one, weights) for code, one in known.items()}
    blocs = scenario.blocs
    plans = [max(one["own_plan"] or 0.0, one["defence"] or 0.0) for one in known.values()]
    total = fsum(one["gdp"] or 0.0 for one in known.values())
    graph = network(scenario)
    qualified = [qualifying(scenario, one) for one in taking_part.values()]

    def column(name: str) -> tuple[float, ...]:
        return tuple(one[name] or 0.0 for one in known.values())

    return t.Table(
        seats=len(taking_part),
        code=tuple(dice_code(code) for code in taking_part),
        forces=tuple(int(one.forces) for one in taking_part.values()),
        own_plan=tuple(plans),
        standing_plan=tuple(standing_plan(plan, terms) for plan in plans),
        qualifying=tuple(zip(*qualified, strict=True)),
        stress=tuple(stress_of(one, states[code].opposition, terms) for code, one in known.items()),
        opposition=tuple(states[code].opposition for code in taking_part),
        threat=tuple(states[code].threat for code in taking_part),
        dependence=column("dependence"),
        value=column("value_to_us"),
        red_line=column("red_line"),
        red_slope=tuple(0.0 if one["red_line"] is None else one["red_line_slope"] or 0.0 for one in known.values()),
        exposure=tuple(states[code].exposure for code in taking_part),
        weight=tuple((one["gdp"] or 0.0) / total for one in known.values()),
        patience=tuple(value(one.patience) or terms.temper.patience for one in taking_part.values()),
        influence=tuple(
            tuple(graph.edges[a, b]["weight"] if a != b else 0.0 for b in taking_part) for a in taking_part
        ),
        blocs=tuple(mask([name for name in blocs if code in blocs[name]], list(blocs)) for code in taking_part),
        bloc_code=tuple(dice_code(name) for name in scenario.blocs),
        gdp=column("gdp"),
        growth=fsum((one["gdp"] or 0.0) * (one["growth"] or 0.0) for one in known.values()) / total,
        patron_code=dice_code(scenario.patron.code),
        **{f"patron_{name}": value(getattr(scenario.patron, name)) for name in ("gdp", "defence", "growth")},
    )


def dice_code(name: str) -> int:
    """Return the 32-bit number by which a name keys its dice."""
    return crc32(name.encode())


def seat(scenario: Scenario) -> Seating:
    """Return the seats of a scenario at its central settings (settle it first for a draw)."""
    taking_part = seated(scenario)
    keyed = {dice_code(name) for name in [*taking_part, *scenario.blocs, scenario.patron.code]}
    if len(keyed) < len(taking_part) + len(scenario.blocs) + 1:
        raise ScenarioError(scenario.title, [Fault(("members",), "two codes key the same dice; rename one")])
    terms = terms_of(scenario)
    return Seating(tuple(taking_part), terms, table_of(scenario, terms))
