"""The first lines of a comparison: what a change of scenario does, in plain words, and how surely one may say so."""

from __future__ import annotations

from sim.analysis.comparison import Comparison, Contrast, Delegation
from sim.analysis.paired import Change, Flips
from sim.story import changes, measures
from sim.story.headline import ending
from sim.story.words import listed

SLIGHT_TARGET, SLIGHT_YEAR, SLIGHT_FIRMNESS = 0.02, 0.1, 0.05
"""Means that move by less are said not to change: % of GDP, years, degrees of firmness from 0 to 1."""
MOST_NAMED = 3


def verdict(one: Contrast) -> str:
    """Return the finding in one line: the chance of a new target, how surely, and what becomes of the text."""
    if one.same:
        return f"{one.label}: the same scenario, as far as the simulation reads it; no run differs"
    if one.stayed == 1.0 and nothing_moves(one):
        return f"{one.label}: {chance(one.new_target)}; not one of {one.new_target.pairs:,} runs ends differently"
    return f"{one.label}: {chance(one.new_target)}; {text(one)}"


def nothing_moves(one: Contrast) -> bool:
    """Return whether no number of the text and no share moves at all."""
    found: list[Change | None] = [*one.shares.values(), *one.means.values()]
    return all(each is None or each.difference == 0 for each in found)


def chance(one: Flips) -> str:
    """Return how the chance of a new target changes, with its doubts."""
    if one.gained == one.lost == 0:
        return f"a new target in {measures.share(one.after)} either way, in the very same runs"
    called = changes.sizes(one)
    digits = changes.decimals(one)
    parts = [f"luck {changes.luck(one, digits)}"] if one.difference_luck is not None else [together(one)]
    if one.signs is not None:
        parts.append(changes.settings_agree(one.signs, one.difference))
    amount = f"{changes.points(one.difference, digits)} points"
    return f"a new target in {changes.from_to(one)} %, {', '.join(filter(None, [amount, called]))} ({'; '.join(parts)})"


def together(one: Flips) -> str:
    """Return the interval of luck and settings together, where runs cannot tell them apart."""
    return f"luck and settings together {changes.overall(one, changes.points)}"


def text(one: Contrast) -> str:
    """Return what becomes of the text where both have a new target."""
    if one.both == 0:
        return "in no run do both have a new target"
    numbers, year = targets(one), due(one.means["deadline"])
    said = [numbers or "number", year or "year"]
    if not numbers or not year:
        kept = [word for word, moved in (("number", numbers), ("year", year)) if not moved]
        said = [moved for moved in (numbers, year) if moved] + [f"{listed(kept)} unchanged"]
    return f"where both have a target: {', '.join(filter(None, [*said, firmer(one.means['firmness'])]))}"


def targets(one: Contrast) -> str:
    """Return how the targets of new texts change, nothing if they hardly do."""
    said = []
    for name in ("core", "related"):
        found = one.means[f"{name}_given"]
        if moved(found, SLIGHT_TARGET):
            assert found is not None
            said.append(f"{name} {changes.finer(2)(found.difference)}")
    return f"{' and '.join(said)} % of GDP" if said else ""


def moved(one: Change | None, slight: float) -> bool:
    """Return whether a mean moves by more than is slight, and by more than luck may."""
    return one is not None and abs(one.difference) >= slight and changes.told(one)


def due(one: Change | None) -> str:
    """Return how much later or earlier a new target is due, nothing if hardly."""
    if one is None or not moved(one, SLIGHT_YEAR):
        return ""
    return f"due {abs(one.difference):.1f} years {'later' if one.difference > 0 else 'earlier'}"


def firmer(one: Change | None) -> str:
    """Return whether texts are firmer or softer, nothing if hardly."""
    if one is None or not moved(one, SLIGHT_FIRMNESS):
        return ""
    return "firmer" if one.difference > 0 else "less firm"


def headline(comparison: Comparison) -> str:
    """Return the title of all: the one verdict, or how many scenarios are held against the base."""
    if len(comparison.contrasts) == 1:
        return verdict(comparison.contrasts[0])
    return f"{len(comparison.contrasts)} scenarios against {comparison.base.label}"


def basis(comparison: Comparison) -> str:
    """Return against what, and on how many runs."""
    drawn = {0: "at central settings", 1: "in the same draw of what is uncertain"}.get(
        comparison.settings, f"in the same {comparison.settings:,} draws of what is uncertain"
    )
    return f"Against {comparison.base.label} · {comparison.runs:,} runs each, on the same luck and {drawn}"


