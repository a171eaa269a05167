"""The alliance as equal tiles: a colour, a sign and a value each."""

from __future__ import annotations

from markupsafe import Markup

from sim.results.transcript import Transcript
from sim.scenario.schema import Scenario
from sim.signs.palette import BLUE, INK, SCALE
from sim.signs.stances import LOOKS, occasion
from sim.signs.tiles import Place, places
from sim.story.drawn.faces import MEASURES, Chip, Face, faces, members
from sim.story.drawn.svg import broad, clean, rect, say, sheet, short, tag, title, wrap

PITCH, SIDE, KEY = 92.0, 86.0, 30.0
"""A place, the tile on it and the key below, in pixels."""
CODE = 21.0


def kinds() -> dict[str, tuple[str, str]]:
    """Return the ground of every kind of tile, and the colour of words on it."""
    looks = {kind: (look.colour, look.ink) for kind, look in LOOKS.items()}
    return looks | {str(place): step for place, step in enumerate(SCALE)}


def painted() -> str:
    """Return the colours of all kinds of tiles and nodes."""
    return "\n".join(
        f".drawn .k-{kind} .ground {{ fill: {ground}; }} .drawn .k-{kind} text {{ fill: {ink}; }}"
        for kind, (ground, ink) in kinds().items()
    )


STYLE = f"""{painted()}
.alliance .edge {{ stroke: {INK}; stroke-width: .6; fill: none; }}
.alliance .patron .edge {{ stroke-dasharray: 6 4; stroke-width: 2.5; }}
.alliance .pivotal .edge {{ stroke-width: 4; }}
.alliance .chosen .edge {{ stroke: {BLUE}; stroke-width: 5; }}
.alliance .tile text {{ text-anchor: middle; font-size: 11px; }}
.alliance .tile .sign {{ text-anchor: start; font: 700 15px "DejaVu Sans", sans-serif; }}
.alliance .tile .letter {{ text-anchor: end; font: 17px "DejaVu Sans", sans-serif; }}
.alliance .tile .value {{ font-size: 13px; font-weight: 600; }}
.alliance .tile .remark, .alliance .tile .broke {{ font-size: 10px; }}
"""


def tile_map(
    transcript: Transcript, scenario: Scenario, measure: str = "stance", chosen: str = "", key: bool = True
) -> str:
    """Return the alliance as tiles by a measure (one of ``MEASURES``), on the last text of the transcript.

    ``chosen`` is the code of a delegation to be framed; ``key`` adds what colours and signs mean below.
    Raises ``ValueError`` for an unknown measure.
    """
    where, _ = places(members(transcript), scenario)
    found, chips = faces(transcript, scenario, measure)
    across, down = (PITCH * (max(place[axis] for place in where.values()) + 1) for axis in (0, 1))
    drawn = [
        tile(code, found[code], where[code], code == scenario.patron.code, code == chosen)
        for code in sorted(where, key=lambda one: where[one][::-1])
    ]
    drawn += legend(chips, down) if key else []
    label = f"The alliance by {MEASURES[measure]}, {occasion(transcript)}"
    return sheet(across, down + (KEY if key else 0.0), "alliance", label, STYLE, drawn)


def tile(code: str, one: Face, place: Place, patron: bool, chosen: bool) -> Markup:
    """Return one tile."""
    x, y, middle = place[0] * PITCH + 3, place[1] * PITCH + 3, SIDE / 2
    marks = [f"k-{one.kind}"] + ["patron"] * patron + ["pivotal"] * one.pivotal + ["chosen"] * chosen
    size = min(CODE, CODE * (SIDE - 10) / max(broad(clean(code), CODE), 1.0))
    name = wrap(one.name, SIDE - 12, 10.5, 2)
    return tag(
        "g",
        title(*one.told.split("\n")),
        rect(0.0, 0.0, SIDE, SIDE, class_="ground"),
        rect(0.0, 0.0, SIDE, SIDE, class_="edge"),
        say(5, 17, one.sign, "sign"),
        say(SIDE - 5, 18, "✉\N{VARIATION SELECTOR-15}" if one.letter else "", "letter"),
        say(middle + 4, 13, "pivotal" if one.pivotal else "", "remark strong"),
        tag("text", clean(code), x=middle, y=34.0, style=f"font-size:{size:.0f}px;font-weight:700"),
        *(say(middle, 47 + 10.5 * row, words) for row, words in enumerate(name)),
        say(middle, 71.5, one.value, "value"),
        say(middle, 82, short(one.broke, SIDE - 6, 10), "broke strong"),
        class_=" ".join(["tile", *marks]),
        transform=f"translate({x:g} {y:g})",
        tabindex=0,
        role="button",
        aria_label=clean(one.told.replace("\n", "; ")),
        data_code=code,
    )


def legend(chips: list[Chip], down: float) -> list[Markup]:
    """Return the key: a swatch with its sign, and words, for every kind."""
    drawn, x = [], 3.0
    for one in chips:
        swatch = [rect(x, down + 6, 20.0, 18.0, class_="ground", stroke=INK, stroke_width=0.6)]
        drawn.append(tag("g", *swatch, say(x + 10, down + 20, one.sign, "strong", "middle"), class_=f"k-{one.kind}"))
        drawn.append(say(x + 26, down + 20, one.words))
        x += 46 + broad(one.words)
    return drawn
