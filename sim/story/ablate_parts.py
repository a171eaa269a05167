"""Ablations in words and tables: what survives when one thing is taken out."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.ablations import Ablation, Ablations
from sim.analysis.paired import Change, Flips
from sim.analysis.worlds import World
from sim.story import measures
from sim.story.measures import NOT_TOLD
from sim.story.parts import Line, Part
from sim.story.sweep_parts import signed
from sim.story.words import capital, listed

MUCH, HARDLY = 0.10, 0.02
"""Differences of a chance above the first are named in the headline; those below the second are hardly any."""
NAMED = 3


def headline(found: Ablations) -> str:
    """Return the first line: what makes a new target much rarer, and how often the base's compromise stays first."""
    rarer = sorted((one for one in found.ablations if one.new_target.difference <= -MUCH), key=drop)
    same = [one for one in found.ablations if one.world.text == found.base.text]
    first = f"{found.base.text or 'None'} stays the most frequent text in {len(same)} of {len(found.ablations)} worlds"
    if not rarer:
        return f"{first}; nothing taken out makes a new target rarer by {100 * MUCH:.0f} points"
    most = listed(f"{one.named.title} ({points(one.new_target)})" for one in rarer[:NAMED])
    return f"{first}; a new target falls most with {most}"


def drop(one: Ablation) -> float:
    """Return by how much a new target becomes rarer, the most negative first."""
    return one.new_target.difference


def points(one: Change) -> str:
    """Return a difference of shares in signed points."""
    return f"{signed(100 * one.difference, 0)}"


def basis(found: Ablations) -> str:
    """Return what was played."""
    drawn = f"{found.settings:,} settings" if found.settings else "central settings"
    return f"{found.title} · {found.runs:,} runs of each world, {drawn}, seed {found.seed}, the same luck in all"


def parts(found: Ablations) -> list[Part]:
    """Return two tables a group: whether a new target survives, and what it says."""
    groups = list(dict.fromkeys(one.named.group for one in found.ablations))
    told = [chances(found, groups), texts(found, groups)]
    reasons: list[Line] = [(one.named.title, one.named.why) for one in found.ablations]
    told.append(
        Part(
            "why",
            "What was changed",
            "Each world differs from the scenario in this.",
            ("", "why"),
            reasons,
            worded=(0, 1),
        )
    )
    if found.unfit:
        rows: list[Line] = [(one.title, why) for one, why in found.unfit]
        told.append(Part("unfit", "What does not fit this scenario", "Not played.", ("", "why"), rows, worded=(0, 1)))
    return told


def chances(found: Ablations, groups: Sequence[str]) -> Part:
    """Return the table of the chance of a new target, and of the core that stands."""
    new = found.base.shares["new_target"]
    rows: list[Line] = []
    if new is not None:
        rows.append(
            ("as it is", measures.share(new.share), "", "", "", measures.gdp(found.base.value("core") or 0.0), "")
        )
    for group in groups:
        rows.append((capital(group), "", "", "", "", "", ""))
        rows += [chance_row(one) for one in found.ablations if one.named.group == group]
    note = (
        "Differences are of the same runs, before and after, in points; luck: 95 %, for the settings drawn; − / +: in "
        "how many settings it falls, and rises. Core over all runs, the status quo where nothing passed, % of GDP."
    )
    head = ("", "new target", "points", "luck", "− / +", "core", "")
    return Part("chances", "Does a new target survive?", note, head, rows)


def chance_row(one: Ablation) -> Line:
    """Return a world's row of chances."""
    new, core = one.new_target, one.differences["core"]
    moved = "" if core is None else signed(core.difference, 2)
    return (
        f"  {one.named.title}",
        measures.share(new.after),
        points(new),
        luck(new),
        agreement(new),
        NOT_TOLD if core is None else measures.gdp(core.after),
        moved,
    )


def luck(one: Flips) -> str:
    """Return what luck leaves open of a difference, as half the width of its interval in points."""
    if one.difference_luck is None:
        return NOT_TOLD
    return measures.give(50 * (one.difference_luck.high - one.difference_luck.low))


def agreement(one: Change) -> str:
    """Return in how many settings it falls and in how many it rises; the others tie."""
    if one.signs is None or one.signs.settings < 2:
        return NOT_TOLD
    return f"{one.signs.fell} / {one.signs.rose}"


def texts(found: Ablations, groups: Sequence[str]) -> Part:
    """Return the table of what a new target says."""
    rows: list[Line] = [("as it is", *text_cells(found.base))]
    for group in groups:
        rows.append((capital(group), "", "", "", "", ""))
        rows += [
            (f"  {one.named.title}", *text_cells(one.world)) for one in found.ablations if one.named.group == group
        ]
    note = (
        "Of new targets: the most frequent and its share of them, median year, share with a review, mean firmness "
        "(0 aims, ⅓ commits, ⅔ with plans), letters in a hundred. They are selections, and differ from world to world."
    )
    return Part(
        "texts", "What does it say?", note, ("", "most often", "due", "review", "firm", "letters"), rows, worded=(0, 1)
    )


def text_cells(world: World) -> Line:
    """Return what a world's new targets say."""
    due, firm, review, letters = (world.doubt(name) for name in ("deadline", "firmness", "review", "letters"))
    modal = f"{world.text} ({measures.share(world.text_share.share)})" if world.text_share else NOT_TOLD
    if due is None or firm is None or review is None or letters is None:
        return (modal, *(NOT_TOLD,) * 4)
    return (
        modal,
        measures.year(world.means["deadline"].median) if world.means["deadline"] else NOT_TOLD,
        measures.share(world.value("review") or 0.0),
        f"{world.value('firmness') or 0.0:.2f}",
        f"{100 * (world.value('letters') or 0.0):.0f}",
    )