def in_short(one: Contrast) -> str:
    """Return the findings in a few sentences: what stands, where runs go, who turns."""
    if one.same:
        return ""
    said = [stands(one), goes(one), turns(one)]
    return " ".join(filter(None, said))


def stands(one: Contrast) -> str:
    """Return how the core target that stands changes, whatever came of it."""
    found = one.means["core"]
    assert found is not None, "some core target always stands"
    if not moved(found, 0.005):
        return f"The core target that stands stays at {measures.gdp(found.after)} % of GDP on average."
    way = "rises" if found.difference > 0 else "falls"
    ends = f"from {measures.gdp(found.before)} to {measures.gdp(found.after)} % of GDP"
    return f"The core target that stands {way} {ends} on average, failures counted."


def goes(one: Contrast) -> str:
    """Return how many runs end alike, and where most of the others go."""
    away = [move for move in one.moves if move.before != move.after]
    if not away:
        return "Every run ends in the same compromise."
    first = away[0]
    most = f"from {ending(first.before)} to {ending(first.after)} ({measures.share(first.share)} of runs)"
    return f"{measures.share(one.stayed)} of runs end in the same compromise; the commonest move is {most}."


def turns(one: Contrast) -> str:
    """Return who breaks silence, or gets a letter, more or less often."""
    said = []
    for words, kinds in (("breaking silence", breaking(one.allies)), ("with a side letter", lettered(one.allies))):
        for way, up in (("More", True), ("Less", False)):
            some = [f"{name} ({told})" for name, difference, told in kinds if (difference > 0) is up]
            if some:
                more = [f"{len(some) - MOST_NAMED} more"] if len(some) > MOST_NAMED else []
                said.append(f"{way} often {words}: {listed(some[:MOST_NAMED] + more)}.")
    return " ".join(said) or "No delegation breaks silence or gets a letter noticeably more or less often."


Turned = list[tuple[str, float, str]]


def breaking(allies: list[Delegation]) -> Turned:
    """Return who breaks silence noticeably more or less often, the largest differences first."""
    return noticed([(one.name, one.broke) for one in allies])


def lettered(allies: list[Delegation]) -> Turned:
    """Return who has a letter noticeably more or less often."""
    return noticed([(one.name, one.letter) for one in allies if one.letter is not None])


def noticed(shares: list[tuple[str, Flips]]) -> Turned:
    """Return the shares that change by more than is hardly any, largest first, with both ends in words."""
    found = [(name, one) for name, one in shares if abs(one.difference) >= changes.HARDLY and changes.told(one)]
    ordered = sorted(found, key=lambda pair: -abs(pair[1].difference))
    return [(name, one.difference, f"{changes.from_to(one)} %") for name, one in ordered]


def meanings(comparison: Comparison) -> list[str]:
    """Return what the numbers mean, and what they cannot say, a sentence each."""
    return [*intervals(comparison), *narrowing(comparison)]


def intervals(comparison: Comparison) -> list[str]:
    """Return what luck, settings and 95 % mean here."""
    if comparison.settings <= 1:
        which = "central settings" if comparison.settings == 0 else "a single setting"
        return [
            "Luck: how far off a difference may be because there were only so many runs (95 %).",
            f"Whether it would be the same in other plausible settings cannot be told from {which}.",
        ]
    return [
        "Luck (±): how far off a difference may be for these settings, each played only so often (95 %).",
        "95 %: how far off it may be for all plausible settings, of which only so many were drawn.",
        "Settings: the range that 8 of 10 plausible settings lie in, luck taken out. Same sign: in how many of "
        f"{comparison.settings:,} settings a number moves the same way.",
    ]


def narrowing(comparison: Comparison) -> list[str]:
    """Return how much the same luck and the same settings narrowed the difference."""
    said = []
    for one in comparison.contrasts:
        found = one.new_target
        if found.narrowed is not None and 0 < found.narrowed < 1:
            alone = found.narrowed_luck
            luck = (
                ""
                if alone is None or comparison.settings <= 1 or alone <= 0
                else f" (luck alone: {1 / alone:.1f} times)"
            )
            whose = "" if len(comparison.contrasts) == 1 else f", {one.label}"
            said.append(f"Pairing: known {1 / found.narrowed:.1f} times as closely as from separate runs{luck}{whose}.")
    return said
