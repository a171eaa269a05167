"""SVG, written by small helpers: all words are escaped, all numbers short."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from sim.signs.palette import BLUE, FAINT, HAIR, INK, PAPER, QUIET

FONT = 'system-ui, "DejaVu Sans", sans-serif'
NARROW, BROAD = "fijltrI.,:;'|!()[] ", "mwMW@%—✉"
LOOKS = f"""
.drawn text {{ font: 12px {FONT}; fill: {INK}; }}
.drawn .quiet {{ fill: {QUIET}; }}
.drawn .strong {{ font-weight: 700; }}
.drawn .small {{ font-size: 10.5px; }}
.drawn .hair {{ stroke: {HAIR}; fill: none; }}
.drawn .dots {{ stroke: {FAINT}; stroke-dasharray: 2 4; fill: none; }}
.drawn [tabindex] {{ cursor: pointer; outline: none; }}
.drawn [tabindex]:focus-visible .edge, .drawn [tabindex]:hover .edge {{ stroke: {BLUE}; stroke-width: 4; }}
"""
"""What all drawings share; each adds its own."""
Attribute = str | float | int | None


def clean(words: str) -> str:
    """Return words on one line, without characters that XML does not know."""
    return " ".join("".join(one if one.isprintable() else " " for one in words).split())


def number(value: float) -> str:
    """Return a coordinate to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, *inside: str, **attributes: Attribute) -> Markup:
    """Return an element; ``class_`` stands for ``class``, ``data_code`` for ``data-code``; None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{number(one) if isinstance(one, float) else escape(one)}"'
        for key, one in attributes.items()
        if one is not None
    )
    body = "".join(escape(one) for one in inside)
    return Markup(f"<{name}{written}>{body}</{name}>") if inside else Markup(f"<{name}{written}/>")


def say(x: float, y: float, words: str, class_: str | None = None, anchor: str | None = None) -> Markup:
    """Return words at a place, as they stand."""
    return tag("text", clean(words), x=x, y=y, class_=class_, text_anchor=anchor)


def title(*lines: str) -> Markup:
    """Return what a mark means: shown on hover, read aloud on focus."""
    return tag("title", "\n".join(clean(line) for line in lines if line))


def rect(x: float, y: float, wide: float, high: float, **looks: Attribute) -> Markup:
    """Return a rectangle."""
    return tag("rect", x=x, y=y, width=max(wide, 0.0), height=max(high, 0.0), **looks)


def line(x1: float, y1: float, x2: float, y2: float, class_: str = "hair", **looks: Attribute) -> Markup:
    """Return a line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_, **looks)


def stairs(corners: Iterable[tuple[float, float, float]], class_: str) -> Markup:
    """Return a stepped line: each corner is a stretch from left to right at a height; a jump is drawn upright."""
    path, end = "", None
    for left, right, up in corners:
        path += f"{'V' + number(up) if end == left else f'M{number(left)} {number(up)}'}H{number(right)}"
        end = right
    return tag("path", d=path, class_=class_)


def sheet(wide: float, high: float, kind: str, label: str, looks: str, inside: Iterable[str]) -> str:
    """Return the drawing: as wide as its place allows, with a label for those who do not see it."""
    style = tag("style", Markup(LOOKS + looks))
    return str(
        tag(
            "svg",
            style,
            *inside,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {number(wide)} {number(high)}",
            class_=f"drawn {kind}",
            role="group",
            aria_label=clean(label),
            style=f"background:{PAPER}",
        )
    )


def broad(words: str, size: float = 12.0) -> float:
    """Return about how wide words are, in pixels: no font is at hand to ask."""
    narrow = len([one for one in words if one in NARROW])
    wide = len([one for one in words if one in BROAD or ord(one) > 0x2E80])
    return size * (0.34 * narrow + 0.95 * wide + 0.6 * (len(words) - narrow - wide))


def short(words: str, room: float, size: float = 12.0) -> str:
    """Return words on one line, cut off where the room ends."""
    whole = clean(words)
    if broad(whole, size) <= room:
        return whole
    while whole and broad(whole + "…", size) > room:
        whole = whole[:-1]
    return whole.rstrip() + "…"


def wrap(words: str, room: float, size: float = 12.0, most: int = 99) -> list[str]:
    """Return words as lines no wider than the room; what exceeds ``most`` lines is cut off."""
    lines: list[str] = []
    for word in clean(words).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and broad(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = [short(one, room, size) for one in lines[:most]]
    return [*kept[:-1], short(f"{kept[-1]} …", room, size)] if len(lines) > most else kept
