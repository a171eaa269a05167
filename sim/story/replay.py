"""The replay: one negotiation as a page that needs nothing else, to be stepped through anywhere.

The page shows the end at first and without a script; its script, with the data beside it, shows any scene.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sim.results.transcript import Transcript, last_voices
from sim.scenario.schema import Scenario
from sim.signs.captions import source, title
from sim.story.drawn import MEASURES, bars, network, text_by_round, tile_map
from sim.story.drawn.alliance import kinds
from sim.story.ending import outcome, put_in
from sim.story.replay_data import Replay, Values
from sim.story.scenes import OPENING

CHOICES = {"stance": "stance", "core": "spending", "fear": "fear", "stress": "fiscal stress"}


def replay(transcript: Transcript, scenario: Scenario, command: str = "") -> str:
    """Return the page; ``scenario`` is settled, ``command`` is what plays the negotiation again.

    Raises ``ValueError`` for a negotiation of which no round was played.
    """
    told = Replay(transcript, scenario)
    if not told.scenes:
        raise ValueError("no round was played: there is nothing to step through")
    data = told.values()
    template = world().get_template("replay.html")
    page: str = template.render(
        title=transcript.scenario,
        source=source(transcript).removeprefix(f"{transcript.scenario} · "),
        css=Markup(kept("replay.css") + chips()),
        script=Markup(kept("replay.js")),
        data=data,
        steps=len(told.scenes),
        marks=marks(told),
        measures=CHOICES,
        meanings=MEASURES,
        scene=data["scenes"][-1],
        hearing=data["hearings"][-1],
        rows=rows(told, data),
        ally=ally(told, data),
        bought=bought(data),
        minutes=minutes(told),
        drawings=drawings(told),
        over=title(transcript, scenario),
        outcome=outcome(transcript, scenario) if transcript.over else [],
        put_in=put_in(transcript, scenario) if transcript.over else "",
        command=command,
        digest=transcript.digest,
        versions=", ".join(f"{name} {version}" for name, version in transcript.versions.items()),
    )
    return page


@cache
def world() -> Environment:
    """Return the world of the template: all that is put into it is escaped, and nothing may be missing."""
    found = Environment(loader=PackageLoader("sim.story"), autoescape=True, undefined=StrictUndefined)
    found.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "allow_nan": False}
    return found


@cache
def kept(file: str) -> str:
    """Return a file of ours as it stands: style or script."""
    loader = PackageLoader("sim.story")
    return loader.get_source(world(), file)[0]


def chips() -> str:
    """Return the colours of the key's chips: those of the tiles."""
    return "\n".join(
        f".chip.k-{kind} {{ background: {ground}; color: {ink}; }}" for kind, (ground, ink) in kinds().items()
    )


def marks(told: Replay) -> list[Values]:
    """Return the marks below the scrubber: where each round begins."""
    last = max(1, len(told.scenes) - 1)
    firsts: dict[int, int] = {}
    for place, one in enumerate(told.scenes):
        firsts.setdefault(one.round, place)
    return [
        {"left": round(100 * place / last, 2), "words": f"{number}" if number else "start"}
        for number, place in firsts.items()
    ]


def rows(told: Replay, data: Values) -> list[Values]:
    """Return the table of allies at the end, most reluctant first."""
    hearing = data["hearings"][-1]
    members = told.scenario.members
    return [
        {
            "code": code,
            "name": data["names"][code],
            "spends": f"{members[code].defence.central():.2f}",
            "sign": hearing["faces"][code][1],
            "pivotal": hearing["faces"][code][4],
            **hearing["rows"][code],
        }
        for code in hearing["order"]
    ]


def ally(told: Replay, data: Values) -> Values:
    """Return the pivotal ally's sheet at the end."""
    code = data["chosen"]
    said = data["hearings"][-1]["rows"][code]
    heard = [one for one in data["hearings"] if one["rows"][code]["parts"]]
    return {
        "name": data["names"][code],
        "verdict": f"{said['says']} Would need, to accept: {said['need']}.",
        "red_line": data["red_lines"][code],
        "history": [f"{one['when']}: {one['rows'][code]['verdict']}" for one in heard],
        "figures": [(*line[:2], *data["sources"][line[2]]) for line in data["figures"][code]],
    }


def bought(data: Values) -> Values:
    """Return what the last text buys."""
    last: Values = data["bought"][data["scenes"][-1]["bought"]]
    names = data["names"] | {"all": "All members"}
    return last | {"rows": [{"code": code, "name": names[code], "cells": last["rows"][code]} for code in last["order"]]}


def minutes(told: Replay) -> list[list[Values]]:
    """Return the minutes scene by scene: titles of rounds, lines, and lines that are set in."""
    return [
        [
            {
                "words": line.strip(),
                "head": one.phase != OPENING and not line.startswith(" "),
                "inset": line.startswith("    "),
            }
            for line in one.lines
        ]
        for one in told.scenes
    ]


def drawings(told: Replay) -> dict[str, Any]:
    """Return the drawings at the end."""
    transcript, scenario = told.transcript, told.scenario
    voice = next(one for one in last_voices(transcript) if one.code == transcript.outcome.pivotal)
    found = {
        "map": tile_map(transcript, scenario, chosen=voice.code, key=False),
        "network": network(transcript, scenario, chosen=voice.code, key=False),
        "bars": bars(voice, transcript, scenario, told.within),
        "rounds": text_by_round(transcript, scenario),
    }
    return {name: Markup(drawing) for name, drawing in found.items()}
