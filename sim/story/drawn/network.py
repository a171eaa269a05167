"""Who listens to whom: allies as nodes, the strongest ties as lines."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from markupsafe import Markup

from sim.results.describe import percent
from sim.results.transcript import Transcript
from sim.scenario.schema import Scenario
from sim.scenario.seating import network as ties
from sim.signs.palette import BLUE, INK, QUIET
from sim.signs.stances import occasion
from sim.story.drawn.alliance import KEY, legend, painted
from sim.story.drawn.faces import MEASURES, Face, faces
from sim.story.drawn.svg import clean, number, say, sheet, tag, title
from sim.story.words import name

WIDE, HIGH, EDGE, NODE = 900.0, 620.0, 34.0, 21.0
"""The sheet, its margin and a node's radius, in pixels."""
STRONGEST = 3
"""How many of those it listens to most are drawn for each ally."""
BEND = 0.12
"""How far a line is bent, so that two allies that listen to each other have two lines."""
LUCK = 5
"""The seed of the layout, so that the same blocs always lie in the same places."""
STYLE = f"""{painted()}
.network .tie {{ stroke: {QUIET}; fill: none; opacity: .35; }}
.network .tie.lit {{ stroke: {BLUE}; opacity: 1; }}
.network .edge {{ stroke: {INK}; stroke-width: .8; fill: none; }}
.network .pivotal .edge {{ stroke-width: 4; }}
.network .chosen .edge {{ stroke: {BLUE}; stroke-width: 5; }}
.network .node text {{ text-anchor: middle; font-weight: 700; font-size: 11.5px; }}
.network .node .sign {{ font: 700 11px "DejaVu Sans", sans-serif; }} .network .node .value {{ font-size: 9.5px; }}
"""
Ties = tuple[tuple[str, str, float], ...]
"""Who listens, to whom, and the share of attention."""


def network(
    transcript: Transcript, scenario: Scenario, measure: str = "stance", chosen: str = "", key: bool = True
) -> str:
    """Return the allies and who they listen to most, coloured by a measure (one of ``MEASURES``).

    A line's width is the share of attention; those of ``chosen`` stand out. The patron is not in it: it
    presses, and nobody's attention is counted towards it. Raises ``ValueError`` for an unknown measure.
    """
    found, chips = faces(transcript, scenario, measure)
    heard = attention(scenario)
    where, heard = layout(heard), strongest(heard)
    drawn = [tie(one, where, chosen) for one in heard]
    for code, place in where.items():
        drawn.append(node(code, found[code], place, listens(code, heard, scenario), code == chosen))
    drawn += legend(chips, HIGH) if key else []
    label = f"Who listens to whom, by {MEASURES[measure]}, {occasion(transcript)}"
    return sheet(WIDE, HIGH + (KEY if key else 0.0), "network", label, STYLE, drawn)


def attention(scenario: Scenario) -> Ties:
    """Return who listens to whom, all of them."""
    edges = ties(scenario).edges.items()
    return tuple((one, other, round(float(tie["weight"]), 6)) for (one, other), tie in edges)


def strongest(heard: Ties) -> Ties:
    """Return for every ally those it listens to most, the first of them first."""
    ranked = sorted(heard, key=lambda one: (one[0], -one[2]))
    return tuple(one for _, group in groupby(ranked, key=lambda one: one[0]) for one in list(group)[:STRONGEST])


@lru_cache(maxsize=16)
def layout(heard: Ties) -> dict[str, tuple[float, float]]:
    """Return where every node lies: those that listen to each other close together."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for one, other, share in heard:
        back = graph[one][other]["weight"] if graph.has_edge(one, other) else 0.0
        graph.add_edge(one, other, weight=max(share, back))
    at = nx.spring_layout(graph, k=1.0, iterations=300, seed=LUCK)
    spots = {code: (float(x), float(y)) for code, (x, y) in at.items()}
    return {code: (fitted(x, spots, 0, WIDE), fitted(y, spots, 1, HIGH)) for code, (x, y) in spots.items()}


def fitted(value: float, spots: dict[str, tuple[float, float]], axis: int, size: float) -> float:
    """Return a coordinate stretched to the sheet, its margins left free."""
    low, high = min(one[axis] for one in spots.values()), max(one[axis] for one in spots.values())
    return EDGE + (value - low) / max(high - low, 1e-9) * (size - 2 * EDGE)


def listens(code: str, heard: Ties, scenario: Scenario) -> str:
    """Return whom an ally listens to most, in words."""
    named = [f"{name(other, scenario)} ({percent(weight)})" for one, other, weight in heard if one == code]
    return f"listens most to {', '.join(named)}"


def tie(one: tuple[str, str, float], where: dict[str, tuple[float, float]], chosen: str) -> Markup:
    """Return the line from an ally to one it listens to, slightly bent."""
    listener, heard, weight = one
    (x1, y1), (x2, y2) = where[listener], where[heard]
    x, y = (x1 + x2) / 2 + BEND * (y2 - y1), (y1 + y2) / 2 - BEND * (x2 - x1)
    start, middle, end = (f"{number(across)} {number(down)}" for across, down in ((x1, y1), (x, y), (x2, y2)))
    return tag(
        "path",
        d=f"M{start}Q{middle} {end}",
        class_="tie lit" if listener == chosen else "tie",
        stroke_width=0.6 + 14.0 * weight,
        data_from=listener,
    )


def node(code: str, one: Face, place: tuple[float, float], told: str, chosen: bool) -> Markup:
    """Return one node."""
    marks = ["node", f"k-{one.kind}"] + ["pivotal"] * one.pivotal + ["chosen"] * chosen
    ring = {"cx": 0, "cy": 0, "r": NODE}
    return tag(
        "g",
        title(*one.told.split("\n"), told),
        tag("circle", class_="ground", **ring),
        tag("circle", class_="edge", **ring),
        say(0, -8, one.sign, "sign"),
        say(0, 3, code),
        say(0, 14, "" if one.sign else one.value, "value"),
        class_=" ".join(marks),
        transform=f"translate({number(place[0])} {number(place[1])})",
        tabindex=0,
        role="button",
        aria_label=clean(f"{one.told}; {told}".replace("\n", "; ")),
        data_code=code,
    )
