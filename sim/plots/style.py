"""How the pictures look: colours, sizes, and words that never collide.

Colours are those of ``sim.signs.palette``. Sizes are in points, on sheets of about 16 inches, which a
projector shows whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from sim.signs.palette import ACCEPTS as ACCEPTS
from sim.signs.palette import BLUE as BLUE
from sim.signs.palette import BREAKS as BREAKS
from sim.signs.palette import FAINT as FAINT
from sim.signs.palette import GREEN as GREEN
from sim.signs.palette import HAIR as HAIR
from sim.signs.palette import HESITATES as HESITATES
from sim.signs.palette import INK as INK
from sim.signs.palette import PAPER as PAPER
from sim.signs.palette import QUIET as QUIET
from sim.signs.palette import SHADE as SHADE
from sim.signs.palette import VERMILLION as VERMILLION
from sim.signs.words import days as days
from sim.signs.words import signed as signed

NOTE, PLAIN, STRONG, TITLE = 10.5, 12.0, 14.0, 21.0
FONT = "DejaVu Sans"
EDGE = 0.35
"""Margin of the sheets, in inches."""
POINTS = 72.0
"""Points in an inch."""
LEADING = 1.28
"""Height of a line of text, in times the size of its letters."""


def clean(words: str) -> str:
    """Return words on one line, without characters that cannot be drawn."""
    return " ".join("".join(one if one.isprintable() else " " for one in words).split())


def say(axes: Axes | Figure, x: float, y: float, words: str, size: float = PLAIN, **looks: Any) -> Text:
    """Write words as they stand: a dollar sign or a backslash is no markup."""
    set_in: dict[str, Any] = {"color": INK, "family": FONT, "parse_math": False, "fontsize": size}
    return axes.text(x, y, words, **set_in | looks)


@lru_cache(maxsize=4096)
def width(words: str, size: float = PLAIN, weight: str = "normal") -> float:
    """Return how wide a line of words is, in inches."""
    font = FontProperties(family=FONT, size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(words, font, ismath=False)[0]) / POINTS


def pieces(word: str, room: float, size: float, weight: str = "normal") -> list[str]:
    """Return a word, cut where it is too long for the room."""
    cut = [""]
    for letter in word:
        if cut[-1] and width(cut[-1] + letter, size, weight) > room:
            cut.append("")
        cut[-1] += letter
    return cut


def wrap(words: str, room: float, size: float = PLAIN, weight: str = "normal") -> list[str]:
    """Return words as lines no wider than the room, in inches."""
    lines: list[str] = []
    for word in clean(words).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines += pieces(word, room, size, weight)
    return lines


def short(words: str, room: float, size: float = PLAIN, weight: str = "normal") -> str:
    """Return words on one line, cut off where the room ends."""
    whole = clean(words)
    kept = pieces(whole, room, size, weight)[0]
    return whole if kept == whole else kept[:-1] + "…"


def tall(lines: int, size: float = PLAIN) -> float:
    """Return how tall so many lines are, in inches."""
    return lines * size * LEADING / POINTS


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places near the wanted ones, in the same order, a gap apart and, if there is room, within bounds."""
    order = sorted(range(len(wanted)), key=lambda one: wanted[one])
    places = [min(max(wanted[one], low), high) for one in order]
    for one in range(1, len(places)):
        places[one] = max(places[one], places[one - 1] + gap)
    for one in reversed(range(len(places))):
        ceiling = high if one == len(places) - 1 else places[one + 1] - gap
        places[one] = min(places[one], ceiling)
    return [place for _, place in sorted(zip(order, places, strict=True))]


def blank(figure: Figure, left: float, bottom: float, wide: float, high: float) -> Axes:
    """Return axes without frame or ticks, placed in inches."""
    across, up = figure.get_size_inches()
    axes = figure.add_axes((left / across, bottom / up, wide / across, high / up))
    axes.axis("off")
    return axes


def heading(subtitle: str, across: float) -> float:
    """Return how tall the head of a sheet so wide is, in inches."""
    return 0.9 + tall(len(wrap(subtitle, across - 2 * EDGE)))


def head(figure: Figure, title: str, subtitle: str) -> None:
    """Write a picture's title and subtitle at its top left, the title as large as fits."""
    across, up = figure.get_size_inches()
    room = across - 2 * EDGE
    size = TITLE * min(1.0, room / max(width(clean(title), TITLE, "bold"), 0.01))
    say(figure, EDGE / across, 1 - 0.2 / up, clean(title), size, weight="bold", va="top")
    shown = "\n".join(wrap(subtitle, room))
    say(figure, EDGE / across, 1 - 0.64 / up, shown, color=QUIET, va="top", linespacing=LEADING)
