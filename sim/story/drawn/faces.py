"""What a tile or a node shows of a delegation: by stance, core spending, fear or fiscal stress."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sim.results.buying import ALL
from sim.results.describe import percent
from sim.results.transcript import Transcript, last_attempt, last_voices
from sim.scenario.schema import Scenario
from sim.scenario.seating import seat
from sim.signs.palette import SCALE
from sim.signs.stances import AT_SILENCE, AT_SOUNDINGS, LOOKS, Stand, contentment, stances
from sim.signs.words import signed

MEASURES = {
    "stance": "stance on the last text",
    "core": "core defence spending now, % of GDP",
    "fear": "how threatened it feels, 0 to 100 %",
    "stress": "how hard a point of GDP is to find; 1: no strain on the budget",
}
"""What the alliance can be looked at by, and the unit."""


class Face(NamedTuple):
    """What one tile shows: ``kind`` is a stance, or 0 to 4 from little to much; ``told`` is its tooltip."""

    name: str
    kind: str
    sign: str
    value: str
    letter: bool
    pivotal: bool
    broke: str
    told: str


class Chip(NamedTuple):
    """A line of the key: a kind, its sign and what it means."""

    kind: str
    sign: str
    words: str


class Faces(NamedTuple):
    """All tiles by code, the patron's among them, and their key."""

    faces: dict[str, Face]
    key: list[Chip]


def members(transcript: Transcript) -> list[str]:
    """Return the codes of the members at the table."""
    return [one.code for one in transcript.buys if one.code != ALL]


def faces(transcript: Transcript, scenario: Scenario, measure: str = "stance") -> Faces:
    """Return what every tile shows; raise ``ValueError`` for a measure that is none of ``MEASURES``."""
    if measure not in MEASURES:
        raise ValueError(f'measure "{measure}"; allowed: {", ".join(MEASURES)}')
    stands = stances(transcript, members(transcript), scenario)
    worth = stance_values(transcript, scenario)
    told = {code: tooltip(code, stand, worth.get(code, ""), transcript, scenario) for code, stand in stands.items()}
    if measure == "stance":
        plain = {code: Chip(one.kind, LOOKS[one.kind].sign, worth.get(code, "")) for code, one in stands.items()}
        return Faces(
            {code: face(stands[code], plain[code], told[code]) for code in stands}, stance_key(transcript, stands)
        )
    values, edges = measured(transcript, scenario, measure)
    shown = {code: Chip(str(bisect_right(edges, one)), "", worded(one, measure)) for code, one in values.items()}
    nothing = Chip("unheard", "", "")
    return Faces(
        {code: face(stands[code], shown.get(code, nothing), told[code]) for code in stands}, scale_key(edges, measure)
    )


def face(stand: Stand, chip: Chip, told: str) -> Face:
    """Return a tile's face."""
    return Face(stand.name, chip.kind, chip.sign, chip.words, stand.letter, stand.pivotal, stand.broke, told)


def stance_values(transcript: Transcript, scenario: Scenario) -> dict[str, str]:
    """Return how willing everyone is: the balance at silence in points, before that how likely it sounds to accept."""
    attempt, page = last_attempt(transcript), transcript.rounds[-1] if transcript.rounds else None
    content = attempt.satisfaction if attempt else page.patron.satisfaction if page else None
    found = {scenario.patron.code: percent(content)} if content is not None else {}
    return found | {one.code: signed(one.total) if attempt else percent(one.accepts) for one in last_voices(transcript)}


def tooltip(code: str, stand: Stand, worth: str, transcript: Transcript, scenario: Scenario) -> str:
    """Return what is to be known of a delegation, in a few lines."""
    if code == scenario.patron.code:
        return "\n".join(one for one in (stand.name, contentment(transcript), stand.broke) if one)
    meanings = AT_SILENCE if last_attempt(transcript) else AT_SOUNDINGS
    member, unit = scenario.members[code], " points" if last_attempt(transcript) else " likely to accept"
    lines = [
        f"{stand.name}: {LOOKS[stand.kind].sign} {meanings[stand.kind][0]}" + (f" ({worth}{unit})" if worth else ""),
        f"spends {member.defence.central():g} % of GDP on core defence, plans {member.own_plan.central():g} %",
        "pivotal: came closest to breaking" if stand.pivotal else "",
        "holds a side letter" if stand.letter else "",
        f"{stand.broke} (round)" if stand.broke else "",
    ]
    return "\n".join(line for line in lines if line)


def stance_key(transcript: Transcript, stands: Mapping[str, Stand]) -> list[Chip]:
    """Return what the colours of stances mean, and how many members there are of each."""
    meanings = AT_SILENCE if last_attempt(transcript) else AT_SOUNDINGS
    kinds = [stand.kind for code, stand in stands.items() if code in members(transcript)]
    return [
        Chip(kind, LOOKS[kind].sign, f"{kinds.count(kind)} {words}")
        for kind, (words, _) in meanings.items()
        if kinds.count(kind) or kind != "unheard"
    ]


def measured(transcript: Transcript, scenario: Scenario, measure: str) -> tuple[dict[str, float], list[float]]:
    """Return a figure for each member, the patron's too if it has one, and the edges between its five kinds.

    The edges part the members into fifths as they were at the start, so that colours may be compared over time.
    """
    codes, _, table = seat(scenario)
    if measure == "core":
        power = scenario.patron
        values = {code: scenario.members[code].defence.central() for code in codes}
        return values | {power.code: power.defence.central()}, fifths(list(values.values()))
    start = dict(zip(codes, table.stress if measure == "stress" else table.threat, strict=True))
    now = transcript.rounds[-1].threats if measure == "fear" and transcript.rounds else start
    return dict(now), fifths(list(start.values()))


def fifths(values: Sequence[float]) -> list[float]:
    """Return the four values that part a list into five kinds of like number."""
    ranked = sorted(values)
    return [ranked[len(ranked) * part // 5] for part in range(1, 5)]


def worded(value: float, measure: str) -> str:
    """Return a figure as it stands on a tile."""
    return percent(value) if measure == "fear" else f"{value:.2f}" if measure == "stress" else f"{value:.2f} %"


def scale_key(edges: Sequence[float], measure: str) -> list[Chip]:
    """Return what the five shades mean."""
    said = [worded(edge, measure) for edge in edges]
    ranges = [f"below {said[0]}", *(f"from {one}" for one in said)]
    return [Chip(str(place), "", ranges[place]) for place in range(len(SCALE))]
