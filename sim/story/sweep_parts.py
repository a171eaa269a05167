"""A sweep in words and tables: the terminal and the report print the very same."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.estimate import Mean
from sim.analysis.sweep import Axis, Change, Line, Sweep
from sim.analysis.worlds import World
from sim.results.describe import plain
from sim.story import measures
from sim.story.measures import NOT_TOLD
from sim.story.parts import Part
from sim.story.words import capital

WIDEST = 12
"""More columns than this do not fit a page: the table of a map is then left to the files."""
SLIGHT = {"new_target": 0.02, "core": 0.05, "deadline": 0.25}
"""Changes below this are called hardly any: two points, a twentieth of a point of GDP, three months."""


def named(axis: Axis) -> str:
    """Return an axis in words: what the entry means, and its name."""
    return f"{axis.meaning} ({axis.entry})" if axis.meaning else axis.entry


def headline(found: Sweep) -> str:
    """Return the first line: what the first entry, or the two together, do to the chance of a new target."""
    if found.lines:
        return "; ".join(verdict(line) for line in found.lines)
    shares = [one.world.shares["new_target"] for one in found.grid]
    told = sorted(one.share for one in shares if one is not None)
    return f"A new target in {measures.share(told[0])} to {measures.share(told[-1])} of runs over {len(told)} points"


def verdict(line: Line) -> str:
    """Return what an entry does from end to end, in a sentence without its full stop."""
    whole = next(one for one in line.across if one.measure == "new_target")
    ends = f"{line.axis.entry} {plain(whole.start)} → {plain(whole.end)}: a new target in"
    return f"{ends} {measures.points(whole.before or 0.0)} → {measures.share(whole.after or 0.0)} of runs"


def said(line: Line, settings: int) -> list[str]:
    """Return what an entry does, a sentence each: end to end, where it is steepest, core and year."""
    steps = [one for one in line.steps if one.measure == "new_target" and one.difference is not None]
    steepest = max(steps, key=lambda one: abs(one.difference or 0.0))
    found = [f"{capital(named(line.axis))}."]
    found += [f"{sentence(one, settings)}." for one in line.across]
    step, by = f"from {plain(steepest.start)} to {plain(steepest.end)}", points(steepest.difference or 0.0)
    found.append(f"From one point to the next the chance of a new target changes most {step}: {by} points.")
    return found


WORDS = {
    "new_target": ("New target", "points"),
    "core": ("Core, all runs", "% of GDP"),
    "deadline": ("Deadline of new targets, mean", "years"),
}


def sentence(one: Change, settings: int) -> str:
    """Return how a measure changes from end to end, a small change called small."""
    name, unit = WORDS[one.measure]
    if one.before is None or one.after is None or one.difference is None:
        return f"{name}: not at both ends"
    if one.measure == "new_target":
        ends, by = f"{measures.points(one.before)} → {measures.share(one.after)}", points(one.difference)
    elif one.measure == "core":
        ends, by = f"{one.before:.2f} → {one.after:.2f} %", signed(one.difference, 2)
    else:
        ends, by = f"{one.before:.1f} → {one.after:.1f}", signed(one.difference, 1)
    if abs(one.difference) < SLIGHT[one.measure]:
        return f"{name}: {ends}, hardly a change"
    return f"{name}: {ends} ({by} {unit}{agreement(one, settings)})"


def agreement(one: Change, settings: int) -> str:
    """Return in how many settings the change has the sign that it has on the whole."""
    if settings < 2 or one.difference is None:
        return ""
    same = one.signs.rose if one.difference > 0 else one.signs.fell
    return f"; {'up' if one.difference > 0 else 'down'} in {same} of {one.signs.settings} settings"


def points(difference: float) -> str:
    """Return a difference of shares in signed percentage points."""
    return signed(100 * difference, 0)


def signed(value: float, digits: int) -> str:
    """Return a number with its sign, a true minus."""
    rounded = f"{value:+.{digits}f}"
    return f"{0:.{digits}f}" if float(rounded) == 0 else rounded.replace("-", "−")


def parts(found: Sweep) -> Iterator[Part]:
    """Yield the tables: a line's points, or a map's three measures."""
    for number, line in enumerate(found.lines, 1):
        yield line_part(line, f"line-{number}", found.settings)
    if found.grid:
        yield from maps(found)


def line_part(line: Line, key: str, settings: int) -> Part:
    """Return the points of a line as a table."""
    head = ("value", "new target", "luck", "settings", "core", "settings", "due by", "most often")
    rows = [(label(point.at[0], line.axis), *cells(point.world)) for point in line.points]
    note = (
        "Core over all runs, the status quo where nothing passed, % of GDP; due by: median year of new targets. Luck: "
        "±95 %; settings: the middle 80 % of them."
    )
    if any(point.at[0] == line.axis.central for point in line.points):
        note += " * the scenario's own value."
    return Part(key, line.axis.entry, note, head, rows, said(line, settings), worded=(0, 7))


def label(value: float, axis: Axis) -> str:
    """Return a value, a star at the scenario's own."""
    return f"{plain(value)} *" if value == axis.central else plain(value)


def cells(world: World) -> tuple[str, ...]:
    """Return a point's row."""
    share, core, deadline = world.shares["new_target"], world.means["core"], world.means["deadline"]
    chance = (measures.share(share.share), measures.luck(share), measures.settings(share)) if share else (NOT_TOLD,) * 3
    stands = (measures.gdp(core.mean), measures.mean_settings(core, one_digit)) if core else (NOT_TOLD,) * 2
    return (*chance, *stands, median(deadline), f"{world.modal} ({measures.share(world.modal_share.share)})")


def one_digit(value: float) -> str:
    """Return a number with one place after the point."""
    return f"{value:.1f}"


def median(deadline: Mean | None) -> str:
    """Return the median year."""
    return NOT_TOLD if deadline is None else measures.year(deadline.median)


MAPS = {
    "new_target": ("A new target", "Share of all runs, %."),
    "core": ("Core", "Core target over all runs, the status quo where nothing passed, % of GDP."),
    "deadline": ("Deadline", "Mean year in which a new target is due."),
}


def maps(found: Sweep) -> Iterator[Part]:
    """Yield a table for each measure of a map: the first entry down, the second across."""
    down, across = found.axes
    for name, (title, note) in MAPS.items():
        if len(across.values) > WIDEST:
            yield Part(name, title, f"{note} {len(across.values)} columns: see the files.", (), [])
            continue
        at = {point.at: point.world.value(name) for point in found.grid}
        rows = [(label(one, down), *(cell(name, at[one, other]) for other in across.values)) for one in down.values]
        head = (f"{down.entry} ↓  {across.entry} →", *(label(one, across) for one in across.values))
        yield Part(name, title, note, head, rows)


def cell(name: str, value: float | None) -> str:
    """Return a map's number."""
    if value is None:
        return NOT_TOLD
    return measures.points(value) if name == "new_target" else f"{value:.2f}" if name == "core" else f"{value:.0f}"
